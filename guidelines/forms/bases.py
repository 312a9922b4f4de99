"""Tying provisions and resolutions to each other, from either end."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.web import SeenMixin
from guidelines.models import Basis, Guideline, Provision
from guidelines.outline import Placed
from meetings.forms.base import Tidy
from meetings.models import Resolution

RELATIONS = [choice for choice in Basis.Relation.choices if choice[0] != Basis.Relation.DECLINED]


class RelationForm(Tidy):
    """How the provision rests on the resolution."""

    relation = forms.ChoiceField(label=_("relation"), choices=RELATIONS, widget=forms.RadioSelect, initial="requires")
    note = forms.CharField(
        label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What of the resolution the provision carries out, if it is not all of it."),
    )  # fmt: skip


class ResolutionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Resolution) -> str:
        return f"{obj.label} · {Truncator(obj.wording).chars(90)}"


class BasisForm(RelationForm):
    """From the provision's end."""

    resolution = ResolutionChoice(label=_("resolution"), queryset=Resolution.objects.none())
    field_order = ("resolution", "relation", "note")

    def __init__(self, *args: Any, resolutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolution"].queryset = resolutions  # type: ignore[attr-defined]


class TieForm(RelationForm):
    """From the resolution's end: the provisions of the drafts in which the person may write."""

    provision = forms.ChoiceField(label=_("provision"))
    field_order = ("provision", "relation", "note")

    def __init__(self, *args: Any, drafts: list[tuple[Guideline, list[Placed]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"].choices = [  # type: ignore[attr-defined]
            (guideline.code, [(item.node.id, f"{item.number} {item.node.heading}") for item in placed])
            for guideline, placed in drafts
        ]

    def clean_provision(self) -> Provision:
        return Provision.objects.select_related("guideline").get(pk=self.cleaned_data["provision"])


class BasisEditForm(SeenMixin, RelationForm):
    state = forms.ChoiceField(label=pgettext_lazy("of a link", "state"), choices=Basis.State)
    field_order = ("relation", "state", "note")


class DeclineForm(Tidy):
    note = forms.CharField(
        label=_("why the guideline does not take it up"), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
