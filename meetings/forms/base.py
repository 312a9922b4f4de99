"""What the forms of the evidence share."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.web import SeenMixin, beside
from meetings import quotes

DAMAGED = _("The text contains control characters: it was damaged on the way. Type it again.")


#: What a note or a reason may have, where the field says nothing else: ten pages.
not_too_long = MaxLengthValidator(20_000)


class Tidy(forms.Form):
    """Text comes in with plain line ends and composed letters. Control characters, and what is far too long for a note,
    are refused beside their field."""

    long: ClassVar[frozenset[str]] = frozenset()  # fields whose length is judged elsewhere

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                self._tidy(name, value)
        return self.cleaned_data

    def _tidy(self, name: str, value: str) -> None:
        try:
            self.cleaned_data[name] = quotes.tidy(value)
        except ValueError:
            self.add_error(name, DAMAGED)
            return
        try:
            if name not in self.long:
                not_too_long(value)
        except forms.ValidationError as error:
            self.add_error(name, error)


class TidyForm(Tidy, forms.ModelForm):
    """The same for the fields of a record."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Puts the refusal of a constraint over several fields beside the one that its code names."""
        if field is not None or not hasattr(error, "error_dict"):
            super().add_error(field, error)
            return
        for name, problems in error.error_dict.items():
            for problem in problems:
                super().add_error(beside(self, name, problem), problem)


class EditForm(SeenMixin, TidyForm):
    """Changes a record: from the version it was filled from, with a reason if there is one to give."""

    reason = forms.CharField(
        label=_("reason for the change"), required=False, max_length=300, help_text=_("Kept in the history.")
    )


class HttpsURLField(forms.URLField):
    """An address typed without its scheme is meant as https."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https", **kwargs})
