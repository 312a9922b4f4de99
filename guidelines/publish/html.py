"""A snapshot as HTML for print. The guideline's language decides the language of every fixed word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from guidelines import richtext
from guidelines.models import Basis, Position
from meetings.dates import date_label, span_label
from meetings.models import Meeting, Participation, Report, Resolution
from meetings.models.resolution import Standing

DEEPEST = 6  # HTML has no lower heading
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Printed:
    """One provision as it stands on the page. Its number is in `html` where there is no heading to bear it."""

    anchor: str
    number: str
    depth: int
    kind: str
    heading: str
    tag: str  # h2 … h6
    html: SafeString


@dataclass(frozen=True, slots=True)
class Use:
    """A provision that rests on a resolution, and how."""

    number: str
    anchor: str
    relation: str
    note: str


@dataclass(slots=True)
class Evidence:
    """A resolution with its proof, and what became of it in the text."""

    resolution: Json
    kind: str
    said_by: str
    due: str
    standing: str
    quotes: list[Json]
    uses: list[Use] = field(default_factory=list)
    declined: str = ""


def of_text(source: Json, *, digest: str = "") -> str:
    """An edition or a draft.

    Args:
        digest: of the source; the file bears it, so that readers can verify what they hold.
    """
    with translation.override(source["guideline"]["language"]):
        language = source["guideline"]["language"]
        return render_to_string("print/edition.html", {**parts_of(source), "digest": digest, "language": language})


def parts_of(source: Json) -> Json:
    """What a template shows of an edition or a draft, its fixed words in the active language."""
    return {
        "source": source,
        "provisions": list(_provisions(source["provisions"])),
        "meetings": [_meeting(meeting) for meeting in source["meetings"]],
        "evidence": _evidence(source["resolutions"], source["bases"]),
        **_dates(source),
        **_positions(source["approval"]),
    }


def of_meeting(source: Json, *, made_at: str) -> str:
    """A meeting's record, in the active language."""
    context = {
        "source": source,
        "meeting": _meeting(source["meeting"]),
        "language": translation.get_language(),
        "evidence": _evidence(source["resolutions"], []),
        "made_at": localtime(parse_datetime(made_at)),
        "created": made_at,
    }
    return render_to_string("print/meeting.html", context)


def created(source: Json) -> str:
    """The time the file bears: of the approval, or of the revision that is printed."""
    at = (source["approval"] or source["revision"] or {}).get("at", "2000-01-01T00:00:00+00:00")
    moment = parse_datetime(at)
    assert moment is not None
    return moment.replace(microsecond=0).isoformat()


def _dates(source: Json) -> Json:
    approval, revision, edition = source["approval"], source["revision"], source["edition"]
    return {
        "created": created(source),
        "approved_at": localtime(parse_datetime(approval["at"])) if approval else None,
        "revised_at": localtime(parse_datetime(revision["at"])) if revision else None,
        "edition_date": date_label(edition["date"]) if edition else "",
    }


def _provisions(provisions: Iterable[Json]) -> Iterator[Printed]:
    """Heading levels follow the headings that are there, so that none is skipped for those who listen to the file."""
    above: list[tuple[int, int]] = []  # depth and heading level of the headings we stand under
    for provision in provisions:
        above = [(depth, level) for depth, level in above if depth < provision["depth"]]
        level = min((above[-1][1] if above else 1) + (1 if provision["heading"] else 0), DEEPEST)
        if provision["heading"]:
            above.append((provision["depth"], level))
        yield Printed(
            anchor=_anchor(provision["number"]), number=provision["number"], depth=provision["depth"],
            kind=provision["kind"], heading=provision["heading"], tag=f"h{level}", html=_body(provision, level),
        )  # fmt: skip


def _body(provision: Json, level: int) -> SafeString:
    if provision["heading"] and provision["body"] == richtext.empty():
        return SafeString("")
    html = richtext.to_html(provision["body"])  # escapes every word, so that what looks like a tag is one
    html = _lowered(html, level)
    if provision["heading"]:
        return mark_safe(html)
    number = f'<span class="number">{provision["number"]}</span> '
    return mark_safe(html.replace("<p>", f"<p>{number}", 1) if html.startswith("<p>") else f"<p>{number}</p>{html}")


def _lowered(html: str, level: int) -> str:
    """Sub-headings of a body (h4, h5) one and two levels below the heading they stand under."""
    own = [tag for tag in ("h4", "h5") if f"<{tag}>" in html]
    for place, tag in enumerate(own, 1):
        new = f"h{min(level + place, DEEPEST)}"
        html = html.replace(f"<{tag}>", f'<{new} class="sub" data-was="{tag}">').replace(f"</{tag}>", f"</{new}>")
    return html.replace(' data-was="h4"', "").replace(' data-was="h5"', "")


def _anchor(number: str) -> str:
    return f"provision-{number}"


def _meeting(meeting: Json) -> Json:
    return {
        **meeting,
        "dates": span_label(meeting["starts"], meeting["ends"], meeting["reported"]),
        "form": str(Meeting.Format(meeting["form"]).label) if meeting["form"] else "",
        "participants": [_participant(row) for row in meeting["participants"]],
    }


def _participant(row: Json) -> Json:
    who = [row["person"], row["position"], row["organisation"], row["category"]]
    return {
        **row,
        "name": ", ".join(part for part in who if part),
        "role": str(Participation.Role(row["role"]).label),
        "attendance": str(Participation.Attendance(row["attendance"]).label),
    }


def _evidence(resolutions: Iterable[Json], bases: Iterable[Json]) -> list[Evidence]:
    uses: dict[str, list[Use]] = defaultdict(list)
    declined: dict[str, str] = {}
    for basis in bases:
        if basis["relation"] == Basis.Relation.DECLINED:
            declined[basis["resolution"]] = basis["note"]
            continue
        relation = str(Basis.Relation(basis["relation"]).label)
        uses[basis["resolution"]].append(Use(basis["provision"], _anchor(basis["provision"]), relation, basis["note"]))
    return [_of_resolution(one, uses[one["label"]], declined.get(one["label"], "")) for one in resolutions]


def _of_resolution(resolution: Json, uses: list[Use], declined: str) -> Evidence:
    date = date_label(resolution["due"])
    words = resolution["due_text"]
    return Evidence(
        resolution=resolution,
        kind=str(Resolution.Kind(resolution["kind"]).label),
        said_by=resolution["speaker_name"] or str(Resolution.Speaker(resolution["speaker"]).label),
        due=f"{words} ({date})" if words and date else words or date,
        standing=str(Standing(resolution["standing"]).label),
        quotes=[_quote(quote) for quote in resolution["quotes"]],
        uses=uses,
        declined=declined,
    )


def _quote(quote: Json) -> Json:
    """The words around it begin and end with whole words."""
    before, after = quote["prefix"], quote["suffix"]
    return {
        **quote,
        "prefix": before.partition(" ")[2] if " " in before else before,
        "suffix": after.rpartition(" ")[0] if " " in after else after,
        "citation": _citation(quote["report"]),
    }


def _citation(report: Json) -> str:
    kind = str(Report.Kind(report["kind"]).label)
    return ", ".join(
        part for part in (kind, report["publisher"], report["title"], date_label(report["published"])) if part
    )


def _positions(approval: Json | None) -> Json:
    if approval is None:
        return {"positions": [], "remarks": []}
    said = [{**one, "value": str(Position.Value(one["value"]).label)} for one in approval["positions"]]
    return {
        "positions": [one for one in said if not one["provision"]],
        "remarks": [one for one in said if one["provision"]],
    }
