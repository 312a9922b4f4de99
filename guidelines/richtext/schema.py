"""What a body may hold, as a table; `clean` accepts nothing else."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

Json = dict[str, Any]

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_ROWS = 3_000
MAX_FOOTNOTE_WORDS = 150
MAX_ADDRESS = 2_000

ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>\"\x00-\x1f\x7f]+", re.IGNORECASE)
LINE_ENDS = re.compile("[\t\n\r\x85\u2028\u2029]")
# Controls, surrogates, non-characters, and the marks that turn the reading direction of what follows: text that is
# approved must read the same for everyone.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


class BodyError(ValueError):
    """The body is not one the schema knows. `message` is for the person who wrote it."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Attribute:
    default: Any
    accepts: Callable[[Any], bool]


def between(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and low <= value <= high


def is_widths(value: Any) -> bool:
    return value is None or (isinstance(value, list) and len(value) <= 100 and all(map(between(0, 10_000), value)))


BLOCK = frozenset({"paragraph", "heading", "bullet_list", "ordered_list", "blockquote", "table"})
INLINE = frozenset({"text", "hard_break", "footnote"})
ITEM = frozenset({"list_item"})
CELLS = frozenset({"table_cell", "table_header"})
CELL = {
    "colspan": Attribute(1, between(1, 100)),
    "rowspan": Attribute(1, between(1, MAX_ROWS)),
    "colwidth": Attribute(None, is_widths),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands in a node: which nodes, whether at least one, which first."""

    content: frozenset[str] = frozenset()
    filled: bool = False
    first: str = ""
    attributes: dict[str, Attribute] = field(default_factory=dict)


KINDS: dict[str, Kind] = {
    "doc": Kind(BLOCK, filled=True),
    "paragraph": Kind(INLINE),
    "heading": Kind(frozenset({"text", "footnote"}), attributes={"level": Attribute(1, between(1, 2))}),
    "bullet_list": Kind(ITEM, filled=True),
    "ordered_list": Kind(ITEM, filled=True, attributes={"order": Attribute(1, between(0, 99_999))}),
    "list_item": Kind(BLOCK, filled=True, first="paragraph"),
    "blockquote": Kind(BLOCK, filled=True),
    "table": Kind(frozenset({"table_row"}), filled=True),
    "table_row": Kind(CELLS, filled=True),
    "table_cell": Kind(BLOCK, filled=True, attributes=CELL),
    "table_header": Kind(BLOCK, filled=True, attributes=CELL),
    "hard_break": Kind(),
    "footnote": Kind(frozenset({"text"})),
}
MARKS = ("link", "strong", "em")  # the order in which they are written, outermost first

DAMAGED = _("The text is damaged: “%(part)s” does not belong there. Nothing was saved.")


def empty() -> Json:
    """A body without words."""
    return {"type": "doc", "content": [{"type": "paragraph"}]}


def clean(body: Any) -> Json:
    """Check a body against the schema and give it in its one canonical form, so that equal texts have equal digests.

    Raises:
        BodyError: for anything the schema does not know or that exceeds its bounds.
    """
    if not isinstance(body, dict) or body.get("type") != "doc":
        raise BodyError(DAMAGED % {"part": _name(body)})
    cleaned = _node(body, 0)
    if len(json.dumps(cleaned, ensure_ascii=False).encode()) > MAX_BYTES:
        raise BodyError(_("The text of one provision may have 2 MB at most. Divide it into several provisions."))
    return cleaned


def is_address(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MAX_ADDRESS and ADDRESS.fullmatch(value) is not None


def tidy(text: str) -> str:
    """The text as one line in composed Unicode (NFC), which the same words share whatever keyboard they came from."""
    return unicodedata.normalize("NFC", LINE_ENDS.sub(" ", text))


def same_marks(one: Json, other: Json) -> bool:
    return one.get("marks") == other.get("marks")


def joined(nodes: list[Json]) -> list[Json]:
    """Inline nodes with neighbouring texts of the same marks made one."""
    result: list[Json] = []
    for node in nodes:
        if node["type"] != "text":
            result.append(node)
        elif result and result[-1]["type"] == "text" and same_marks(result[-1], node):
            result[-1] = {**result[-1], "text": result[-1]["text"] + node["text"]}
        elif node["text"]:
            result.append(node)
    return result


def words_of(node: Json) -> str:
    """The plain words of inline content."""
    return "".join(child.get("text", "") for child in node.get("content", ()))


def _node(raw: Json, depth: int) -> Json:
    if depth > MAX_DEPTH:
        raise BodyError(_("Lists, tables and quotations are nested too deeply in each other."))
    kind = KINDS[raw["type"]]
    _refuse_unknown_keys(raw, {"type", "attrs", "content", "marks"})
    node: Json = {"type": raw["type"]}
    if kind.attributes:
        node["attrs"] = _attributes(kind, raw.get("attrs"))
    elif raw.get("attrs"):
        raise BodyError(DAMAGED % {"part": _name(raw["attrs"])})
    content = _content(kind, raw, depth)
    if content:
        node["content"] = content
    _check_bounds(node)
    return node


def _attributes(kind: Kind, raw: Any) -> Json:
    given = {} if raw is None else raw
    if not isinstance(given, dict):
        raise BodyError(DAMAGED % {"part": _name(given)})
    _refuse_unknown_keys(given, set(kind.attributes))
    values = {name: given.get(name, known.default) for name, known in kind.attributes.items()}
    for name, value in values.items():
        if not kind.attributes[name].accepts(value):
            raise BodyError(DAMAGED % {"part": f"{name}={_name(value)}"})
    return values


def _content(kind: Kind, raw: Json, depth: int) -> list[Json]:
    children = list(_children(kind, raw, depth))
    if "text" in kind.content:
        children = [_composed(child) for child in joined(children)]
    if kind.filled and not children:
        raise BodyError(DAMAGED % {"part": _name(raw)})
    if kind.first and children[0]["type"] != kind.first:
        raise BodyError(DAMAGED % {"part": _name(children[0])})
    return children


def _children(kind: Kind, raw: Json, depth: int) -> Iterator[Json]:
    given = raw.get("content", [])
    if not isinstance(given, list):
        raise BodyError(DAMAGED % {"part": _name(raw)})
    for child in given:
        if not isinstance(child, dict) or not _is_one_of(kind.content, child.get("type")):
            raise BodyError(DAMAGED % {"part": _name(child)})
        cleaned = _text(child) if child["type"] == "text" else _node(child, depth + 1)
        if cleaned != {"type": "footnote"}:  # an empty footnote says nothing
            yield cleaned


def _is_one_of(names: frozenset[str], sent: Any) -> bool:
    return isinstance(sent, str) and sent in names


def _text(raw: Json) -> Json:
    _refuse_unknown_keys(raw, {"type", "text", "marks"})
    text = raw.get("text")
    if not isinstance(text, str):
        raise BodyError(DAMAGED % {"part": _name(raw)})
    text = LINE_ENDS.sub(" ", text)
    if FORBIDDEN.search(text):
        raise BodyError(_("The text contains control characters that cannot be seen. Paste it as plain text instead."))
    marks = _marks(raw.get("marks", []))
    return {"type": "text", "text": text, "marks": marks} if marks else {"type": "text", "text": text}


def _composed(node: Json) -> Json:
    return {**node, "text": tidy(node["text"])} if node["type"] == "text" else node


def _marks(raw: Any) -> list[Json]:
    if not isinstance(raw, list):
        raise BodyError(DAMAGED % {"part": _name(raw)})
    marks = {mark["type"]: mark for mark in map(_mark, raw)}
    return [marks[name] for name in MARKS if name in marks]


def _mark(raw: Any) -> Json:
    if not isinstance(raw, dict) or raw.get("type") not in MARKS:
        raise BodyError(DAMAGED % {"part": _name(raw)})
    _refuse_unknown_keys(raw, {"type", "attrs"})
    attributes = raw.get("attrs") or {}
    if raw["type"] != "link":
        if attributes:
            raise BodyError(DAMAGED % {"part": _name(attributes)})
        return {"type": raw["type"]}
    if not isinstance(attributes, dict) or set(attributes) != {"href"} or not is_address(attributes["href"]):
        raise BodyError(_("A link may lead only to an address that begins with http://, https:// or mailto:."))
    return {"type": "link", "attrs": {"href": attributes["href"]}}


def _check_bounds(node: Json) -> None:
    if node["type"] == "table" and len(node["content"]) > MAX_ROWS:
        raise BodyError(_("A table may have 3,000 rows at most."))
    if node["type"] == "footnote" and len(words_of(node).split()) > MAX_FOOTNOTE_WORDS:
        start = Truncator(words_of(node)).words(6)
        raise BodyError(_("The footnote “%(start)s” is longer than 150 words.") % {"start": start})


def _refuse_unknown_keys(raw: Json, known: set[str]) -> None:
    if unknown := set(raw) - known:
        raise BodyError(DAMAGED % {"part": _name(sorted(map(str, unknown))[0])})


def _name(value: Any) -> str:
    """A short name of anything, for a message."""
    name = value.get("type") if isinstance(value, dict) else value
    return Truncator(FORBIDDEN.sub("", str(name)[:200])).chars(40) if isinstance(name, str | int) else "…"
