"""The stages of a guideline and the moves between them, as data.

Pages, admin and docs read this table; `guidelines/actions` are the only ones that carry a move out.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import NotNow


class Stage(models.TextChoices):
    DRAFTING = "drafting", _("drafting")
    REVIEW = "review", _("in review")
    APPROVED = "approved", _("approved")


class Outcome(models.TextChoices):
    """How a review round ended; empty while it is open."""

    OPEN = "", pgettext_lazy("review round", "open")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned to the drafters")
    WITHDRAWN = "withdrawn", pgettext_lazy("review round", "withdrawn")
    OVERTAKEN = "overtaken", _("overtaken by an edit")


@dataclass(frozen=True, slots=True)
class Move:
    """One way on. `outcome` is what it makes of the open review round."""

    sources: tuple[Stage, ...]
    target: Stage
    who: str
    otherwise: str | Promise
    outcome: Outcome | None = None


MOVES: dict[str, Move] = {
    "edit": Move((Stage.DRAFTING, Stage.APPROVED), Stage.DRAFTING, "drafter", ""),
    "submit": Move(
        (Stage.DRAFTING,),
        Stage.REVIEW,
        "drafter",
        _("Only a draft that is neither in review nor approved can be submitted."),
    ),
    "overtake": Move((Stage.REVIEW,), Stage.DRAFTING, "drafter", "", Outcome.OVERTAKEN),
    "withdraw": Move(
        (Stage.REVIEW,), Stage.DRAFTING, "drafter", _("There is no open review round."), Outcome.WITHDRAWN
    ),
    "return": Move((Stage.REVIEW,), Stage.DRAFTING, "approver", _("There is no open review round."), Outcome.RETURNED),
    "approve": Move((Stage.REVIEW,), Stage.APPROVED, "approver", _("There is no open review round."), Outcome.APPROVED),
}


def check_can_move(stage: str, name: str) -> Move:
    """Give the move, or raise `NotNow` with its reason if it does not start from this stage."""
    move = MOVES[name]
    if stage not in move.sources:
        raise NotNow(move.otherwise)
    return move
