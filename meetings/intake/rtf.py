"""Rich text as WordPad, Word and a hundred older programs write it."""

import re

from striprtf.striprtf import rtf_to_text

from meetings.intake import bounds
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.lines import paragraphs
from meetings.intake.plain import score

CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
TITLE = re.compile(r"\{\\title ((?:[^{}\\]|\\'[0-9a-f]{2}|\\u-?\d+ ?\??)*)\}")
DELETED = re.compile(r"\\deleted(?![a-z0-9])")
#: A font that claims to be Western in a Russian file: the code page of the file may be meant all the same.
WESTERN = re.compile(r"\\fcharset0(?!\d)")


def read(content: bytes) -> Draft:
    if len(content) > bounds.RTF:
        raise Refusal(Why.RTF_TOO_BIG)
    source = DELETED.sub(r"\\comment", content.decode("latin-1"))  # the reader leaves out comments
    found = CODE_PAGE.search(source)
    page = f"cp{found[1]}" if found else "cp1252"
    texts = [_text(variant, page) for variant in dict.fromkeys((source, WESTERN.sub(r"\\fcharset1", source)))]
    text = max(texts, key=lambda words: score(words[:20_000]))
    title = TITLE.search(source)
    return Draft(paragraphs(text.split("\n")), title=_text(f"{{\\rtf1 {title[1]}}}", page) if title else "")


def _text(source: str, page: str) -> str:
    try:
        text = rtf_to_text(source, encoding=page, errors="replace")
    except LookupError:
        text = rtf_to_text(CODE_PAGE.sub("", source), encoding="cp1252", errors="replace")
    text = text.replace("\xad", "").replace("|\n", "\n").replace("|", " | ")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
