"""Who may do what to a guideline: the team by role, the secretariat for the team itself."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, User
from accounts.models.team import Membership, Role, role_in
from accounts.permissions import NotNow, Refused, check_has_role, check_is_secretariat, clearance
from guidelines.models import Basis, Edition, Guideline, Provision, ReviewRound, Revision
from guidelines.models.review import Position, standing_positions
from guidelines.workflow import check_can_move
from meetings.permissions import get_visible

#: Opening a guideline and naming its team is the secretariat's.
check_can_open_guideline = check_is_secretariat
check_can_manage_team = check_is_secretariat


def get_guideline(user: User, code: str) -> Guideline:
    """A guideline of which the person may see at least an edition."""
    return get_visible(Guideline.objects.select_related("series", "team"), user, code=code)


def get_draft(user: User, code: str) -> Guideline:
    """A guideline whose draft, history and review the person may see."""
    guideline = get_guideline(user, code)
    if not can_see_draft(user, guideline):
        raise Http404
    return guideline


def can_see_draft(user: User, guideline: Guideline) -> bool:
    """For one guideline what `with_draft_visible_to` is for many."""
    return user.is_secretariat or role_in(user, guideline.team_id) is not None


def get_provision(user: User, pk: Any) -> Provision:
    """A provision of a draft the person may see, as far as its marking allows."""
    provision = Provision.objects.select_related("guideline__series", "guideline__team").filter(pk=pk).first()
    if provision is None or not can_see_draft(user, provision.guideline):
        raise Http404
    if provision.marking not in clearance(user, [provision.guideline.team_id]):
        raise Http404
    return provision


def get_revision(user: User, code: str, number: int) -> Revision:
    guideline = get_draft(user, code)
    revision = Revision.objects.select_related("guideline", "author").filter(guideline=guideline, number=number).first()
    if revision is None:
        raise Http404
    return revision


def get_basis(user: User, pk: int) -> Basis:
    basis = Basis.objects.select_related("guideline", "provision", "resolution__meeting__series").filter(pk=pk).first()
    if basis is None or not can_see_draft(user, basis.guideline):
        raise Http404
    return basis


def get_round(user: User, pk: int) -> ReviewRound:
    rounds = ReviewRound.objects.select_related("guideline__team", "revision", "submitted_by", "closed_by")
    found = rounds.filter(pk=pk).first()
    if found is None or not can_see_draft(user, found.guideline):
        raise Http404
    return found


def get_edition(user: User, code: str, number: int) -> Edition:
    return get_visible(
        Edition.objects.select_related("guideline", "revision", "approved_by"),
        user, guideline__code=code, number=number,
    )  # fmt: skip


def check_can_draft(user: User, guideline: Guideline) -> None:
    """May this person write in this guideline?"""
    check_has_role(user, guideline.team_id, Role.DRAFTER)


def check_can_submit(user: User, guideline: Guideline) -> None:
    check_can_draft(user, guideline)
    check_can_move(guideline.stage, "submit")
    if not guideline.revisions.exists():
        raise NotNow(_("There is nothing to review yet: write the first provision."))
    if not reviewers_of(guideline):
        raise NotNow(_("No delegation can be asked: the team has no reviewer yet."))


def check_can_withdraw(user: User, review_round: ReviewRound) -> None:
    check_can_draft(user, review_round.guideline)
    check_round_is_open(review_round)


def check_can_take_position(user: User, review_round: ReviewRound) -> None:
    """One voice: the contact point of a delegation that is asked in this round, while it is open."""
    check_has_role(user, review_round.guideline.team_id, Role.REVIEWER)
    delegation = delegation_of(user, review_round.guideline)
    if delegation is None or not review_round.asked.filter(delegation=delegation).exists():
        raise Refused(_("Your delegation is not asked in this round."))
    check_round_is_open(review_round)


def check_round_is_open(review_round: ReviewRound) -> None:
    if not review_round.is_open:
        raise NotNow(
            _("Round %(number)s is closed (%(outcome)s).")
            % {"number": review_round.number, "outcome": review_round.get_outcome_display()}
        )


def check_can_return(user: User, review_round: ReviewRound) -> None:
    check_has_role(user, review_round.guideline.team_id, Role.APPROVER)
    check_round_is_open(review_round)


def check_can_approve(user: User, review_round: ReviewRound) -> None:
    """The whole rule of approval; each reason says how to go on."""
    check_has_role(user, review_round.guideline.team_id, Role.APPROVER)
    check_round_is_open(review_round)
    _check_is_not_author(user, review_round)
    positions = standing_positions(review_round)
    _check_no_objection(positions)
    _check_all_have_spoken(review_round, positions)


def authors_under_review(review_round: ReviewRound) -> set[int]:
    """Who wrote any revision since the last edition, and who submitted."""
    revisions = review_round.guideline.revisions.filter(number__lte=review_round.revision.number)
    last = (
        Edition.objects.filter(guideline=review_round.guideline).order_by("-number").select_related("revision").first()
    )
    if last:
        revisions = revisions.filter(number__gt=last.revision.number)
    return {review_round.submitted_by_id, *revisions.values_list("author_id", flat=True)}


def _check_is_not_author(user: User, review_round: ReviewRound) -> None:
    if user.pk in authors_under_review(review_round):
        raise Refused(_("You wrote or submitted this text: another approver has to approve it."))


def _check_no_objection(positions: list[Position]) -> None:
    objecting = [str(position.delegation) for position in positions if position.value == Position.Value.OBJECT]
    if objecting:
        raise NotNow(
            _("An objection stands: %(delegations)s. Return the draft, or wait for a new position.")
            % {"delegations": ", ".join(dict.fromkeys(objecting))}
        )


def _check_all_have_spoken(review_round: ReviewRound, positions: list[Position]) -> None:
    spoken = {position.delegation_id for position in positions if position.provision_id is None}
    silent = [asked.delegation for asked in review_round.asked.select_related("delegation")]
    silent = [delegation for delegation in silent if delegation.pk not in spoken]
    if silent:
        raise NotNow(
            _("Waiting for the position of %(delegations)s.")
            % {"delegations": ", ".join(str(delegation) for delegation in silent)}
        )


def reviewers_of(guideline: Guideline) -> list[Membership]:
    """The contact points of the team, by delegation."""
    reviewers = Membership.objects.filter(team=guideline.team_id, role=Role.REVIEWER, user__is_active=True)
    return list(reviewers.select_related("delegation", "user").order_by("delegation__code"))


def delegation_of(user: User, guideline: Guideline) -> Delegation | None:
    """The delegation for which this person speaks in this guideline."""
    membership = Membership.objects.filter(team=guideline.team_id, user=user.pk, role=Role.REVIEWER)
    found = membership.select_related("delegation").first()
    return found.delegation if found else None
