"""Series: made and changed by the secretariat."""

from typing import Any

from django.db import transaction

from accounts import records
from accounts.models import Team, User
from accounts.models.event import log_event
from meetings.models import Series, SeriesTeam
from meetings.permissions import check_can_record


def create_series(*, by: User, code: str, title: str, purpose: str = "") -> Series:
    check_can_record(by)
    return records.create(Series(code=code, title=title, purpose=purpose), by=by)


def change_series(series: Series, *, by: User, reason: str = "", seen: int | None = None, **fields: Any) -> Series:
    """Change the title or purpose. The code stays: it is printed in every resolution's number."""
    check_can_record(by)
    fields.pop("code", None)
    return records.change(series, by=by, reason=reason, seen=seen, **fields)


@transaction.atomic
def share_series(series: Series, *, by: User, team: Team) -> SeriesTeam:
    """Let a team see the series' records, as far as their marking allows."""
    check_can_record(by)
    shared = SeriesTeam.objects.filter(series=series, team=team).first()
    if shared:
        return shared
    shared = SeriesTeam(series=series, team=team).record(by)
    log_event("shared", series, by=by, team=str(team))
    return shared
