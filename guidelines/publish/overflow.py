"""Does the paper bear every word? WeasyPrint lets what is too wide or too tall run off the page without a warning."""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

SLACK = 1.0  # CSS pixels; rounding puts a glyph's box this far over the edge


def lost_words(document: Any) -> list[str]:
    """The pieces of text that lie outside their page, in reading order."""
    return [text for page in document.pages for text in _outside(page._page_box)]


def _outside(page: Any) -> Iterator[str]:
    width, height = page.margin_width(), page.margin_height()
    for box in _texts(page):
        left, top = box.position_x, box.position_y
        fits = (
            left >= -SLACK
            and top >= -SLACK
            and left + box.width <= width + SLACK
            and top + box.height <= height + SLACK
        )
        if not fits and box.text.strip():
            yield box.text.strip()


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child)
