"""Saved web pages: the article without what stands around it."""

import re
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from meetings.intake import bounds
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.lines import flat, paragraphs
from meetings.intake.plain import decoded

CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{3,20})", re.I
)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2})", re.I)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "tr",
        "table",
        "ul",
        "ol",
        "blockquote",
        "section",
        "article",
        "pre",
        "dd",
        "dt",
    ]
)
CELLS = ("td", "th")
#: What a site puts around its articles.
FURNITURE = re.compile(r"<(?:nav|header|footer|aside|article|main|form)\b", re.IGNORECASE)
LINK = 1000  # characters of a bare page for each link in it
SILENT = frozenset(["script", "style", "noscript", "template", "head", "nav", "iframe", "svg", "select"])
#: A date is told only where the page gives it; htmldate's wider search guesses from any number.
DATES = {"original_date": True, "extensive_search": False}


def read(content: bytes, declared: str = "") -> Draft:
    if len(content) > bounds.HTML:
        raise Refusal(Why.HTML_TOO_BIG)
    page = DECLARATION.sub("", decoded(content, declared or _charset(content)).replace("\0", ""))
    found: Any = trafilatura.bare_extraction(
        page, include_comments=False, date_extraction_params=DATES, with_metadata=True
    )  # fmt: skip
    article = paragraphs(((found and found.text) or "").split("\n"))
    language = LANGUAGE.search(page[:5000])
    return Draft(
        text=everything(page) if not article or bare(page) else article,
        title=(found and found.title) or "",
        published=(found and found.date) or "",
        publisher=(found and (found.sitename or found.author)) or "",
        language=language[1].lower() if language else "",
    )


def bare(page: str) -> bool:
    """Whether nothing stands around the text, as in what word processors save and in mails; each word of it counts."""
    return not FURNITURE.search(page) and page.lower().count("<a ") * LINK < len(page)


def everything(page: str) -> str:
    """All the words of a page."""
    if not page.strip():
        return ""
    words = Words()
    for event, node in etree.iterwalk(lxml_html.document_fromstring(page), events=("start", "end", "comment", "pi")):
        if event == "start":
            words.start(node.tag, node.text)
        elif event == "end":
            words.end(node.tag, node.tail)
        else:
            words.write(node.tail)
    return paragraphs("".join(words.pieces).split("\n"))


class Words:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.silent = 0

    def start(self, tag: str, text: str | None) -> None:
        self.silent += tag in SILENT
        self.pieces.append("\n" if tag in BLOCKS else "")
        self.pieces.append("- " if tag == "li" else " | " if tag in CELLS and self._in_row() else "")
        self.write(text)

    def end(self, tag: str, tail: str | None) -> None:
        self.silent -= tag in SILENT
        self.pieces.append("\n" if tag in BLOCKS else "")
        self.write(tail)

    def write(self, text: str | None) -> None:
        self.pieces.append("" if self.silent else flat(text))

    def _in_row(self) -> bool:
        """Whether a cell goes before this one."""
        before = next((piece for piece in reversed(self.pieces) if piece.strip(" ")), "\n")
        return before != "\n"


def _charset(content: bytes) -> str:
    match = CHARSET.search(content[:5000])
    return (match[1] or match[2]).decode() if match else ""
