"""Bullets and numbers that a PDF draws apart from their items, often all of a page at its end. Pure."""

import re
from dataclasses import replace

from meetings.intake.wrapped import Line

SYMBOL = re.compile("[\uf020-\uf0ff](?=\\s|$)")  # of a font that is all signs
ALONE = re.compile(r"[-–—•‣▪●○◦·*■□➢✓✔]|\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zа-я]\))", re.IGNORECASE)
FAR = 60  # points between a bullet and its item


def marked(page: list[Line]) -> list[Line]:
    """The lines with each bullet before its item."""
    page = [replace(line, text=SYMBOL.sub("•", line.text, count=1)) for line in page]
    marks = [line for line in page if line.placed and ALONE.fullmatch(line.text)]
    items = {id(item): mark for mark in marks if (item := _item(mark, page))}
    taken = {id(mark) for mark in items.values()}
    return [_with(items.get(id(line)), line) for line in page if id(line) not in taken]


def _item(mark: Line, page: list[Line]) -> Line | None:
    """The nearest line to the right of it and as high."""
    middle = (mark.bottom + mark.top) / 2
    beside = [line for line in page if line.bottom - 2 < middle < line.top + 2 and -1 < line.left - mark.right < FAR]
    return min((line for line in beside if line is not mark), key=lambda line: line.left, default=None)


def _with(mark: Line | None, line: Line) -> Line:
    return replace(line, text=f"{mark.text} {line.text}", left=mark.left) if mark else line
