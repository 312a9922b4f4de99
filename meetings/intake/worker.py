"""One file to text, run as a program: the file on stdin; a line about the result and the text on stdout.

Runs without Django's settings or database, within the bounds it sets itself. Only the reader that is needed is loaded.
"""

import json
import resource
import sys
from dataclasses import asdict
from importlib import import_module
from typing import Any

from meetings.intake import bounds, plain, sniff
from meetings.intake.extracted import Draft, Extracted, Refusal, Why
from meetings.quotes import tidy

READERS = {
    sniff.HTML: "html",
    sniff.PDF: "pdf",
    sniff.DOCX: "docx",
    sniff.ODT: "odt",
    sniff.RTF: "rtf",
    sniff.MAIL: "mail",
    sniff.SAVED_PAGE: "mail",
    sniff.PLAIN: "plain",
}


def main() -> None:
    set_limits()
    content = sys.stdin.buffer.read()
    try:
        found = extracted(content)
        head: dict[str, Any] = asdict(found)
    except Refusal as refusal:
        head = {"why": refusal.why, "detail": refusal.detail}
    except MemoryError:
        head = {"why": Why.TOO_MUCH_MEMORY}
    except ImportError as error:
        head = {"why": Why.BROKEN, "detail": str(error)}
    except Exception as error:  # a reader fails in its own ways at a damaged file; all of them mean the same to people
        head = {"why": Why.DAMAGED, "detail": f"{type(error).__name__}: {error}"[:300]}
    text = head.pop("text", "")
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + text.encode())


def extracted(content: bytes) -> Extracted:
    """What the file says.

    Raises:
        Refusal: if it gives no text.
    """
    kind = sniff.media_type(content)
    reader = import_module(f"meetings.intake.{READERS.get(kind, 'scan')}")
    draft: Draft = reader.read(content)
    words = draft.text or "".join(draft.pages or ())
    if len(words) > bounds.CHARACTERS * 5 // 4:  # more than tidying takes away, which takes its time
        raise Refusal(Why.TOO_LONG)
    if plain.looks_binary(words):
        raise Refusal(Why.UNKNOWN if kind == sniff.PLAIN else Why.DAMAGED)
    text, pages = _joined(draft)
    if not any(char.isalnum() for char in text):
        raise Refusal(Why.NO_TEXT)
    if len(text) > bounds.CHARACTERS:
        raise Refusal(Why.TOO_LONG)
    return Extracted(
        text=text,
        media_type=kind,
        title=_line(draft.title),
        published=draft.published[:10],
        language="ru" if plain.russian(text) else "en",
        publisher=_line(draft.publisher),
        pages=pages,
    )


def _joined(draft: Draft) -> tuple[str, list[int] | None]:
    if draft.pages is None:
        return _tidy(draft.text), None
    text, starts = "", []
    for page in draft.pages:
        words = _tidy(page.lstrip())
        text += page[: len(page) - len(page.lstrip())] if text and words else ""  # what parts it from the page before
        starts.append(len(text))
        text += words
    return text, starts


def _tidy(text: str) -> str:
    return tidy(plain.without_controls(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")))


def _line(words: str) -> str:
    return " ".join(_tidy(words).split())[:300]


def set_limits() -> None:
    for limit, value in (
        (resource.RLIMIT_AS, bounds.MEMORY),
        (resource.RLIMIT_CPU, bounds.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, bounds.FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


if __name__ == "__main__":
    main()
