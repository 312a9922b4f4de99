"""The history of a record as sentences: who changed which fields, when and why, in the reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.history import Tracked
from accounts.models import User

SHOWN = 80  # characters of a value in a sentence
Related = dict[tuple[type[models.Model], Any], models.Model]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of components/history.html."""

    when: datetime
    who: str
    what: str
    why: str = ""
    url: str = ""


def history_of(record: Tracked, user: User, *parts: models.QuerySet, others: Iterable[Change] = ()) -> list[Change]:
    """The record's history, newest first, without a query per row.

    Args:
        user: who reads; what they may not see is not named.
        parts: history rows of what belongs to the record (its participants, its quotes), visible to them.
        others: changes that are kept elsewhere, such as the versions of a text.
    """
    changes = [*_changes(record.history.all(), user, part=False), *others]
    for rows in parts:
        changes += _changes(rows, user, part=True)
    changes.reverse()  # sorting leaves what was written at one instant in this order: the later before the earlier
    return sorted(changes, key=lambda change: change.when, reverse=True)


def _changes(rows: models.QuerySet, user: User, *, part: bool) -> Iterator[Change]:
    versions = list(rows.select_related("history_user").order_by("history_id"))
    related = _related(versions, user)
    before: dict[Any, Any] = {}
    for version in versions:
        what = _sentence(before.get(version.id), version, related, part=part)
        before[version.id] = version
        if what:
            who = str(version.history_user or _("Somebody"))
            yield Change(version.history_date, who, what, version.history_change_reason or "")


def _sentence(old: Any, new: Any, related: Related, *, part: bool) -> str:
    names = {"kind": new.instance_type._meta.verbose_name, "name": _name(new, related) if part else ""}
    if new.history_type == "+":
        return _("added %(kind)s “%(name)s”") % names if part else _("recorded it")
    if new.history_type == "-":
        return _("removed %(kind)s “%(name)s”") % names if part else _("removed it")
    differences = "; ".join(_differences(old, new, related)) if old else ""
    if not differences:
        return ""
    if part:
        return _("changed %(kind)s “%(name)s”: %(what)s") % {**names, "what": differences}
    return _("changed %(what)s") % {"what": differences}


def _differences(old: Any, new: Any, related: Related) -> Iterator[str]:
    for field in new.tracked_fields:
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if before != after:
            yield _("%(field)s: %(old)s → %(new)s") % {
                "field": field.verbose_name,
                "old": _written(field, before, related),
                "new": _written(field, after, related),
            }


def _written(field: Any, value: Any, related: Related) -> str:
    if value is None or value == "":
        return "—"
    if field.is_relation:
        other = related.get((field.related_model, value))
        return f"“{other}”" if other else _("(not shown)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(str(value), value))
    written = getattr(field, "written", str)
    return f"“{Truncator(written(value)).chars(SHOWN)}”"


def _name(version: Any, related: Related) -> str:
    """What the part was called then; its relations are put in from what was fetched, so that nothing queries."""
    instance = version.instance
    for field in version.tracked_fields:
        value = getattr(version, field.attname)
        if field.is_relation:
            setattr(instance, field.name, related.get((field.related_model, value)))
    return Truncator(str(instance)).chars(SHOWN)


def _related(versions: Iterable[Any], user: User) -> Related:
    """Every record that the versions point to and this person may see: one query for each kind."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for version in versions:
        for field in version.tracked_fields:
            value = getattr(version, field.attname)
            if field.is_relation and value is not None:
                wanted.setdefault(field.related_model, set()).add(value)
    return {(model, row.pk): row for model, keys in wanted.items() for row in _rows(model, user).filter(pk__in=keys)}


def _rows(model: type[models.Model], user: User) -> models.QuerySet:
    rows = model._base_manager.all()
    visible_to = getattr(model._default_manager.all(), "visible_to", None)
    # select_related() without names follows what is never null: enough for the names of meetings and resolutions.
    return (visible_to(user) if visible_to else rows).select_related()
