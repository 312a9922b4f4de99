"""What the office received: a report and the versions of its text."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.history import AppendOnly, Tracked, TrackedQuerySet
from accounts.models import User
from accounts.permissions import Marking
from meetings.dates import PartialDateField, date_label
from meetings.models.meeting import Meeting
from meetings.models.original import Original
from meetings.models.series import Series, visible


class ReportQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "ReportQuerySet":
        """By the report's own marking, and never a report of a meeting that is hidden."""
        meetings = Meeting.objects.visible_to(user).values("pk")
        return self.filter(visible(user)).filter(Q(meeting__isnull=True) | Q(meeting__in=meetings))


class Report(Tracked):
    """A press report, communiqué, minutes, note or adopted text. Its words are in `ReportText`."""

    class Kind(models.TextChoices):
        """From the strongest proof to the weakest: see `Standing`."""

        ADOPTED = "adopted", _("adopted text")
        MINUTES = "minutes", _("signed minutes")
        NOTE = "note", _("secretariat note")
        COMMUNIQUE = "communique", _("communiqué")
        PRESS = "press", _("press report")

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="reports", verbose_name=_("series"))
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("meeting")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PRESS)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    dateline = models.CharField(
        _("dateline"), max_length=200, blank=True, help_text=_("As printed: “MOSCOW, January 21”.")
    )
    published = PartialDateField(_("published on"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    source_url = models.URLField(
        _("address"), max_length=500, blank=True, help_text=_("Where it was found; never opened by the server.")
    )
    marking = models.CharField(_("marking"), max_length=20, choices=Marking, default=Marking.MEMBERS)
    original = models.ForeignKey(
        Original, on_delete=models.PROTECT, null=True, blank=True, related_name="reports",
        verbose_name=_("original file"), editable=False,
    )  # fmt: skip
    read_through = models.BooleanField(_("read to the end"), default=False, editable=False)

    objects: ClassVar[Any] = ReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.pk])

    def newest_text(self) -> "ReportText":
        """The version in force."""
        return self.texts.order_by("-version")[0]

    @property
    def published_label(self) -> str:
        return date_label(self.published)

    @property
    def citation(self) -> str:
        """Publisher, title and date, as one cites it."""
        return ", ".join(part for part in (self.publisher, self.title, date_label(self.published)) if part)


class ReportText(AppendOnly):
    """One version of a report's text: LF, NFC, no control characters. A correction is a new version with a reason."""

    LIMIT = 1_000_000  # characters

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts", verbose_name=_("report"))
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    sha256 = models.CharField("SHA-256", max_length=64)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("report text")
        verbose_name_plural = _("report texts")
        ordering = ("report", "-version")
        constraints = (models.UniqueConstraint(fields=("report", "version"), name="report_text_version_once"),)

    def __str__(self) -> str:
        return f"{self.report}, {self.version}"
