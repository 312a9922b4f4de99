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
BLOCK = re.compile(r"p|div|li|h[1-6]|tr|table|ul|ol|blockquote|section|article|pre|dd|dt")
BEFORE = {"br": "\n", "li": "\n\n- "}
EMPTY_LINE = re.compile(r"\n\s*\n")
CELLS = ("td", "th")
#: What a site puts around its articles.
FURNITURE = re.compile(r"<(?:nav|header|footer|aside|article|main|form)\b", re.IGNORECASE)
LINKED = 0.02  # the most that links may be of the words of a bare page
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
    title = (found and found.title) or ""
    publisher = (found and (found.sitename or found.author)) or ""
    return Draft(
        text=_text(page, paragraphs(((found and found.text) or "").split("\n"))),
        title=title,
        published=(found and found.date) or "",
        publisher=publisher if publisher != title else "",  # many sites say the one for the other
    )


def _text(page: str, article: str) -> str:
    """The article; all words of a page that has nothing else, where an article leaves out some."""
    if article and FURNITURE.search(page):
        return article
    everything = all_words(page)
    return article if article and everything.linked >= LINKED else everything.text


def all_words(page: str) -> "Words":
    """The words of a page that are to be seen."""
    words = Words()
    if not page.strip():
        return words
    for event, node in etree.iterwalk(lxml_html.document_fromstring(page), events=("start", "end", "comment", "pi")):
        if event == "start":
            words.start(node)
        elif event == "end":
            words.end(node)
        else:
            words.write(node.tail)
    return words


class Words:
    """Gathers words, an empty line where a block ends and a line end where one is asked for."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.silent = 0
        self.links = 0  # that are open
        self.link_length = 0

    @property
    def text(self) -> str:
        return paragraphs(EMPTY_LINE.split("".join(self.pieces)))

    @property
    def linked(self) -> float:
        """How much of the words is links: a page that is only a text has hardly any."""
        return self.link_length / max(1, sum(map(len, self.pieces)))

    def start(self, node: Any) -> None:
        self.silent += unseen(node)
        self.links += node.tag == "a" and "href" in node.attrib
        if node.tag in CELLS and self._in_row():
            self.pieces.append(" | ")
        self.pieces.append(BEFORE.get(node.tag, after(node)))
        self.write(node.text)

    def end(self, node: Any) -> None:
        self.silent -= unseen(node)
        self.links -= node.tag == "a" and "href" in node.attrib
        self.pieces.append(after(node))
        self.write(node.tail)

    def write(self, text: str | None) -> None:
        words = "" if self.silent else flat(text)
        self.link_length += len(words) if self.links else 0
        if words:
            self.pieces.append(words)

    def _in_row(self) -> bool:
        """Whether a cell goes before this one."""
        before = next((piece for piece in reversed(self.pieces) if piece.strip(" ")), "\n\n")
        return before != "\n\n"


def after(node: Any) -> str:
    return "\n\n" if BLOCK.fullmatch(node.tag) else ""


def unseen(node: Any) -> bool:
    return node.tag in SILENT or "hidden" in node.attrib or "display:none" in node.get("style", "").replace(" ", "")


def _charset(content: bytes) -> str:
    match = CHARSET.search(content[:5000])
    return (match[1] or match[2]).decode() if match else ""
