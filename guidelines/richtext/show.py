"""A body as HTML and as plain text."""

from collections.abc import Callable, Iterable
from html import escape

from guidelines.richtext.schema import Json

TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "list_item": "li",
    "blockquote": "blockquote",
    "table_row": "tr",
    "strong": "strong",
    "em": "em",
}
CELLS = ("table_cell", "table_header")


def to_html(body: Json) -> str:
    """The body as HTML. A footnote stays beside its words, as `<span class="footnote">`; print floats it down."""
    return _all(body)


def nodes_to_html(nodes: Iterable[Json]) -> str:
    """Some blocks, or some words, in the same way."""
    return "".join(map(_html, nodes))


def to_text(body: Json) -> str:
    """The plain words: blocks parted by newline, cells by tab, footnotes in brackets at the end of their block."""
    return _blocks(body, "\n")


def _all(node: Json) -> str:
    return nodes_to_html(node.get("content", ()))


def _html(node: Json) -> str:
    special = SPECIAL.get(node["type"])
    return special(node) if special else _wrapped(TAGS[node["type"]], _all(node))


def _wrapped(tag: str, inner: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>{inner}</{tag}>"


def _text(node: Json) -> str:
    html: str = escape(node["text"])
    for mark in reversed(node.get("marks", ())):
        if mark["type"] == "link":
            html = _wrapped("a", html, f' href="{escape(mark["attrs"]["href"])}" rel="noopener noreferrer"')
        else:
            html = _wrapped(TAGS[mark["type"]], html)
    return html


def _heading(node: Json) -> str:
    """A sub-heading stands below the heading of its provision, so it begins at h4."""
    return _wrapped(f"h{node['attrs']['level'] + 3}", _all(node))


def _ordered_list(node: Json) -> str:
    order = node["attrs"]["order"]
    return _wrapped("ol", _all(node), "" if order == 1 else f' start="{order}"')


def _table(node: Json) -> str:
    """Leading rows of nothing but header cells become the head, which print repeats on each page."""
    rows = node["content"]
    heads = next((i for i, row in enumerate(rows) if not _is_head(row)), len(rows))
    head = "".join(_row(row, "col") for row in rows[:heads])
    rest = "".join(_row(row, "row") for row in rows[heads:])
    return _wrapped("table", (_wrapped("thead", head) if head else "") + (_wrapped("tbody", rest) if rest else ""))


def _is_head(row: Json) -> bool:
    return all(cell["type"] == "table_header" for cell in row["content"])


def _row(row: Json, scope: str) -> str:
    return _wrapped("tr", "".join(_cell(cell, scope) for cell in row["content"]))


def _cell(cell: Json, scope: str) -> str:
    spans = "".join(
        f' {name}="{cell["attrs"][name]}"' for name in ("colspan", "rowspan") if cell["attrs"][name] != 1
    )  # fmt: skip
    if cell["type"] == "table_header":
        return _wrapped("th", _all(cell), f' scope="{scope}"{spans}')
    return _wrapped("td", _all(cell), spans)


SPECIAL: dict[str, Callable[[Json], str]] = {
    "text": _text,
    "heading": _heading,
    "ordered_list": _ordered_list,
    "table": _table,
    "hard_break": lambda node: "<br>",
    "footnote": lambda node: _wrapped("span", _all(node), ' class="footnote" role="note"'),
}


def _blocks(node: Json, between: str) -> str:
    return between.join(_plain(child, between) for child in node.get("content", ()))


def _plain(node: Json, between: str) -> str:
    if node["type"] in ("paragraph", "heading"):
        return _line(node, between)
    if node["type"] == "table_row":
        return "\t".join(_blocks(cell, " ") for cell in node["content"])
    return _blocks(node, between)


def _line(node: Json, line_break: str) -> str:
    words, notes = "", ""
    for child in node.get("content", ()):
        if child["type"] == "footnote":
            notes += f" [{''.join(part['text'] for part in child['content'])}]"
        else:
            words += line_break if child["type"] == "hard_break" else child["text"]
    return words + notes
