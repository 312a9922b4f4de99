"""Lines as they stand on paper, put together to paragraphs. Pure: lines in, text out."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from meetings.intake.lines import ITEM, squeezed

HYPHENS = "-\u00ad\u2010\ufffe\x02"  # pdfium marks a hyphen at the end of a line by one of the last two
HYPHENATED = re.compile(rf"\w[{HYPHENS}]$")
MARKS = str.maketrans("\ufffe\x02", "--")
ENDED = re.compile(r"[.!?…:;][»”\"')\]]*\d{0,2}$")  # perhaps with the number of a footnote
NUMBER = re.compile(r"\W*(?:page|стр\.?|страница|с\.)?\W*\d{1,4}(?:\s*(?:of|из|/)\s*\d{1,4})?\W*", re.IGNORECASE)
WORD = re.compile(r"\w+(?:-\w+)*")
INDENT = 8  # points
SHORT = 0.8  # of the usual width: a line that did not need to end here
VERY_SHORT = 0.6
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
    def placed(self) -> bool:
        return self.right > self.left


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in this document."""

    width: float
    leading: float
    words: Counter[str]

    @classmethod
    def of(cls, pages: list[list[Line]]) -> "Measure":
        lines = [line for page in pages for line in page if line.text]
        widths = [line.width for line in lines]
        steps = [one.bottom - two.bottom for page in pages for one, two in pairwise(page)]
        return cls(
            width=quantiles(widths, n=10)[7] if len(widths) > 1 else 0.0,
            leading=median([step for step in steps if 3 < step < 60] or [0.0]),
            words=Counter(word.lower() for line in lines for word in WORD.findall(line.text)),
        )


def plain_lines(text: str) -> list[Line]:
    """Lines without a place; an empty one parts paragraphs."""
    return [Line(line.strip()) for line in text.replace("\f", "\n").split("\n")]


def without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """Without page numbers, and without the lines that stand over or under most pages."""
    edges = Counter(key for page in pages for key in {_key(line) for line in [*page[:1], *page[-1:]]})
    repeated = {key for key, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    return [_trimmed(page, repeated) for page in pages]


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
    """Take the hyphen off the last text, unless the word has it elsewhere in the document too."""
    first, second = before.text[:-1].split()[-1], line.text.split()[0]
    whole, parted = (WORD.search(f"{first}{sign}{second}".lower()) for sign in ("", "-"))
    kept = (
        not second[0].islower() or measure.words[parted[0] if parted else ""] > measure.words[whole[0] if whole else ""]
    )
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
        if before.bottom - line.bottom > measure.leading * WIDE_GAP:
            return True
        if ended and line.left > before.left + INDENT and not ITEM.match(before.text):
            return True
    return (ended and short) or (before.width < measure.width * VERY_SHORT and not line.text[0].islower())


def _trimmed(page: list[Line], repeated: set[str]) -> list[Line]:
    page = list(page)
    for end in (0, -1):
        while len(page) > 1 and (not page[end].text or NUMBER.fullmatch(page[end].text) or _key(page[end]) in repeated):
            page.pop(end)
    return page


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
