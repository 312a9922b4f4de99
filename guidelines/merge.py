"""Two people changed the same text: their changes together, and where they collide. Pure.

Blocks first, then words, against the text both started from. What does not collide merges by itself; where two changes
collide the merged text holds both wordings, theirs before mine, and a `Conflict` tells the place. No word is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from guidelines.alignment import TEXTUAL, Json, Pair, align_columns, edits, key, paired_children, plain, tokens
from guidelines.richtext.schema import joined

FILLED = frozenset({"doc", "bullet_list", "ordered_list", "list_item", "blockquote", "table", "table_row"})
CELLS = frozenset({"table_cell", "table_header"})
Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two wordings of one spot. `place` leads to the block: positions of children, as counted in the base."""

    base: str
    theirs: str
    mine: str
    place: Path = ()


@dataclass(frozen=True, slots=True)
class Merged:
    body: Json
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MergedText:
    text: str
    conflicts: list[Conflict] = field(default_factory=list)

    def __str__(self) -> str:
        return self.text


def merge(base: Json, theirs: Json, mine: Json) -> Merged:
    """The two bodies' changes to the base, together."""
    conflicts: list[Conflict] = []
    return Merged(_merge_node(base, theirs, mine, (), conflicts), conflicts)


def merge_text(base: str, theirs: str, mine: str) -> MergedText:
    """The same for a plain string, such as a heading."""
    conflicts: list[Conflict] = []
    words = _merge_words(_text_nodes(base), _text_nodes(theirs), _text_nodes(mine), (), conflicts)
    return MergedText("".join(plain(node) for node in words), conflicts)


def _text_nodes(text: str) -> list[Json]:
    return [{"type": "text", "text": text}] if text else []


def _chosen(base: Any, theirs: Any, mine: Any) -> Any:
    """What both say, or what the only one who changed it says; None if both changed it, each in another way."""
    if theirs in (mine, base):
        return mine
    return theirs if mine == base else None


def _merge_node(
    base: Json, theirs: Json, mine: Json, place: Path, conflicts: list[Conflict], columns: Any = None
) -> Json:
    """One block that all three have, of one family of kinds. Whoever changed its kind or shape prevails, theirs first."""
    if columns is None and (chosen := _chosen(base, theirs, mine)) is not None:
        return dict(chosen)
    shell = dict(theirs if _shell(theirs) != _shell(base) else mine)
    if base["type"] in TEXTUAL:
        content = _merge_words(_content(base), _content(theirs), _content(mine), place, conflicts)
    else:
        content = _merge_blocks(base, theirs, mine, place, conflicts, columns)
    shell.pop("content", None)
    return {**shell, "content": content} if content else shell


def _content(node: Json) -> list[Json]:
    return list(node.get("content", ()))


def _shell(node: Json) -> tuple[Any, Any]:
    return node["type"], node.get("attrs")


# Blocks


@dataclass(slots=True)
class _Side:
    """What one side did to the children of a block: what became of each, and what is new before each."""

    became: list[Json | None]
    before: list[list[Json]]


def _side(base: Json, other: Json, columns: list[Pair] | None) -> _Side:
    children = other.get("content", [])
    count = len(base.get("content", []))
    side = _Side([None] * count, [[] for _ in range(count + 1)])
    position = 0
    for i, j in paired_children(base, other, columns):
        if i is None:
            assert j is not None
            side.before[position].append(children[j])
            continue
        position = i + 1
        side.became[i] = None if j is None else children[j]
    return side


def _merge_blocks(
    base: Json, theirs: Json, mine: Json, place: Path, conflicts: list[Conflict], columns: Any
) -> list[Json]:
    if base["type"] == "table":
        columns = _columns(base, theirs, mine)
    left = _side(base, theirs, columns[0] if columns else None)
    right = _side(base, mine, columns[1] if columns else None)
    found: list[Conflict] = []
    merged: list[Json] = []
    for i, node in enumerate([*base.get("content", []), None]):
        merged += _insertions(left.before[i], right.before[i], (*place, i), found)
        if node is not None:
            merged += _merge_child(node, left.became[i], right.became[i], (*place, i), found, columns)
    if _is_whole(base["type"], merged):
        conflicts += found
        return merged
    conflicts.append(Conflict(plain(base), plain(theirs), plain(mine), place))
    return [*theirs.get("content", []), *mine.get("content", [])]


def _columns(base: Json, theirs: Json, mine: Json) -> tuple[list[Pair], list[Pair]] | None:
    """The columns of both sides, if either added or removed one; rows are then merged column by column."""
    left, right = align_columns(base, theirs), align_columns(base, mine)
    if left is None or right is None:
        return None
    return left, right


def _insertions(theirs: list[Json], mine: list[Json], place: Path, conflicts: list[Conflict]) -> list[Json]:
    if not theirs or not mine or theirs == mine:
        return theirs or mine
    conflicts.append(Conflict("", _words(theirs), _words(mine), place))
    return [*theirs, *mine]


def _merge_child(
    base: Json, theirs: Json | None, mine: Json | None, place: Path, conflicts: list[Conflict], columns: Any
) -> list[Json]:
    if theirs is None and mine is None:
        return []
    if theirs is None or mine is None:
        return _with_deletion(base, theirs, mine, place, conflicts)
    if theirs["type"] != mine["type"] and base["type"] not in (theirs["type"], mine["type"]):
        return _both(base, theirs, mine, place, conflicts)
    return [_merge_node(base, theirs, mine, place, conflicts, columns if base["type"] == "table_row" else None)]


def _with_deletion(
    base: Json, theirs: Json | None, mine: Json | None, place: Path, conflicts: list[Conflict]
) -> list[Json]:
    """One deleted what the other changed: it stays, as changed. What the other left alone goes."""
    kept = theirs or mine
    if kept is None or kept == base:
        return []
    conflicts.append(Conflict(plain(base), plain(theirs) if theirs else "", plain(mine) if mine else "", place))
    return [kept]


def _both(base: Json, theirs: Json, mine: Json, place: Path, conflicts: list[Conflict]) -> list[Json]:
    conflicts.append(Conflict(plain(base), plain(theirs), plain(mine), place))
    if base["type"] in CELLS:  # a second cell would shift the row
        return [{**theirs, "content": [*theirs["content"], *mine["content"]]}]
    return [theirs, mine]


def _is_whole(kind: str, children: list[Json]) -> bool:
    """Would the schema take these children?"""
    if kind == "list_item":
        return bool(children) and children[0]["type"] == "paragraph"
    return bool(children) or kind not in FILLED | CELLS


def _words(nodes: Sequence[Json]) -> str:
    return "\n".join(plain(node) for node in nodes)


# Words


@dataclass(frozen=True, slots=True)
class _Edit:
    """One side puts `new` in the place of the atoms from start to end."""

    start: int
    end: int
    new: tuple[Json, ...]


def _merge_words(
    base: list[Json], theirs: list[Json], mine: list[Json], place: Path, conflicts: list[Conflict]
) -> list[Json]:
    if (chosen := _chosen(base, theirs, mine)) is not None:
        return list(chosen)
    atoms = _atoms(base)
    left, right = _edits(atoms, _atoms(theirs)), _edits(atoms, _atoms(mine))
    merged: list[Json] = []
    position = 0
    while left or right:
        group_left, group_right = _next_group(left, right)
        start = min(edit.start for edit in group_left + group_right)
        end = max(edit.end for edit in group_left + group_right)
        merged += atoms[position:start]
        one, other = _applied(atoms, group_left, start, end), _applied(atoms, group_right, start, end)
        if not group_left or not group_right or one == other:
            merged += one if group_left else other
        else:
            conflicts.append(Conflict(_joined(atoms[start:end]), _joined(one), _joined(other), place))
            merged += _side_by_side(one, other)
        position = end
    return joined([*merged, *atoms[position:]])


def _atoms(content: list[Json]) -> list[Json]:
    """Words and the white space between them, each with its marks."""
    return [node for token in tokens(content) for node in (*token.inline, *token.space)]


def _edits(base: list[Json], other: list[Json]) -> list[_Edit]:
    """One side's edits; two that are parted by a blank only are one, so that a rewritten phrase stays together."""
    found: list[_Edit] = []
    for equal, a, b, c, d in edits([key(atom) for atom in base], [key(atom) for atom in other]):
        if equal:
            continue
        gap = base[found[-1].end : a] if found else []
        if found and all(not plain(atom).strip() for atom in gap) and found[-1].start < found[-1].end and a < b:
            last = found.pop()
            found.append(_Edit(last.start, b, (*last.new, *gap, *other[c:d])))
        else:
            found.append(_Edit(a, b, tuple(other[c:d])))
    return found


def _next_group(left: list[_Edit], right: list[_Edit]) -> tuple[list[_Edit], list[_Edit]]:
    """The foremost edit with all that collide with it, taken off the two lists."""
    groups: tuple[list[_Edit], list[_Edit]] = ([], [])
    first = 0 if not right or (left and left[0].start <= right[0].start) else 1
    queues = (left, right)
    groups[first].append(queues[first].pop(0))
    grown = True
    while grown:
        grown = False
        for side in (0, 1):
            while queues[side] and any(_collide(queues[side][0], edit) for edit in groups[1 - side]):
                groups[side].append(queues[side].pop(0))
                grown = True
    return groups


def _collide(one: _Edit, other: _Edit) -> bool:
    """They replace a word in common, or one inserts where the other's change begins or ends."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _applied(atoms: list[Json], group: list[_Edit], start: int, end: int) -> list[Json]:
    result: list[Json] = []
    for edit in group:
        result += [*atoms[start : edit.start], *edit.new]
        start = edit.end
    return [*result, *atoms[start:end]]


def _side_by_side(theirs: list[Json], mine: list[Json]) -> list[Json]:
    """Theirs and mine, kept apart by a blank."""
    if not theirs or not mine:
        return theirs or mine
    touching = plain(theirs[-1])[-1:].strip() and plain(mine[0])[:1].strip()
    return [*theirs, *([{"type": "text", "text": " "}] if touching else []), *mine]


def _joined(atoms: list[Json]) -> str:
    return "".join(plain(atom) for atom in atoms)
