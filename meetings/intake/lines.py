"""How the paragraphs of a file become text: a blank line between paragraphs, items of a list close together.

A reader of the text can then tell a paragraph from a line that was merely wrapped.
"""

import re
from collections.abc import Iterable

ITEM = re.compile(r"[-–—•‣▪●◦·*]\s|\(?(?:\d{1,2}[.)]|[a-zа-я]\))\s", re.IGNORECASE)
BLANKS = re.compile(r"[^\S\n]+")


def paragraphs(blocks: Iterable[str]) -> str:
    """The blocks one below the other; items of a list without a blank line between them."""
    parts: list[str] = []
    before = ""
    for block in filter(None, map(squeezed, blocks)):
        if parts:
            parts.append("\n" if ITEM.match(before) and ITEM.match(block) else "\n\n")
        parts.append(block)
        before = block
    return "".join(parts)


def squeezed(block: str) -> str:
    """Without the blanks that only lay the words out."""
    lines = (BLANKS.sub(" ", line).strip() for line in block.split("\n"))
    return "\n".join(line for line in lines if line)


def flat(text: str | None) -> str:
    """Where line ends mean nothing, as in HTML and XML."""
    return re.sub(r"\s+", " ", text or "")
