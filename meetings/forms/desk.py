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
from meetings.desk import ROLES
from meetings.forms.base import DAMAGED, TidyForm
from meetings.models import Meeting, Organisation, Report, Resolution, Series
from meetings.namesakes import namesakes
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
    """A suggested passage is accepted: as a new resolution of a kind, or for one that stands.

    `corrects` is short for `confirms` with `new_wording`, for one button.
    """

    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=Resolution.Kind, required=False)
    confirms = forms.ModelChoiceField(queryset=Resolution.objects.none(), required=False)
    new_wording = forms.BooleanField(required=False)
    corrects = forms.ModelChoiceField(queryset=Resolution.objects.none(), required=False)

    def __init__(self, *args: Any, report: Report, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resolutions = Resolution.objects.visible_to(user).in_order().filter(meeting__series=report.series_id)
        for name in ("confirms", "corrects"):
            self.fields[name].queryset = resolutions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        corrected = cleaned.pop("corrects", None)
        cleaned["corrects"] = cleaned.pop("new_wording") or corrected is not None
        cleaned["confirms"] = corrected or cleaned.get("confirms")
        if cleaned["corrects"] and not cleaned["confirms"]:
            self.add_error("confirms", _("Say which resolution takes these words as its wording."))
        elif not cleaned.get("kind") and not cleaned["confirms"] and "kind" not in self.errors:
            self.add_error("kind", _("Say what kind of outcome it is (keys 1 to 5)."))
        return cleaned


class PlaceForm(forms.Form):
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)


#: Which field of the meeting a fact fills; the others are of those who took part (`ROLES`).
FIELDS = {"title": "title", "place": "city", "country": "country", "date": "starts"}
LABELS = {
    "title": _("title"),
    "place": _("place"),
    "country": _("host country"),
    "date": _("date"),
    "organiser": _("convener"),
    "body": _("took part"),
    "countries": _("state that took part"),
}


BODIES = ("organiser", "body")
AROUND = 60  # characters shown on either side of the words that a fact came from


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as the page shows it: a tick to accept it, its value to change, and the words it came from."""

    key: str
    fact: suggest.Fact
    label: Any
    before: str
    words: str
    after: str
    take: forms.BoundField
    value: forms.BoundField
    body: forms.BoundField | None

    @property
    def takes_part(self) -> bool:
        return self.fact.field in ROLES


class FactsForm(forms.Form):
    """What the report says of its meeting. Only what is ticked counts; every value can be changed first.

    The fields bear the name of their fact, not its number: others may refuse facts while the form is being filled.
    """

    def __init__(
        self,
        *args: Any,
        facts: list[suggest.Fact],
        text: str,
        meeting: Meeting | None,
        directory: list[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.facts = {key_of_fact(fact): fact for fact in facts}
        self.text, self.meeting = text, meeting
        for key, fact in self.facts.items():
            self.fields[f"take_{key}"] = forms.BooleanField(required=False)
            self.fields[f"value_{key}"] = _value_field(fact)
            self.initial.setdefault(f"value_{key}", fact.value)
            if fact.field in BODIES and (likely := namesakes(fact.value, directory)):
                self._offer(key, likely)

    def _offer(self, key: str, likely: list[Organisation]) -> None:
        """The bodies of the directory that may be meant; "as written" where it is none of them."""
        self.fields[f"body_{key}"] = forms.TypedChoiceField(
            label=_("in the directory"),
            choices=[*((body.pk, _entry(body)) for body in likely), ("", _("as written"))],
            coerce={str(body.pk): body for body in likely}.__getitem__,
            empty_value=None,
            required=False,
        )
        self.initial.setdefault(f"body_{key}", likely[0].pk)

    def tick_all_who_took_part(self) -> None:
        for key, fact in self.facts.items():
            if fact.field in ROLES:
                self.initial[f"take_{key}"] = True

    def rows(self) -> list[Row]:
        return [self._row(key, fact) for key, fact in self.facts.items()]

    def _row(self, key: str, fact: suggest.Fact) -> Row:
        line = self.text.rfind("\n", 0, fact.start) + 1
        before = self.text[line : fact.start]
        after = self.text[fact.end :].partition("\n")[0]
        before = before if len(before) <= AROUND else f"…{before[-AROUND:]}"
        after = after if len(after) <= AROUND else f"{after[:AROUND]}…"
        words = self.text[fact.start : fact.end]
        body = self[f"body_{key}"] if f"body_{key}" in self.fields else None
        take, value = self[f"take_{key}"], self[f"value_{key}"]
        return Row(key, fact, LABELS[fact.field], before, words, after, take, value, body)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen: dict[str, str] = {}
        people: list[dict[str, Any]] = []
        if any(name.startswith("take_") and name not in self.fields for name in self.data):
            self.add_error(
                None, _("Some of what you ticked was decided meanwhile. Look at what is left, and send it again.")
            )
        for key, fact in self.facts.items():
            if cleaned.get(f"take_{key}"):
                self._take(key, fact, cleaned.get(f"value_{key}", ""), chosen, people)
        if self.meeting is None and "title" not in chosen and not self.errors:
            self.add_error(None, _("Tick a title, or change one and tick it: a meeting needs a name."))
        return {"facts": chosen, "people": people}

    def _take(self, key: str, fact: suggest.Fact, value: str, chosen: dict[str, str], people: list[Any]) -> None:
        name = f"value_{key}"
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
            people.append(self._taking_part(key, fact, value))
        elif FIELDS[fact.field] in chosen:
            self.add_error(name, _("Another one is ticked: a meeting has one of these."))
        else:
            chosen[FIELDS[fact.field]] = value
        return None

    def _taking_part(self, key: str, fact: suggest.Fact, value: str) -> dict[str, Any]:
        """Who changes the name does not mean the body that was offered for the old one."""
        role = ROLES[fact.field]
        if fact.field == "countries":
            return {"name": str(countries.name(value)), "role": role, "state": value}
        body = self.cleaned_data.get(f"body_{key}") if value == fact.value else None
        return {"name": value, "role": role, "organisation": body}


def _entry(body: Organisation) -> str:
    """Tells bodies of like names apart."""
    more = ", ".join(part for part in (body.acronym, str(countries.name(body.state))) if part)
    return f"{body} ({more})" if more else str(body)


def key_of_fact(fact: suggest.Fact) -> str:
    """Names a fact for as long as the text is the same."""
    return f"{fact.field}-{fact.start}-{fact.end}"


def _value_field(fact: suggest.Fact) -> forms.Field:
    named = {"aria-label": LABELS[fact.field]}
    if fact.field in ("country", "countries"):
        return forms.ChoiceField(choices=list(countries), required=False, widget=forms.Select(attrs=named))
    return forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs=named))
