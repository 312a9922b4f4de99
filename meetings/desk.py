"""What the desk suggests for a report: never stored, worked out again from the text and from what people decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from meetings import suggest
from meetings.actions.quoting import Unsettled, unsettled
from meetings.models import Dismissal, Meeting, Participation, Quote, Report, ReportText, Resolution
from meetings.models.dismissal import key_of
from meetings.namesakes import namesakes

LIKE = 75  # of 100: two wordings this much alike may be of one resolution
SAME = 0.5  # two places that share this much of their union are the same passage

OUTCOME = "outcome"

#: As what somebody takes part whom a fact names.
ROLES = {
    "organiser": Participation.Role.CONVENER,
    "body": Participation.Role.PARTICIPANT,
    "countries": Participation.Role.PARTICIPANT,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may be an outcome. `kind` is a hint, no more: it is right in little more than half of the cases."""

    start: int
    end: int
    words: str
    kind: str
    sure: bool

    @property
    def name(self) -> str:
        """Names the card, and the words in the text."""
        return f"s{self.start}-{self.end}"


def outcomes(report: Report, text: ReportText, waiting: list[Unsettled] | None = None) -> list[Suggestion]:
    """In reading order: what is neither quoted yet nor refused, nor perhaps the words of a quote that waits for a person.

    Args:
        waiting: the quotes that wait, if they were looked for already.
    """
    quoted = list(Quote.objects.filter(text=text, lost=False).values_list("start", "end"))
    waiting = unsettled(report, text) if waiting is None else waiting
    quoted += [(one.proposal.anchor.start, one.proposal.anchor.end) for one in waiting if one.proposal]
    refused = _refused(report, OUTCOME)
    found = (
        Suggestion(one.start, one.end, text.text[one.start : one.end], one.kind, one.sure)
        for one in suggest.outcomes(text.text, report.language)
    )
    return [one for one in found if key_of(one.words) not in refused and not overlaps((one.start, one.end), quoted)]


def likest(words: str, resolutions: Iterable[Resolution]) -> Resolution | None:
    """The resolution that says nearly the same, so that a second report need not make a second one."""
    scored = [(fuzz.token_sort_ratio(words.casefold(), one.wording.casefold()), one) for one in resolutions]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= LIKE else None


def facts(report: Report, text: ReportText) -> list[suggest.Fact]:
    """What the text seems to say of its meeting, without what was refused or is recorded already."""
    decided = set(report.dismissals.exclude(about=OUTCOME).values_list("about", "key"))
    taking_part: list[Participation] = []
    if report.meeting:
        decided |= {(field, key_of(value)) for field, value in _recorded(report.meeting)}
        taking_part = list(report.meeting.participations.select_related("organisation"))
    found = suggest.facts(text.text, report.language, report.published)
    left = (fact for fact in found if (fact.field, key_of(fact.value)) not in decided)
    return [fact for fact in left if not any(_tells_of(fact, one) for one in taking_part)]


def _recorded(meeting: Meeting) -> list[tuple[str, str]]:
    return [
        ("title", meeting.title), ("place", meeting.city), ("country", str(meeting.country)), ("date", meeting.starts),
    ]  # fmt: skip


def _tells_of(fact: suggest.Fact, one: Participation) -> bool:
    """Whether the fact says no more than that this one took part, in this role."""
    if ROLES.get(fact.field) != one.role:
        return False
    if fact.field == "countries":
        return fact.value == str(one.state)
    same = key_of(fact.value) == key_of(one.category)
    return same or bool(one.organisation and namesakes(fact.value, [one.organisation]))


def _refused(report: Report, about: str) -> set[str]:
    return set(Dismissal.objects.filter(report=report, about=about).values_list("key", flat=True))


def overlaps(place: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether a place is one of the others, or so nearly that two people would call it the same words."""
    return any(shared(place, other) >= SAME for other in others)


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How much of their union two places share (intersection over union)."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / (max(one[1], other[1]) - min(one[0], other[0]))
