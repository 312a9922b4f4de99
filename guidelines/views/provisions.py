"""One provision: why it is here, and writing, moving and deleting it."""

from copy import copy
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import verdict
from accounts.web import Request, attempt
from guidelines import richtext
from guidelines.actions import drafting
from guidelines.forms.guidelines import RemovalForm
from guidelines.forms.provisions import FIRST, MoveForm, NewProvisionForm, ProvisionEditForm
from guidelines.models import Edition, Guideline, Position, Provision
from guidelines.models.revision import newest_revision
from guidelines.outline import Placed
from guidelines.permissions import check_can_draft, get_draft, get_provision
from guidelines.redline import Change, compare
from guidelines.trace import bases_shown_to, grounds_of


@vary_on_headers("HX-Request")  # or the browser shows the kept fragment as the page when one goes back
def provision_detail(request: Request, pk: UUID) -> HttpResponse:
    """Why is this here? A whole page, or for HTMX what the margin of the draft shows."""
    provision = get_provision(request.user, pk)
    context = {
        **_standing(provision),
        "grounds": grounds_of(provision, request.user),
        "hidden": _hidden(request, provision),
        "can_draft": verdict(check_can_draft, request.user, provision.guideline),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "guidelines/provision/why.html", context)
    positions = Position.objects.filter(provision=provision).select_related("delegation", "round__guideline", "by")
    context |= {
        "html": mark_safe(provision.html),  # derived by to_html, which escapes every word
        "positions": positions.order_by("-pk"),
        "editions": _editions_with(request, provision),
    }
    return render(request, "guidelines/provision/detail.html", context)


def _standing(provision: Provision) -> dict[str, Any]:
    """The provision with its number and what stands above it; without one if it was deleted."""
    placed = {item.node.id: item for item in provision.guideline.outline()}
    here = placed.get(str(provision.pk))
    return {"provision": provision, "guideline": provision.guideline, "number": here.number if here else ""}


def _hidden(request: Request, provision: Provision) -> int:
    shown = bases_shown_to(request.user, provision.guideline).filter(provision=provision)
    return provision.bases.count() - shown.count()


def _editions_with(request: Request, provision: Provision) -> list[Edition]:
    editions = Edition.objects.visible_to(request.user).filter(guideline=provision.guideline).order_by("number")
    editions = editions.select_related("guideline", "revision").defer("source")
    return [edition for edition in editions if provision.pk.hex in edition.revision.manifest]


def provision_new(request: Request, code: str) -> HttpResponse:
    """At the place that `?place=` names, or at the end."""
    guideline = get_draft(request.user, code)
    check_can_draft(request.user, guideline)
    initial = {
        "place": request.GET.get("place") or _last_place(guideline),
        "kind": request.GET.get("kind", "paragraph"),
    }
    form = NewProvisionForm(request.POST or None, guideline=guideline, initial=initial)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        place = fields.pop("place")
        made = attempt(
            form, drafting.add_provision, guideline, by=request.user, parent=place.parent, after=place.after, **fields
        )
        if made:
            messages.success(request, _("“%(heading)s” added.") % {"heading": made})
            return redirect(_in_draft(made))
    return render(request, "guidelines/provision/new.html", {"form": form, "guideline": guideline})


def _last_place(guideline: Guideline) -> str:
    top = [item for item in guideline.outline() if item.depth == 0 and item.node.kind != Provision.Kind.ANNEX]
    return f"after:{top[-1].node.id}" if top else FIRST


def provision_edit(request: Request, pk: UUID) -> HttpResponse:
    provision = get_provision(request.user, pk)
    check_can_draft(request.user, provision.guideline)
    form = _edit_form(request, provision)
    if form.is_valid():
        try:
            return _saved(request, provision, form) or _form_page(request, provision, form)
        except drafting.Collision as collision:
            return _merge_page(request, provision, form, collision)
    return _form_page(request, provision, form)


def _edit_form(request: Request, provision: Provision) -> ProvisionEditForm:
    if request.POST:
        return ProvisionEditForm(request.POST, instance=copy(provision))
    # The number first, the words after it: a save in between is then met as a collision, never overwritten unseen.
    newest = newest_revision(provision.guideline)
    provision.refresh_from_db()
    initial = {
        "body": richtext.to_markup(provision.body),
        "document": provision.body,
        "base": newest.number if newest else 0,
    }
    return ProvisionEditForm(instance=copy(provision), initial=initial)


def _saved(request: Request, provision: Provision, form: ProvisionEditForm) -> HttpResponse | None:
    """Where to go on after the save; None if the form has errors now."""
    revision = attempt(form, drafting.edit_provision, provision, by=request.user, **form.cleaned_data)
    if form.errors:
        return None
    if revision is None:
        messages.info(request, _("Nothing differs from what stands: no revision was made."))
    else:
        messages.success(request, _("Saved as revision %(number)s.") % {"number": revision.number})
    return redirect(_in_draft(provision))


def _form_page(request: Request, provision: Provision, form: ProvisionEditForm) -> HttpResponse:
    return render(request, "guidelines/provision/edit.html", {**_standing(provision), "form": form})


def _merge_page(
    request: Request, provision: Provision, form: ProvisionEditForm, collision: drafting.Collision
) -> HttpResponse:
    """Base, theirs and mine beside each other; the form holds both changes together. Nothing is saved yet."""
    merged = ProvisionEditForm(
        instance=copy(provision),
        initial={
            "kind": collision.provision.kind,
            "heading": collision.heading.text,
            "body": richtext.to_markup(collision.body.body),
            "document": collision.body.body,
            "marking": collision.provision.marking,
            "reason": form.cleaned_data["reason"],
            "base": collision.revision.number,
        },
    )
    context = {
        **_standing(collision.provision),
        "form": merged,
        "collision": collision,
        "base_html": mark_safe(richtext.to_html(collision.base.body)),
        "theirs": _change(collision, collision.theirs),
        "mine": _change(collision, collision.mine),
        "conflicts": [*collision.heading.conflicts, *collision.body.conflicts],
    }
    return render(request, "guidelines/provision/merge.html", context, status=409)


def _change(collision: drafting.Collision, wording: drafting.Wording) -> Change:
    """One side of a collision against the base, as the redline knows it."""
    node = collision.provision.node()
    base = replace(node, heading=collision.base.heading, body=collision.base.body)
    changed = replace(node, heading=wording.heading, body=wording.body)
    return compare([Placed(base, "", 0)], [Placed(changed, "", 0)]).changes[0]


def provision_move(request: Request, pk: UUID) -> HttpResponse:
    """By a form, or by a drag in the outline, which is answered without a page."""
    provision = get_provision(request.user, pk)
    check_can_draft(request.user, provision.guideline)
    form = MoveForm(request.POST or None, provision=provision)
    if form.is_valid() and _moved(request, provision, form):
        return HttpResponse(status=204) if _is_fetch(request) else redirect(_in_draft(provision))
    if _is_fetch(request):
        return HttpResponse(_first_error(form), status=400, content_type="text/plain; charset=utf-8")
    return render(request, "guidelines/provision/move.html", {**_standing(provision), "form": form})


def _moved(request: Request, provision: Provision, form: MoveForm) -> bool:
    place = form.cleaned_data["place"]
    revision = attempt(
        form, drafting.move_provision, provision, by=request.user, parent=place.parent, after=place.after,
        reason=form.cleaned_data["reason"],
    )  # fmt: skip
    if revision:
        messages.success(request, _("“%(heading)s” moved.") % {"heading": provision})
    return not form.errors


def _is_fetch(request: Request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _first_error(form: forms.Form) -> str:
    return next((str(problem) for problems in form.errors.values() for problem in problems), _("Choose a place."))


def provision_delete(request: Request, pk: UUID) -> HttpResponse:
    provision = get_provision(request.user, pk)
    check_can_draft(request.user, provision.guideline)
    form = RemovalForm(request.POST or None)
    if form.is_valid():
        attempt(form, drafting.delete_provision, provision, by=request.user, **form.cleaned_data)
        if not form.errors:
            messages.success(
                request, _("“%(heading)s” deleted. Every earlier revision keeps it.") % {"heading": provision}
            )
            return redirect(provision.guideline)
    standing = _standing(provision)
    context = {**standing, "form": form, "below": _below(provision, standing["number"])}
    return render(request, "guidelines/provision/delete.html", context)


def _below(provision: Provision, number: str) -> list[Placed]:
    return [item for item in provision.guideline.outline() if number and item.number.startswith(f"{number}.")]


def _in_draft(provision: Provision) -> str:
    """The provision's place on the page of the draft."""
    return f"{provision.guideline.get_absolute_url()}#p-{provision.pk}"
