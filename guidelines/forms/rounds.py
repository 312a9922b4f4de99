"""Submitting a draft, taking a position, and closing a round."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guidelines.models import Position, Provision
from guidelines.outline import Placed
from meetings.forms.base import Tidy

#: What each position means, said where it is chosen.
MEANINGS = {
    Position.Value.AGREE: _("We stand behind the text as it is."),
    Position.Value.NO_OBJECTION: _("We would have written it otherwise, and do not stand in the way."),
    Position.Value.AGREE_WITH_TEXT: _("We agree if the text reads as written below."),
    Position.Value.OBJECT: _("We do not agree, for the reason given below. Nothing is approved over an objection."),
    Position.Value.ABSTAIN: _("We take no position."),
}


class SubmitForm(Tidy):
    note = forms.CharField(
        label=_("note to the delegations"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changed since they last saw it, and what you ask them to look at."),
    )  # fmt: skip
    deadline = forms.DateField(
        label=_("deadline"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    revision_number = forms.IntegerField(widget=forms.HiddenInput)


class PositionForm(Tidy):
    """A delegation's position on the whole text, or on one provision of the revision under review."""

    provision = forms.ChoiceField(label=_("on what"), required=False)
    value = forms.ChoiceField(
        label=_("position"), widget=forms.RadioSelect,
        choices=[(value, format_lazy("{}: {}", value.label, MEANINGS[value])) for value in Position.Value],
    )  # fmt: skip
    text = forms.CharField(
        label=_("wording or reason"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed to object or to agree with a text; everybody in the team reads it."),
    )  # fmt: skip

    def __init__(self, *args: Any, placed: list[Placed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provisions = [(item.node.id, f"{item.number} {item.node.heading}") for item in placed]
        self.fields["provision"].choices = [("", _("the whole text")), *provisions]  # type: ignore[attr-defined]

    def clean_provision(self) -> Provision | None:
        chosen = self.cleaned_data["provision"]
        return Provision.objects.get(pk=UUID(chosen)) if chosen else None


class ApprovalForm(Tidy):
    """`digest` binds the approval to the words that were on the page."""

    note = forms.CharField(label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    digest = forms.CharField(widget=forms.HiddenInput)


class ReturnForm(Tidy):
    note = forms.CharField(
        label=_("what the drafters should change"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
