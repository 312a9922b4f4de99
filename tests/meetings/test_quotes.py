"""Words are found where they stand, counted in code points."""

import pytest

from meetings import quotes

TEXT = "🙂 Experts agreed to meet.\nThe experts agreed\n to train staff. They agreed to meet."


def test_places_are_code_points() -> None:
    (place,) = quotes.occurrences(TEXT, "Experts agreed")
    assert (place.start, place.exact, place.prefix) == (2, "Experts agreed", "🙂 ")


def test_line_ends_and_blanks_do_not_matter() -> None:
    (place,) = quotes.occurrences(TEXT, "experts  agreed to train")
    assert place.exact == "experts agreed\n to train"


def test_all_places_are_found() -> None:
    assert len(quotes.occurrences(TEXT, "agreed to meet.")) == 2
    assert quotes.occurrences(TEXT, "disagreed") == []
    assert quotes.occurrences(TEXT, "  ") == []


def test_control_characters_are_refused() -> None:
    with pytest.raises(ValueError, match="control"):
        quotes.occurrences(TEXT, "agreed\x07")
