"""Two people's changes together: nothing is lost, and only what collides is asked about."""

import re
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings

from guidelines import richtext
from guidelines.alignment import plain
from guidelines.merge import merge, merge_text
from tests.cast import body
from tests.guidelines.bodies import BODY

PROPERTY = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
BASE = "Each service trains its staff once a year."


def test_changes_of_different_words_merge_by_themselves() -> None:
    merged = merge(
        body(BASE),
        body("Each service trains its staff twice a year."),
        body("Every service trains its staff once a year."),
    )
    assert merged.body == body("Every service trains its staff twice a year.")
    assert merged.conflicts == []


def test_changes_of_different_paragraphs_merge_by_themselves() -> None:
    merged = merge(body("One.", "Two."), body("One.", "Two changed."), body("Zero.", "One.", "Two."))
    assert merged.body == body("Zero.", "One.", "Two changed.")
    assert merged.conflicts == []


def test_colliding_words_are_both_kept_and_told() -> None:
    merged = merge(body("Once a year."), body("Twice a year."), body("Thrice a year."))
    assert merged.body == body("Twice Thrice a year.")
    [conflict] = merged.conflicts
    assert (conflict.base, conflict.theirs, conflict.mine, conflict.place) == ("Once", "Twice", "Thrice", (0,))


def test_what_one_deleted_and_the_other_changed_stays() -> None:
    merged = merge(body("One.", "Two words."), body("One."), body("One.", "Two other words."))
    assert merged.body == body("One.", "Two other words.")
    assert len(merged.conflicts) == 1


def test_headings_merge_too() -> None:
    assert merge_text("Training of staff", "Training of all staff", "Yearly training of staff").text == (
        "Yearly training of all staff"
    )
    assert merge_text("Same", "Same", "Mine").conflicts == []
    assert merge_text("Old", "", "New").conflicts[0].mine == "New"


@PROPERTY
@given(BODY, BODY)
def test_if_one_side_changed_the_result_is_that_side(base: dict[str, Any], other: dict[str, Any]) -> None:
    assert merge(base, other, base).body == other
    assert merge(base, base, other).body == other
    assert merge(base, other, other).body == other
    assert merge(base, other, base).conflicts == []


@PROPERTY
@given(BODY, BODY, BODY)
def test_no_word_of_either_side_is_lost(base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    base, theirs, mine = (richtext.clean(each) for each in (base, theirs, mine))
    merged = merge(base, theirs, mine)
    told = _words(plain(merged.body))
    for conflict in merged.conflicts:
        told += _words(conflict.theirs) + _words(conflict.mine)
    before = _words(plain(base))
    for side in (theirs, mine):
        inserted = _words(plain(side)) - before
        assert not inserted - told


@PROPERTY
@given(BODY, BODY, BODY)
def test_the_merged_text_is_one_the_schema_takes(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    base, theirs, mine = (richtext.clean(each) for each in (base, theirs, mine))
    richtext.clean(merge(base, theirs, mine).body)


@PROPERTY
@given(BODY, BODY, BODY)
def test_without_a_collision_it_does_not_matter_who_was_first(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]
) -> None:
    merged, other_way = merge(base, theirs, mine), merge(base, mine, theirs)
    if not merged.conflicts and not other_way.conflicts:
        assert richtext.clean(merged.body) == richtext.clean(other_way.body)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[\w.-]+", text))
