"""Meetings, their agenda and participants."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import records
from accounts.models import User
from meetings.models import AgendaItem, Meeting, Organisation, Participation, Person, Series
from meetings.permissions import check_can_record


@transaction.atomic
def create_meeting(series: Series, *, by: User, number: int | None = None, **fields: Any) -> Meeting:
    """Record a meeting; without a number it takes the next of its series."""
    check_can_record(by)
    records.lock(series)
    if number is None:
        number = next_number(series)
    _check_span(fields)
    return records.create(Meeting(series=series, number=number, **fields), by=by)


def next_number(series: Series) -> int:
    """The number the next meeting of the series would take."""
    return (series.meetings.aggregate(last=Max("number"))["last"] or 0) + 1


def change_meeting(meeting: Meeting, *, by: User, reason: str = "", seen: int | None = None, **fields: Any) -> Meeting:
    check_can_record(by)
    _check_span(fields)
    return records.change(meeting, by=by, reason=reason, seen=seen, **fields)


def add_participation(meeting: Meeting, *, by: User, **fields: Any) -> Participation:
    check_can_record(by)
    return records.create(Participation(meeting=meeting, **fields), by=by)


def change_participation(
    participation: Participation, *, by: User, reason: str = "", seen: int | None = None, **fields: Any
) -> Participation:
    check_can_record(by)
    return records.change(participation, by=by, reason=reason, seen=seen, **fields)


def remove_participation(participation: Participation, *, by: User, reason: str = "") -> None:
    check_can_record(by)
    records.remove(participation, by=by, reason=reason)


@transaction.atomic
def add_agenda_item(meeting: Meeting, *, by: User, title: str, note: str = "", number: int | None = None) -> AgendaItem:
    """Add a point; without a number it goes to the end."""
    check_can_record(by)
    records.lock(meeting)
    if number is None:
        number = (meeting.agenda.aggregate(last=Max("number"))["last"] or 0) + 1
    return records.create(AgendaItem(meeting=meeting, number=number, title=title, note=note), by=by)


def change_agenda_item(
    item: AgendaItem, *, by: User, reason: str = "", seen: int | None = None, **fields: Any
) -> AgendaItem:
    check_can_record(by)
    return records.change(item, by=by, reason=reason, seen=seen, **fields)


def remove_agenda_item(item: AgendaItem, *, by: User, reason: str = "") -> None:
    check_can_record(by)
    records.remove(item, by=by, reason=reason)


def create_organisation(*, by: User, **fields: Any) -> Organisation:
    check_can_record(by)
    return records.create(Organisation(**fields), by=by)


def change_organisation(
    organisation: Organisation, *, by: User, reason: str = "", seen: int | None = None, **fields: Any
) -> Organisation:
    check_can_record(by)
    return records.change(organisation, by=by, reason=reason, seen=seen, **fields)


def create_person(*, by: User, **fields: Any) -> Person:
    check_can_record(by)
    return records.create(Person(**fields), by=by)


def change_person(person: Person, *, by: User, reason: str = "", seen: int | None = None, **fields: Any) -> Person:
    check_can_record(by)
    return records.change(person, by=by, reason=reason, seen=seen, **fields)


def _check_span(fields: dict[str, Any]) -> None:
    starts, ends = fields.get("starts", ""), fields.get("ends", "")
    # Text order is date order at equal precision; "2016" against "2016-01-21" cannot be told.
    shared = min(len(starts), len(ends))
    if ends[:shared] < starts[:shared]:
        raise ValidationError({"ends": _("The meeting cannot end before it begins.")})
