"""Making, changing and removing one tracked record: the part that every action shares.

An action checks permission first; these validate, lock, refuse a stale form, write, and log.
"""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.history import Tracked
from accounts.models import User
from accounts.models.event import log_event
from accounts.permissions import NotNow

Record = TypeVar("Record", bound=Tracked)


def version_of(record: Tracked) -> int:
    """The history row that holds the record as this instance was read: what a form must hand back as `seen`.

    Returns:
        Its id, or 0 where somebody has changed the record since: a form that shows the words of before must not name
        the version of after, or its save would undo a change that nobody saw.
    """
    names = [field.attname for field in type(record).history.model.tracked_fields]
    newest = record.history.order_by("-history_id").values("history_id", *names).first()
    if newest is None:
        return 0
    version: int = newest.pop("history_id")
    return version if record.was_read_as(**newest) else 0


@transaction.atomic
def create(record: Record, *, by: User, reason: str = "") -> Record:
    """Validate and save a new record.

    Raises:
        ValidationError: with a message per field; nothing was written.
    """
    record.full_clean()
    record.record(by, reason)
    log_event("created", record, by=by)
    return record


@transaction.atomic
def change(record: Record, *, by: User, reason: str = "", seen: int | None = None, **fields: Any) -> Record:
    """Set fields of a record, under lock.

    Args:
        seen: the version the person's form was filled from (`version_of`), or None where there was no form.

    Raises:
        ValidationError: for bad values, or if somebody else changed the record since; nothing was written.
    """
    current = lock(record)
    if seen is not None:
        refuse_if_changed(current, seen)
    for name, value in fields.items():
        setattr(current, name, value)
    current.full_clean()
    current.record(by, reason)
    log_event("changed", current, by=by)
    return current


@transaction.atomic
def remove(record: Tracked, *, by: User, reason: str = "") -> None:
    """Delete a record; its history stays."""
    current = lock(record)
    log_event("removed", current, by=by)
    current.remove(by, reason)


def lock(record: Record) -> Record:
    """The row as it is now, locked until the transaction ends.

    Raises:
        NotNow: if somebody has removed it meanwhile.
    """
    current = record.__class__._base_manager.select_for_update().filter(pk=record.pk).first()
    if current is None:
        raise NotNow(_("Somebody has removed this meanwhile."))
    return current


def refuse_if_changed(record: Tracked, seen: int) -> None:
    """Refuse a form that was filled from an earlier version; `record` is locked."""
    newest = record.history.select_related("history_user").order_by("-history_id").first()
    if newest is None or newest.history_id == seen:
        return
    raise ValidationError(
        _(
            "%(who)s changed this record on %(when)s, after you opened it. Your entries are kept below: compare and save again."
        )
        % {
            "who": newest.history_user or _("Somebody"),
            "when": date_format(localtime(newest.history_date), "SHORT_DATETIME_FORMAT"),
        },
        code="stale",
    )
