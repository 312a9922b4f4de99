"""A review round on one exact revision, and the positions delegations take in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.history import AppendOnly, Tracked
from accounts.models import Delegation
from guidelines.models.guideline import Guideline, Provision
from guidelines.models.revision import Revision
from guidelines.workflow import Outcome


class ReviewRound(Tracked):
    """Delegations are asked about one revision. A later edit overtakes the round."""

    Outcome = Outcome

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(_("number"))
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="rounds", verbose_name=_("revision"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), auto_now_add=True)
    note = models.TextField(_("note to the delegations"), blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True, default=Outcome.OPEN)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("closed by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closing_note = models.TextField(_("closing note"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("guideline", "number"), name="round_number_once"),
            models.UniqueConstraint(fields=("guideline",), condition=Q(outcome=""), name="round_one_open"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_by__isnull=True, closed_at__isnull=True)
                | (~Q(outcome="") & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="round_closed_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.guideline.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("round_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN


class RoundDelegation(AppendOnly):
    """A delegation that is asked in a round."""

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="asked")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("delegation__code",)
        constraints = (models.UniqueConstraint(fields=("round", "delegation"), name="round_delegation_once"),)

    def __str__(self) -> str:
        return f"{self.round}: {self.delegation}"


class Position(AppendOnly):
    """What a delegation says of the whole text or of one provision. The latest of its kind stands; all are kept."""

    class Value(models.TextChoices):
        AGREE = "agree", _("agree")
        NO_OBJECTION = "no_objection", _("no objection")
        AGREE_WITH_TEXT = "agree_with_text", _("agree with text")
        OBJECT = "object", _("object")
        ABSTAIN = "abstain", _("abstain")

    NEEDS_TEXT = (Value.AGREE_WITH_TEXT, Value.OBJECT)

    round = models.ForeignKey(ReviewRound, on_delete=models.PROTECT, related_name="positions")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="+")
    provision = models.ForeignKey(
        Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("provision")
    )
    value = models.CharField(_("position"), max_length=20, choices=Value)
    text = models.TextField(_("wording or reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(value__in=("agree_with_text", "object")) | ~Q(text=""),
                name="position_has_text",
                violation_error_message=_("Give the wording you would agree with, or the reason of the objection."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.delegation}: {self.get_value_display()}"


def standing_positions(review_round: ReviewRound) -> list[Position]:
    """The latest position of each delegation on the whole text and on each provision. One query."""
    positions = review_round.positions.select_related("delegation", "by", "provision").order_by("pk")
    latest = {(position.delegation_id, position.provision_id): position for position in positions}
    return sorted(latest.values(), key=lambda position: (position.delegation.code, position.pk))
