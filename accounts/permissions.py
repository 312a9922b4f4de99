"""The one permission rule: who may see what is marked how, and how a refusal speaks.

`check_can_x(user, …)` raises `Refused` with a reason a person can read; `verdict(check_can_x, user, …)` turns it into
a `Verdict` for a button. Whether something may happen *now* is a different question: `NotNow`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models.team import Membership, Role, role_in
from accounts.models.user import User

Reason = str | Promise


class Refused(PermissionDenied):
    """This person may not do this. `reason` is for them to read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class NotNow(Exception):
    """It may not happen in the present state of things, whoever asks. `reason` says why and how to go on."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """May it be done, and if not, why not."""

    allowed: bool
    reason: Reason = ""

    def __bool__(self) -> bool:
        return self.allowed


def verdict(check: Callable[..., None], *args: Any, **kwargs: Any) -> Verdict:
    """Call a check and give its answer instead of raising."""
    try:
        check(*args, **kwargs)
    except (Refused, NotNow) as refusal:
        return Verdict(False, refusal.reason)
    return Verdict(True)


class Marking(models.TextChoices):
    """Who may see a record. From open to closed."""

    PUBLIC = "public", _("public")
    MEMBERS = "members", _("members")
    RESTRICTED = "restricted", _("restricted")


OPEN = frozenset({Marking.PUBLIC.value})
TEAM = frozenset({Marking.PUBLIC.value, Marking.MEMBERS.value})
EVERYTHING = frozenset(Marking.values)
CLEARANCE = {Role.DRAFTER: EVERYTHING, Role.APPROVER: EVERYTHING, Role.REVIEWER: TEAM, Role.READER: TEAM}


def clearance(user: User, team_ids: Iterable[int]) -> frozenset[str]:
    """The markings this person may see of what belongs to these teams."""
    if user.is_secretariat:
        return EVERYTHING
    seen = [CLEARANCE[Role(role)] for team in team_ids if (role := role_in(user, team))]
    return frozenset().union(OPEN, *seen)


def up_to(marking: str) -> frozenset[str]:
    """The markings that an audience of this marking may see: `members` sees public and members."""
    return frozenset(Marking.values[: Marking.values.index(marking) + 1])


def teams_that_see(user: User, marking: str) -> models.QuerySet[Membership]:
    """The person's memberships that let them see this marking; for use in subqueries."""
    roles = [role for role, markings in CLEARANCE.items() if marking in markings]
    return Membership.objects.filter(user=user.pk, role__in=roles)


def check_signed_in(user: Any) -> None:
    if not (user.is_authenticated and user.is_active):
        raise Refused(_("Sign in first."))


def check_is_secretariat(user: Any) -> None:
    check_signed_in(user)
    if not user.is_secretariat:
        raise Refused(_("Only an officer of the secretariat may do this."))


def check_is_administrator(user: Any) -> None:
    check_signed_in(user)
    if not user.is_administrator:
        raise Refused(_("Only an administrator may do this."))


def check_has_role(user: Any, team_id: int | None, *roles: str) -> None:
    """Refuse unless the person has one of these roles in the team."""
    check_signed_in(user)
    if role_in(user, team_id) in roles:
        return
    names = " / ".join(str(Role(role).label) for role in roles)
    raise Refused(_("Only this team’s %(role)s may do this.") % {"role": names})
