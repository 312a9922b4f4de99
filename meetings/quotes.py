"""Finding the words of a quote in a text. Pure: text in, places out; offsets are in code points."""

import re
import unicodedata
from dataclasses import dataclass

CONTEXT = 48  # characters kept before and after


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text with their place and surroundings (W3C text quote and text position selectors)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The text as it is stored: LF line ends, Unicode NFC, no byte-order mark.

    Raises:
        ValueError: if it has control characters; they have no place in a report and hide damage.
    """
    text = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").lstrip("\ufeff")
    )
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text):
        raise ValueError("control characters")
    return text.strip("\n")


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end], without the blank ends of a careless selection.

    Raises:
        ValueError: if the place is outside the text or holds no words.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("outside the text")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise ValueError("no words")
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def occurrences(text: str, words: str) -> list[Anchor]:
    """Every place where these words stand in the text, whatever blanks and line ends part them.

    Raises:
        ValueError: if the words have control characters.
    """
    pattern = r"\s+".join(re.escape(word) for word in tidy(words).split())
    if not pattern:
        return []
    return [anchor(text, *match.span()) for match in re.finditer(pattern, text)]


def same_words(one: str, other: str) -> bool:
    """Whether two strings differ in blanks and line ends at most."""
    return one.split() == other.split()
