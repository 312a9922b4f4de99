"""Why a provision is here: the resolution it rests on."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from accounts.history import Tracked
from guidelines.models.guideline import Guideline, Provision
from meetings.models import Resolution


class Basis(Tracked):
    """This provision rests on that resolution; or the guideline declines the resolution, with a reason.

    Both ends' fingerprints are kept as last confirmed: when an end changes, the link is suspect.
    """

    class Relation(models.TextChoices):
        REQUIRES = "requires", _("required by the resolution")
        INFORMS = "informs", _("informed by the resolution")
        LIMITS = "limits", _("limited by the resolution")
        AMENDS = "amends", _("goes beyond the resolution")
        DECLINED = "declined", _("resolution declined")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        DRAFTED = "drafted", _("drafted")
        AGREED = "agreed", _("agreed")
        SUPERSEDED = "superseded", _("superseded")

    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, related_name="bases")
    provision = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bases",
        verbose_name=_("provision"),
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, related_name="bases", verbose_name=_("resolution")
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, default=Relation.REQUIRES)
    state = models.CharField(pgettext_lazy("of a link", "state"), max_length=20, choices=State, default=State.DRAFTED)
    note = models.TextField(_("note"), blank=True)
    provision_digest = models.CharField(max_length=64, blank=True, editable=False)
    resolution_digest = models.CharField(max_length=64, editable=False)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("basis")
        verbose_name_plural = _("bases")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("provision", "resolution"),
                name="basis_once",
                violation_error_message=_("The provision rests on this resolution already."),
            ),
            models.UniqueConstraint(
                fields=("guideline", "resolution"),
                condition=Q(relation="declined"),
                name="basis_declined_once",
                violation_error_message=_("The resolution is declined already."),
            ),
            models.CheckConstraint(
                condition=Q(relation="declined", provision__isnull=True)
                | (~Q(relation="declined") & Q(provision__isnull=False)),
                name="basis_has_provision_unless_declined",
            ),
            models.CheckConstraint(
                condition=~Q(relation="declined", note=""),
                name="basis_declined_has_reason",
                violation_error_message=_("Say why the resolution is declined."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.resolution} → {self.provision or self.guideline}"

    @property
    def is_suspect(self) -> bool:
        """An end has changed since the link was last confirmed. Needs `provision` and `resolution`."""
        moved = self.provision is not None and self.provision.digest != self.provision_digest
        return moved or self.resolution.fingerprint() != self.resolution_digest
