r"""The words of a paragraph in the markup of the plain form: `**strong**`, `*emphasis*`, `[link](address)`, `^[footnote]`.

`**` and `*` switch a mark on and off, so that marks may overlap as they do in an editor. A sign that finds no partner
is a plain character. A backslash takes a sign's meaning away; `\_` is a space where a plain one would get lost.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from guidelines.richtext.schema import MARKS, Json, is_address, joined

SIGNS = {(): "", ("em",): "*", ("strong",): "**", ("strong", "em"): "***"}
SWITCHES: dict[str, tuple[str, ...]] = {sign: names for names, sign in SIGNS.items() if sign}
SWITCHED = ("strong", "em")
SPACE = "\\_"
MEANING = re.compile(r"[\\*\[\]^|]")
MEANING_IN_ADDRESS = re.compile(r"[\\()|]")
LINE_EDGE = re.compile(r"^ | $", re.MULTILINE)
TOKEN = re.compile(r"\\(?P<plain>[!-/:-@\[-`{-~])|(?P<switch>\*+)|(?P<sign>\^\[|[\[\]\n])|[^\\*\[\]^\n]+|.")
TARGET = re.compile(r"\(((?:[^()\\\s]|\\.)*)\)")


def write(nodes: list[Json]) -> str:
    """Inline content as markup; a line break as a newline."""
    on: tuple[str, ...] = ()
    written, link = "", ""
    for node, marks, address in zip(nodes, _switched(nodes), _addresses(nodes), strict=True):
        closed, opened = _without(on, marks), _without(marks, on)
        if closed and written.endswith(" "):
            written = written[:-1] + SPACE
        written += _signs(closed, opened, link, address) + _written(node, after_sign=bool(opened))
        on, link = marks, address
    if on and written.endswith(" "):
        written = written[:-1] + SPACE
    return LINE_EDGE.sub(lambda found: SPACE, written + _signs(on, (), link, ""))


def read(words: str) -> list[Json]:
    """The inline content that the markup says; newlines as line breaks."""
    tokens = _tokens(words)
    _pair_switches(tokens)
    return _built(tokens)


# Writing


def _switched(nodes: list[Json]) -> list[tuple[str, ...]]:
    """The marks of each node that a sign switches. A break or footnote keeps on what both its neighbours have."""
    own = [_names(node) if node["type"] == "text" else None for node in nodes]
    return [
        tuple(name for name in before if name in after)
        for before, after in zip(_filled(own, ()), _filled(own[::-1], ())[::-1], strict=True)
    ]


def _addresses(nodes: list[Json]) -> list[str]:
    own = [_address(node) if node["type"] == "text" else None for node in nodes]
    pairs = zip(_filled(own, ""), _filled(own[::-1], "")[::-1], strict=True)
    return [before if before == after else "" for before, after in pairs]


def _filled(values: list[Any], last: Any) -> list[Any]:
    """Each gap with the value before it."""
    result = []
    for value in values:
        last = last if value is None else value
        result.append(last)
    return result


def _names(node: Json) -> tuple[str, ...]:
    has = {mark["type"] for mark in node.get("marks", ())}
    return tuple(name for name in SWITCHED if name in has)


def _address(node: Json) -> str:
    return next((mark["attrs"]["href"] for mark in node.get("marks", ()) if mark["type"] == "link"), "")


def _without(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def _signs(closed: tuple[str, ...], opened: tuple[str, ...], link: str, address: str) -> str:
    """What stands between two pieces of text: marks that end, links, marks that begin."""
    if link == address:
        return SIGNS[tuple(name for name in SWITCHED if name in closed + opened)]
    end = f"]({MEANING_IN_ADDRESS.sub(_escaped, link)})" if link else ""
    return SIGNS[closed] + end + ("[" if address else "") + SIGNS[opened]


def _written(node: Json, after_sign: bool) -> str:
    if node["type"] == "hard_break":
        return "\n"
    if node["type"] == "footnote":
        return f"^[{write(node['content'])}]"
    text = MEANING.sub(_escaped, node["text"])
    return SPACE + text[1:] if after_sign and text.startswith(" ") else text


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


# Reading


@dataclass(slots=True)
class Token:
    kind: str  # words, break, strong, em, link, note, end
    text: str  # what it is if it has no meaning
    can_open: bool = False
    can_close: bool = False
    partner: "Token | None" = None
    address: str = ""


def _tokens(words: str) -> list[Token]:
    """The markup in pieces, with brackets already paired."""
    tokens: list[Token] = []
    opened: list[Token] = []
    at = 0
    while found := TOKEN.match(words, at):
        at = found.end()
        if plain := found["plain"]:
            tokens.append(Token("words", " " if plain == "_" else plain))
        elif found["switch"]:
            tokens.extend(_switches(words, found))
        elif found["sign"] == "]" and opened:
            at = _close(tokens, opened.pop(), words, at)
        else:
            kind = {"[": "link", "^[": "note", "\n": "break"}.get(found.group(), "words")
            tokens.append(Token(kind, found.group()))
            if kind in ("link", "note"):
                opened.append(tokens[-1])
    return tokens


def _switches(words: str, found: re.Match[str]) -> list[Token]:
    """One token per mark that the stars switch. A mark does not begin before a space nor end after one."""
    names = SWITCHES.get(found.group())
    if names is None:
        return [Token("words", found.group())]
    can_open = words[found.end() : found.end() + 1] not in ("", " ", "\n")
    can_close = words[max(found.start() - 1, 0) : found.start()] not in ("", " ", "\n")
    return [Token(name, SIGNS[(name,)], can_open, can_close) for name in names]


def _close(tokens: list[Token], start: Token, words: str, at: int) -> int:
    """Pair a bracket with the one that opened it, if it makes a footnote or a link. Gives where to read on."""
    end = Token("end", "]")
    tokens.append(end)
    if start.kind == "link":
        target = TARGET.match(words, at)
        address = re.sub(r"\\(.)", r"\1", target.group(1)) if target else ""
        if target is None or not is_address(address):
            return at
        at, start.address = target.end(), address
    start.partner, end.partner = end, start
    return at


def _pair_switches(tokens: list[Token]) -> None:
    """Pair each switch-on with its switch-off; those in a footnote among themselves."""
    scopes: list[dict[str, Token]] = [{}]
    for token in tokens:
        if token.kind == "note" and token.partner:
            scopes.append({})
        elif token.kind == "end" and token.partner and token.partner.kind == "note":
            scopes.pop()
        elif token.kind in SWITCHED:
            _pair_switch(scopes[-1], token)


def _pair_switch(scope: dict[str, Token], token: Token) -> None:
    begun = scope.get(token.kind)
    if begun is None:
        if token.can_open:
            scope[token.kind] = token
    elif token.can_close:
        begun.partner, token.partner = token, begun
        del scope[token.kind]


@dataclass(slots=True)
class Scope:
    """What is switched on while the words of a paragraph, or of a footnote in it, are read."""

    nodes: list[Json] = field(default_factory=list)
    on: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        marks: list[Json] = [{"type": "link", "attrs": {"href": self.links[-1]}}] if self.links else []
        marks.extend({"type": name} for name in MARKS if name in self.on)
        self.nodes.append({"type": "text", "text": text, "marks": marks} if marks else {"type": "text", "text": text})


def _built(tokens: list[Token]) -> list[Json]:
    """The nodes that paired tokens make."""
    scopes = [Scope()]
    for token in tokens:
        if token.kind == "break":
            _break(scopes)
        elif token.partner is None:
            scopes[-1].add(token.text)
        elif token.kind in SWITCHED:
            scopes[-1].on ^= {token.kind}
        elif token.kind == "link":
            scopes[-1].links.append(token.address)
        elif token.kind == "note":
            scopes.append(Scope())
        elif token.partner.kind == "link":
            scopes[-1].links.pop()
        else:
            _end_note(scopes)
    return joined(scopes[0].nodes)


def _break(scopes: list[Scope]) -> None:
    if len(scopes) == 1:
        scopes[0].nodes.append({"type": "hard_break"})
    else:
        scopes[-1].add(" ")


def _end_note(scopes: list[Scope]) -> None:
    """A footnote within a footnote becomes part of its words; an empty one nothing."""
    words = joined(scopes.pop().nodes)
    if len(scopes) > 1:
        scopes[-1].nodes.extend(words)
    elif words:
        scopes[-1].nodes.append({"type": "footnote", "content": words})
