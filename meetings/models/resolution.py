"""What came out of a meeting, resting on the words that prove it."""

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet
from accounts.models import User
from accounts.permissions import Marking
from meetings.dates import PartialDateField, date_label
from meetings.models.directory import Organisation
from meetings.models.meeting import Meeting
from meetings.models.report import Report, ReportText
from meetings.models.series import visible


class Standing(models.IntegerChoices):
    """How well a resolution is proven, by its best quote."""

    ADOPTED = 1, _("adopted text")
    MINUTES = 2, _("signed minutes")
    NOTE = 3, _("secretariat note")
    COMMUNIQUE = 4, _("communiqué")
    PRESS = 5, _("press report only")
    NONE = 9, _("no written source")

    @classmethod
    def of(cls, kind: str) -> "Standing":
        """The standing that a quote from a report of this kind gives."""
        return cls[kind.upper()]


class ResolutionQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "ResolutionQuerySet":
        """By the resolution's own marking, and never one of a hidden meeting."""
        return self.filter(visible(user, series="meeting__series")).filter(
            meeting__in=Meeting.objects.visible_to(user).values("pk")
        )

    def with_standing(self, user: User) -> "ResolutionQuerySet":
        """Adds `standing`, the best of each resolution's quotes that this person may read: a hidden one must not show."""
        ranks = [When(text__report__kind=kind, then=Value(int(Standing.of(kind)))) for kind in Report.Kind.values]
        quotes = Quote.objects.visible_to(user).filter(resolution=OuterRef("pk")).order_by().values("resolution")
        best = quotes.annotate(best=Min(Case(*ranks, output_field=models.IntegerField()))).values("best")
        return self.annotate(standing=Coalesce(Subquery(best), Value(int(Standing.NONE))))

    def in_order(self) -> "ResolutionQuerySet":
        return self.select_related("meeting__series").order_by("meeting__series__code", "meeting__number", "number")


class Resolution(Tracked):
    """A decision, recommendation, action, finding or commitment of a meeting, under the meeting's own number."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("decision")
        RECOMMENDATION = "recommendation", _("recommendation")
        ACTION = "action", _("action")
        FINDING = "finding", _("finding")
        COMMITMENT = "commitment", _("commitment")

    class Speaker(models.TextChoices):
        BODY = "body", _("the meeting")
        PARTICIPANTS = "participants", _("the participants")
        AGENCY = "agency", _("an agency")
        UNKNOWN = "unknown", _("not given")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN_UP = "taken_up", _("taken up")
        DONE = "done", _("done")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("meeting")
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    wording = models.TextField(_("wording"))
    speaker = models.CharField(_("who said it"), max_length=20, choices=Speaker, default=Speaker.BODY)
    speaker_name = models.CharField(_("name of the agency or speaker"), max_length=200, blank=True)
    due_text = models.CharField(
        _("due date as given"), max_length=200, blank=True, help_text=_("“by the end of the year”")
    )
    due = PartialDateField(_("due date"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.OPEN)
    no_source_reason = models.TextField(_("why it has no written source"), blank=True)
    marking = models.CharField(_("marking"), max_length=20, choices=Marking, default=Marking.MEMBERS)

    standing: int  # from `with_standing`

    objects: ClassVar[Any] = ResolutionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "number"),
                name="resolution_number_once",
                violation_error_code="number",
                violation_error_message=_("The meeting has a resolution of this number already."),
            ),
        )

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("resolution_detail", args=[self.pk])

    @property
    def label(self) -> str:
        """PRISON-1/3. Needs `meeting__series` (select_related)."""
        return f"{self.meeting.label}/{self.number}"

    @property
    def standing_label(self) -> str:
        """Needs `with_standing`."""
        return str(Standing(self.standing).label)

    @property
    def said_by(self) -> str:
        return self.speaker_name or str(self.get_speaker_display())

    @property
    def due_words(self) -> str:
        """When it is due as the report says it, with the date where there is one."""
        date = date_label(self.due)
        if self.due_text and date:
            return f"{self.due_text} ({date})"
        return self.due_text or date

    def fingerprint(self) -> str:
        """Changes when what the resolution says changes; a basis remembers it."""
        parts = "\n".join((self.kind, self.wording, self.due_text, self.status))
        return hashlib.sha256(parts.encode()).hexdigest()


class Addressee(Tracked):
    """To whom a resolution is addressed."""

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="addressees", verbose_name=_("resolution")
    )
    name = models.CharField(pgettext_lazy("of a body", "name"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("resolution", "name"), name="addressee_once"),)

    def __str__(self) -> str:
        return self.name


class QuoteQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "QuoteQuerySet":
        return self.filter(text__report__in=Report.objects.visible_to(user).values("pk"))


class Quote(Tracked):
    """The words of a report that a resolution rests on.

    The shape of the W3C Web Annotation text quote and text position selectors; offsets are in code points.
    """

    CONTEXT = 48  # characters of prefix and suffix

    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="quotes", verbose_name=_("resolution")
    )
    text = models.ForeignKey(ReportText, on_delete=models.PROTECT, related_name="quotes", verbose_name=_("text"))
    exact = models.TextField(_("words"))
    prefix = models.CharField(_("before"), max_length=CONTEXT, blank=True)
    suffix = models.CharField(_("after"), max_length=CONTEXT, blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    lost = models.BooleanField(
        _("lost"), default=False, help_text=_("The words are in no later version of the text; it stays on its own.")
    )

    objects: ClassVar[Any] = QuoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ("text", "start")
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="quote_not_empty"),
            models.UniqueConstraint(
                fields=("resolution", "text", "start", "end"),
                name="quote_once",
                violation_error_code="words",
                violation_error_message=_("The resolution rests on these words already."),
            ),
        )

    def __str__(self) -> str:
        return Truncator(self.exact).chars(80)
