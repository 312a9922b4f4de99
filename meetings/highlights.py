"""A report's text cut into paragraphs and pieces, so that quotes can be shown where they stand, also where they overlap.

Pure: text and places in, pieces out; offsets are in code points.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """Where a quote stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same quotes."""

    text: str
    keys: tuple[str, ...]  # of the quotes over it, the one that began last at the end
    begins: tuple[str, ...]  # of those, the quotes that begin with it

    @property
    def top(self) -> str | None:
        """The quote that a click on these words means: the one that began last."""
        return self.keys[-1] if self.keys else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int  # its place in the text: what a selection in the browser is counted from
    pieces: tuple[Piece, ...]


def paragraphs(text: str, spans: Iterable[Span]) -> list[Paragraph]:
    """The lines of the text that have words, each with its pieces."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.key))
    return [_paragraph(text, start, end, ordered) for start, end in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield start, end
        start = end + 1


def _paragraph(text: str, start: int, end: int, spans: list[Span]) -> Paragraph:
    over = [span for span in spans if span.start < end and span.end > start]
    edges = {start, end, *(edge for span in over for edge in (span.start, span.end) if start < edge < end)}
    cuts = sorted(edges)
    pieces = (_piece(text, left, right, over) for left, right in pairwise(cuts))
    return Paragraph(start, tuple(pieces))


def _piece(text: str, left: int, right: int, over: list[Span]) -> Piece:
    here = [span for span in over if span.start < right and span.end > left]
    begins = tuple(span.key for span in here if span.start == left)
    return Piece(text[left:right], tuple(span.key for span in here), begins)
