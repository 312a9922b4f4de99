"""The evidence in the administration: every write is the action that the pages call, with its refusals beside the field.

Who may see a row is said by its `visible_to`, who may write by `check_can_record`. What belongs to a record (its
participants, its quotes) is listed on it and changed on its own page: an inline would save behind the actions.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import verdict
from accounts.records import version_of
from accounts.tracked_admin import ReadOnlyAdmin, TrackedAdmin
from accounts.web import attempt
from meetings.actions import meetings, reports, resolutions, series
from meetings.dates import PartialDateField, date_label
from meetings.forms.base import EditForm, TidyForm
from meetings.forms.dates import PartialDateWidget
from meetings.forms.filters import containing
from meetings.forms.meetings import (
    AgendaItemEditForm,
    AgendaItemForm,
    MeetingEditForm,
    MeetingForm,
    OrganisationEditForm,
    OrganisationForm,
    ParticipantEditForm,
    ParticipantForm,
    PersonEditForm,
    PersonForm,
)
from meetings.forms.reports import ReportEditForm, ReportForm
from meetings.forms.resolutions import ResolutionEditForm, ResolutionForm
from meetings.forms.series import SeriesEditForm, SeriesForm
from meetings.models import (
    AgendaItem,
    Dismissal,
    Meeting,
    Organisation,
    Original,
    Participation,
    Person,
    Quote,
    Report,
    ReportText,
    Resolution,
    Series,
)
from meetings.permissions import check_can_record

Action = Callable[..., models.Model]


class Acting(TidyForm):
    """Put before a form of the pages: carries out its action as the last step of validation.

    Django's admin has no place for a refusal after `is_valid`, which it asks once, in the request's transaction.
    """

    by: ClassVar[User]
    action: ClassVar[Action]
    parent: ClassVar[str]  # the record that the action takes first, if any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if "user" in inspect.signature(super().__init__).parameters:
            kwargs["user"] = self.by
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors:
            self.act(dict(self.cleaned_data))

    def act(self, given: dict[str, Any]) -> None:
        parents = [given.pop(self.parent)] if self.parent else []
        self.instance = attempt(self, type(self).action, *parents, by=self.by, **given) or self.instance


class ActingEdit(Acting, EditForm):
    """The same for a change: of the version that the form was filled from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = version_of(self.instance)

    def act(self, given: dict[str, Any]) -> None:
        if not set(self.changed_data) - {"reason"}:
            return
        given["reason"] = given["reason"] or gettext("in the administration")
        self.instance = attempt(self, type(self).action, self.instance, by=self.by, **given) or self.instance


class ResolutionChange(ResolutionEditForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["addressees"] = [row.name for row in self.instance.addressees.all()]


def year_of(path: str) -> type[admin.SimpleListFilter]:
    """A filter by the year of a partial date, which is text and so has no date hierarchy."""

    class YearFilter(admin.SimpleListFilter):
        title = _("year")
        parameter_name = "year"

        def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
            rows = model_admin.get_queryset(request).exclude(**{path: ""}).order_by()
            years = rows.values_list(Substr(path, 1, 4), flat=True).distinct()
            return [(year, year) for year in sorted(set(years), reverse=True)]

        def queryset(self, request: Any, queryset: models.QuerySet) -> models.QuerySet:
            return queryset.filter(**{f"{path}__startswith": self.value()}) if self.value() else queryset

    return YearFilter


def links(rows: Iterable[models.Model]) -> str:
    """The records that belong to this one, each with the way to its own page here."""
    return format_html_join("", '<div><a href="{}">{}</a></div>', ((_address(row), row) for row in rows)) or "—"


def _address(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


class Visible(admin.ModelAdmin):
    """Staff see here what the pages show them."""

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return request.user.is_active and request.user.is_staff

    def get_queryset(self, request: Any) -> models.QuerySet:
        return self.visible_rows(super().get_queryset(request), request.user)

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.visible_to(user)

    def get_search_results(self, request: Any, queryset: models.QuerySet, search_term: str) -> tuple[Any, bool]:
        """As the registers search: in either case, also in Cyrillic on SQLite."""
        words = search_term.strip().replace("\x00", "")
        return (queryset.filter(containing(words, *self.search_fields)) if words else queryset), False

    def view_on_site(self, obj: Any) -> str | None:
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None


class EvidenceAdmin(Visible, TrackedAdmin):
    """A tracked record, written by the secretariat through its actions."""

    new_form: ClassVar[type[TidyForm]]
    edit_form: ClassVar[type[EditForm]]
    create: ClassVar[Action]
    change: ClassVar[Action]
    parent: ClassVar[str] = ""
    fixed: ClassVar[tuple[str, ...]] = ()  # said once, when it is recorded
    only_new: ClassVar[tuple[str, ...]] = ()  # asked for a new record, and kept elsewhere
    parts: ClassVar[tuple[str, ...]] = ()  # what belongs to the record
    formfield_overrides: ClassVar[dict[Any, Any]] = {PartialDateField: {"widget": PartialDateWidget}}

    def has_add_permission(self, request: Any) -> bool:
        return bool(verdict(check_can_record, request.user))

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(verdict(check_can_record, request.user))

    def get_fields(self, request: Any, obj: Any = None) -> list[Any]:
        if obj is None:
            return list(self.fields or ())
        known = [name for name in self.fields or () if name not in self.only_new]
        asked = ["reason", "seen"] if self.has_change_permission(request, obj) else []
        return [*known, *self.parts, *asked]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return (*self.fixed, *self.parts) if obj else ()

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if not self.has_change_permission(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        bases = (ActingEdit, self.edit_form) if obj else (Acting, self.new_form)
        does = {"by": request.user, "parent": self.parent, "action": type(self).change if obj else type(self).create}
        kwargs["form"] = type(bases[1].__name__, bases, does)
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: Any, obj: Any, form: forms.ModelForm, change: bool) -> None:
        """The form's action has saved it."""


@admin.register(Series)
class SeriesAdmin(EvidenceAdmin):
    new_form, edit_form = SeriesForm, SeriesEditForm
    create, change = series.create_series, series.change_series
    fields = ("code", "title", "purpose")
    fixed = ("code",)
    parts = ("teams",)
    list_display = ("code", "title")
    search_fields = ("code", "title", "purpose")

    @admin.display(description=_("teams"))
    def teams(self, record: Series) -> str:
        shared = record.audience.select_related("team").order_by("team__name")
        return ", ".join(str(row.team) for row in shared) or "—"


@admin.register(Meeting)
class MeetingAdmin(EvidenceAdmin):
    new_form, edit_form = MeetingForm, MeetingEditForm
    create, change = meetings.create_meeting, meetings.change_meeting
    parent = "series"
    fields = ("series", "number", "title", "city", "country", "format", "status", "starts", "ends", "reported", "note",
              "marking")  # fmt: skip
    fixed = ("series", "number")
    parts = ("participants", "agenda")
    autocomplete_fields = ("series",)
    list_display = ("label", "title", "dates", "city", "country", "status", "marking")
    list_display_links = ("label", "title")
    list_filter = (("series", admin.RelatedOnlyFieldListFilter), "status", "marking", "format", year_of("starts"))
    list_select_related = ("series",)
    ordering = ("series__code", "number")
    search_fields = ("series__code", "title", "city", "note")

    @admin.display(description=_("number"), ordering="series__code")
    def label(self, record: Meeting) -> str:
        return record.label

    @admin.display(description=_("dates"), ordering="starts")
    def dates(self, record: Meeting) -> str:
        return record.dates

    @admin.display(description=_("participants"))
    def participants(self, record: Meeting) -> str:
        return links(record.participations.select_related("organisation", "person"))

    @admin.display(description=_("agenda"))
    def agenda(self, record: Meeting) -> str:
        return links(record.agenda.all())


class OfMeeting(EvidenceAdmin):
    """What is seen as its meeting is."""

    parent = "meeting"
    fixed = ("meeting",)

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))


@admin.register(Participation)
class ParticipationAdmin(OfMeeting):
    new_form, edit_form = ParticipantForm, ParticipantEditForm
    create, change = meetings.add_participation, meetings.change_participation
    fields = ("meeting", "category", "organisation", "person", "role", "state", "head_count", "attendance", "note")
    autocomplete_fields = ("meeting", "organisation", "person")
    list_display = ("name", "meeting", "role", "state", "head_count", "attendance")
    list_filter = (("meeting__series", admin.RelatedOnlyFieldListFilter), "role", "attendance")
    list_select_related = ("meeting__series", "organisation", "person")
    search_fields = ("category", "person__name", "organisation__name_en", "organisation__name_ru",
                     "organisation__acronym", "meeting__title", "note")  # fmt: skip

    @admin.display(description=_("name"))
    def name(self, record: Participation) -> str:
        return record.name


@admin.register(AgendaItem)
class AgendaItemAdmin(OfMeeting):
    new_form, edit_form = AgendaItemForm, AgendaItemEditForm
    create, change = meetings.add_agenda_item, meetings.change_agenda_item
    fields = ("meeting", "number", "title", "note")
    autocomplete_fields = ("meeting",)
    list_display = ("title", "number", "meeting")
    list_filter = (("meeting__series", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("meeting__series",)
    search_fields = ("title", "note", "meeting__title")


@admin.register(Organisation)
class OrganisationAdmin(EvidenceAdmin):
    new_form, edit_form = OrganisationForm, OrganisationEditForm
    create, change = meetings.create_organisation, meetings.change_organisation
    fields = ("name_en", "name_ru", "acronym", "kind", "state")
    list_display = ("__str__", "name_en", "name_ru", "acronym", "kind", "state")
    list_filter = ("kind",)
    search_fields = ("name_en", "name_ru", "acronym")


@admin.register(Person)
class PersonAdmin(EvidenceAdmin):
    new_form, edit_form = PersonForm, PersonEditForm
    create, change = meetings.create_person, meetings.change_person
    fields = ("name", "position", "organisation", "user")
    autocomplete_fields = ("organisation", "user")
    list_display = ("name", "position", "organisation")
    list_filter = ("organisation__kind",)
    list_select_related = ("organisation",)
    search_fields = ("name", "position", "organisation__name_en", "organisation__name_ru")

    def get_fields(self, request: Any, obj: Any = None) -> list[Any]:
        """Accounts are the administrator's."""
        names = super().get_fields(request, obj)
        return [name for name in names if name != "user" or request.user.is_administrator]


@admin.register(Report)
class ReportAdmin(EvidenceAdmin):
    new_form, edit_form = ReportForm, ReportEditForm
    create, change = reports.file_report, reports.change_report
    parent = "series"
    fields = ("series", "title", "text", "meeting", "kind", "publisher", "dateline", "published", "language",
              "source_url", "marking")  # fmt: skip
    fixed = ("series",)
    only_new = ("text",)
    parts = ("texts",)
    autocomplete_fields = ("series", "meeting")
    list_display = ("title", "series_code", "meeting", "kind", "publisher", "published_on", "language", "marking")
    list_filter = (("series", admin.RelatedOnlyFieldListFilter), "kind", "language", "marking", year_of("published"))
    list_select_related = ("series", "meeting__series")
    search_fields = ("title", "publisher", "dateline")

    @admin.display(description=_("series"), ordering="series__code")
    def series_code(self, record: Report) -> str:
        return record.series.code

    @admin.display(description=_("published on"), ordering="published")
    def published_on(self, record: Report) -> str:
        return record.published_label

    @admin.display(description=_("report texts"))
    def texts(self, record: Report) -> str:
        return links(record.texts.select_related("report").defer("text"))


@admin.register(Resolution)
class ResolutionAdmin(EvidenceAdmin):
    """Made here only without a written source: the words that prove one are selected in the report, on its page."""

    new_form, edit_form = ResolutionForm, ResolutionChange
    create, change = resolutions.record_resolution, resolutions.change_resolution
    parent = "meeting"
    fields = ("meeting", "number", "kind", "wording", "speaker", "speaker_name", "addressees", "due_text", "due",
              "status", "no_source_reason", "marking")  # fmt: skip
    fixed = ("meeting", "number")
    parts = ("quotes",)
    autocomplete_fields = ("meeting",)
    list_display = ("label", "wording", "kind", "status", "standing", "due_on", "marking")
    list_display_links = ("label", "wording")
    list_filter = (("meeting__series", admin.RelatedOnlyFieldListFilter), "kind", "status", "marking", year_of("due"))
    list_select_related = ("meeting__series",)
    ordering = ("meeting__series__code", "meeting__number", "number")
    search_fields = ("wording", "speaker_name", "due_text", "meeting__title")

    def get_queryset(self, request: Any) -> models.QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.with_standing(request.user)

    def get_object(self, request: Any, object_id: str, from_field: str | None = None) -> Any:
        record = super().get_object(request, object_id, from_field)
        if record:
            record.seen_quotes = Quote.objects.visible_to(request.user).filter(resolution=record)
        return record

    @admin.display(description=_("number"), ordering="meeting__series__code")
    def label(self, record: Resolution) -> str:
        return record.label

    @admin.display(description=_("standing of proof"), ordering="standing")
    def standing(self, record: Resolution) -> str:
        return record.standing_label

    @admin.display(description=_("due date"), ordering="due")
    def due_on(self, record: Resolution) -> str:
        return date_label(record.due)

    @admin.display(description=_("addressees"))
    def addressees(self, record: Resolution) -> str:
        return ", ".join(str(row) for row in record.addressees.all()) or "—"

    @admin.display(description=_("quotes"))
    def quotes(self, record: Any) -> str:
        return links(record.seen_quotes)


@admin.register(ReportText)
class ReportTextAdmin(Visible, ReadOnlyAdmin):
    fields = ("report", "version", "text", "sha256", "reason", "author", "made_at")
    list_display = ("report", "version", "reason", "author", "made_at")
    list_filter = (("report__series", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("report", "author")
    search_fields = ("report__title", "text", "sha256")
    date_hierarchy = "made_at"

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.filter(report__in=Report.objects.visible_to(user).values("pk"))

    def get_queryset(self, request: Any) -> models.QuerySet:
        return super().get_queryset(request).defer("text")  # a page of the list may hold 100 million characters


@admin.register(Original)
class OriginalAdmin(Visible, ReadOnlyAdmin):
    """The bytes are had on the page of a report, by those who may read it."""

    fields = ("name", "media_type", "size", "pages", "sha256", "received_by", "received_at", "reports")
    readonly_fields = ("reports",)
    list_display = ("name", "media_type", "size", "pages", "received_by", "received_at")
    list_filter = ("media_type",)
    list_select_related = ("received_by",)
    search_fields = ("name", "sha256", "reports__title")
    date_hierarchy = "received_at"

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.filter(pk__in=Report.objects.visible_to(user).exclude(original=None).values("original"))

    def get_queryset(self, request: Any) -> models.QuerySet:
        return super().get_queryset(request).defer("content")  # up to 20 MB each

    def get_object(self, request: Any, object_id: str, from_field: str | None = None) -> Any:
        original = super().get_object(request, object_id, from_field)
        if original:
            original.seen_reports = Report.objects.visible_to(request.user).filter(original=original)
        return original

    @admin.display(description=_("reports"))
    def reports(self, record: Any) -> str:
        return links(record.seen_reports)


@admin.register(Dismissal)
class DismissalAdmin(Visible, ReadOnlyAdmin):
    """Suggestions are refused, and suggested again, at the desk."""

    fields = ("report", "about", "said", "made_by", "made_at")
    readonly_fields = ("said",)
    list_display = ("__str__", "about", "report", "made_by", "made_at")
    list_filter = (("report__series", admin.RelatedOnlyFieldListFilter), "about")
    list_select_related = ("report", "made_by")
    search_fields = ("words", "report__title")
    date_hierarchy = "made_at"

    @admin.display(description=_("words"))
    def said(self, record: Dismissal) -> str:
        return record.said


@admin.register(Quote)
class QuoteAdmin(Visible, ReadOnlyAdmin):
    """Words are selected and taken away in the report, on its page."""

    fields = ("resolution", "text", "prefix", "exact", "suffix", "start", "end", "made_by", "made_at")
    list_display = ("__str__", "resolution", "report", "made_by", "made_at")
    list_filter = (("resolution__meeting__series", admin.RelatedOnlyFieldListFilter), "resolution__kind")
    list_select_related = ("resolution__meeting__series", "text__report", "made_by")
    search_fields = ("exact", "text__report__title")
    date_hierarchy = "made_at"

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.visible_to(user).filter(resolution__in=Resolution.objects.visible_to(user).values("pk"))

    def get_queryset(self, request: Any) -> models.QuerySet:
        return super().get_queryset(request).defer("text__text")

    @admin.display(description=_("report"), ordering="text__report__title")
    def report(self, record: Quote) -> str:
        return record.text.report.title
