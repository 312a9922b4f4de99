"""What comes out of a file, and why nothing came out."""

from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why a file gave no text. `sandbox.SENTENCES` says each to people."""

    TOO_BIG = "too big"
    HTML_TOO_BIG = "page too big"
    RTF_TOO_BIG = "rtf too big"
    EMPTY = "empty"
    NO_TEXT = "no text"
    ATTACHED = "attached"
    UNKNOWN = "unknown kind"
    OLD_WORD = "old word"
    OUTLOOK = "outlook"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    BOMB = "bomb"
    TOO_MANY_MEMBERS = "too many members"
    DOCTYPE = "doctype"
    TOO_MANY_PAGES = "too many pages"
    PAGE_TOO_LARGE = "page too large"
    TOO_LONG = "too long"
    SCAN = "scan"
    LONG_SCAN = "long scan"
    TOO_SLOW = "too slow"
    TOO_MUCH_MEMORY = "too much memory"
    BROKEN = "broken"


class Refusal(Exception):
    """Raised by the readers of formats, inside the child process."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Extracted:
    """The words of a file.

    Attributes:
        text: as `meetings.quotes.tidy` leaves it; each paragraph and list item is one line.
        media_type: what the file is by its content, whatever its name says.
        title: what the file calls itself, or nothing.
        published: ISO date that the file gives, or nothing; never guessed.
        publisher: who brought it out, as the file says, or nothing.
        language: "ru" or "en", by the letters; what files say of it is often the language of the program.
        pages: where each page starts in the text, if the format has pages.
    """

    text: str
    media_type: str
    title: str = ""
    published: str = ""
    language: str = ""
    publisher: str = ""
    pages: list[int] | None = None


@dataclass(slots=True)
class Draft:
    """What the reader of one format found; `worker` makes it tidy."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    pages: list[str] | None = field(default=None)
