"""The redline: exactly what changed, and both texts in it."""

import random
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidelines import richtext
from guidelines.outline import Node, Placed, place
from guidelines.redline import compare, compare_bodies, side_of
from tests.cast import body
from tests.guidelines.bodies import BODY, INLINE

WORDS = [
    "council",
    "expert",
    "meeting",
    "shall",
    "ensure",
    "member",
    "states",
    "Совет",
    "эксперты",
    "заседание",
    "должны",
    "обеспечить",
    "доступ",
]


def text(*provisions: tuple[str, str], parent: str | None = None) -> list[Placed]:
    """Provisions by id and words, in this order."""
    return place(
        Node(id, parent, "paragraph", f"{position:04}", f"Heading {id}", body(words), "public")
        for position, (id, words) in enumerate(provisions)
    )


def statuses(old: list[Placed], new: list[Placed]) -> dict[str, str]:
    return {change.id: change.status for change in compare(old, new).changes if change.status != "same"}


def shown(old: dict[str, Any], new: dict[str, Any], side: str = "both") -> str:
    one, other = (place([Node("a", None, "paragraph", "a", "", each, "public")]) for each in (old, new))
    return compare(one, other).changes[0].body_html(side)


def table(*rows: str) -> dict[str, Any]:
    return richtext.clean({"type": "doc", "content": [{"type": "table", "content": [
        {"type": "table_row", "content": [{"type": "table_cell", "content": body(cell)["content"]} for cell in row.split("|")]}
        for row in rows
    ]}]})  # fmt: skip


def items(*words: str) -> dict[str, Any]:
    return {
        "type": "bullet_list",
        "content": [{"type": "list_item", "content": body(each)["content"]} for each in words],
    }


def test_one_word_changed_is_one_deleted_and_one_inserted() -> None:
    assert shown(body("Staff are trained once a year."), body("Staff are trained twice a year.")) == (
        "<p>Staff are trained <del>once </del><ins>twice </ins>a year.</p>"
    )


def test_the_moved_one_is_moved_and_the_others_are_only_renumbered() -> None:
    old = text(("a", "One."), ("b", "Two."), ("c", "Three."), ("d", "Four."))
    new = text(("d", "Four."), ("a", "One."), ("b", "Two."), ("c", "Three."))
    assert statuses(old, new) == {"d": "moved", "a": "renumbered", "b": "renumbered", "c": "renumbered"}
    assert [change.id for change in compare(old, new).changed] == ["d"]


def test_an_added_and_a_deleted_provision() -> None:
    redline = compare(text(("a", "One."), ("b", "Two.")), text(("a", "One."), ("c", "Three words more.")))
    assert [(change.id, change.status) for change in redline.changed] == [("b", "deleted"), ("c", "added")]
    assert (redline.words_inserted, redline.words_deleted) == (5, 3)


def test_a_table_that_gains_a_column_keeps_its_cells() -> None:
    html = shown(table("a|b", "c|d"), table("a|new|b", "c|newer|d"))
    assert html.count("<ins>") == 2 and "<del>" not in html
    assert html.count('<td class="redline-inserted">') == 2


def test_a_row_that_goes_while_a_column_comes_is_as_wide_as_the_others() -> None:
    old, new = table("a|b", "gone|too", "c|d"), table("a|new|b", "c|newer|d")
    assert widths(shown(old, new)) == {3}
    assert widths(shown(new, old)) == {3}
    assert widths(shown(old, new, "old")) == {2}
    assert widths(shown(old, new, "new")) == {3}


TABLE = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from("abcdef"), min_size=width, max_size=width), min_size=1, max_size=5)
).map(lambda rows: table(*("|".join(row) for row in rows)))  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TABLE, TABLE)
def test_every_row_of_a_compared_table_is_as_wide_as_the_others(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert len(widths(shown(old, new))) == 1
    blocks = compare_bodies(old, new)
    assert side_of(blocks, "old") == old["content"]
    assert side_of(blocks, "new") == new["content"]


def widths(html: str) -> set[int]:
    """How many cells the rows have."""
    return {row.count("<td") for row in html.split("<tr")[1:]}


def test_a_table_that_loses_a_row_and_changes_a_cell() -> None:
    html = shown(table("one two three|b", "c|d", "e|f"), table("one two four|b", "e|f"))
    assert "<del>three</del><ins>four</ins>" in html
    assert html.count('<tr class="redline-deleted">') == 1


def test_a_row_is_recognised_by_the_columns_that_stayed() -> None:
    html = shown(table("Prisons|20", "Probation|10"), table("Prisons|2016|24", "Probation|2016|10"))
    assert "<del>20</del><ins>24</ins>" in html
    assert "<tr class" not in html and "redline-moved" not in html


def test_a_title_keeps_the_word_that_stayed() -> None:
    [change] = compare(
        place([Node("a", None, "paragraph", "a", "Every year", body("x"), "public")]),
        place([Node("a", None, "paragraph", "a", "Every six months", body("x"), "public")]),
    ).changes
    assert change.heading_html() == "Every <del>year</del><ins>six months</ins>"


def test_a_list_item_moved_a_level_down_is_moved_and_not_rewritten() -> None:
    old = {"type": "doc", "content": [items("first item", "second item")]}
    deeper = items("first item")
    deeper["content"][0]["content"].append(items("second item"))
    change = compare(*(place([Node("a", None, "paragraph", "a", "", each, "public")]) for each in (
        old, {"type": "doc", "content": [deeper]}
    ))).changes[0]  # fmt: skip
    assert change.words == (0, 0)
    assert change.reformatted and "redline-moved" in change.body_html()


def test_bold_alone_is_a_change_of_form() -> None:
    bold = body("Staff are trained.")
    bold["content"][0]["content"] = [
        {"type": "text", "text": "Staff are "},
        {"type": "text", "text": "trained", "marks": [{"type": "strong"}]},
        {"type": "text", "text": "."},
    ]
    html = shown(body("Staff are trained."), bold)
    assert '<span class="redline-format" title="Only the formatting changed"><strong>trained</strong></span>' in html
    assert "<ins>" not in html and "<del>" not in html


def test_a_footnote_is_compared_word_by_word() -> None:
    def noted(words: str) -> dict[str, Any]:
        note = {"type": "footnote", "content": [{"type": "text", "text": words}]}
        return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Law"}, note]}]}

    html = shown(noted("see the act of 2012"), noted("see the act of 2016"))
    assert html == ('<p>Law<span class="footnote" role="note">see the act of <del>2012</del><ins>2016</ins></span></p>')


def test_what_people_write_is_escaped() -> None:
    html = shown(body("<script>alert(1)</script>"), body("<script>alert(2)</script>"))
    assert "<script" not in html


def test_side_by_side_shows_each_its_own() -> None:
    old, new = body("Staff are trained once."), body("Staff are trained twice.")
    assert shown(old, new, "old") == "<p>Staff are trained <del>once</del>.</p>"
    assert shown(old, new, "new") == "<p>Staff are trained <ins>twice</ins>.</p>"


def test_no_word_is_marked_that_did_not_change() -> None:
    """Words replaced at random: as many deleted and inserted as the least explanation needs, and not one more."""
    for seed in range(200):
        rng = random.Random(seed)
        before = [f"{rng.choice(WORDS)}{position}" for position in range(60)]
        after = list(before)
        for _ in range(4):
            after[rng.randrange(60)] = rng.choice(WORDS)
        truly = sum(one != other for one, other in zip(before, after, strict=True))
        redline = compare(text(("a", " ".join(before) + ".")), text(("a", " ".join(after) + ".")))
        assert (redline.words_deleted, redline.words_inserted) == (truly, truly)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODY, BODY)
def test_taking_all_gives_the_new_text_and_refusing_all_the_old(old: dict[str, Any], new: dict[str, Any]) -> None:
    old, new = richtext.clean(old), richtext.clean(new)
    blocks = compare_bodies(old, new)
    assert side_of(blocks, "old") == old["content"]
    assert side_of(blocks, "new") == new["content"]
    assert all(shown(old, new, side) for side in ("both", "old", "new"))


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(INLINE, INLINE)
def test_the_same_for_the_words_of_one_paragraph(old: list[Any], new: list[Any]) -> None:
    one, other = (
        richtext.clean({"type": "doc", "content": [{"type": "paragraph", "content": each}]}) for each in (old, new)
    )
    blocks = compare_bodies(one, other)
    assert (side_of(blocks, "old"), side_of(blocks, "new")) == (one["content"], other["content"])
    html = shown(one, other)
    assert re.sub("<del>.*?</del>", "", html).count("<ins>") == html.count("<ins>")


@settings(max_examples=50, deadline=None)
@given(st.permutations(list("abcdefgh")))
def test_moving_the_marked_ones_explains_the_order(order: list[str]) -> None:
    old, new = text(*((id, "x") for id in "abcdefgh")), text(*((id, "x") for id in order))
    moved = {change.id for change in compare(old, new).changes if change.moved}
    stayed = [id for id in order if id not in moved]
    assert stayed == sorted(stayed)
