"""An expert meeting, its agenda and who took part. Nothing here forces anyone to invent a fact."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet
from accounts.models import User
from accounts.permissions import Marking
from meetings.dates import PartialDateField, span_label
from meetings.models.directory import Organisation, Person
from meetings.models.series import Series, visible


class MeetingQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "MeetingQuerySet":
        return self.filter(visible(user))


class Meeting(Tracked):
    """One meeting of a series, known as precisely as the reports tell."""

    class Format(models.TextChoices):
        UNKNOWN = "", _("not given")
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("hybrid")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CLOSED = "closed", _("closed")

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("series"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = CountryField(_("country"), blank=True)
    format = models.CharField(_("format"), max_length=20, choices=Format, blank=True, default=Format.UNKNOWN)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.HELD)
    starts = PartialDateField(
        _("began on"), help_text=_("As precisely as it is known; leave empty if it is not given.")
    )
    ends = PartialDateField(_("ended on"))
    reported = PartialDateField(
        _("reported on"), help_text=_("The date of the report, where the meeting's own is not given.")
    )
    note = models.TextField(_("note"), blank=True)
    marking = models.CharField(_("marking"), max_length=20, choices=Marking, default=Marking.MEMBERS)

    objects: ClassVar[Any] = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("series__code", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("series", "number"),
                name="meeting_number_once",
                violation_error_code="number",
                violation_error_message=_("The series has a meeting of this number already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.label}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meeting_detail", args=[self.pk])

    @property
    def label(self) -> str:
        """PRISON-1. Needs `series` (select_related)."""
        return f"{self.series.code}-{self.number}"

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.city, self.country_name) if part)

    @property
    def country_name(self) -> str:
        return str(countries.name(self.country))

    @property
    def dates(self) -> str:
        return span_label(self.starts, self.ends, self.reported)


class AgendaItem(Tracked):
    """A point of the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("note"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "number"),
                name="agenda_number_once",
                violation_error_code="number",
                violation_error_message=_("The agenda has this number already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Participation(Tracked):
    """An organisation, a category or a person took part, in a role."""

    class Role(models.TextChoices):
        CONVENER = "convener", _("convener")
        HOST = "host", _("host")
        CHAIR = "chair", _("chair")
        RAPPORTEUR = "rapporteur", _("rapporteur")
        EXPERT = "expert", _("expert")
        PARTICIPANT = "participant", _("participant")
        OBSERVER = "observer", _("observer")
        SECRETARIAT = "secretariat", _("secretariat")

    class Attendance(models.TextChoices):
        PRESENT = "present", _("present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")
        REPORTED = "reported", _("as reported")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="participations", verbose_name=_("meeting")
    )
    category = models.CharField(
        _("category"),
        max_length=200,
        blank=True,
        help_text=_("When only a kind of participant is known: “penitentiary services”."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organisation"),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTICIPANT)
    state = CountryField(_("state"), blank=True)
    head_count = models.PositiveIntegerField(_("head-count"), null=True, blank=True)
    attendance = models.CharField(_("attendance"), max_length=20, choices=Attendance, default=Attendance.REPORTED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(category="") | Q(organisation__isnull=False) | Q(person__isnull=False),
                name="participation_is_somebody",
                violation_error_code="category",
                violation_error_message=_("Give a category, an organisation or a person."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who took part, as far as is known. Needs `person` and `organisation` (select_related)."""
        return ", ".join(str(part) for part in (self.person, self.organisation, self.category) if part)
