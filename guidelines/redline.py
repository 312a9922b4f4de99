"""Two texts and what differs between them: provisions by their ids, then blocks, then words. Pure.

Every difference keeps both sides, so that taking all insertions gives the new text and refusing all gives the old.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from itertools import chain, groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guidelines.alignment import (
    ALIKE,
    TEXTUAL,
    Json,
    Pair,
    Token,
    align_columns,
    content_of,
    count_words,
    edits,
    paired_children,
    plain,
    tokens,
)
from guidelines.outline import Placed
from guidelines.richtext.schema import joined
from guidelines.richtext.show import nodes_to_html

BLOCK_TAGS = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "blockquote",
    "table": "table", "table_row": "tr", "table_cell": "td", "table_header": "th",
}  # fmt: skip
CELLS = ("table_cell", "table_header")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: `same`, `deleted`, `inserted`, or `formatted` (the same words, other bold or link)."""

    op: str
    old: tuple[Json, ...] = ()
    new: tuple[Json, ...] = ()
    inner: tuple["Piece", ...] = ()  # of a footnote whose words changed


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `same`, `deleted`, `inserted`, or `changed` within or in its kind; or a `gap`, where a row that was
    deleted or inserted has no cell in a column that came or went."""

    op: str
    old: Json | None
    new: Json | None
    children: tuple["Block", ...] = ()
    pieces: tuple[Piece, ...] = ()
    moved: bool = False

    @property
    def retyped(self) -> bool:
        """A paragraph became a heading, a list numbered, a cell wider."""
        return self.op == "changed" and _shell(self.old) != _shell(self.new)


@dataclass(frozen=True)
class Change:
    """What became of one provision."""

    old: Placed | None
    new: Placed | None
    moved: bool = False

    @property
    def id(self) -> str:
        return self.here.node.id

    @property
    def here(self) -> Placed:
        """The provision as it is now, or as it last was."""
        place = self.new or self.old
        assert place
        return place

    @property
    def added(self) -> bool:
        return self.old is None

    @property
    def deleted(self) -> bool:
        return self.new is None

    @property
    def renumbered(self) -> bool:
        """It has another number; perhaps only because others came or went before it."""
        return bool(self.old and self.new and self.old.number != self.new.number)

    @property
    def retitled(self) -> bool:
        return bool(self.old and self.new and self.old.node.heading != self.new.node.heading)

    @property
    def rewritten(self) -> bool:
        """Its body differs, in words or only in form."""
        return bool(self.old and self.new and self.old.node.body != self.new.node.body)

    @property
    def reworded(self) -> bool:
        """Its heading or body has other words or signs than before."""
        return self.retitled or (self.rewritten and any(_has_words_changed(block) for block in self.body))

    @property
    def reformatted(self) -> bool:
        """Its body differs in form only."""
        return self.rewritten and not any(_has_words_changed(block) for block in self.body)

    @property
    def rekinded(self) -> bool:
        return bool(self.old and self.new and self.old.node.kind != self.new.node.kind)

    @property
    def remarked(self) -> bool:
        return bool(self.old and self.new and self.old.node.marking != self.new.node.marking)

    @property
    def indented(self) -> bool:
        """It stands under another provision."""
        return bool(self.old and self.new and self.old.node.parent != self.new.node.parent)

    @property
    def is_same(self) -> bool:
        """Nothing was done to it. Another number alone is a consequence of what was done to others."""
        if self.added or self.deleted or self.moved:
            return False
        return not (self.retitled or self.rewritten or self.rekinded or self.remarked)

    @property
    def status(self) -> str:
        """The one word that tells most."""
        words = ("added", "deleted", "moved", "reworded", "reformatted", "rekinded", "remarked", "renumbered")
        return next((word for word in words if getattr(self, word)), "same")

    @cached_property
    def heading(self) -> tuple[Piece, ...]:
        return compare_texts(
            self.old.node.heading if self.old else "",
            self.new.node.heading if self.new else "",
        )

    @cached_property
    def body(self) -> tuple[Block, ...]:
        return compare_bodies(self.old.node.body if self.old else {}, self.new.node.body if self.new else {})

    @cached_property
    def words(self) -> tuple[int, int]:
        """Words inserted and words deleted; what only moved is neither."""
        if self.is_same or (self.old and self.new and not (self.retitled or self.rewritten)):
            return 0, 0
        titles = (_counted(self.heading, "inserted"), _counted(self.heading, "deleted"))
        return titles[0] + self.body_words[0], titles[1] + self.body_words[1]

    @cached_property
    def body_words(self) -> tuple[int, int]:
        """The same without the heading."""
        pieces = list(_pieces(self.body))
        return _counted(pieces, "inserted"), _counted(pieces, "deleted")

    @property
    def words_inserted(self) -> int:
        return self.words[0]

    @property
    def words_deleted(self) -> int:
        return self.words[1]

    def heading_html(self, side: str = "both") -> SafeString:
        return mark_safe(_pieces_html(self.heading, side))  # escaped piece by piece

    def body_html(self, side: str = "both") -> SafeString:
        """The body with its changes: "both" sides in one, or the "old" or the "new" side alone."""
        return mark_safe("".join(_block_html(block, side) for block in self.body))  # escaped piece by piece

    # for templates, which cannot pass an argument

    @property
    def old_heading(self) -> SafeString:
        return self.heading_html("old")

    @property
    def new_heading(self) -> SafeString:
        return self.heading_html("new")

    @property
    def old_body(self) -> SafeString:
        return self.body_html("old")

    @property
    def new_body(self) -> SafeString:
        return self.body_html("new")


@dataclass(frozen=True)
class Redline:
    """All provisions of two texts in reading order; a deleted one stands behind the one it stood behind."""

    changes: list[Change]

    @cached_property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if not change.is_same]

    @property
    def words_inserted(self) -> int:
        return sum(change.words_inserted for change in self.changed)

    @property
    def words_deleted(self) -> int:
        return sum(change.words_deleted for change in self.changed)


def compare(old: list[Placed], new: list[Placed]) -> Redline:
    """What differs between two texts. Words are compared only when they are asked for, and only where they differ."""
    before = {item.node.id: item for item in old}
    moved = moved_ids(old, new)
    kept = [Change(before.get(item.node.id), item, item.node.id in moved) for item in new]
    return Redline(list(_with_deleted(kept, old)))


def _with_deleted(kept: list[Change], old: list[Placed]) -> Iterator[Change]:
    standing = {change.id for change in kept}
    behind: dict[str | None, list[Change]] = defaultdict(list)
    last = None
    for item in old:
        if item.node.id in standing:
            last = item.node.id
        else:
            behind[last].append(Change(item, None))
    yield from behind[None]
    for change in kept:
        yield change
        yield from behind.get(change.id, ())


def moved_ids(old: list[Placed], new: list[Placed]) -> set[str]:
    """The fewest provisions whose moving explains the new order: those under another parent, and among siblings
    those outside the longest run that kept its order."""
    before = {item.node.id: (position, item.node) for position, item in enumerate(old)}
    siblings: dict[str | None, list[tuple[int, bool, str]]] = defaultdict(list)
    moved: set[str] = set()
    for item in new:
        if item.node.id not in before:
            continue
        position, node = before[item.node.id]
        if node.parent != item.node.parent:
            moved.add(item.node.id)
        else:
            siblings[node.parent].append((position, node.order == item.node.order, node.id))
    for family in siblings.values():
        moved |= _out_of_order(family)
    return moved


def _out_of_order(family: list[tuple[int, bool, str]]) -> set[str]:
    """Those to move; between equal choices, those whose own place was written keep the blame."""
    positions = [position for position, _stayed, _id in family]
    if positions == sorted(positions):
        return set()
    best: list[tuple[int, int, int]] = []  # (length and stayed ones of the run that ends here, where it came from)
    for i, (position, stayed, _id) in enumerate(family):
        ends = [(best[j][0], best[j][1], j) for j in range(i) if family[j][0] < position]
        length, unmoved, source = max(ends, default=(0, 0, -1))
        best.append((length + 1, unmoved + stayed, source))
    i = max(range(len(best)), key=lambda i: best[i][:2])
    kept: set[str] = set()
    while i >= 0:
        kept.add(family[i][2])
        i = best[i][2]
    return {id for _position, _stayed, id in family} - kept


# Words


def compare_texts(old: str, new: str) -> tuple[Piece, ...]:
    """The differences between two plain strings, such as headings."""
    return _compare_inline(_text_nodes(old), _text_nodes(new))


def _text_nodes(text: str) -> list[Json]:
    return [{"type": "text", "text": text}] if text else []


def _compare_inline(old: list[Json], new: list[Json]) -> tuple[Piece, ...]:
    if old == new:
        return (Piece("same", tuple(old), tuple(new)),) if old else ()
    left, right = tokens(old), tokens(new)
    stretches = edits([token.key for token in left], [token.key for token in right])
    shared = sum(b - a for equal, a, b, _c, _d in stretches if equal)
    if 2 * shared < ALIKE / 2 * (len(left) + len(right)):
        return _whole(old, "deleted") + _whole(new, "inserted")  # another text: a word in common is chance
    pieces: list[Piece] = []
    for equal, a, b, c, d in stretches:
        if equal:
            pieces += _same_words(left[a:b], right[c:d])
        else:
            pieces += _whole(content_of(left[a:b]), "deleted") + _whole(content_of(right[c:d]), "inserted")
    return tuple(_joined(pieces))


def _same_words(old: list[Token], new: list[Token]) -> Iterator[Piece]:
    """Words that stayed, and perhaps became bold or stand farther apart."""
    content = content_of(old)
    if content == content_of(new):
        yield Piece("same", content, content)
        return
    for one, other in zip(old, new, strict=True):
        yield from _same_word(one, other)


def _same_word(old: Token, new: Token) -> Iterator[Piece]:
    if old.is_footnote and old.inline != new.inline:
        inner = _compare_inline(old.inline[0].get("content", []), new.inline[0].get("content", []))
        yield Piece("footnote", old.inline, new.inline, inner)
    elif old.inline:
        yield Piece("same" if old.inline == new.inline else "formatted", old.inline, new.inline)
    if old.space == new.space:
        if old.space:
            yield Piece("same", old.space, new.space)
        return
    if _letters(old.space) == _letters(new.space):
        yield Piece("formatted", old.space, new.space)
        return
    yield from _whole(old.space, "deleted") + _whole(new.space, "inserted")


def _letters(nodes: Iterable[Json]) -> str:
    return "".join(plain(node) for node in nodes)


def _whole(nodes: Sequence[Json], op: str) -> tuple[Piece, ...]:
    if not nodes:
        return ()
    return (Piece(op, old=tuple(nodes)) if op == "deleted" else Piece(op, new=tuple(nodes)),)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbouring pieces of one kind as one; each footnote stays by itself."""
    for _kind, group in groupby(pieces, key=lambda piece: id(piece) if piece.op == "footnote" else piece.op):
        first, *others = group
        yield _together([first, *others]) if others else first


def _together(pieces: list[Piece]) -> Piece:
    old, new = _flat(piece.old for piece in pieces), _flat(piece.new for piece in pieces)
    return Piece(pieces[0].op, tuple(joined(old)), tuple(joined(new)))


def _flat(groups: Iterable[tuple[Json, ...]]) -> list[Json]:
    return list(chain.from_iterable(groups))


# Blocks


def compare_bodies(old: Json, new: Json) -> tuple[Block, ...]:
    """The differences between two bodies."""
    if old == new:
        return tuple(Block("same", block, block) for block in new.get("content", ()))
    blocks = _compare_children(old or {"type": "doc"}, new or {"type": "doc"})
    return _with_moves(blocks)


def _compare_children(old: Json, new: Json, columns: list[Pair] | None = None) -> tuple[Block, ...]:
    left, right = old.get("content", ()), new.get("content", ())
    if old["type"] == "table":
        columns = align_columns(old, new)
    pairs = paired_children(old, new, columns)
    return tuple(
        _compare_blocks(None if i is None else left[i], None if j is None else right[j], columns) for i, j in pairs
    )


def _compare_blocks(old: Json | None, new: Json | None, columns: list[Pair] | None) -> Block:
    if old is None or new is None:
        return _one_sided(old, new, columns)
    if old == new and (columns is None or old["type"] != "table_row"):
        return Block("same", old, new)
    if old["type"] in TEXTUAL:
        pieces = _compare_inline(old.get("content", []), new.get("content", []))
        return Block("same" if old == new else "changed", old, new, pieces=pieces)
    return Block("changed", old, new, children=_compare_children(old, new, columns))


def _one_sided(old: Json | None, new: Json | None, columns: list[Pair] | None = None) -> Block:
    node = new or old
    assert node
    op = "inserted" if old is None else "deleted"
    content = node.get("content", [])
    if node["type"] in TEXTUAL:
        return Block(op, old, new, pieces=_whole(content, op))
    if node["type"] == "table_row" and columns is not None:
        places = [j if old is None else i for i, j in columns]
    else:
        places = list(range(len(content)))
    return Block(op, old, new, children=tuple(_one_sided_child(op, content, place) for place in places))


def _one_sided_child(op: str, content: list[Json], place: int | None) -> Block:
    if place is None:
        return Block("gap", None, None)
    return _one_sided(None, content[place]) if op == "inserted" else _one_sided(content[place], None)


def _with_moves(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Paragraphs that were taken out here and put in there, word for word: moved, as when a list item is indented."""
    gone: dict[str, int] = defaultdict(int)
    come: dict[str, int] = defaultdict(int)
    for block in _leaves(blocks):
        words = plain(block.old or block.new or {"type": "doc"})
        if count_words(words):
            gone[words] += block.op == "deleted"
            come[words] += block.op == "inserted"
    quota = {words: min(gone[words], come[words]) for words in gone if gone[words] and come[words]}
    if not quota:
        return blocks
    left = {"deleted": dict(quota), "inserted": dict(quota)}
    return tuple(_marked_as_moved(block, left) for block in blocks)


def _leaves(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.children:
            yield from _leaves(block.children)
        elif block.op in ("deleted", "inserted"):
            yield block


def _marked_as_moved(block: Block, left: dict[str, dict[str, int]]) -> Block:
    if block.children:
        return replace(block, children=tuple(_marked_as_moved(child, left) for child in block.children))
    if block.op not in left:
        return block
    words = plain(block.old or block.new or {"type": "doc"})
    if not left[block.op].get(words):
        return block
    left[block.op][words] -= 1
    return replace(block, moved=True)


def _pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        if not block.moved:
            yield from block.pieces
            yield from _pieces(block.children)


def _counted(pieces: Iterable[Piece], op: str) -> int:
    """A blank parts the pieces, so their words can be counted at once."""
    return count_words(" ".join(_words(pieces, op)))


def _words(pieces: Iterable[Piece], op: str) -> Iterator[str]:
    for piece in pieces:
        if piece.op == "footnote":
            yield from _words(piece.inner, op)
        elif piece.op == op:
            nodes = _side(piece, op)
            yield "".join(_letter(node) for node in nodes)
            yield from (plain(node) for node in nodes if node["type"] == "footnote")


def _letter(node: Json) -> str:
    return str(node.get("text", " "))


def _side(piece: Piece, op: str) -> tuple[Json, ...]:
    if piece.op != op:
        return ()
    return piece.new if op == "inserted" else piece.old


def _has_words_changed(block: Block) -> bool:
    if block.moved:
        return False
    if any(piece.op in ("deleted", "inserted") for piece in block.pieces):
        return True
    if any(inner.op != "formatted" and inner.op != "same" for piece in block.pieces for inner in piece.inner):
        return True
    return any(_has_words_changed(child) for child in block.children)


def _shell(node: Json | None) -> tuple[object, object]:
    return (node["type"], node.get("attrs")) if node else ("", None)


# One side again


def side_of(blocks: Iterable[Block], side: str) -> list[Json]:
    """The blocks with all changes refused ("old") or taken ("new")."""
    return [node for block in blocks if (node := _node(block, side)) is not None]


def _node(block: Block, side: str) -> Json | None:
    own = block.old if side == "old" else block.new
    if own is None or block.op == "same":
        return own
    shell = {name: value for name, value in own.items() if name != "content"}
    content = inline_of(block.pieces, side) if own["type"] in TEXTUAL else side_of(block.children, side)
    return {**shell, "content": content} if content else shell


def inline_of(pieces: Iterable[Piece], side: str) -> list[Json]:
    """The words of the pieces with all changes refused ("old") or taken ("new")."""
    return joined([node for piece in pieces for node in (piece.old if side == "old" else piece.new)])


# HTML


def _pieces_html(pieces: Iterable[Piece], side: str) -> str:
    return "".join(_piece_html(piece, side) for piece in pieces)


def _piece_html(piece: Piece, side: str) -> str:
    if piece.op == "footnote":
        return f'<span class="footnote" role="note">{_pieces_html(piece.inner, side)}</span>'
    if (piece.op == "inserted" and side == "old") or (piece.op == "deleted" and side == "new"):
        return ""
    words = nodes_to_html(piece.old if piece.op == "deleted" or side == "old" else piece.new)
    if piece.op == "formatted":
        return f'<span class="redline-format" title="{escape(_("Only the formatting changed"))}">{words}</span>'
    tag = {"deleted": "del", "inserted": "ins"}.get(piece.op)
    return f"<{tag}>{words}</{tag}>" if tag else words


def _block_html(block: Block, side: str) -> str:
    if (block.op == "inserted" and side == "old") or (block.op == "deleted" and side == "new"):
        return ""
    if block.op == "gap":
        return "<td></td>" if side == "both" else ""
    node = block.old if side == "old" or block.new is None else block.new
    assert node
    if block.op == "same":
        return _same_html(node)
    inner = _pieces_html(block.pieces, side) + "".join(_block_html(child, side) for child in block.children)
    tag = f"h{node['attrs']['level'] + 3}" if node["type"] == "heading" else BLOCK_TAGS[node["type"]]
    return f"<{tag}{_attributes(block, node)}>{inner}</{tag}>"


def _same_html(node: Json) -> str:
    """Rows and cells have no HTML of their own outside their table; every other block has."""
    if node["type"] == "table_row":
        return f"<tr>{''.join(map(_same_html, node['content']))}</tr>"
    if node["type"] in CELLS:
        tag = BLOCK_TAGS[node["type"]]
        return f"<{tag}{_written(_spans(node))}>{nodes_to_html(node['content'])}</{tag}>"
    return nodes_to_html([node])


def _attributes(block: Block, node: Json) -> str:
    classes = [f"redline-{block.op}"] if block.op != "changed" else []
    if block.moved:
        classes.append("redline-moved")
    if block.retyped:
        classes.append("redline-format")
    given = {"class": " ".join(classes)}
    if node["type"] == "ordered_list" and node["attrs"]["order"] != 1:
        given["start"] = node["attrs"]["order"]
    return _written(given | _spans(node))


def _spans(node: Json) -> Json:
    if node["type"] not in CELLS:
        return {}
    attributes = node.get("attrs", {})
    return {name: attributes[name] for name in ("colspan", "rowspan") if attributes.get(name, 1) != 1}


def _written(attributes: Json) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value)
