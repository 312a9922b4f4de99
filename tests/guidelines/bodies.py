"""Random bodies that the schema takes, for property tests."""

from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "the",
        "each",
        "service",
        "trains",
        "staff",
        "every",
        "year",
        "Совет",
        "эксперты",
        "5.1",
        "twice",
        ",",
        ".",
        "data-base",
    ]
)
MARKS = st.sampled_from([None, [{"type": "strong"}], [{"type": "em"}]])


def _text(words: list[str], marks: Any) -> dict[str, Any]:
    node: dict[str, Any] = {"type": "text", "text": " ".join(words) + " "}
    return {**node, "marks": marks} if marks else node


TEXT = st.builds(_text, st.lists(WORDS, min_size=1, max_size=6), MARKS)
NOTE = st.builds(lambda text: {"type": "footnote", "content": [text]}, TEXT)
INLINE = st.lists(st.one_of(TEXT, TEXT, NOTE, st.just({"type": "hard_break"})), max_size=4)
PARAGRAPH = st.builds(lambda content: {"type": "paragraph", "content": content}, INLINE)
HEADING = st.builds(
    lambda text, level: {"type": "heading", "attrs": {"level": level}, "content": [text]}, TEXT, st.integers(1, 2)
)


def _list(items: list[list[Any]], kind: str) -> dict[str, Any]:
    node: dict[str, Any] = {"type": kind, "content": [{"type": "list_item", "content": item} for item in items]}
    return {**node, "attrs": {"order": 1}} if kind == "ordered_list" else node


def _lists(block: st.SearchStrategy) -> st.SearchStrategy:
    item = st.builds(lambda first, rest: [first, *rest], PARAGRAPH, st.lists(block, max_size=1))
    return st.builds(_list, st.lists(item, min_size=1, max_size=3), st.sampled_from(["bullet_list", "ordered_list"]))


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, Any]:
    width = draw(st.integers(1, 3))
    cell = st.builds(
        lambda paragraph, kind: {"type": kind, "content": [paragraph]},
        PARAGRAPH,
        st.sampled_from(["table_cell", "table_header"]),
    )
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=3))
    return {"type": "table", "content": [{"type": "table_row", "content": row} for row in rows]}


BLOCK = st.recursive(
    st.one_of(PARAGRAPH, PARAGRAPH, HEADING, _tables()),
    lambda block: st.one_of(
        _lists(block),
        st.builds(lambda content: {"type": "blockquote", "content": content}, st.lists(block, min_size=1, max_size=2)),
    ),
    max_leaves=4,
)
BODY = st.builds(lambda content: {"type": "doc", "content": content}, st.lists(BLOCK, min_size=1, max_size=5))
