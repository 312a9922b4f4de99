from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from meetings import quotes
from meetings.forms.base import DAMAGED, EditForm, Tidy, TidyForm, not_too_long
from meetings.forms.dates import PartialDateField
from meetings.models import Meeting, Resolution

FACTS = ("kind", "wording", "speaker", "speaker_name", "addressees", "due_text", "due", "status")


class Lines(forms.CharField):
    """Several names, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        try:
            text = quotes.tidy(super().to_python(value) or "")
            not_too_long(text)
        except ValueError as error:
            raise forms.ValidationError(DAMAGED) from error
        return [line.strip() for line in text.split("\n") if line.strip()]

    def validate(self, value: Any) -> None:
        super().validate(value)
        if any(len(line) > 200 for line in value):
            raise forms.ValidationError(_("A name is at most 200 characters long: one name a line."))

    def run_validators(self, value: Any) -> None:
        for line in value:
            super().run_validators(line)


def addressees() -> Lines:
    return Lines(label=_("addressees"), required=False, help_text=_("To whom it is addressed: one a line."))


class ResolutionForm(TidyForm):
    """On the words of a report (`text`, `start`, `end`), or with the reason why there are none."""

    addressees = addressees()
    number = forms.IntegerField(
        label=_("number"), required=False, min_value=1, help_text=_("The meeting's own; empty: the next one.")
    )

    class Meta:
        model = Resolution
        fields = ("meeting", "number", "kind", "wording", "speaker", "speaker_name", "due_text", "due", "status",
                  "no_source_reason", "marking")  # fmt: skip
        field_classes = {"due": PartialDateField}
        widgets = {"wording": forms.Textarea(attrs={"rows": 4}), "no_source_reason": forms.Textarea(attrs={"rows": 2})}

    field_order = ("meeting", "number", *FACTS, "no_source_reason", "marking")

    def __init__(self, *args: Any, user: User, series: int | None = None, quoted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.visible_to(user).select_related("series")
        self.fields["meeting"].queryset = meetings.filter(series=series) if series else meetings  # type: ignore[attr-defined]
        if quoted:
            del self.fields["no_source_reason"]
        else:
            self.fields["no_source_reason"].required = True


class ResolutionEditForm(EditForm):
    addressees = addressees()

    class Meta:
        model = Resolution
        fields = ("kind", "wording", "speaker", "speaker_name", "due_text", "due", "status", "no_source_reason",
                  "marking")  # fmt: skip
        field_classes = {"due": PartialDateField}
        widgets = ResolutionForm.Meta.widgets

    field_order = (*FACTS, "no_source_reason", "marking", "reason")


class QuoteRemovalForm(Tidy):
    reason = forms.CharField(label=_("why it no longer proves the resolution"), max_length=300)
