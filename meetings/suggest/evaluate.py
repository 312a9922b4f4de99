"""How good suggestions are, against reports that a person marked."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from meetings import suggest

SAME = 0.5  # share of their union by which two passages are one
ALL = "all"


@dataclass
class Count:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Count") -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    def figures(self) -> dict[str, float]:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(both, 3)}


@dataclass
class Share:
    right: int = 0
    of: int = 0

    def figures(self) -> dict[str, float]:
        return {"right": self.right, "of": self.of, "share": round(self.right / self.of, 3) if self.of else 1.0}


@dataclass
class Scores:
    reports: int = 0
    passages: Count = field(default_factory=Count)
    countries: Count = field(default_factory=Count)
    place: Share = field(default_factory=Share)
    date_first: Share = field(default_factory=Share)
    date_among: Share = field(default_factory=Share)

    def figures(self) -> dict[str, Any]:
        names = ("passages", "countries", "place", "date_first", "date_among")
        return {"reports": self.reports} | {name: getattr(self, name).figures() for name in names}


def evaluate(directory: Path) -> dict[str, dict[str, Any]]:
    """Figures per language and for all, of `NN-slug.txt` with `NN-slug.json`.

    Raises:
        ValueError: if the directory holds no such pair.
    """
    scores: dict[str, Scores] = defaultdict(Scores)
    for text, report in reports(directory):
        for name in (str(report["language"]), ALL):
            _add(scores[name], text, report)
    if not scores:
        raise ValueError("no reports")
    return {name: scores[name].figures() for name in [*sorted(set(scores) - {ALL}), ALL]}


def reports(directory: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(directory.glob("*.json")):
        words = path.with_suffix(".txt")
        report = json.loads(path.read_text("utf-8")) if words.exists() else {}
        if "gold" in report:
            yield words.read_bytes().decode("utf-8"), report


def _add(scores: Scores, text: str, report: dict[str, Any]) -> None:
    gold, language = report["gold"], str(report["language"])
    scores.reports += 1
    scores.passages.add(count_passages(suggested(text, language), gold.get("resolutions", [])))
    found = suggest.facts(text, language, "")
    scores.countries.add(count_names({fact.value for fact in found if fact.field == "countries"}, gold["countries"]))
    if gold["place"]:
        scores.place.of += 1
        first = next((fact.value for fact in found if fact.field == "place"), "")
        scores.place.right += same_place(first, gold["place"])
    if gold["dates"]:
        dates = [fact.value for fact in found if fact.field == "date"]
        for share, shown in ((scores.date_first, dates[:1]), (scores.date_among, dates)):
            share.of += 1
            share.right += bool(set(shown) & set(gold["dates"]))


def suggested(text: str, language: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in suggest.outcomes(text, language)]


def count_passages(found: list[tuple[int, int]], gold: list[dict[str, Any]]) -> Count:
    """Each suggestion answers at most one gold passage; those marked `optional` neither help nor hurt."""
    count = Count()
    wanted = {(one["start"], one["end"]) for one in gold if not one["optional"]}
    optional = {(one["start"], one["end"]) for one in gold if one["optional"]}
    open_ = set(wanted)
    for place in found:
        best = max(open_, key=lambda other: shared(place, other), default=None)
        if best and shared(place, best) >= SAME:
            open_.discard(best)
            count.right += 1
        elif not any(shared(place, other) >= SAME for other in optional):
            count.wrong += 1
    count.missed = len(open_)
    return count


def count_names(found: set[str], gold: list[str]) -> Count:
    wanted = set(gold)
    return Count(len(found & wanted), len(found - wanted), len(wanted - found))


def same_place(found: str, gold: str) -> bool:
    one, other = found.casefold().strip(), gold.casefold().strip()
    return bool(one) and (one == other or one in other.split() or one in other or other in one)


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common > 0 else 0.0
