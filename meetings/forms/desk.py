"""Forms of the desk: files to take in, decisions on suggestions, and what the report says of its meeting."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from accounts.models import User
from meetings import suggest
from meetings.dates import check_partial_date
from meetings.forms.base import DAMAGED, TidyForm
from meetings.models import Meeting, Participation, Report, Resolution, Series
from meetings.quotes import tidy


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(TidyForm):
    """Files that become reports. What else is known of a report can be said on its own page."""

    upload = FilesField(
        label=_("files"),
        allow_empty_file=True,
        help_text=_("Web pages, PDF, Word, OpenDocument, RTF, e-mails, plain text; at most 20 MB each."),
        widget=FilesInput(attrs={"data-drop": ""}),
    )

    class Meta:
        model = Report
        fields = ("series", "meeting", "kind", "marking")

    field_order = ("upload", "series", "meeting", "kind", "marking")

    def __init__(self, *args: Any, user: User, series: Series | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.visible_to(user)  # type: ignore[attr-defined]
        meetings = Meeting.objects.visible_to(user).select_related("series")
        self.fields["meeting"].queryset = meetings.filter(series=series) if series else meetings  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """A suggested passage is accepted: as a new resolution of a kind, or for one that stands."""

    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Resolution.Kind, required=False)
    confirms = forms.ModelChoiceField(queryset=Resolution.objects.none(), required=False)

    def __init__(self, *args: Any, report: Report, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resolutions = Resolution.objects.visible_to(user).in_order().filter(meeting__series=report.series_id)
        self.fields["confirms"].queryset = resolutions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("kind") and not cleaned.get("confirms") and "kind" not in self.errors:
            self.add_error("kind", _("Say what kind of outcome it is (keys 1 to 5)."))
        return cleaned


class PlaceForm(forms.Form):
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)


#: Which field of the meeting a fact fills, and as what somebody takes part.
FIELDS = {"title": "title", "place": "city", "country": "country", "date": "starts"}
ROLES = {
    "organiser": Participation.Role.CONVENER,
    "body": Participation.Role.PARTICIPANT,
    "countries": Participation.Role.PARTICIPANT,
}
LABELS = {
    "title": _("title"),
    "place": _("place"),
    "country": _("host country"),
    "date": _("date"),
    "organiser": _("convener"),
    "body": _("took part"),
    "countries": _("state that took part"),
}


AROUND = 60  # characters shown on either side of the words that a fact came from


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as the page shows it: a tick to accept it, its value to change, and the words it came from."""

    fact: suggest.Fact
    label: Any
    before: str
    words: str
    after: str
    take: forms.BoundField
    value: forms.BoundField


class FactsForm(forms.Form):
    """What the report says of its meeting. Only what is ticked counts; every value can be changed first."""

    def __init__(
        self, *args: Any, facts: list[suggest.Fact], text: str, meeting: Meeting | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.text, self.meeting = facts, text, meeting
        for number, fact in enumerate(facts):
            self.fields[f"take_{number}"] = forms.BooleanField(required=False)
            self.fields[f"value_{number}"] = _value_field(fact)
            self.initial[f"value_{number}"] = fact.value

    def rows(self) -> list[Row]:
        return [self._row(number, fact) for number, fact in enumerate(self.facts)]

    def _row(self, number: int, fact: suggest.Fact) -> Row:
        before = self.text[max(0, fact.start - AROUND) : fact.start].rpartition("\n")[2]
        after = self.text[fact.end : fact.end + AROUND].partition("\n")[0]
        words = self.text[fact.start : fact.end]
        label = LABELS[fact.field]
        return Row(fact, label, before, words, after, self[f"take_{number}"], self[f"value_{number}"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen: dict[str, str] = {}
        people: list[dict[str, Any]] = []
        for number, fact in enumerate(self.facts):
            if not cleaned.get(f"take_{number}"):
                continue
            self._take(number, fact, cleaned.get(f"value_{number}", ""), chosen, people)
        if self.meeting is None and "title" not in chosen and not self.errors:
            self.add_error(None, _("Tick a title, or change one and tick it: a meeting needs a name."))
        return {"facts": chosen, "people": people}

    def _take(self, number: int, fact: suggest.Fact, value: str, chosen: dict[str, str], people: list[Any]) -> None:
        name = f"value_{number}"
        try:
            value = tidy(value)
            if fact.field == "date":
                check_partial_date(value)
        except ValidationError as error:
            return self.add_error(name, error)
        except ValueError:
            return self.add_error(name, DAMAGED)
        if not value:
            return self.add_error(name, _("It is ticked and says nothing."))
        if fact.field not in FIELDS:
            state = value if fact.field == "countries" else ""
            people.append(
                {"name": str(countries.name(state)) if state else value, "role": ROLES[fact.field], "state": state}
            )
        elif FIELDS[fact.field] in chosen:
            self.add_error(name, _("Another one is ticked: a meeting has one of these."))
        else:
            chosen[FIELDS[fact.field]] = value
        return None


def _value_field(fact: suggest.Fact) -> forms.Field:
    named = {"aria-label": LABELS[fact.field]}
    if fact.field in ("country", "countries"):
        return forms.ChoiceField(choices=list(countries), required=False, widget=forms.Select(attrs=named))
    return forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs=named))
