"""Everything that a printed text says, frozen as plain data.

Choices are kept as their values and dates in ISO; names and places are kept as words, in the guideline's language. So
the snapshot needs nothing but itself to be printed, or to be read by another program.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import translation
from django.utils.timezone import localdate

from accounts.models import User
from accounts.permissions import Marking, clearance, up_to
from guidelines.models import Basis, Guideline, Position, ReviewRound, Revision
from guidelines.models.review import standing_positions
from guidelines.outline import Placed
from meetings.models import Meeting, Participation, Quote, Report, Resolution
from meetings.models.resolution import Standing
from meetings.models.series import SeriesTeam

FORMAT = "rapporteur/1"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Audience:
    """What the readers of a printed text may read."""

    markings: frozenset[str]
    meetings: QuerySet[Meeting]
    resolutions: QuerySet[Resolution]
    quotes: QuerySet[Quote]
    review: bool  # what was said in the review, which is the team's


def readers_of(guideline: Guideline) -> Audience:
    """Whoever may read the guideline's editions: everybody, or its team as far as the marking goes."""
    shared = SeriesTeam.objects.filter(team=guideline.team_id).values("series")

    def readable(series: str = "series") -> Q:
        ours = Q(marking__in=up_to(guideline.marking), **{f"{series}__in": shared})
        return Q(marking=Marking.PUBLIC) | ours

    meetings = Meeting.objects.filter(readable())
    reports = Report.objects.filter(readable()).filter(Q(meeting__isnull=True) | Q(meeting__in=meetings.values("pk")))
    return Audience(
        markings=up_to(guideline.marking),
        meetings=meetings,
        resolutions=Resolution.objects.filter(readable("meeting__series"), meeting__in=meetings.values("pk")),
        quotes=Quote.objects.filter(text__report__in=reports.values("pk")),
        review=guideline.marking != Marking.PUBLIC,
    )


def one_reader(user: User, guideline: Guideline | None = None) -> Audience:
    """One person."""
    return Audience(
        markings=clearance(user, [guideline.team_id] if guideline else []),
        meetings=Meeting.objects.visible_to(user),
        resolutions=Resolution.objects.visible_to(user),
        quotes=Quote.objects.visible_to(user),
        review=True,
    )


def of_edition(review_round: ReviewRound, *, number: int) -> Json:
    """The approved text with everything that explains it, as far as all its readers may read it."""
    guideline, revision = review_round.guideline, review_round.revision
    assert review_round.closed_at is not None
    assert review_round.closed_by is not None
    with translation.override(guideline.language):
        readers, placed = readers_of(guideline), revision.placed()
        return {
            **_of_text(guideline, revision, placed, readers),
            "draft": False,
            "edition": {"number": number, "date": localdate(review_round.closed_at).isoformat()},
            "approval": _approval(review_round, readers, placed),
        }


def of_draft(guideline: Guideline, user: User) -> Json:
    """The text as it stands now, as far as this person may read it."""
    with translation.override(guideline.language):
        newest = guideline.revisions.order_by("-number").first()
        text = _of_text(guideline, newest, guideline.draft(), one_reader(user, guideline))
        return {**text, "draft": True, "edition": None, "approval": None}


def of_meeting(meeting: Meeting, user: User) -> Json:
    """One meeting's record, as far as this person may read it. In the language of whoever asks."""
    reader = one_reader(user)
    resolutions = reader.resolutions.filter(meeting=meeting)
    return {
        "format": FORMAT,
        "series": {"code": meeting.series.code, "title": meeting.series.title},
        "meeting": _meetings(Meeting.objects.filter(pk=meeting.pk))[0],
        "agenda": list(meeting.agenda.order_by("number").values("number", "title", "note")),
        "resolutions": _resolutions(resolutions, reader),
    }


def _of_text(guideline: Guideline, revision: Revision | None, placed: list[Placed], readers: Audience) -> Json:
    shown = [item for item in placed if item.node.marking in readers.markings]
    bases = _bases(guideline, readers, {UUID(item.node.id): item.number for item in shown})
    about = Q(meeting__series=guideline.series_id) | Q(pk__in=[basis.resolution_id for basis, _number in bases])
    resolutions = readers.resolutions.filter(about)
    meetings = readers.meetings.filter(Q(series=guideline.series_id) | Q(resolutions__in=resolutions.values("pk")))
    return {
        "format": FORMAT,
        "guideline": {"code": guideline.code, "title": guideline.title, "language": guideline.language},
        "readers": guideline.marking,
        "series": {"code": guideline.series.code, "title": guideline.series.title},
        "revision": _revision(revision),
        "provisions": [_provision(item) for item in shown],
        "left_out": len(placed) - len(shown),
        "bases": [_basis(basis, number) for basis, number in bases],
        "meetings": _meetings(meetings.exclude(status=Meeting.Status.PLANNED).distinct()),
        "resolutions": _resolutions(resolutions, readers),
    }


def _revision(revision: Revision | None) -> Json | None:
    if revision is None:
        return None
    return {"number": revision.number, "digest": revision.digest, "at": revision.made_at.isoformat()}


def _provision(item: Placed) -> Json:
    node = item.node
    return {
        "id": node.id, "number": item.number, "depth": item.depth, "kind": node.kind, "heading": node.heading,
        "body": node.body,
    }  # fmt: skip


def _bases(guideline: Guideline, readers: Audience, numbers: dict[UUID, str]) -> list[tuple[Basis, str]]:
    """The links with the number of their provision; "" where the guideline declines the resolution."""
    bases = Basis.objects.filter(guideline=guideline, resolution__in=readers.resolutions.values("pk"))
    shown = bases.filter(Q(provision__in=numbers) | Q(provision__isnull=True))
    rows = [
        (basis, numbers[basis.provision_id] if basis.provision_id else "")
        for basis in shown.select_related("resolution__meeting__series")
    ]
    places = {number: place for place, number in enumerate(numbers.values())}
    return sorted(rows, key=lambda row: (places.get(row[1], len(places)), row[0].pk))


def _basis(basis: Basis, number: str) -> Json:
    return {
        "provision": number, "resolution": basis.resolution.label, "relation": basis.relation, "note": basis.note,
    }  # fmt: skip


def _meetings(meetings: QuerySet[Meeting]) -> list[Json]:
    ordered = list(meetings.select_related("series").order_by("series__code", "number"))
    rows = Participation.objects.filter(meeting__in=[meeting.pk for meeting in ordered])
    participants: dict[int, list[Participation]] = defaultdict(list)
    for row in rows.select_related("organisation", "person").order_by("pk"):
        participants[row.meeting_id].append(row)
    return [_meeting(meeting, participants[meeting.pk]) for meeting in ordered]


def _meeting(meeting: Meeting, participants: list[Participation]) -> Json:
    precedence = Participation.Role.values
    participants = sorted(participants, key=lambda row: (precedence.index(row.role), row.pk))
    return {
        "label": meeting.label, "title": meeting.title, "place": meeting.place, "starts": meeting.starts,
        "ends": meeting.ends, "reported": meeting.reported, "form": meeting.format, "note": meeting.note,
        "participants": [_participant(row) for row in participants],
    }  # fmt: skip


def _participant(row: Participation) -> Json:
    state: Any = row.state  # a Country, which its field does not tell the type checker
    return {
        "role": row.role, "person": row.person.name if row.person else "",
        "position": row.person.position if row.person else "",
        "organisation": row.organisation.name if row.organisation else "", "category": row.category,
        "state": str(state.name) if state else "", "attendance": row.attendance, "head_count": row.head_count,
        "note": row.note,
    }  # fmt: skip


def _resolutions(resolutions: QuerySet[Resolution], readers: Audience) -> list[Json]:
    rows = Resolution.objects.filter(pk__in=resolutions.values("pk")).in_order()
    ordered = list(rows.annotate(all_quotes=Count("quotes")).prefetch_related("addressees"))
    quotes = _quotes(readers, [resolution.pk for resolution in ordered])
    return [_resolution(resolution, quotes[resolution.pk]) for resolution in ordered]


def _resolution(resolution: Any, quotes: list[Quote]) -> Json:
    """Its standing is that of the quotes these readers may read: a hidden one must not show through it."""
    standings = [Standing.of(quote.text.report.kind) for quote in quotes]
    return {
        "label": resolution.label, "meeting": resolution.meeting.label, "kind": resolution.kind,
        "wording": resolution.wording, "speaker": resolution.speaker, "speaker_name": resolution.speaker_name,
        "addressees": [addressee.name for addressee in resolution.addressees.all()],
        "due_text": resolution.due_text, "due": resolution.due, "status": resolution.status,
        "standing": int(min(standings, default=Standing.NONE)), "no_source_reason": resolution.no_source_reason,
        "quotes": [_quote(quote) for quote in quotes], "quotes_left_out": resolution.all_quotes - len(quotes),
    }  # fmt: skip


def _quotes(readers: Audience, resolutions: Iterable[int]) -> dict[int, list[Quote]]:
    quotes = readers.quotes.filter(resolution__in=list(resolutions)).select_related("text__report").defer("text__text")
    found: dict[int, list[Quote]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (Report.Kind.values.index(quote.text.report.kind), quote.pk)):
        found[quote.resolution_id].append(quote)
    return found


def _quote(quote: Quote) -> Json:
    report = quote.text.report
    return {
        "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix, "start": quote.start, "end": quote.end,
        "report": {
            "kind": report.kind, "publisher": report.publisher, "title": report.title, "published": report.published,
            "language": report.language, "version": quote.text.version, "sha256": quote.text.sha256,
        },
    }  # fmt: skip


def _approval(review_round: ReviewRound, readers: Audience, placed: list[Placed]) -> Json:
    """Who approved, and where the delegations stood. What was written to the team is for readers of the team only."""
    assert review_round.closed_at is not None
    assert review_round.closed_by is not None
    numbers = {UUID(item.node.id): item.number for item in placed if item.node.marking in readers.markings}
    positions = [
        position for position in standing_positions(review_round)
        if position.provision_id is None or (readers.review and position.provision_id in numbers)
    ]  # fmt: skip
    return {
        "by": review_round.closed_by.name,
        "at": review_round.closed_at.isoformat(),
        "round": review_round.number,
        "note": review_round.closing_note if readers.review else "",
        "positions": [_position(position, numbers, readers) for position in positions],
    }


def _position(position: Position, numbers: dict[UUID, str], readers: Audience) -> Json:
    return {
        "delegation": position.delegation.code, "name": position.delegation.name, "value": position.value,
        "provision": numbers[position.provision_id] if position.provision_id else "",
        "text": position.text if readers.review else "", "at": position.at.isoformat(),
    }  # fmt: skip
