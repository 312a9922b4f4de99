"""HTML from anywhere, Word and LibreOffice included, as a body.

First nh3 makes it well-formed and takes out all that is active; then it is read as a small tree, footnotes are taken
from the end of the text to where they belong, and what remains is turned into the nodes that a body knows.
The browser's editor sends what is pasted here too (guidelines/views/richtext.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from typing import Any

import nh3

from guidelines.richtext.schema import FORBIDDEN, MAX_ROWS, Json, empty, is_address, joined, tidy

DROPPED = {"script", "style", "title", "template", "noscript", "object", "iframe", "textarea", "select", "svg", "math"}
TAGS = {
    "a", "b", "blockquote", "br", "cite", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li",
    "ol", "p", "pre", "section", "span", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"*": {"style", "class", "id"}, "a": {"href"}, "ol": {"start"}}
ATTRIBUTES |= {tag: {"colspan", "rowspan"} for tag in ("td", "th")}
HEADINGS = {"h1": 1, "h2": 2, "h3": 2, "h4": 1, "h5": 2, "h6": 2}  # h4 and h5 are what to_html writes
WRAPPERS = {"div", "section", "dl", "tbody", "thead", "tfoot", "tr", "pre", "root"}
BLOCKS = {*WRAPPERS, *HEADINGS, "p", "dt", "dd", "ul", "ol", "li", "blockquote", "table", "td", "th"}
SPACES = re.compile("[ \t\n\r\f]+")

NOTE_ID = re.compile(r"(ftn|edn|sdfootnote|sdendnote)(\d+)")
NOTE_REFERENCE = re.compile(r"#_?(ftn|edn|sdfootnote|sdendnote)(\d+)(?:sym)?")
NOTE_RETURN = re.compile(r"#_?(?:ftnref\d+|ednref\d+|sd(?:foot|end)note\d+anc)")
WORD_LIST = re.compile(r"mso-list:\s*l\d+ level(\d+)")
ORDERED_SIGN = re.compile(r"\(?(?:(\d+)|[A-Za-zА-Яа-я]|[ivxIVX]+)[.)]")
BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00)")
ITALIC = re.compile(r"font-style:\s*(italic|oblique)")
PLAIN_WEIGHT = re.compile(r"font-weight:\s*(normal|[1-5]00)")
PLAIN_STYLE = re.compile(r"font-style:\s*normal")


def from_html(html: str) -> Json:
    """The body that pasted or imported HTML says; what a body cannot hold is left out, its words are kept."""
    safe = nh3.clean(
        html, tags=TAGS, clean_content_tags=DROPPED, attributes=ATTRIBUTES, link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )  # fmt: skip
    tree = _tree(FORBIDDEN.sub("", safe))
    notes = dict(_taken_notes(tree))
    content = list(_blocks(tree, notes))
    return {"type": "doc", "content": content or empty()["content"]}


# The tree


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def style(self) -> str:
        return self.attributes.get("style", "")

    def elements(self) -> Iterator["Element"]:
        return (child for child in self.children if isinstance(child, Element))

    def words(self) -> str:
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)


class TreeBuilder(HTMLParser):
    """Reads what nh3 wrote, which is well-formed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def _tree(html: str) -> Element:
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.open[0]


# Footnotes


def _taken_notes(element: Element) -> Iterator[tuple[tuple[str, str], Element]]:
    """Take the footnotes at the end of a Word or LibreOffice text out of the tree, by their kind and number."""
    for child in list(element.elements()):
        found = NOTE_ID.fullmatch(child.attributes.get("id", ""))
        if found and child.tag == "div":
            element.children.remove(child)
            yield (found.group(1), found.group(2)), child
        else:
            yield from _taken_notes(child)


# Blocks


Notes = dict[tuple[str, str], Element]


def _blocks(element: Element, notes: Notes) -> Iterator[Json]:
    """The blocks in an element: words that stand loose become paragraphs, Word's list paragraphs lists."""
    for kind, children in _runs(element.children):
        if kind == "inline":
            yield from _paragraph(children, notes)
        elif kind == "word list":
            yield from _word_list([child for child in children if isinstance(child, Element)], notes)
        else:
            for child in children:
                if isinstance(child, Element):
                    yield from _block(child, notes)


def _runs(children: list[Element | str]) -> Iterator[tuple[str, list[Element | str]]]:
    """Neighbours of one kind; white space belongs to what stands before it."""
    kind = "block"
    kinds = [kind := _run_kind(child) or kind for child in children]
    for shared, run in groupby(zip(kinds, children, strict=True), itemgetter(0)):
        yield shared, [child for _kind, child in run]


def _run_kind(child: Element | str) -> str:
    if isinstance(child, str):
        return "inline" if child.strip() else ""
    if child.tag == "p" and WORD_LIST.search(child.style):
        return "word list"
    return "block" if _is_block(child) else "inline"


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS or any(_is_block(child) for child in element.elements())


def _block(element: Element, notes: Notes) -> Iterator[Json]:
    tag = element.tag
    if tag in HEADINGS:
        yield from _heading(element, notes)
    elif tag in ("ul", "ol"):
        yield from _list(element, notes)
    elif tag == "blockquote":
        yield from _filled("blockquote", list(_blocks(element, notes)))
    elif tag == "table":
        yield from _table(element, notes)
    else:
        yield from _blocks(element, notes)


def _filled(kind: str, content: list[Json], **attributes: Any) -> Iterator[Json]:
    """The node, if there is anything in it."""
    if content:
        yield (
            {"type": kind, "attrs": attributes, "content": content}
            if attributes
            else {"type": kind, "content": content}
        )


def _paragraph(children: list[Element | str], notes: Notes) -> Iterator[Json]:
    return _filled("paragraph", _inline(children, notes))


def _heading(element: Element, notes: Notes) -> Iterator[Json]:
    content = [_space_for_break(node) for node in _inline(element.children, notes)]
    return _filled("heading", joined(content), level=HEADINGS[element.tag])


def _space_for_break(node: Json) -> Json:
    return {"type": "text", "text": " "} if node["type"] == "hard_break" else node


# Lists


def _list(element: Element, notes: Notes) -> Iterator[Json]:
    items: list[Json] = []
    for child in element.elements():
        content = list(_blocks(child, notes) if child.tag == "li" else _block(child, notes))
        if child.tag != "li" and items:  # a list within a list but not within an item, as browsers write it
            items[-1]["content"].extend(content)
        elif content:
            items.append(_item(content))
    if element.tag == "ol":
        return _filled("ordered_list", items, order=_number(element.attributes.get("start"), 1, 99_999))
    return _filled("bullet_list", items)


def _item(content: list[Json]) -> Json:
    first = [] if content[0]["type"] == "paragraph" else empty()["content"]
    return {"type": "list_item", "content": [*first, *content]}


def _number(text: str | None, default: int, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 9 else default


@dataclass(slots=True)
class WordItem:
    level: int
    sign: str
    content: list[Json]


def _word_list(paragraphs: list[Element], notes: Notes) -> Iterator[Json]:
    items = [_word_item(paragraph, notes) for paragraph in paragraphs]
    return _nested([item for item in items if item.content])


def _word_item(paragraph: Element, notes: Notes) -> WordItem:
    found = WORD_LIST.search(paragraph.style)
    level = min(int(found.group(1)), 9) if found else 1
    sign = _taken_sign(paragraph)
    return WordItem(level, SPACES.sub("", sign.replace("\xa0", "")), list(_paragraph(paragraph.children, notes)))


def _taken_sign(element: Element) -> str:
    """Take the bullet or number that Word writes as text out of the paragraph."""
    for child in list(element.elements()):
        if "mso-list:" in child.style and "ignore" in child.style.lower():
            element.children.remove(child)
            return child.words()
        if sign := _taken_sign(child):
            return sign
    return ""


def _nested(items: list[WordItem]) -> Iterator[Json]:
    """Lists from items that say how deep they stand."""
    at = 0
    while at < len(items):
        first = items[at]
        end = at + 1
        while end < len(items) and (items[end].level > first.level or _same_list(items[end], first)):
            end += 1
        yield from _level(items[at:end], first)
        at = end


def _same_list(item: WordItem, first: WordItem) -> bool:
    return bool(ORDERED_SIGN.match(item.sign)) == bool(ORDERED_SIGN.match(first.sign)) and item.level == first.level


def _level(items: list[WordItem], first: WordItem) -> Iterator[Json]:
    made: list[Json] = []
    for deeper, run in groupby(items, lambda item: item.level > first.level):
        if deeper:
            made[-1]["content"].extend(_nested(list(run)))
        else:
            made.extend(_item(item.content) for item in run)
    sign = ORDERED_SIGN.match(first.sign)
    if sign is None:
        return _filled("bullet_list", made)
    return _filled("ordered_list", made, order=_number(sign.group(1), 1, 99_999))


# Tables


def _table(element: Element, notes: Notes) -> Iterator[Json]:
    rows = [[_cell(cell, notes) for cell in row] for row in _rows(element)][:MAX_ROWS]
    _pad(rows)
    return _filled("table", [{"type": "table_row", "content": row} for row in rows if row])


def _rows(element: Element) -> Iterator[list[Element]]:
    for child in element.elements():
        if child.tag == "tr":
            yield [cell for cell in child.elements() if cell.tag in ("td", "th")]
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cell(element: Element, notes: Notes) -> Json:
    spans = {name: max(_number(element.attributes.get(name), 1, 100), 1) for name in ("colspan", "rowspan")}
    return {
        "type": "table_header" if element.tag == "th" else "table_cell",
        "attrs": {**spans, "colwidth": None},
        "content": list(_blocks(element, notes)) or empty()["content"],
    }


def _pad(rows: list[list[Json]]) -> None:
    """Fill short rows with empty cells, where no cell reaches over several rows."""
    if any(cell["attrs"]["rowspan"] > 1 for row in rows for cell in row):
        return
    widths = [sum(cell["attrs"]["colspan"] for cell in row) for row in rows]
    for row, width in zip(rows, widths, strict=True):
        if row:
            row.extend(_cell(Element("td"), {}) for _missing in range(max(widths) - width))


# Words


def _inline(children: list[Element | str], notes: Notes) -> list[Json]:
    """Inline content with white space as a browser shows it."""
    return _trimmed(joined(list(_words(children, notes, {}))))


def _words(children: list[Element | str], notes: Notes, marks: dict[str, Json]) -> Iterator[Json]:
    for child in children:
        if isinstance(child, str):
            yield _text(child, marks)
        elif child.tag == "br":
            yield {"type": "hard_break"}
        elif child.attributes.get("class") == "footnote":
            yield from _note(child.children, notes)
        elif child.tag == "a":
            yield from _anchor(child, notes, marks)
        else:
            yield from _words(child.children, notes, _marks(child, marks))


def _text(text: str, marks: dict[str, Json]) -> Json:
    node = {"type": "text", "text": tidy(SPACES.sub(" ", text))}
    return {**node, "marks": [marks[name] for name in ("link", "strong", "em") if name in marks]} if marks else node


def _marks(element: Element, marks: dict[str, Json]) -> dict[str, Json]:
    """The marks within an element: by its tag, unless its style says otherwise (as in Google's documents)."""
    strong = element.tag in ("b", "strong") and not PLAIN_WEIGHT.search(element.style)
    em = element.tag in ("i", "em", "cite") and not PLAIN_STYLE.search(element.style)
    added = marks
    if strong or BOLD.search(element.style):
        added = {**added, "strong": {"type": "strong"}}
    if em or ITALIC.search(element.style):
        added = {**added, "em": {"type": "em"}}
    return added


def _anchor(element: Element, notes: Notes, marks: dict[str, Json]) -> Iterator[Json]:
    """A footnote's number becomes the footnote; its way back nothing; an address a link; a bookmark its words."""
    href = element.attributes.get("href", "").strip()
    reference = NOTE_REFERENCE.fullmatch(href)
    if reference and reference.groups() in notes:
        yield from _note(notes[reference.group(1), reference.group(2)].children, {})
    elif not NOTE_RETURN.fullmatch(href):
        link = {"link": {"type": "link", "attrs": {"href": href}}} if is_address(href) else {}
        yield from _words(element.children, notes, {**_marks(element, marks), **link})


def _note(children: list[Element | str], notes: Notes) -> Iterator[Json]:
    texts = [node if node["type"] == "text" else {"type": "text", "text": " "} for node in _words(children, notes, {})]
    yield from _filled("footnote", _trimmed(joined(texts)))


def _trimmed(nodes: list[Json]) -> list[Json]:
    """Without spaces at the ends and beside line breaks, and one space where there were several in a row."""
    result: list[Json] = []
    after_space = True
    for node in nodes:
        if node["type"] == "hard_break":
            _strip_end(result)
            result.append(node)
            after_space = True
        elif node["type"] == "footnote":
            result.append(node)
            after_space = False
        elif text := node["text"].lstrip(" ") if after_space else node["text"]:
            result.append({**node, "text": text})
            after_space = text.endswith(" ")
    while result and result[-1]["type"] == "hard_break":
        result.pop()
    _strip_end(result)
    return result


def _strip_end(nodes: list[Json]) -> None:
    """Take trailing spaces from the last text."""
    while nodes and nodes[-1]["type"] == "text":
        text = nodes[-1]["text"].rstrip(" ")
        if text:
            nodes[-1] = {**nodes[-1], "text": text}
            return
        nodes.pop()
