"""Resolutions, each on the words that prove it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import records
from accounts.models import User
from accounts.models.event import log_event
from meetings import quotes
from meetings.models import Addressee, Meeting, Organisation, Quote, ReportText, Resolution
from meetings.permissions import check_can_record


@dataclass(frozen=True, slots=True)
class Selection:
    """Words that an officer selected: a place in one version of a report's text, in code points.

    `exact` is what the browser saw there; if the text differs the selection is refused, never moved.
    """

    text: ReportText
    start: int
    end: int
    exact: str = ""


@transaction.atomic
def record_resolution(
    meeting: Meeting,
    *,
    by: User,
    selections: Iterable[Selection] = (),
    addressees: Iterable[str] = (),
    number: int | None = None,
    **fields: Any,
) -> Resolution:
    """Record what came out of a meeting, on its quotes, or with the reason why it has none.

    Raises:
        ValidationError: beside the field that caused it; nothing was written.
    """
    check_can_record(by)
    selections = list(selections)
    records.lock(meeting)
    if number is None:
        number = next_number(meeting)
    _check_has_ground(bool(selections), fields.get("no_source_reason", ""))
    resolution = records.create(Resolution(meeting=meeting, number=number, **fields), by=by)
    for selection in selections:
        _add_quote(resolution, selection, by=by)
    _set_addressees(resolution, addressees, by=by)
    return resolution


def next_number(meeting: Meeting) -> int:
    """The number the meeting's next resolution would take."""
    return (meeting.resolutions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def change_resolution(
    resolution: Resolution,
    *,
    by: User,
    reason: str = "",
    seen: int | None = None,
    addressees: Iterable[str] | None = None,
    **fields: Any,
) -> Resolution:
    check_can_record(by)
    quoted = resolution.quotes.exists()
    _check_has_ground(quoted, fields.get("no_source_reason", resolution.no_source_reason))
    changed = records.change(resolution, by=by, reason=reason, seen=seen, **fields)
    if addressees is not None:
        _set_addressees(changed, addressees, by=by)
    return changed


@transaction.atomic
def add_quote(resolution: Resolution, selection: Selection, *, by: User) -> Quote:
    """Rest the resolution on further words."""
    check_can_record(by)
    return _add_quote(records.lock(resolution), selection, by=by)


@transaction.atomic
def remove_quote(quote: Quote, *, by: User, reason: str) -> None:
    """Take a quote away; refused for the last one of a resolution that has no other ground."""
    check_can_record(by)
    resolution = records.lock(quote.resolution)
    others = resolution.quotes.exclude(pk=quote.pk).exists()
    _check_has_ground(others, resolution.no_source_reason)
    records.remove(quote, by=by, reason=reason)


def _add_quote(resolution: Resolution, selection: Selection, *, by: User) -> Quote:
    if selection.text.report.series_id != resolution.meeting.series_id:
        raise ValidationError({"meeting": _("The report belongs to another series than the meeting.")})
    try:
        found = quotes.anchor(selection.text.text, selection.start, selection.end)
    except ValueError as error:
        raise ValidationError({"words": _("Select some words of the report.")}) from error
    if selection.exact and quotes.tidy(selection.exact).strip() != found.exact:
        raise ValidationError(
            {"words": _("The selected words are not at this place in the text. Reload the report and select again.")}
        )
    quote = Quote(
        resolution=resolution, text=selection.text, made_by=by, exact=found.exact,
        prefix=found.prefix, suffix=found.suffix, start=found.start, end=found.end,
    )  # fmt: skip
    quote.full_clean()
    quote.record(by)
    log_event("quoted", resolution, by=by, report=str(selection.text.report), start=found.start, end=found.end)
    return quote


def _check_has_ground(quoted: bool, no_source_reason: str) -> None:
    if not quoted and not no_source_reason.strip():
        raise ValidationError(
            {"no_source_reason": _("Select the words that prove it, or say why it has no written source.")}
        )


def _set_addressees(resolution: Resolution, names: Iterable[str], *, by: User) -> None:
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    standing = {addressee.name: addressee for addressee in resolution.addressees.all()}
    for name in standing.keys() - set(wanted):
        standing[name].remove(by)
    for name in wanted:
        if name not in standing:
            addressee = Addressee(resolution=resolution, name=name, organisation=Organisation.objects.named(name))
            addressee.full_clean()
            addressee.record(by)
