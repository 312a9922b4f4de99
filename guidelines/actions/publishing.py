"""Editions: made once from an approved revision, and their PDF."""

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.models.event import log_event
from guidelines.models import Edition, ReviewRound
from guidelines.publish import snapshot
from guidelines.publish.source import canonical, digest


@transaction.atomic
def make_edition(review_round: ReviewRound, *, by: User) -> Edition:
    """Freeze the round's revision, with everything that explains it, as the guideline's next edition.

    Called by the approval, inside its transaction and under its lock.
    """
    guideline = review_round.guideline
    number = (guideline.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    assert review_round.closed_at is not None
    source = snapshot.of_edition(review_round, number=number)
    edition = Edition(
        guideline=guideline,
        number=number,
        revision=review_round.revision,
        round=review_round,
        marking=guideline.marking,
        source=canonical(source).decode(),
        source_sha256=digest(source),
        approved_by=by,
        approved_at=review_round.closed_at,
    )
    edition.full_clean(exclude=["guideline", "revision", "round", "approved_by"])
    edition.save()
    log_event("published", edition, by=by, revision=review_round.revision.number)
    return edition
