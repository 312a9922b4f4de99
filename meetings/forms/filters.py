"""The filter rows of the registers. Each gives the rows that its valid entries leave; what is nonsense filters nothing."""

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from meetings.models import Meeting, Organisation, Report, ReportText, Resolution, Series
from meetings.models.resolution import Standing


def containing(words: str, *paths: str) -> Q:
    """Rows where one of these fields contains the words, in either case; SQLite's LIKE knows no Cyrillic case."""
    found = Q()
    for path in paths:
        found |= Q(**{f"{path}__iregex": re.escape(words)})
    return found


class Filters(forms.Form):
    q = forms.CharField(
        label=_("search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )

    def apply(self, rows: QuerySet) -> QuerySet:
        self.is_valid()
        given = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value not in ("", None)}
        self.used = bool(given)
        words = given.pop("q", "")
        rows = rows.filter(**self.lookups(given))
        return rows.filter(self.search(words)) if words else rows

    def lookups(self, given: dict[str, Any]) -> dict[str, Any]:
        return given

    def search(self, words: str) -> Q:
        raise NotImplementedError


def choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", _("all")), *choices], required=False)


class SeriesField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.code


class SeriesFilters(Filters):
    """A register of records that belong to a series."""

    path = "series"

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = SeriesField(
            label=_("series"), queryset=Series.objects.visible_to(user), required=False, empty_label=_("all"),
            to_field_name="code",
        )  # fmt: skip
        self.fields = {"q": self.fields["q"], "series": field, **self.fields}

    def lookups(self, given: dict[str, Any]) -> dict[str, Any]:
        return {self.path if name == "series" else name: value for name, value in given.items()}


class MeetingFilters(SeriesFilters):
    status = choice(_("status"), Meeting.Status.choices)

    def search(self, words: str) -> Q:
        return containing(words, "title", "city", "note")


class ReportFilters(SeriesFilters):
    kind = choice(_("kind"), Report.Kind.choices)
    language = choice(_("language"), Report._meta.get_field("language").choices)

    def search(self, words: str) -> Q:
        texts = ReportText.objects.filter(containing(words, "text")).values("report")
        return containing(words, "title", "publisher", "dateline") | Q(pk__in=texts)


class ResolutionFilters(SeriesFilters):
    path = "meeting__series"
    kind = choice(_("kind"), Resolution.Kind.choices)
    status = choice(_("status"), Resolution.Status.choices)
    standing = choice(_("standing of proof"), Standing.choices)

    def search(self, words: str) -> Q:
        return containing(words, "wording", "speaker_name", "due_text")


class OrganisationFilters(Filters):
    kind = choice(_("kind"), Organisation.Kind.choices)

    def search(self, words: str) -> Q:
        return containing(words, "name_en", "name_ru", "acronym")


class PeopleFilters(Filters):
    def search(self, words: str) -> Q:
        return containing(words, "name", "position", "organisation__name_en", "organisation__name_ru")
