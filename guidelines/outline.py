"""The ordered tree of provisions: places and numbers. Pure: nodes in, places out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Node:
    """What a provision, or one of its history rows, says."""

    id: str
    parent: str | None
    kind: str
    order: str
    heading: str
    body: dict[str, Any]
    marking: str
    digest: str = field(default="", compare=False)  # of what it says; follows from the other fields


@dataclass(frozen=True, slots=True)
class Placed:
    """A node in its place: "2.3" at depth 1, annexes "I" and "I.1"."""

    node: Node
    number: str
    depth: int


def place(nodes: Iterable[Node]) -> list[Placed]:
    """The nodes in reading order, numbered.

    Annexes stand after everything else and are numbered apart, in Roman numerals. A node whose parent is not there,
    or that stands under itself, is placed at the end of the top: nothing is ever lost.
    """
    by_id = {node.id: node for node in nodes}
    children: dict[str | None, list[Node]] = defaultdict(list)
    for node in by_id.values():
        children[node.parent].append(node)
    for siblings in children.values():
        siblings.sort(key=lambda node: (node.order, node.id))
    top = children[None]
    placed = list(_number(top, children))
    seen = {item.node.id for item in placed}
    strays = _stray_roots(by_id, seen)
    if not strays:
        return placed
    return list(_number(top + strays, children))


def with_bodies(placed: list[Placed], bodies: Mapping[str, dict[str, Any]]) -> list[Placed]:
    """The same places; the nodes named in `bodies` have their words."""
    return [
        replace(item, node=replace(item.node, body=bodies[item.node.id])) if item.node.id in bodies else item
        for item in placed
    ]


def _number(top: list[Node], children: dict[str | None, list[Node]]) -> Iterator[Placed]:
    text = [node for node in top if node.kind != "annex"]
    annexes = [node for node in top if node.kind == "annex"]
    numbered = [(str(n), node) for n, node in enumerate(text, 1)] + [
        (roman(n), node) for n, node in enumerate(annexes, 1)
    ]
    stack = [(number, node, 0) for number, node in reversed(numbered)]
    seen: set[str] = set()
    while stack:
        number, node, depth = stack.pop()
        if node.id in seen:
            continue
        seen.add(node.id)
        yield Placed(node, number, depth)
        below = [(f"{number}.{n}", child, depth + 1) for n, child in enumerate(children.get(node.id, []), 1)]
        stack.extend(reversed(below))


def _stray_roots(by_id: dict[str, Node], seen: set[str]) -> list[Node]:
    """One node of each piece of the tree that hangs on nothing: an orphan, or any member of a circle."""
    strays: list[Node] = []
    reached = set(seen)
    for node in sorted(by_id.values(), key=lambda node: (node.parent in by_id, node.order, node.id)):
        if node.id in reached:
            continue
        strays.append(node)
        reached |= _below(node.id, by_id)
    return strays


def _below(root: str, by_id: dict[str, Node]) -> set[str]:
    found, grown = {root}, True
    while grown:
        more = {node.id for node in by_id.values() if node.parent in found} - found
        found |= more
        grown = bool(more)
    return found


def roman(number: int) -> str:
    """1 → "I", 4 → "IV"."""
    digits = ""
    for value, sign in ROMAN:
        while number >= value:
            digits, number = digits + sign, number - value
    return digits
