"""What waits for a person: things to do, oldest deadline first, each with its verb and the page where it is done."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Membership, User
from accounts.models.team import Role
from accounts.permissions import Reason, verdict
from guidelines.models import Basis, Guideline, ReviewRound
from guidelines.models.review import Position
from guidelines.permissions import check_can_approve
from guidelines.trace import not_taken_up
from guidelines.workflow import Outcome, Stage
from meetings.models import Report


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do."""

    what: str | Promise
    about: str
    verb: str | Promise
    url: str
    due: datetime.date | None = None
    why: Reason = ""


def waiting_for(user: User) -> list[Task]:
    """Everything that waits for this person, by deadline; what has none comes last."""
    memberships = list(Membership.objects.filter(user=user.pk).select_related("delegation"))
    tasks = [
        *_positions_to_take(memberships),
        *_rounds_to_close(user, memberships),
        *_drafts_to_mend(user, memberships),
        *(_reports_to_read(user) if user.is_secretariat else ()),
    ]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or datetime.date.max))


def _open_rounds(memberships: list[Membership], role: str) -> list[tuple[ReviewRound, Membership]]:
    """The open rounds of the teams in which the person has this role."""
    mine = {membership.team_id: membership for membership in memberships if membership.role == role}
    if not mine:
        return []
    rounds = ReviewRound.objects.filter(outcome=Outcome.OPEN, guideline__team__in=mine)
    return [
        (review_round, mine[review_round.guideline.team_id])
        for review_round in rounds.select_related("guideline__team", "revision")
    ]


def _positions_to_take(memberships: list[Membership]) -> Iterator[Task]:
    rounds = _open_rounds(memberships, Role.REVIEWER)
    spoken = set(
        Position.objects.filter(round__in=[review_round.pk for review_round, _mine in rounds], provision=None)
        .values_list("round", "delegation")
    )  # fmt: skip
    for review_round, membership in rounds:
        if (review_round.pk, membership.delegation_id) not in spoken:
            yield Task(
                _("Say where %(delegation)s stands") % {"delegation": membership.delegation},
                str(review_round.guideline),
                _("Review"),
                review_round.get_absolute_url(),
                review_round.deadline,
            )


def _rounds_to_close(user: User, memberships: list[Membership]) -> Iterator[Task]:
    for review_round, _mine in _open_rounds(memberships, Role.APPROVER):
        may = verdict(check_can_approve, user, review_round)
        yield Task(
            _("Approve revision %(number)s") % {"number": review_round.revision.number}
            if may
            else _("Follow the review of revision %(number)s") % {"number": review_round.revision.number},
            str(review_round.guideline),
            _("Decide") if may else _("Look"),
            review_round.get_absolute_url(),
            review_round.deadline,
            may.reason,
        )


def _drafts_to_mend(user: User, memberships: list[Membership]) -> Iterator[Task]:
    """What the drafter's own guidelines lack: an answer to a return, links to look at again, resolutions to take up."""
    teams = [membership.team_id for membership in memberships if membership.role == Role.DRAFTER]
    for guideline in Guideline.objects.filter(team__in=teams):
        yield from _returned(guideline)
        yield from _suspect_links(guideline)
        yield from _not_taken_up(guideline, user)


def _returned(guideline: Guideline) -> Iterator[Task]:
    last = guideline.rounds.order_by("-number").first()
    if guideline.stage == Stage.DRAFTING and last and last.outcome == Outcome.RETURNED:
        yield Task(
            _("Answer what the delegations said"),
            str(guideline),
            _("Open the review"),
            last.get_absolute_url(),
            why=last.closing_note,
        )


def _suspect_links(guideline: Guideline) -> Iterator[Task]:
    bases = Basis.objects.filter(guideline=guideline).exclude(provision__deleted=True)
    bases = bases.select_related("provision", "resolution")
    count = sum(basis.is_suspect for basis in bases)
    if count:
        what = ngettext(
            "Look again at %(count)d link between provision and resolution",
            "Look again at %(count)d links between provisions and resolutions",
            count,
        )
        yield Task(what % {"count": count}, str(guideline), _("Look"), reverse("trace", args=[guideline.code]))


def _not_taken_up(guideline: Guideline, user: User) -> Iterator[Task]:
    count = not_taken_up(guideline, user).count()
    if count:
        what = ngettext("Take up %(count)d resolution", "Take up %(count)d resolutions", count)
        yield Task(
            what % {"count": count}, str(guideline), _("Look"), reverse("resolutions_open", args=[guideline.code])
        )


def _reports_to_read(user: User) -> Iterator[Task]:
    """Reports from which nothing has been taken yet."""
    unread = Report.objects.visible_to(user).annotate(quotes=Count("texts__quotes")).filter(quotes=0)
    for report in unread.select_related("series")[:20]:
        what = _("Read the report and record its resolutions")
        yield Task(what, report.citation, _("Read"), report.get_absolute_url())
