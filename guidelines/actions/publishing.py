"""Editions: made once from an approved revision, and their PDF."""

import json
import logging
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.models.event import log_event
from guidelines.models import Edition, EditionFile, Guideline, ReviewRound
from guidelines.publish import html, snapshot
from guidelines.publish.sandbox import Printed, PrintFailed, print_pdf
from guidelines.publish.source import canonical, digest

log = logging.getLogger(__name__)

LONG_WORD = 40  # characters


@transaction.atomic
def make_edition(review_round: ReviewRound, *, by: User) -> Edition:
    """Freeze the round's revision, with everything that explains it, as the guideline's next edition.

    Called by the approval, inside its transaction and under its lock. The PDF follows once the approval stands.
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
    transaction.on_commit(lambda: _print_now(edition))
    return edition


def check_prints(guideline: Guideline, *, by: User) -> None:
    """Refuse a text that would lose words on paper. Only what can run off a page is printed to see.

    Raises:
        ValidationError: with the words that do not fit.
    """
    if not any(_may_not_fit(item.node.body) for item in guideline.draft()):
        return
    source = snapshot.of_draft(guideline, by)
    try:
        print_pdf(html.of_text(source), identifier=digest(source))
    except PrintFailed as error:
        raise ValidationError(_("The text cannot be printed as it stands. %(reason)s") % {"reason": error}) from error


def _may_not_fit(node: dict[str, Any]) -> bool:
    """Tables and words longer than a line. (A footnote taller than a page is refused when it is written.)"""
    if node["type"] == "table":
        return True
    if any(len(word) > LONG_WORD for word in node.get("text", "").split()):
        return True
    return any(_may_not_fit(child) for child in node.get("content", ()))


def make_pdf(edition: Edition) -> EditionFile:
    """The edition's file, printed from its frozen source the first time and kept for ever.

    Raises:
        PrintFailed: with the reason; the edition stands, its file is still to be made.
    """
    kept = EditionFile.objects.filter(edition=edition).first()
    if kept:
        return kept
    source = json.loads(edition.source)
    printed = print_pdf(
        html.of_text(source, digest=edition.source_sha256),
        identifier=edition.source_sha256,
        attachment=(edition.file_name("json"), edition.source.encode()),
        dated=html.created(source),
    )
    return _keep(edition, printed)


def _keep(edition: Edition, printed: Printed) -> EditionFile:
    """Of two that print at once the first is kept; both made the same bytes."""
    values = {
        "pdf": printed.pdf,
        "sha256": sha256(printed.pdf).hexdigest(),
        "pages": printed.pages,
        "renderer": printed.renderer,
    }
    file, _made = EditionFile.objects.get_or_create(edition=edition, defaults=values)
    return file


def _print_now(edition: Edition) -> None:
    """An approval stands whether or not it prints: the edition's page offers to print it again."""
    try:
        make_pdf(edition)
    except PrintFailed:
        log.exception("The PDF of %s could not be made", edition)
