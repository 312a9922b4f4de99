"""What rests on what: tying provisions and resolutions from either end, and the whole as a matrix."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from accounts.models import Membership, User
from accounts.permissions import Refused, verdict
from accounts.records import version_of
from accounts.web import Request, attempt
from guidelines.actions import drafting
from guidelines.forms.bases import BasisEditForm, BasisForm, DeclineForm, TieForm
from guidelines.forms.guidelines import RemovalForm
from guidelines.models import Basis, Guideline
from guidelines.models.guideline import shown_to
from guidelines.outline import Placed
from guidelines.permissions import check_can_draft, get_basis, get_draft, get_provision
from guidelines.trace import bases_by_provision, bases_shown_to, resolutions_of
from meetings.models import Resolution
from meetings.permissions import get_resolution


def basis_new(request: Request, pk: UUID) -> HttpResponse:
    """From a provision: the resolution it rests on (`?resolution=` proposes one)."""
    provision = get_provision(request.user, pk)
    guideline = provision.guideline
    check_can_draft(request.user, guideline)
    tied = Basis.objects.filter(provision=provision).values("resolution")
    resolutions = resolutions_of(guideline, request.user).exclude(pk__in=tied)
    initial = {"resolution": request.GET.get("resolution", "")}
    form = BasisForm(request.POST or None, resolutions=resolutions, initial=initial)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        basis = attempt(form, drafting.tie, provision, fields.pop("resolution"), by=request.user, **fields)
        if basis:
            _say_tied(request, basis)
            return redirect(provision)
    return render(request, "guidelines/basis/new.html", {"form": form, "provision": provision, "guideline": guideline})


def resolution_tie(request: Request, pk: int) -> HttpResponse:
    """From a resolution: the provision that carries it out (`?provision=` proposes one)."""
    resolution = get_resolution(request.user, pk)
    drafts = _writable(request.user, resolution)
    if not drafts:
        raise Refused(_("Only a drafter of a guideline of this series may tie a provision to its resolutions."))
    initial = {"provision": request.GET.get("provision", "")}
    form = TieForm(request.POST or None, drafts=drafts, initial=initial)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        basis = attempt(form, drafting.tie, fields.pop("provision"), resolution, by=request.user, **fields)
        if basis:
            _say_tied(request, basis)
            return redirect(resolution)
    return render(request, "guidelines/basis/tie.html", {"form": form, "resolution": resolution})


def _writable(user: User, resolution: Resolution) -> list[tuple[Guideline, list[Placed]]]:
    """The drafts of the resolution's series in which this person may write."""
    teams = Membership.objects.filter(user=user.pk, role=Membership.Role.DRAFTER).values("team")
    guidelines = Guideline.objects.filter(series=resolution.meeting.series_id, team__in=teams)
    return [(guideline, guideline.outline()) for guideline in guidelines]


def _say_tied(request: Request, basis: Basis) -> None:
    words = {"provision": basis.provision, "resolution": basis.resolution.label}
    messages.success(request, _("“%(provision)s” rests on %(resolution)s now.") % words)


def basis_edit(request: Request, pk: int) -> HttpResponse:
    """Change the relation, note or state; saving says that the link has been looked at and stands."""
    basis = get_basis(request.user, pk)
    check_can_draft(request.user, basis.guideline)
    initial = {"relation": basis.relation, "state": basis.state, "note": basis.note, "seen": version_of(basis)}
    form = BasisEditForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(form, drafting.change_basis, basis, by=request.user, **form.cleaned_data):
        messages.success(request, _("The link to %(resolution)s stands.") % {"resolution": basis.resolution.label})
        return redirect(basis.provision or basis.guideline)
    return render(request, "guidelines/basis/edit.html", {"form": form, "basis": basis, "guideline": basis.guideline})


def basis_untie(request: Request, pk: int) -> HttpResponse:
    """Take a link, or a refusal to take a resolution up, away; the history keeps it."""
    basis = get_basis(request.user, pk)
    check_can_draft(request.user, basis.guideline)
    form = RemovalForm(request.POST or None)
    if form.is_valid():
        drafting.untie(basis, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("The link to %(resolution)s is taken away.") % {"resolution": basis.resolution.label}
        )
        return redirect(basis.provision or basis.guideline)
    return render(request, "guidelines/basis/untie.html", {"form": form, "basis": basis, "guideline": basis.guideline})


def resolution_decline(request: Request, code: str, pk: int) -> HttpResponse:
    guideline = get_draft(request.user, code)
    check_can_draft(request.user, guideline)
    resolution = get_resolution(request.user, pk)
    form = DeclineForm(request.POST or None)
    if form.is_valid() and attempt(
        form, drafting.decline, guideline, resolution, by=request.user, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("%(label)s is declined, with your reason.") % {"label": resolution.label})
        return redirect("resolutions_open", code)
    context = {"form": form, "guideline": guideline, "resolution": resolution}
    return render(request, "guidelines/basis/decline.html", context)


@dataclass(frozen=True, slots=True)
class Use:
    """One provision that rests on a resolution, or a guideline that declines it."""

    basis: Basis
    placed: Placed | None


@vary_on_headers("HX-Request")
def resolution_uses(request: Request, pk: int) -> HttpResponse:
    """What became of a resolution: the provisions that rest on it. For HTMX without the page around it."""
    resolution = get_resolution(request.user, pk)
    context = {
        "resolution": resolution,
        "uses": _uses(request.user, resolution),
        "can_tie": bool(_writable(request.user, resolution)),
    }
    fragment = request.htmx  # type: ignore[attr-defined]
    return render(request, f"guidelines/basis/{'uses' if fragment else 'uses_page'}.html", context)


def _uses(user: User, resolution: Resolution) -> list[Use]:
    drafts = Guideline.objects.with_draft_visible_to(user)
    bases = Basis.objects.filter(resolution=resolution, guideline__in=drafts).exclude(provision__deleted=True)
    uses = []
    for basis in bases.select_related("guideline__team", "provision", "resolution").order_by("guideline__code", "pk"):
        placed = {item.node.id: item for item in shown_to(user, basis.guideline, basis.guideline.outline())}
        here = placed.get(str(basis.provision_id))
        if here or basis.provision_id is None:
            uses.append(Use(basis, here))
    return uses


@dataclass(frozen=True, slots=True)
class Line:
    """One provision in the matrix, with its link to each resolution in turn."""

    placed: Placed
    cells: list[tuple[Resolution, Basis | None]]
    bare: bool


def trace(request: Request, code: str) -> HttpResponse:
    """Every provision against every resolution."""
    guideline = get_draft(request.user, code)
    resolutions = list(resolutions_of(guideline, request.user))
    bases = bases_by_provision(bases_shown_to(request.user, guideline))
    declined = {basis.resolution_id: basis for basis in bases.pop(None, [])}
    lines = [
        _line(item, resolutions, bases.get(UUID(item.node.id), []))
        for item in shown_to(request.user, guideline, guideline.outline())
    ]
    linked = {basis.resolution_id for tied in bases.values() for basis in tied}
    context = {
        "guideline": guideline,
        "heads": [(each, declined.get(each.pk), each.pk in linked) for each in resolutions],
        "lines": lines,
        "can_draft": verdict(check_can_draft, request.user, guideline),
        "suspect": [basis for tied in bases.values() for basis in tied if basis.is_suspect],
    }
    return render(request, "guidelines/guideline/trace.html", context)


def _line(item: Placed, resolutions: list[Resolution], bases: list[Basis]) -> Line:
    by_resolution = {basis.resolution_id: basis for basis in bases}
    return Line(item, [(each, by_resolution.get(each.pk)) for each in resolutions], not bases)
