"""Decisions at the desk: a suggestion accepted or refused, the last decision taken back, the report read to its end."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import records
from accounts.models import User
from accounts.models.event import log_event
from meetings import desk
from meetings.actions.meetings import add_participation, change_meeting
from meetings.actions.quoting import unsettled
from meetings.actions.reports import record_meeting_of
from meetings.actions.resolutions import Selection, add_quote, change_resolution, record_resolution
from meetings.models import Dismissal, Meeting, Organisation, Quote, Report, ReportText, Resolution
from meetings.models.dismissal import key_of
from meetings.permissions import check_can_record


@transaction.atomic
def accept(
    report: Report,
    *,
    by: User,
    start: int,
    end: int,
    kind: str = "",
    confirms: Resolution | None = None,
    corrects: bool = False,
) -> Resolution:
    """Make a passage a resolution of the report's meeting, or rest a resolution that stands on it too.

    With `corrects` the resolution takes the words as its wording; its history keeps the old one. Of two officers who accept the same passage one records it; the other is told who was first.
    """
    check_can_record(by)
    report = records.lock(report)
    text = report.newest_text()
    _refuse_taken(text.pk, start, end)
    _refuse_waiting(report, text, start, end)
    selection = Selection(text, start, end)
    words = " ".join(text.text[start:end].split())
    if confirms is not None:
        add_quote(confirms, selection, by=by)
        if corrects:
            reason = _("corrected after “%(title)s”") % {"title": Truncator(report.title).chars(200)}
            change_resolution(confirms, by=by, reason=reason, wording=words)
        return confirms
    if report.meeting is None:
        raise ValidationError({"meeting": _("Record the meeting first: a resolution bears its number.")})
    return record_resolution(
        report.meeting, by=by, selections=[selection], kind=kind, wording=words, marking=report.marking
    )


def _refuse_taken(text: int, start: int, end: int) -> None:
    quotes = Quote.objects.filter(text=text).select_related("resolution__meeting__series", "made_by")
    for quote in quotes:
        if desk.overlaps((start, end), [(quote.start, quote.end)]):
            raise ValidationError(
                _("These words are recorded already, as %(label)s by %(who)s.")
                % {"label": quote.resolution.label, "who": quote.made_by},
                code="taken",
            )


def _refuse_waiting(report: Report, text: ReportText, start: int, end: int) -> None:
    """Words that may be a quote of an earlier version must not become a second resolution."""
    for one in unsettled(report, text):
        place = one.proposal and one.proposal.anchor
        if place and desk.overlaps((start, end), [(place.start, place.end)]):
            raise ValidationError(
                _("These may be the words of %(label)s: say first whether its quote still holds.")
                % {"label": one.quote.resolution.label},
                code="taken",
            )


@transaction.atomic
def refuse(report: Report, *, by: User, about: str, words: str) -> Dismissal:
    """Never suggest these words (or this fact) for this report again."""
    check_can_record(by)
    report = records.lock(report)
    standing = report.dismissals.filter(about=about, key=key_of(words)).first()
    if standing:
        return standing
    return records.create(
        Dismissal(report=report, about=about, key=key_of(words), words=words[:2000], made_by=by), by=by
    )


@transaction.atomic
def suggest_again(refused: Dismissal, *, by: User) -> None:
    """Take a refusal back, whoever refused and however long ago; the history keeps it."""
    check_can_record(by)
    records.remove(refused, by=by, reason=_("taken back at the desk"))


@transaction.atomic
def undo(report: Report, *, by: User) -> str:
    """Take back the person's own last decision at this report, and say what it was.

    Raises:
        ValidationError: where there is none, or where others rest on it already.
    """
    check_can_record(by)
    report = records.lock(report)
    refused = report.dismissals.filter(made_by=by).order_by("-made_at").first()
    quoted = Quote.objects.filter(text__report=report, made_by=by).order_by("-made_at").first()
    if refused and (quoted is None or refused.made_at > quoted.made_at):
        records.remove(refused, by=by, reason=_("taken back at the desk"))
        return _("The suggestion stands again.")
    if quoted is None:
        raise ValidationError(_("You have decided nothing here that could be taken back."))
    return _take_back(quoted, by=by)


def _take_back(quote: Quote, *, by: User) -> str:
    resolution = records.lock(quote.resolution)
    label, reason = resolution.label, _("taken back at the desk")
    if resolution.quotes.exclude(pk=quote.pk).exists():
        records.remove(quote, by=by, reason=reason)
        _put_wording_back(resolution, quote, by=by)
        return _("%(label)s does not rest on these words any more.") % {"label": label}
    if resolution.history.count() > 1 or _is_used(resolution):
        raise ValidationError(_("%(label)s is in use already: change it on its page.") % {"label": label})
    records.remove(quote, by=by, reason=reason)
    for addressee in resolution.addressees.all():
        records.remove(addressee, by=by, reason=reason)
    records.remove(resolution, by=by, reason=reason)
    return _("%(label)s is taken back; its words are a suggestion again.") % {"label": label}


def _put_wording_back(resolution: Resolution, quote: Quote, *, by: User) -> None:
    """Where these words became the wording; not where somebody has changed the resolution since."""
    since = list(resolution.history.filter(history_date__gte=quote.made_at))
    before = resolution.history.filter(history_date__lt=quote.made_at).order_by("-history_id").first()
    if before and len(since) == 1 and since[0].history_user_id == by.pk and since[0].wording != before.wording:
        records.change(resolution, by=by, reason=_("taken back at the desk"), wording=before.wording)


def _is_used(resolution: Resolution) -> bool:
    """Whether anything but its quotes and addressees points at it: the apps above tie provisions to resolutions."""
    own = {"quotes", "addressees"}
    relations = [relation for relation in Resolution._meta.related_objects if relation.name not in own]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: resolution.pk}).exists()
        for relation in relations
        if not relation.hidden
    )


@transaction.atomic
def mark_read(report: Report, *, by: User, read: bool) -> Report:
    """Say that the report was read to its end, or not after all."""
    check_can_record(by)
    return records.change(report, by=by, read_through=read)


@transaction.atomic
def record_facts(report: Report, *, by: User, facts: dict[str, Any], people: list[dict[str, Any]]) -> Meeting:
    """Record what a person accepted of a report about its meeting: new, or added to the one that is recorded.

    Args:
        facts: fields of the meeting.
        people: participations; each has `name`, `role` and perhaps `state`, or the `organisation` that is meant.
    """
    check_can_record(by)
    report = records.lock(report)
    if report.meeting is None:
        known = {"reported": report.published, "marking": report.marking, **facts}
        meeting = record_meeting_of(report, by=by, **known)
    else:
        meeting = change_meeting(report.meeting, by=by, reason=_("from a report"), **facts) if facts else report.meeting
    for one in people:
        _add(meeting, by=by, **one)
    log_event("read", report, by=by, meeting=meeting.pk)
    return meeting


def _add(
    meeting: Meeting, *, by: User, name: str, role: str, state: str = "", organisation: Organisation | None = None
) -> None:
    """Once: who is among the participants already is not added again."""
    organisation = organisation or Organisation.objects.named(name)
    same = meeting.participations.filter(role=role, state=state)
    same = same.filter(organisation=organisation) if organisation else same.filter(category__iexact=name)
    if not same.exists():
        category = "" if organisation else name
        add_participation(meeting, by=by, organisation=organisation, category=category, role=role, state=state)
