r"""The text markup of the plain form, for those without JavaScript. It loses nothing: every body comes back the same.

A blank line parts paragraphs; a single line end is a line break.
# heading, ## smaller heading
- item, 1. item; what belongs to an item is indented
> quotation
| cell | cell            a row a line; |= begins a header cell, |{2x1} one that spans 2 columns and 1 row
**strong**, *emphasis*, [words](https://…), ^[footnote]
\ before a sign takes away its meaning
"""

import re

from guidelines.richtext import inline
from guidelines.richtext.schema import MAX_DEPTH, Json, empty

EMPTY_LINE = "\\"
HEADING = re.compile(r"(#{1,2})(?: |$)")
BULLET = re.compile(r"([-+*])(?: |$)")
NUMBER = re.compile(r"([0-9]{1,9})([.)])(?: |$)")
CELL_START = re.compile(r"\|(=?)(?:\{([0-9]{1,4})x([0-9]{1,4})(?: ([0-9,]{1,600}))?\})?")
CELL_PARTS = re.compile(r"(?<!\\)(?:\\\\)*(\|)")
MEANING_AT_START = re.compile(r"#{1,2}(?= |$)|[-+](?= |$)|>|\||[0-9]{1,9}(?=[.)](?: |$))")
INDENT = "  "


def to_markup(body: Json) -> str:
    """The body as text that a person can read and edit."""
    return "\n".join(_lines(body["content"]))


def from_markup(text: str) -> Json:
    """The body that the text says. Never fails: what is no markup is words."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    return {"type": "doc", "content": _read(lines, 0)}


# Writing


def _lines(blocks: list[Json]) -> list[str]:
    if blocks == empty()["content"]:
        return [""]
    lines: list[str] = []
    flipped = False
    for previous, block in zip([None, *blocks], blocks, strict=False):
        flipped = previous is not None and previous["type"] == block["type"] and not flipped
        if previous is not None:
            lines.append("")
        lines.extend(_block(block, flipped))
    return lines


def _block(block: Json, flipped: bool) -> list[str]:
    """The lines of one block. `flipped`: a list that follows one of its kind takes the other sign."""
    match block["type"]:
        case "paragraph":
            return [_guarded(line) for line in inline.write(block.get("content", [])).split("\n")]
        case "heading":
            return [_behind("#" * block["attrs"]["level"], inline.write(block.get("content", [])))]
        case "bullet_list":
            return _list_lines(block, ["+" if flipped else "-"] * len(block["content"]))
        case "ordered_list":
            first, sign = block["attrs"]["order"], ")" if flipped else "."
            return _list_lines(block, [f"{first + i}{sign}" for i in range(len(block["content"]))])
        case "blockquote":
            return [_behind(">", line) for line in _lines(block["content"])]
        case _:
            return _table_lines(block)


def _behind(sign: str, line: str) -> str:
    return f"{sign} {line}" if line else sign


def _guarded(line: str) -> str:
    """A line of a paragraph that nobody can take for the beginning of another block."""
    if not line:
        return EMPTY_LINE
    if found := MEANING_AT_START.match(line):
        at = found.end() if line[0].isdigit() else 0
        return f"{line[:at]}\\{line[at:]}"
    return line


def _list_lines(block: Json, signs: list[str]) -> list[str]:
    hung = (_hung(sign, item, len(sign) + 1) for sign, item in zip(signs, block["content"], strict=True))
    return [line for lines in hung for line in lines]


def _hung(sign: str, node: Json, indent: int) -> list[str]:
    """The node's lines: the first behind the sign, the others indented."""
    first, *rest = _lines(node["content"])
    return [_behind(sign, first), *(" " * indent + line if line else "" for line in rest)]


def _table_lines(table: Json) -> list[str]:
    rows = table["content"]
    if all(_is_short(cell) for row in rows for cell in row["content"]):
        return [
            " ".join([*(_behind(_cell_sign(cell), _lines(cell["content"])[0]) for cell in row["content"]), "|"])
            for row in rows
        ]
    return [line for row in rows for line in _row_lines(row)]


def _row_lines(row: Json) -> list[str]:
    cells = (_hung(_cell_sign(cell), cell, len(INDENT)) for cell in row["content"])
    return ["|-", *(line for lines in cells for line in lines)]


def _is_short(cell: Json) -> bool:
    """One paragraph without a line break: the row fits on one line."""
    blocks = cell["content"]
    only = blocks[0]
    breaks = any(child["type"] == "hard_break" for child in only.get("content", ()))
    return len(blocks) == 1 and only["type"] == "paragraph" and not breaks


def _cell_sign(cell: Json) -> str:
    spans, widths = cell["attrs"], cell["attrs"]["colwidth"]
    sign = "|=" if cell["type"] == "table_header" else "|"
    if spans["colspan"] == spans["rowspan"] == 1 and widths is None:
        return sign
    numbers = "" if widths is None else f" {','.join(map(str, widths)) or ','}"
    return f"{sign}{{{spans['colspan']}x{spans['rowspan']}{numbers}}}"


# Reading


def _read(lines: list[str], depth: int) -> list[Json]:
    blocks: list[Json] = []
    at = 0
    while (at := _past_blank(lines, at)) < len(lines):
        block, at = _read_block(lines, at, depth)
        blocks.append(block)
    return blocks or empty()["content"]


def _read_block(lines: list[str], at: int, depth: int) -> tuple[Json, int]:
    """The block that begins on this line, and the line after it."""
    line = lines[at].lstrip(" ")
    if depth > MAX_DEPTH:
        return _paragraph(lines[at : at + 1]), at + 1
    if found := HEADING.match(line):
        return _heading(found.group(1), line[found.end() :]), at + 1
    if BULLET.match(line):
        items, end = _read_items(lines, at, depth, BULLET)
        return {"type": "bullet_list", "content": items}, end
    if found := NUMBER.match(line):
        items, end = _read_items(lines, at, depth, NUMBER)
        return {"type": "ordered_list", "attrs": {"order": int(found.group(1))}, "content": items}, end
    if line.startswith(">"):
        return _read_quotation(lines, at, depth)
    if line.startswith("|"):
        return _read_table(lines, at, depth)
    end = at + 1
    while end < len(lines) and not _begins_block(lines[end]):
        end += 1
    return _paragraph(lines[at:end]), end


def _begins_block(line: str) -> bool:
    line = line.lstrip(" ")
    return not line or line[0] in ">|" or any(sign.match(line) for sign in (HEADING, BULLET, NUMBER))


def _heading(signs: str, words: str) -> Json:
    return _node({"type": "heading", "attrs": {"level": len(signs)}}, inline.read(words))


def _paragraph(lines: list[str]) -> Json:
    words = "\n".join("" if line.strip(" ") == EMPTY_LINE else line.lstrip(" ") for line in lines)
    return _node({"type": "paragraph"}, inline.read(words))


def _node(node: Json, content: list[Json]) -> Json:
    return {**node, "content": content} if content else node


def _read_items(lines: list[str], at: int, depth: int, sign: re.Pattern[str]) -> tuple[list[Json], int]:
    """List items with the same sign; blank lines between them do not part them."""
    items: list[Json] = []
    kind, following, end = "", at, at
    while following < len(lines) and (found := sign.match(lines[following].lstrip(" "))):
        if items and found.groups()[-1] != kind:
            break
        kind = found.groups()[-1]
        width = len(found.group().rstrip(" "))
        inner, end = _hanging(lines, following, width, width + 1)
        items.append({"type": "list_item", "content": _paragraph_first(_read(inner, depth + 1))})
        following = _past_blank(lines, end)
    return items, end


def _hanging(lines: list[str], at: int, width: int, indent: int) -> tuple[list[str], int]:
    """What hangs from a sign of this width: the rest of its line, and the lines indented under it."""
    margin = len(lines[at]) - len(lines[at].lstrip(" "))
    inner = [lines[at][margin + width :].removeprefix(" ")]
    end = at + 1
    while True:
        following = _past_blank(lines, end)
        if following == len(lines) or not lines[following].startswith(" " * margin + INDENT):
            return inner, end
        inner.extend([""] * (following - end))
        inner.append(_dedented(lines[following], margin + indent))
        end = following + 1


def _past_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip(" "):
        at += 1
    return at


def _dedented(line: str, width: int) -> str:
    return line[min(width, len(line) - len(line.lstrip(" "))) :]


def _paragraph_first(blocks: list[Json]) -> list[Json]:
    return blocks if blocks[0]["type"] == "paragraph" else [{"type": "paragraph"}, *blocks]


def _read_quotation(lines: list[str], at: int, depth: int) -> tuple[Json, int]:
    inner: list[str] = []
    while at < len(lines) and lines[at].lstrip(" ").startswith(">"):
        inner.append(lines[at].lstrip(" ")[1:].removeprefix(" "))
        at += 1
    return {"type": "blockquote", "content": _read(inner, depth + 1)}, at


def _read_table(lines: list[str], at: int, depth: int) -> tuple[Json, int]:
    """A table in its short form (a row a line), or in its long one (`|-` before each row, then its cells)."""
    long = _is_row_sign(lines[at])
    rows: list[list[Json]] = []
    while at < len(lines) and lines[at].lstrip(" ").startswith("|"):
        if _is_row_sign(lines[at]) != long and not long:
            break
        if not long:
            rows.append(_short_row(lines[at].strip(" ")))
            at += 1
        elif _is_row_sign(lines[at]):
            rows.append([])
            at += 1
        else:
            cell, at = _long_cell(lines, at, depth)
            rows[-1].append(cell)
    return _table(rows), at


def _is_row_sign(line: str) -> bool:
    return line.strip(" ") == "|-"


def _table(rows: list[list[Json]]) -> Json:
    filled = [row or [_cell("|", empty()["content"])] for row in rows]
    return {"type": "table", "content": [{"type": "table_row", "content": row} for row in filled]}


def _long_cell(lines: list[str], at: int, depth: int) -> tuple[Json, int]:
    sign = CELL_START.match(lines[at].lstrip(" "))
    inner, end = _hanging(lines, at, sign.end() if sign else 1, len(INDENT))
    return _cell(lines[at].lstrip(" "), _read(inner, depth + 1)), end


def _short_row(line: str) -> list[Json]:
    """The cells of `| one | two |`."""
    starts = [found.start(1) for found in CELL_PARTS.finditer(line)]
    parts = [line[start:end] for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]
    if len(parts) > 1 and parts[-1].strip(" ") == "|":
        parts.pop()
    return [_cell(part, [_paragraph([_without_sign(part)])]) for part in parts]


def _without_sign(part: str) -> str:
    return CELL_START.sub("", part, count=1).strip(" ")


def _cell(start: str, content: list[Json]) -> Json:
    """A cell with the spans that its sign says."""
    sign = CELL_START.match(start)
    header, columns, rows, widths = sign.groups() if sign else ("", None, None, None)
    attributes = {
        "colspan": int(columns or 1),
        "rowspan": int(rows or 1),
        "colwidth": [int(width) for width in widths.split(",") if width] if widths else None,
    }
    return {"type": "table_header" if header else "table_cell", "attrs": attributes, "content": content}
