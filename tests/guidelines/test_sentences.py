"""What a save changed, as data and as a sentence."""

import json

from guidelines.outline import Node, Placed, place
from guidelines.sentences import changes, say
from tests.cast import body


def node(
    id: str, order: str, words: str = "Some words.", heading: str = "", parent: str | None = None, **fields
) -> Node:
    given = {"kind": "paragraph", "body": body(words), "marking": "public", **fields}
    return Node(id, parent, given["kind"], order, heading, given["body"], given["marking"])


def told(old: list[Placed], new: list[Placed]) -> str:
    facts = changes(old, new)
    return say(json.loads(json.dumps(facts)))


BEFORE = [node("a", "a"), node("b", "b"), node("c", "c"), node("d", "d")]


def test_a_move_is_told_once() -> None:
    after = [node("a", "cc"), *BEFORE[1:]]
    assert told(place(BEFORE), place(after)) == "moved 1 after 2 (now 3)"
    first = [*BEFORE[:3], node("d", "A")]
    assert told(place(BEFORE), place(first)) == "moved 4 to the beginning (now 1)"


def test_a_move_under_another_parent() -> None:
    after = [*BEFORE[:3], node("d", "d", parent="a")]
    assert told(place(BEFORE), place(after)) == "moved 4 under 1 (now 1.1)"


def test_words_added_deleted_and_changed() -> None:
    def reworded(words: str) -> str:
        return told(place(BEFORE), place([node("a", "a", words), *BEFORE[1:]]))

    assert reworded("Some new words.") == "added 1 word in 1"
    assert reworded("Words.") == "changed 2 words in 1"
    assert reworded("Some.") == "deleted 1 word in 1"
    assert reworded("Some words!") == "changed punctuation or layout in 1"


def test_added_deleted_retitled_and_marked() -> None:
    after = [node("a", "a", heading="Scope", marking="restricted"), *BEFORE[1:3], node("e", "e", heading="Training")]
    assert told(place(BEFORE), place(after)) == (
        "gave 1 the heading “Scope”; changed the marking of 1 to “restricted”; deleted 4; added 4 “Training”"
    )


def test_a_body_that_was_not_loaded_is_not_a_change() -> None:
    bare = [node(each.id, each.order, body={}) for each in BEFORE]
    assert changes(place(bare), place(BEFORE)) == []


def test_a_long_list_is_cut_and_counted() -> None:
    many = [node(str(i), f"{i:02}") for i in range(20)]
    assert told([], place(many)).endswith("added 8; and 12 more changes")
