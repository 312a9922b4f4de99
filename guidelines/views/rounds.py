"""The review: submitting a revision, what the delegations say of it, and the decision."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Delegation
from accounts.permissions import verdict
from accounts.web import Request, attempt
from guidelines.actions import reviewing
from guidelines.forms.rounds import ApprovalForm, PositionForm, ReturnForm, SubmitForm
from guidelines.models import Edition, Position, ReviewRound, Revision
from guidelines.models.guideline import shown_to
from guidelines.models.review import standing_positions
from guidelines.models.revision import newest_revision
from guidelines.outline import Placed
from guidelines.permissions import (
    check_can_approve,
    check_can_return,
    check_can_submit,
    check_can_take_position,
    check_can_withdraw,
    delegation_of,
    get_draft,
    get_round,
    reviewers_of,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A delegation that is asked, and where it stands on the whole text; None while it is silent."""

    delegation: Delegation
    position: Position | None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What delegations said of one provision."""

    placed: Placed
    positions: list[Position]


def rounds(request: Request, code: str) -> HttpResponse:
    guideline = get_draft(request.user, code)
    context = {
        "guideline": guideline,
        "rounds": guideline.rounds.select_related("revision", "submitted_by", "closed_by").order_by("-number"),
        "can_submit": verdict(check_can_submit, request.user, guideline),
    }
    return render(request, "guidelines/round/list.html", context)


def round_new(request: Request, code: str) -> HttpResponse:
    """Submit the newest revision to the delegations of the team."""
    guideline = get_draft(request.user, code)
    check_can_submit(request.user, guideline)
    revision = newest_revision(guideline)
    initial = {"revision_number": revision.number if revision else 0}
    form = SubmitForm(request.POST or None, initial=initial)
    if form.is_valid():
        opened = attempt(form, reviewing.submit, guideline, by=request.user, **form.cleaned_data)
        if opened:
            words = {"number": opened.revision.number, "code": guideline.code}
            messages.success(request, _("Revision %(number)s of %(code)s is submitted to the delegations.") % words)
            return redirect(opened)
    context = {"form": form, "guideline": guideline, "revision": revision, "asked": reviewers_of(guideline)}
    return render(request, "guidelines/round/new.html", context)


def round_detail(request: Request, pk: int) -> HttpResponse:
    return _round_page(request, get_round(request.user, pk))


def _round_page(request: Request, review_round: ReviewRound, **forms_with_errors: forms.Form) -> HttpResponse:
    guideline, user = review_round.guideline, request.user
    placed = shown_to(user, guideline, review_round.revision.placed())
    visible = {item.node.id for item in placed}
    context = {
        "round": review_round,
        "guideline": guideline,
        "voices": _voices(review_round),
        "remarks": _remarks(review_round, placed),
        "said": _said(review_round, visible),
        "before": _revision_before(review_round),
        "edition": Edition.objects.visible_to(user).filter(round=review_round).select_related("guideline").first(),
        "my_delegation": delegation_of(user, guideline),
        "can_take_position": verdict(check_can_take_position, user, review_round),
        "can_approve": verdict(check_can_approve, user, review_round),
        "can_return": verdict(check_can_return, user, review_round),
        "can_withdraw": verdict(check_can_withdraw, user, review_round),
        "approval": ApprovalForm(initial={"digest": review_round.revision.digest}, auto_id="approve_%s"),
        "returning": ReturnForm(auto_id="return_%s"),
        **forms_with_errors,
    }
    return render(request, "guidelines/round/detail.html", context, status=422 if forms_with_errors else 200)


def _voices(review_round: ReviewRound) -> list[Voice]:
    standing = {each.delegation_id: each for each in standing_positions(review_round) if each.provision_id is None}
    asked = review_round.asked.select_related("delegation").order_by("delegation__code")
    return [Voice(each.delegation, standing.get(each.delegation_id)) for each in asked]


def _remarks(review_round: ReviewRound, placed: list[Placed]) -> list[Remarks]:
    """The standing positions on single provisions, in reading order, as far as this person may read them."""
    by_provision: dict[str, list[Position]] = defaultdict(list)
    for position in standing_positions(review_round):
        by_provision[str(position.provision_id)].append(position)
    return [Remarks(item, by_provision[item.node.id]) for item in placed if item.node.id in by_provision]


def _said(review_round: ReviewRound, visible: set[str]) -> list[Position]:
    """Every position that was ever taken in the round, newest first."""
    positions = review_round.positions.select_related("delegation", "by", "provision").order_by("-pk")
    return [each for each in positions if each.provision_id is None or str(each.provision_id) in visible]


def _revision_before(review_round: ReviewRound) -> Revision | None:
    """What the delegations saw last: the revision of the round before this one."""
    earlier = ReviewRound.objects.filter(guideline=review_round.guideline, number__lt=review_round.number)
    last = earlier.order_by("-number").select_related("revision").first()
    return last.revision if last else None


def position_new(request: Request, pk: int) -> HttpResponse:
    """Say where the delegation stands (`?provision=` proposes one)."""
    review_round = get_round(request.user, pk)
    check_can_take_position(request.user, review_round)
    placed = shown_to(request.user, review_round.guideline, review_round.revision.placed())
    form = PositionForm(
        request.POST or None, placed=placed, initial={"provision": request.GET.get("provision", "")}
    )  # fmt: skip
    if form.is_valid():
        position = attempt(form, reviewing.take_position, review_round, by=request.user, **form.cleaned_data)
        if position:
            _say_taken(request, position)
            return redirect(review_round)
    context: dict[str, Any] = {"form": form, "round": review_round, "guideline": review_round.guideline}
    context["delegation"] = delegation_of(request.user, review_round.guideline)
    return render(request, "guidelines/round/position.html", context)


def _say_taken(request: Request, position: Position) -> None:
    words = {"delegation": position.delegation, "position": position.get_value_display()}
    messages.success(request, _("Position of %(delegation)s recorded: %(position)s.") % words)


@require_POST
def round_approve(request: Request, pk: int) -> HttpResponse:
    review_round = get_round(request.user, pk)
    check_can_approve(request.user, review_round)
    form = ApprovalForm(request.POST, auto_id="approve_%s")
    if form.is_valid() and (
        edition := attempt(form, reviewing.approve, review_round, by=request.user, **form.cleaned_data)
    ):
        words = {"number": edition.number, "code": review_round.guideline.code}
        messages.success(request, _("Edition %(number)s of %(code)s is approved.") % words)
        return redirect(edition)
    return _round_page(request, review_round, approval=form)


@require_POST
def round_return(request: Request, pk: int) -> HttpResponse:
    review_round = get_round(request.user, pk)
    check_can_return(request.user, review_round)
    form = ReturnForm(request.POST, auto_id="return_%s")
    if form.is_valid() and attempt(
        form, reviewing.return_to_drafters, review_round, by=request.user, **form.cleaned_data
    ):
        messages.success(request, _("Round %(number)s is returned to the drafters.") % {"number": review_round.number})
        return redirect(review_round)
    return _round_page(request, review_round, returning=form)


@require_POST
def round_withdraw(request: Request, pk: int) -> HttpResponse:
    """The drafters take the draft back."""
    review_round = get_round(request.user, pk)
    reviewing.withdraw(review_round, by=request.user)
    messages.success(request, _("Round %(number)s is withdrawn.") % {"number": review_round.number})
    return redirect(review_round.guideline)
