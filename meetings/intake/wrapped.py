"""Lines as they stand on paper, put together to paragraphs. Pure: lines in, text out."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from meetings.intake.hyphens import HYPHENS, keeps_hyphen
from meetings.intake.lines import ITEM, squeezed

HYPHENATED = re.compile(rf"\w[{HYPHENS}]$")
MARKS = str.maketrans("\ufffe\x02", "--")
ENDED = re.compile(r"[.!?…:;][»”\"')\]]*\d{0,2}$")  # perhaps with the number of a footnote
NUMBER = re.compile(r"\W*(?:page|стр\.?|страница|с\.)?\W*\d{1,4}(?:\s*(?:of|из|/)\s*\d{1,4})?\W*", re.IGNORECASE)
BROKEN = re.compile(rf"\w+[{HYPHENS}]$")
LAST_WORD = re.compile(r"(\w+)\W$")
FIRST_WORD = re.compile(r"\w+")
WORD = re.compile(r"\w+(?:-\w+)*")
INDENT = 8  # points
SHORT = 0.8  # of the usual width: a line that did not need to end here
VERY_SHORT = 0.6
MARGIN_ROWS = 3  # lines of a header
LARGE = 1.3  # times the usual height: a headline
WIDE_GAP = 1.35  # of the usual distance of lines


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page with its place, in points from the lower left corner, if it is known."""

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0

    @property
    def width(self) -> float:
        return self.right - self.left or len(self.text)

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def placed(self) -> bool:
        return self.right > self.left


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in this document."""

    width: float
    height: float
    leading: float
    words: Counter[str]

    @classmethod
    def of(cls, pages: list[list[Line]]) -> "Measure":
        lines = [line for page in pages for line in page if line.text]
        widths = [line.width for line in lines]
        steps = [one.bottom - two.bottom for page in pages for one, two in pairwise(page)]
        return cls(
            width=quantiles(widths, n=10)[7] if len(widths) > 1 else 0.0,
            height=median([line.height for line in lines if line.placed] or [0.0]),
            leading=median([step for step in steps if 3 < step < 60] or [0.0]),
            words=Counter(word.lower() for line in lines for word in WORD.findall(BROKEN.sub("", line.text))),
        )


def plain_lines(text: str) -> list[Line]:
    """Lines without a place; an empty one parts paragraphs."""
    return [Line(line.strip()) for line in text.replace("\f", "\n").split("\n")]


def without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Without page numbers, and without the lines that stand over or under most pages."""
    for _row in range(MARGIN_ROWS):
        edges = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
        running = {key for key, count in edges.items() if count >= (2 if key[1] else 3) and count * 2 > len(pages)}
        pages = [[line for line in page if not _is_margin(line, page, running)] for page in pages]
    return pages


def joined(pages: list[list[Line]]) -> list[str]:
    """The text of each page. What parts it from the page before stands at its beginning."""
    measure = Measure.of(pages)
    texts: list[str] = []
    before: Line | None = None
    for page in pages:
        parts: list[str] = []
        turned, parted = True, False
        for line in page:
            if not line.text:
                parted = True
                continue
            if before:
                gap = _gap(before, line, measure, turned=turned, parted=parted)
                if gap == " " and HYPHENATED.search(before.text):
                    gap = ""
                    _mend(parts or texts, before, line, measure)
                parts.append(gap)
            parts.append(squeezed(line.text))
            before, turned, parted = line, False, False
        texts.append("".join(parts))
    return [text.translate(MARKS) for text in texts]


def _gap(before: Line, line: Line, measure: Measure, *, turned: bool, parted: bool) -> str:
    """What stands between two lines: a blank, or a line end or an empty line where a paragraph ends."""
    if (not parted or turned) and not _begins_anew(before, line, measure, turned=turned):
        return " "
    return "\n" if ITEM.match(line.text) and ITEM.match(before.text) else "\n\n"


def _mend(texts: list[str], before: Line, line: Line, measure: Measure) -> None:
    """Take the hyphen off the last text, unless it belongs to the word."""
    first, second = LAST_WORD.search(before.text), FIRST_WORD.match(line.text)
    kept = not first or not second or keeps_hyphen(first[1], second[0], measure.words)
    texts[-1] = texts[-1].rstrip(HYPHENS) + ("-" if kept else "")


def _begins_anew(before: Line, line: Line, measure: Measure, *, turned: bool) -> bool:
    ended = bool(ENDED.search(before.text))
    short = before.width < measure.width * SHORT
    if ITEM.match(line.text) and (ended or short or before.text.endswith(",")):
        return True
    if turned or line.bottom > before.bottom:  # the next page or column
        return (ended and short) or (
            not line.text[0].islower() and (ended or before.width < measure.width * VERY_SHORT)
        )
    if line.placed and before.placed:
        if before.bottom - line.bottom > measure.leading * WIDE_GAP * _enlarged(before, line, measure):
            return True
        if ended and line.left > before.left + INDENT and not ITEM.match(before.text):
            return True
    return (ended and short) or (before.width < measure.width * VERY_SHORT and not line.text[0].islower())


def _enlarged(before: Line, line: Line, measure: Measure) -> float:
    """The lines of a headline are as much farther apart as its letters are larger."""
    larger = min(before.height, line.height) / (measure.height or 1.0)
    return larger if larger > LARGE else 1.0


def _edges(page: list[Line]) -> list[Line]:
    """The uppermost and the lowest line, in whatever order the file draws them."""
    lines = [line for line in page if line.text]
    if not lines or not all(line.placed for line in lines):
        return [*lines[:1], *lines[-1:]]
    return [max(lines, key=lambda line: line.bottom), min(lines, key=lambda line: line.bottom)]


def _is_margin(line: Line, page: list[Line], running: set[tuple[str, int]]) -> bool:
    edge = any(line is other for other in _edges(page))
    return edge and len(page) > 1 and (_key(line) in running or bool(NUMBER.fullmatch(line.text)))


def _key(line: Line) -> tuple[str, int]:
    """The words and the height of a line; page numbers differ."""
    return re.sub(r"\d+", "#", line.text), round(line.bottom / 4)
