"""Writing, moving and deleting a provision."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guidelines import richtext
from guidelines.models import Guideline, Provision
from guidelines.outline import Placed
from meetings.forms.base import Tidy, TidyForm

FIRST = "first"
GONE = _("This place is gone: somebody has changed the outline. Choose again.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provision is to stand: under `parent` (None: at the top), after `after` (None: as the first)."""

    parent: Provision | None
    after: Provision | None


class PlaceField(forms.ChoiceField):
    """A place in the outline: `first`, `after:<id>` or `under:<id>`; what stands under `moving` is no place for it."""

    default_error_messages: ClassVar[dict[str, Any]] = {"invalid_choice": GONE}

    def __init__(self, guideline: Guideline, moving: Provision | None = None, **kwargs: Any) -> None:
        self.guideline = guideline
        super().__init__(choices=list(_places(guideline.outline(), moving)), label=_("place"), **kwargs)

    def clean(self, value: Any) -> Place:
        chosen = super().clean(value)
        relation, _colon, pk = chosen.partition(":")
        if relation == FIRST:
            return Place(None, None)
        beside = Provision.objects.filter(guideline=self.guideline, deleted=False, pk=UUID(pk)).first()
        if beside is None:
            raise ValidationError(GONE)
        return Place(beside.parent, beside) if relation == "after" else Place(beside, None)


def _places(placed: list[Placed], moving: Provision | None) -> Any:
    yield FIRST, _("at the beginning")
    left_out: set[str] = {str(moving.pk)} if moving else set()
    for item in placed:
        if item.node.id in left_out or item.node.parent in left_out:
            left_out.add(item.node.id)
            continue
        words = {"number": item.number, "heading": item.node.heading or "…"}
        yield f"after:{item.node.id}", _("after %(number)s %(heading)s") % words
        yield f"under:{item.node.id}", _("under %(number)s %(heading)s, as the first") % words


class ProvisionForm(TidyForm):
    """A provision's words. `body` is the markup of the plain form; the editor sends `body_json`, which then counts."""

    body = forms.CharField(
        label=_("text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "data-editor": "", "data-document": "editor-document",
                                     "data-json": "id_body_json"}),
        help_text=_("A blank line parts paragraphs. **strong**, *emphasis*, “- ” or “1. ” before an item, ^[footnote], “| ” between the cells of a table."),
    )  # fmt: skip
    body_json = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("reason for the change"), required=False, max_length=300, help_text=_("The history shows it.")
    )

    class Meta:
        model = Provision
        fields = ("kind", "heading", "marking")

    field_order: tuple[str, ...] = ("kind", "heading", "body", "marking", "reason")
    long = frozenset({"body", "body_json"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        written = cleaned.pop("body_json", "")
        if "body" in cleaned:
            cleaned["body"] = _parsed(written) if written else richtext.from_markup(cleaned["body"])
        return cleaned

    @property
    def document(self) -> dict[str, Any]:
        """What the editor starts with: what was sent, even if it was refused, or else the text as it stands."""
        if not self.is_bound:
            return self.initial.get("document") or richtext.empty()
        sent = self.data.get("body_json", "")
        try:
            return _parsed(sent) if sent else richtext.from_markup(self.data.get("body", ""))
        except ValidationError:
            return richtext.empty()


def _parsed(written: str) -> dict[str, Any]:
    try:
        body = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise ValidationError({"body": _("The text arrived damaged. Nothing was saved; try again.")}) from error
    if not isinstance(body, dict):
        raise ValidationError({"body": _("The text arrived damaged. Nothing was saved; try again.")})
    return body


class ProvisionEditForm(ProvisionForm):
    """A provision's words, with the number of the revision they were read in."""

    base = forms.IntegerField(widget=forms.HiddenInput)


class NewProvisionForm(ProvisionForm):
    """A provision with its place."""

    field_order = ("kind", "heading", "body", "place", "marking", "reason")

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(guideline)
        self.order_fields(self.field_order)


class MoveForm(Tidy):
    reason = forms.CharField(label=_("reason for the move"), required=False, max_length=300)

    def __init__(self, *args: Any, provision: Provision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(provision.guideline, moving=provision)
        self.order_fields(("place", "reason"))
