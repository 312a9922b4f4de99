"""Which part of one text answers to which part of another: first blocks, then words. Pure.

Redline and merge both stand on it. The longest common subsequence is taken by rapidfuzz, over words and never over
characters, and only where two texts differ: what they share at both ends is cut off first.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby, repeat
from json import JSONEncoder
from typing import Any, NamedTuple

from rapidfuzz.distance import Indel

Json = dict[str, Any]
Pair = tuple[int | None, int | None]

WORD = re.compile(r"\w+(?:[-'’‑.]\w+)*|[^\w\s]")
ALIKE = 1 / 3  # paragraphs that share less than this of their words are two texts, not one text changed
GAP = 2_500  # pairs of blocks compared with each other; beyond, only neighbours are
NEAR = 12
_canonical = JSONEncoder(sort_keys=True, ensure_ascii=False).encode
TEXTUAL = frozenset({"paragraph", "heading"})
FAMILY = {"heading": "paragraph", "ordered_list": "bullet_list", "table_header": "table_cell"}


class Token(NamedTuple):
    """A word, a sign, a line break or a footnote, with the white space behind it.

    It only points into its run (neighbouring texts, or one break or footnote): what a whole stretch of tokens says can
    then be cut out at once, which makes long comparisons twice as fast as joining it word by word.
    """

    key: str
    run: tuple[Json, ...]
    start: int
    end: int
    following: int

    @property
    def inline(self) -> tuple[Json, ...]:
        return _cut(self.run, self.start, self.end)

    @property
    def space(self) -> tuple[Json, ...]:
        return _cut(self.run, self.end, self.following)

    @property
    def is_footnote(self) -> bool:
        return self.key == "\0footnote"


def tokens(content: Sequence[Json]) -> list[Token]:
    """The inline content as tokens; a word that is half bold is one word. Joined again, they give the content."""
    found: list[Token] = []
    for is_text, nodes in groupby(content, key=lambda node: node["type"] == "text"):
        if is_text:
            found += _of_run(tuple(nodes))
        else:
            found += [
                Token("\0footnote" if node["type"] == "footnote" else "\0break", (node,), 0, 1, 1) for node in nodes
            ]
    return found


def _of_run(run: tuple[Json, ...]) -> list[Token]:
    text = "".join(node["text"] for node in run)
    spans = [match.span() for match in WORD.finditer(text)]
    if text and (not spans or spans[0][0]):
        spans.insert(0, (0, 0))  # white space before the first word hangs on an empty token
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    keys = [text[start:end] for start, end in spans]
    # Thousands in a comparison: built without a Python call for each.
    return list(map(tuple.__new__, repeat(Token), zip(keys, repeat(run), starts, ends, (*starts[1:], len(text)))))


def content_of(stretch: Sequence[Token]) -> tuple[Json, ...]:
    """What neighbouring tokens say, as inline content."""
    if stretch and stretch[0].run is stretch[-1].run:
        return _cut(stretch[0].run, stretch[0].start, stretch[-1].following)
    parts = groupby(stretch, key=lambda token: id(token.run))
    return tuple(node for _run, part in parts for node in content_of(list(part)))


def _cut(run: tuple[Json, ...], start: int, end: int) -> tuple[Json, ...]:
    if start == end:
        return ()
    if len(run) > 1:
        return tuple(_cut_across(run, start, end))
    node = run[0]
    return ({**node, "text": node["text"][start:end]},) if node["type"] == "text" else run


def _cut_across(run: tuple[Json, ...], start: int, end: int) -> Iterator[Json]:
    offset = 0
    for node in run:
        part = node["text"][max(0, start - offset) : max(0, end - offset)]
        if part:
            yield {**node, "text": part}
        offset += len(node["text"])


def count_words(text: str) -> int:
    """Words, not signs."""
    return sum(1 for word in WORD.findall(text) if word[0].isalnum())


def edits(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[bool, int, int, int, int]]:
    """The stretches (equal?, old start, old end, new start, new end) that lead from one sequence to the other."""
    head = 0
    while head < len(old) and head < len(new) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = _inner(old[head : len(old) - tail], new[head : len(new) - tail])
    stretches = [(equal, a + head, b + head, c + head, d + head) for equal, a, b, c, d in inner]
    if head:
        stretches.insert(0, (True, 0, head, 0, head))
    if tail:
        stretches.append((True, len(old) - tail, len(old), len(new) - tail, len(new)))
    return stretches


def _inner(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Deletions and insertions between two equal stretches become one stretch, so that they read as a replacement."""
    numbers: dict[Hashable, int] = {}
    left = [numbers.setdefault(item, len(numbers)) for item in old]
    right = [numbers.setdefault(item, len(numbers)) for item in new]
    a = c = 0
    for code in Indel.opcodes(left, right):
        if code.tag != "equal":
            continue
        if a < code.src_start or c < code.dest_start:
            yield False, a, code.src_start, c, code.dest_start
        yield True, code.src_start, code.src_end, code.dest_start, code.dest_end
        a, c = code.src_end, code.dest_end
    if a < len(old) or c < len(new):
        yield False, a, len(old), c, len(new)


def plain(node: Json) -> str:
    """All words of a node, blocks parted by line feeds."""
    if "text" in node:
        return str(node["text"])
    between = "" if node["type"] in TEXTUAL or node["type"] == "footnote" else "\n"
    return between.join(plain(child) for child in node.get("content", ()))


def align(old: Sequence[Json], new: Sequence[Json]) -> list[Pair]:
    """Which block became which: pairs of positions in reading order, None where a block has no counterpart."""
    pairs: list[Pair] = []
    left, right = [key(node) for node in old], [key(node) for node in new]
    for equal, a, b, c, d in edits(left, right):
        if equal:
            pairs += zip(range(a, b), range(c, d), strict=True)
        elif b - a == d - c == 1 and _family(old[a]) == _family(new[c]):
            pairs.append((a, c))  # one block in the place of one: the same block, whatever became of its words
        else:
            likeness = _Likeness(old[a:b], new[c:d])
            pairs += [_shift(pair, a, c) for pair in _align_gap(b - a, d - c, likeness)]
    return pairs


def key(node: Json) -> str:
    """The same for equal nodes, in whatever order the database gives their keys (PostgreSQL has its own)."""
    return _canonical(node)


def _shift(pair: Pair, a: int, c: int) -> Pair:
    i, j = pair
    return (None if i is None else i + a, None if j is None else j + c)


class _Likeness:
    """How much of their words two blocks share: 0 to 1, and 0 for kinds that cannot become each other."""

    def __init__(self, old: Sequence[Json], new: Sequence[Json]) -> None:
        self.old = [(_family(node), WORD.findall(plain(node))) for node in old]
        self.new = [(_family(node), WORD.findall(plain(node))) for node in new]

    def __call__(self, i: int, j: int) -> float:
        (family, words), (other_family, other_words) = self.old[i], self.new[j]
        if family != other_family:
            return 0
        return share(words, other_words) if words or other_words else 1


def _family(node: Json) -> str:
    kind = str(node["type"])
    return FAMILY.get(kind, kind)


def share(words: list[str], others: list[str]) -> float:
    """How much two texts have in common, by their longest common subsequence of words."""
    return float(Indel.normalized_similarity(words, others))


def _align_gap(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[Pair]:
    if not rows or not columns:
        return _between(0, rows, 0, columns)
    matched = _best(rows, columns, likeness) if rows * columns <= GAP else _near(rows, columns, likeness)
    pairs: list[Pair] = []
    a = c = 0
    for i, j in matched:
        pairs += [*_between(a, i, c, j), (i, j)]
        a, c = i + 1, j + 1
    return pairs + _between(a, rows, c, columns)


def _between(a: int, b: int, c: int, d: int) -> list[Pair]:
    return [(i, None) for i in range(a, b)] + [(None, j) for j in range(c, d)]


def _best(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """The pairing, in order, with the greatest sum of likeness."""
    like = [[likeness(i, j) for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], _paired(like, best, i, j))
    matched, i, j = [], 0, 0
    while i < rows and j < columns:
        if like[i][j] >= ALIKE and best[i][j] == _paired(like, best, i, j):
            matched.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return matched


def _paired(like: list[list[float]], best: list[list[float]], i: int, j: int) -> float:
    return like[i][j] + best[i + 1][j + 1] if like[i][j] >= ALIKE else 0.0


def _near(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """For very long gaps: each block takes the first like it a little further on."""
    matched, following = [], 0
    for i in range(rows):
        ahead = range(following, min(columns, following + NEAR))
        j = next((j for j in ahead if likeness(i, j) >= ALIKE), None)
        if j is not None:
            matched.append((i, j))
            following = j + 1
    return matched


def align_columns(old: Json, new: Json) -> list[Pair] | None:
    """Which column of a table became which; None for tables with merged cells, whose columns are not plain."""
    left, right = _columns(old), _columns(new)
    if left is None or right is None:
        return None
    matched = _best(len(left), len(right), lambda i, j: _overlap(left[i], right[j]))
    pairs: list[Pair] = []
    a = c = 0
    for i, j in [*matched, (len(left), len(right))]:
        if i - a == j - c:  # as many columns as before: the same ones, with other words
            pairs += zip(range(a, i), range(c, j), strict=True)
        else:
            pairs += _between(a, i, c, j)
        if i < len(left):
            pairs.append((i, j))
        a, c = i + 1, j + 1
    return pairs


def _columns(table: Json) -> list[Counter[str]] | None:
    rows = [row["content"] for row in table["content"]]
    if len({len(row) for row in rows}) != 1 or any(_spans(cell) for row in rows for cell in row):
        return None
    return [Counter(plain(row[i]) for row in rows) for i in range(len(rows[0]))]


def _spans(cell: Json) -> bool:
    attributes = cell.get("attrs", {})
    return bool(attributes.get("colspan", 1) != 1 or attributes.get("rowspan", 1) != 1)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """How many cells two columns share; empty cells prove nothing."""
    filled = sum(count for text, count in one.items() if text) + sum(count for text, count in other.items() if text)
    if not filled:
        return 1
    return 2 * sum(count for text, count in (one & other).items() if text) / filled


def paired_children(old: Json, new: Json, columns: list[Pair] | None = None) -> list[Pair]:
    """Which child of a block became which.

    Args:
        columns: how the columns of the table went, if the two are a table or its rows. The cells of a row go by them,
            and rows are recognised by the columns that stayed.
    """
    if columns is not None and old["type"] == "table_row":
        return columns
    left, right = old.get("content", ()), new.get("content", ())
    if old["type"] != "table" or columns is None or all(None not in pair for pair in columns):
        return align(left, right)
    kept = [(i, j) for i, j in columns if i is not None and j is not None]
    return align(_rows_of(left, [i for i, _j in kept]), _rows_of(right, [j for _i, j in kept]))


def _rows_of(rows: Sequence[Json], columns: list[int]) -> list[Json]:
    return [{"type": "table_row", "content": [row["content"][column] for column in columns]} for row in rows]
