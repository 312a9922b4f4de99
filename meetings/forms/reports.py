from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from meetings import quotes
from meetings.forms.base import EditForm, HttpsURLField, Tidy, TidyForm
from meetings.forms.dates import PartialDateField
from meetings.models import Meeting, Report, ReportText, Resolution, Series

FACTS = ("kind", "publisher", "dateline", "published", "language", "source_url", "marking")
CLASSES = {"published": PartialDateField, "source_url": HttpsURLField}


class ReportForm(TidyForm):
    """A pasted report. Series, title and text are needed; everything else may stay as it is."""

    text = forms.CharField(
        label=_("text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "prose"}),
        help_text=_("Paste the whole report: each of its sentences can then prove a resolution."),
    )

    class Meta:
        model = Report
        fields = ("series", "title", "meeting", *FACTS)
        field_classes = CLASSES

    field_order = ("series", "title", "text")

    def __init__(self, *args: Any, user: User, series: Series | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.visible_to(user)  # type: ignore[attr-defined]
        meetings = Meeting.objects.visible_to(user).select_related("series")
        self.fields["meeting"].queryset = meetings.filter(series=series) if series else meetings  # type: ignore[attr-defined]
        self.fields["meeting"].help_text = _("It can be recorded later, from the report itself.")

    def _tidy(self, name: str, value: str) -> None:
        """The action tidies the text itself, and says what is wrong with it."""
        if name != "text":
            super()._tidy(name, value)


class ReportEditForm(EditForm):
    class Meta:
        model = Report
        fields = ("title", "meeting", *FACTS)
        field_classes = CLASSES

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.visible_to(user).select_related("series").filter(series=self.instance.series_id)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class CorrectionForm(Tidy):
    """A new version of the text."""

    text = forms.CharField(label=_("text"), strip=False, widget=forms.Textarea(attrs={"rows": 24, "class": "prose"}))
    reason = forms.CharField(
        label=_("what was wrong with the text"), max_length=300, help_text=_("Kept with the new version.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def _tidy(self, name: str, value: str) -> None:
        """The action tidies the text itself, and says what is wrong with it."""
        if name != "text":
            super()._tidy(name, value)


class RereadForm(Tidy):
    """Why the original is read again."""

    reason = forms.CharField(
        label=_("what was wrong with the text"), max_length=300, help_text=_("Kept with the new version.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SelectionForm(forms.Form):
    """Words of a report: selected with the mouse (then with their place), or typed or pasted in."""

    words = forms.CharField(
        label=_("words of the report"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Select them in the text, or paste them here exactly as they stand."),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    resolution = forms.ModelChoiceField(
        label=_("what for"), queryset=Resolution.objects.none(), required=False, empty_label=_("a new resolution")
    )

    def __init__(self, *args: Any, text: ReportText, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text
        series = text.report.series_id
        resolutions = Resolution.objects.visible_to(user).in_order().filter(meeting__series=series)
        self.fields["resolution"].queryset = resolutions  # type: ignore[attr-defined]
        self.places: list[quotes.Anchor] = []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._find(cleaned)
        return cleaned

    def _find(self, given: dict[str, Any]) -> None:
        """Fills `places`: one if the selection says where, else all places where the words stand."""
        try:
            self.places = self._selected(given) or quotes.occurrences(self.text.text, given["words"])
        except ValueError:
            self.add_error("words", _("The words contain control characters: copy them again."))
            return
        if not self.places:
            self.add_error("words", _("These words are not in the text as they stand here. Copy them from the report."))

    def _selected(self, given: dict[str, Any]) -> list[quotes.Anchor]:
        """The place a script counted, if the words are really there; else they are searched for like typed ones."""
        start, end = given.get("start"), given.get("end")
        if start is None or end is None:
            return []
        try:
            place = quotes.anchor(self.text.text, start, end)
        except ValueError:
            return []
        return [place] if quotes.same_words(place.exact, quotes.tidy(given["words"])) else []
