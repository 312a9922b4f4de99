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
    language = LANGUAGE.search(page[:5000])
    return Draft(
        text=paragraphs(((found and found.text) or "").split("\n")) or everything(page),
        title=(found and found.title) or "",
        published=(found and found.date) or "",
        publisher=(found and (found.sitename or found.author)) or "",
        language=language[1].lower() if language else "",
    )


def everything(page: str) -> str:
    """All the words of a page in which there is no article, such as a scrap of one."""
    root = lxml_html.document_fromstring(page) if page.strip() else None
    if root is None:
        return ""
    words: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            silent += node.tag in SILENT
            words.append("\n" if node.tag in BLOCKS else "")
            words.append("" if silent else flat(node.text))
        elif event == "end":
            silent -= node.tag in SILENT
            words.append("\n" if node.tag in BLOCKS else "")
        if event != "start":
            words.append("" if silent else flat(node.tail))
    return paragraphs("".join(words).split("\n"))


def _charset(content: bytes) -> str:
    match = CHARSET.search(content[:5000])
    return (match[1] or match[2]).decode() if match else ""
