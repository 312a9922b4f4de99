"""Quotes are shown where they stand, also where they overlap or run over a line's end."""

from meetings.highlights import Span, paragraphs

TEXT = "One two three.\n\nFour 🙂 five."


def pieces(*spans: Span) -> list[tuple[str, tuple[str, ...]]]:
    return [(piece.text, piece.keys) for paragraph in paragraphs(TEXT, spans) for piece in paragraph.pieces]


def test_a_text_without_quotes_is_its_lines() -> None:
    assert pieces() == [("One two three.", ()), ("Four 🙂 five.", ())]
    assert [paragraph.start for paragraph in paragraphs(TEXT, ())] == [0, 16]


def test_overlapping_quotes_share_the_words_between_them() -> None:
    assert pieces(Span("1", 0, 7), Span("2", 4, 13))[:4] == [
        ("One ", ("1",)),
        ("two", ("1", "2")),
        (" three", ("2",)),
        (".", ()),
    ]


def test_a_quote_over_two_lines_begins_once() -> None:
    made = paragraphs(TEXT, [Span("7", 8, 20)])
    assert [piece.begins for paragraph in made for piece in paragraph.pieces if piece.keys] == [("7",), ()]


def test_nothing_is_lost() -> None:
    spans = [Span("1", 0, 7), Span("2", 4, 28), Span("3", 4, 7), Span("4", 21, 22)]
    assert "\n\n".join("".join(p.text for p in one.pieces) for one in paragraphs(TEXT, spans)) == TEXT


def test_a_click_means_the_quote_that_began_last() -> None:
    inner = next(p for p in paragraphs(TEXT, [Span("1", 0, 14), Span("2", 4, 7)])[0].pieces if p.text == "two")
    assert inner.top == "2"
