"""The register of guidelines, and one: its draft as a page, its team, and what it still lacks."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.changes import history_of
from accounts.models import Membership
from accounts.permissions import Marking, verdict
from accounts.records import version_of
from accounts.web import Request, attempt
from guidelines.actions import drafting
from guidelines.forms.guidelines import GuidelineEditForm, GuidelineForm, MemberForm, RemovalForm
from guidelines.models import Basis, Edition, Guideline, Provision
from guidelines.models.guideline import shown_to
from guidelines.models.revision import newest_revision
from guidelines.outline import Placed
from guidelines.permissions import (
    can_see_draft,
    check_can_draft,
    check_can_manage_team,
    check_can_open_guideline,
    check_can_submit,
    get_draft,
    get_guideline,
)
from guidelines.trace import bases_by_provision, bases_shown_to, not_taken_up, resting_on_nothing
from guidelines.workflow import Outcome

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Shown:
    """One provision on the page: its place, its text, and what it rests on."""

    placed: Placed
    html: SafeString
    bases: list[Basis]
    why_url: str
    edit_url: str
    move_url: str

    @property
    def marking_label(self) -> str:
        return str(Marking(self.placed.node.marking).label)


@dataclass(slots=True)
class Branch:
    """One provision in the outline, with what stands under it."""

    placed: Placed
    move_url: str
    below: list["Branch"]


def guidelines(request: Request) -> HttpResponse:
    visible = Guideline.objects.visible_to(request.user).select_related("series")
    drafts = set(Guideline.objects.with_draft_visible_to(request.user).values_list("pk", flat=True))
    editions = Edition.objects.visible_to(request.user).select_related("guideline").defer("source").order_by("number")
    newest = {edition.guideline_id: edition for edition in editions}
    rows = visible.annotate(newest_revision=Max("revisions__number"))
    context = {
        "rows": [(row, row.pk in drafts, newest.get(row.pk)) for row in rows],
        "can_open": verdict(check_can_open_guideline, request.user),
    }
    return render(request, "guidelines/guideline/list.html", context)


def guideline_new(request: Request) -> HttpResponse:
    check_can_open_guideline(request.user)
    form = GuidelineForm(request.POST or None, user=request.user, initial={"series": request.GET.get("series", "")})
    if form.is_valid():
        fields = dict(form.cleaned_data)
        opened = attempt(form, drafting.open_guideline, fields.pop("series"), by=request.user, **fields)
        if opened:
            messages.success(request, _("Guideline %(code)s opened. Name its team.") % {"code": opened.code})
            return redirect("guideline_team", opened.code)
    return render(request, "guidelines/guideline/new.html", {"form": form})


def guideline_detail(request: Request, code: str) -> HttpResponse:
    """The draft; who may only read its editions is led to the newest one."""
    guideline = get_guideline(request.user, code)
    if not can_see_draft(request.user, guideline):
        newest = Edition.objects.visible_to(request.user).filter(guideline=guideline).order_by("-number")
        return redirect(newest.select_related("guideline")[0])
    placed = guideline.outline()
    visible = shown_to(request.user, guideline, placed)
    context = {
        "guideline": guideline,
        "provisions": _shown(request, guideline, visible),
        "branches": _branches(visible),
        "left_out": len(placed) - len(visible),
        "newest": newest_revision(guideline),
        "open_round": guideline.rounds.filter(outcome=Outcome.OPEN).first(),
        "not_taken_up": not_taken_up(guideline, request.user).count(),
        "resting_on_nothing": len(resting_on_nothing(guideline, request.user)),
        "can_draft": verdict(check_can_draft, request.user, guideline),
        "can_submit": verdict(check_can_submit, request.user, guideline),
    }
    return render(request, "guidelines/guideline/detail.html", context)


def _shown(request: Request, guideline: Guideline, placed: list[Placed]) -> list[Shown]:
    html = dict(guideline.provisions.filter(deleted=False).values_list("pk", "html"))
    bases = bases_by_provision(bases_shown_to(request.user, guideline))
    by_id = {str(pk): (mark_safe(html[pk]), bases.get(pk, [])) for pk in html}  # derived by to_html, which escapes
    why, edit, move = (_addresses(name) for name in ("provision_detail", "provision_edit", "provision_move"))
    return [
        Shown(item, *by_id[item.node.id], why(item.node.id), edit(item.node.id), move(item.node.id)) for item in placed
    ]


def _addresses(name: str) -> Callable[[str], str]:
    """The address under this name for each provision's id. It is resolved once: that takes longer than all the rest
    of a long draft's page."""
    pattern = reverse(name, args=[NOBODY])
    return lambda pk: pattern.replace(str(NOBODY), pk)


def _branches(placed: list[Placed]) -> list[Branch]:
    """The outline as nested lists. What stands under a hidden provision is shown at the top."""
    top: list[Branch] = []
    known: dict[str, Branch] = {}
    move = _addresses("provision_move")
    for item in placed:
        branch = known[item.node.id] = Branch(item, move(item.node.id), [])
        parent = known.get(item.node.parent or "")
        (parent.below if parent else top).append(branch)
    return top


def guideline_edit(request: Request, code: str) -> HttpResponse:
    check_can_open_guideline(request.user)
    guideline = get_draft(request.user, code)
    form = GuidelineEditForm(
        request.POST or None, instance=copy(guideline), initial={"seen": version_of(guideline)}
    )  # fmt: skip
    if form.is_valid() and attempt(form, drafting.change_guideline, guideline, by=request.user, **form.cleaned_data):
        messages.success(request, _("Guideline %(code)s changed.") % {"code": guideline.code})
        return redirect(guideline)
    return render(request, "guidelines/guideline/edit.html", {"form": form, "guideline": guideline})


def guideline_team(request: Request, code: str) -> HttpResponse:
    """Who takes part; the secretariat names them here."""
    guideline = get_draft(request.user, code)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        check_can_manage_team(request.user)
        if form.is_valid() and attempt(form, drafting.set_member, guideline, by=request.user, **form.cleaned_data):
            messages.success(request, _("%(name)s is in the team.") % {"name": form.cleaned_data["user"]})
            return redirect("guideline_team", code)
    context = {
        "guideline": guideline,
        "members": Membership.objects.filter(team=guideline.team_id).select_related("user", "delegation"),
        "form": form,
        "can_manage": verdict(check_can_manage_team, request.user),
        "history": history_of(guideline, request.user, Membership.history.filter(team=guideline.team_id)),
    }
    return render(request, "guidelines/guideline/team.html", context)


def membership_remove(request: Request, pk: int) -> HttpResponse:
    check_can_manage_team(request.user)
    memberships = Membership.objects.select_related("team__guideline", "user", "delegation")
    membership = get_object_or_404(memberships, pk=pk, team__guideline__isnull=False)
    guideline = membership.team.guideline
    form = RemovalForm(request.POST or None)
    if form.is_valid():
        drafting.remove_member(membership, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is no longer in the team.") % {"name": membership.user})
        return redirect("guideline_team", guideline.code)
    context = {"form": form, "membership": membership, "guideline": guideline}
    return render(request, "guidelines/guideline/remove_member.html", context)


def resolutions_open(request: Request, code: str) -> HttpResponse:
    """Resolutions not yet taken up, and those that were declined."""
    guideline = get_draft(request.user, code)
    context = {
        "guideline": guideline,
        "resolutions": not_taken_up(guideline, request.user),
        "declined": bases_shown_to(request.user, guideline).filter(relation=Basis.Relation.DECLINED),
        "can_draft": verdict(check_can_draft, request.user, guideline),
    }
    return render(request, "guidelines/guideline/resolutions_open.html", context)


def provisions_unsupported(request: Request, code: str) -> HttpResponse:
    guideline = get_draft(request.user, code)
    texts = dict(Provision.objects.filter(guideline=guideline, deleted=False).values_list("pk", "text"))
    by_id = {str(pk): text for pk, text in texts.items()}
    context = {
        "guideline": guideline,
        "provisions": [(item, by_id[item.node.id]) for item in resting_on_nothing(guideline, request.user)],
        "can_draft": verdict(check_can_draft, request.user, guideline),
    }
    return render(request, "guidelines/guideline/provisions_unsupported.html", context)
