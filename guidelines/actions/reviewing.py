"""The review of one exact revision: submit, take a position, return, withdraw, approve."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from accounts import records
from accounts.models import Delegation, User
from accounts.models.event import log_event
from guidelines.actions import publishing
from guidelines.models import Edition, Guideline, Position, Provision, ReviewRound, RoundDelegation
from guidelines.permissions import (
    check_can_approve,
    check_can_return,
    check_can_submit,
    check_can_take_position,
    check_can_withdraw,
    check_round_is_open,
    delegation_of,
    reviewers_of,
)
from guidelines.workflow import check_can_move


def submit(
    guideline: Guideline, *, by: User, revision_number: int, note: str = "", deadline: datetime.date | None = None
) -> ReviewRound:
    """Ask every delegation of the team about the newest revision.

    Args:
        revision_number: the revision the person saw; refused if a newer one was made meanwhile.

    Raises:
        ValidationError: also for a text that would lose words on paper: nobody may approve what cannot be printed.
    """
    check_can_submit(by, guideline)
    publishing.check_prints(guideline, by=by)  # before the lock: printing takes seconds
    return _submit(guideline, by=by, revision_number=revision_number, note=note, deadline=deadline)


@transaction.atomic
def _submit(
    guideline: Guideline, *, by: User, revision_number: int, note: str, deadline: datetime.date | None
) -> ReviewRound:
    guideline = records.lock(guideline)
    check_can_submit(by, guideline)
    revision = guideline.revisions.order_by("-number")[0]
    if revision.number != revision_number:
        raise ValidationError(
            _("Revision %(number)s was made meanwhile. Look at it and submit again.") % {"number": revision.number},
            code="stale",
        )
    if deadline and deadline < localdate():
        raise ValidationError({"deadline": _("The deadline is in the past.")})
    number = (guideline.rounds.aggregate(last=Max("number"))["last"] or 0) + 1
    review_round = ReviewRound(
        guideline=guideline, number=number, revision=revision, submitted_by=by, note=note, deadline=deadline
    ).record(by)
    for delegation in Delegation.objects.filter(memberships__in=reviewers_of(guideline)):
        RoundDelegation.objects.create(round=review_round, delegation=delegation)
    _move(guideline, "submit", by=by)
    log_event("submitted", guideline, by=by, revision=revision.number, round=number)
    return review_round


@transaction.atomic
def take_position(
    review_round: ReviewRound, *, by: User, value: str, text: str = "", provision: Provision | None = None
) -> Position:
    """Say the delegation's position on the whole text or one provision; a later one takes its place, both are kept."""
    review_round = records.lock(review_round)
    check_can_take_position(by, review_round)
    if value in Position.NEEDS_TEXT and not text.strip():
        raise ValidationError({"text": _("Give the wording you would agree with, or the reason of the objection.")})
    if provision is not None and provision.pk.hex not in review_round.revision.manifest:
        raise ValidationError({"provision": _("This provision is not in the revision under review.")})
    position = Position(
        round=review_round, delegation=delegation_of(by, review_round.guideline),
        provision=provision, value=value, text=text.strip(), by=by,
    )  # fmt: skip
    position.full_clean()
    position.save()
    log_event("took a position", review_round.guideline, by=by, round=review_round.number, value=value)
    return position


@transaction.atomic
def withdraw(review_round: ReviewRound, *, by: User, note: str = "") -> ReviewRound:
    """The drafters take the draft back."""
    guideline = records.lock(review_round.guideline)
    check_can_withdraw(by, records.lock(review_round))
    return _close(guideline, "withdraw", by=by, note=note)


@transaction.atomic
def return_to_drafters(review_round: ReviewRound, *, by: User, note: str) -> ReviewRound:
    """The approver sends the draft back, saying why."""
    guideline = records.lock(review_round.guideline)
    check_can_return(by, records.lock(review_round))
    if not note.strip():
        raise ValidationError({"note": _("Say what the drafters should change.")})
    return _close(guideline, "return", by=by, note=note)


@transaction.atomic
def approve(review_round: ReviewRound, *, by: User, digest: str, note: str = "") -> Edition:
    """Approve exactly the revision of this round and make its edition.

    Args:
        digest: the digest of the revision the approver saw.

    Raises:
        Refused, NotNow: with the reason; of two approvers at once exactly one gets an edition.
    """
    guideline = records.lock(review_round.guideline)
    review_round = records.lock(review_round)
    check_can_approve(by, review_round)
    if digest != review_round.revision.digest:
        raise ValidationError(_("This is not the text under review any more. Read it again."), code="stale")
    closed = _close(guideline, "approve", by=by, note=note)
    return publishing.make_edition(closed, by=by)


@transaction.atomic
def overtake(guideline: Guideline, *, by: User) -> Guideline:
    """An edit during a review ends the round: the new revision needs a new one."""
    _close(guideline, "overtake", by=by, note="")
    return records.lock(guideline)


def _close(guideline: Guideline, move: str, *, by: User, note: str) -> ReviewRound:
    review_round = ReviewRound.objects.select_for_update().get(guideline=guideline, outcome="")
    check_round_is_open(review_round)
    review_round.outcome = str(check_can_move(guideline.stage, move).outcome)
    review_round.closed_by, review_round.closed_at, review_round.closing_note = by, now(), note.strip()
    review_round.record(by, note)
    _move(guideline, move, by=by)
    log_event(review_round.outcome, guideline, by=by, round=review_round.number, revision=review_round.revision.number)
    return review_round


def _move(guideline: Guideline, name: str, *, by: User) -> None:
    guideline.stage = check_can_move(guideline.stage, name).target
    guideline.record(by)
