"""The body of a provision: what the schema takes, what it refuses, and that no form of it loses or invents anything."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidelines import richtext
from guidelines.actions import drafting
from guidelines.richtext.schema import FORBIDDEN, MAX_BYTES, MAX_DEPTH, MAX_FOOTNOTE_WORDS, MAX_ROWS
from tests.cast import Cast, body
from tests.guidelines.bodies import BODY

Json = dict[str, Any]
PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SCRIPT = "<script>alert(1)</script>"


def text(words: str, *marks: Json) -> Json:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def node(kind: str, *content: Json, **attrs: Any) -> Json:
    return {"type": kind, **({"attrs": attrs} if attrs else {}), **({"content": list(content)} if content else {})}


def link(href: Any) -> Json:
    return {"type": "link", "attrs": {"href": href}}


def paragraph(*content: Json) -> Json:
    return node("doc", node("paragraph", *content))


def nested(depth: int) -> Json:
    inner = node("paragraph", text("deep"))
    for _level in range(depth):
        inner = node("blockquote", inner)
    return node("doc", inner)


def table(rows: int) -> Json:
    return node("doc", node("table", *[node("table_row", node("table_cell", node("paragraph")))] * rows))


def footnote(words: int) -> Json:
    return paragraph(text("a"), node("footnote", text("word " * words)))


# What is refused

DAMAGED: dict[str, Any] = {
    "no object": [],
    "nothing": None,
    "a string": "words",
    "no document": node("paragraph"),
    "an empty document": node("doc"),
    "an unknown node": node("doc", node("script")),
    "an image": paragraph({"type": "image", "attrs": {"src": "https://example.org/x.png"}}),
    "raw HTML": node("doc", {"type": "html", "text": SCRIPT}),
    "a document in a document": node("doc", node("doc", node("paragraph"))),
    "text outside a paragraph": node("doc", text("words")),
    "a paragraph in a paragraph": paragraph(node("paragraph")),
    "an item outside a list": node("doc", node("list_item", node("paragraph"))),
    "a list without items": node("doc", node("bullet_list")),
    "an item that begins with a list": node("doc", node("bullet_list", node("list_item", node("blockquote", node("paragraph"))))),
    "a row outside a table": node("doc", node("table_row", node("table_cell", node("paragraph")))),
    "a cell without a block": node("doc", node("table", node("table_row", node("table_cell")))),
    "a footnote in a footnote": paragraph(node("footnote", node("footnote", text("x")))),
    "a line break in a heading": node("doc", node("heading", node("hard_break"), level=1)),
    "an unknown mark": paragraph(text("x", {"type": "underline"})),
    "a mark that is no object": paragraph(text("x", "strong")),  # type: ignore[arg-type]
    "marks that are no list": paragraph({"type": "text", "text": "x", "marks": {"type": "em"}}),
    "a mark with an attribute": paragraph(text("x", {"type": "em", "attrs": {"style": "color:red"}})),
    "a mark with a key": paragraph(text("x", {"type": "em", "onclick": "x"})),
    "an unknown attribute": node("doc", node("paragraph", text("x"), style="color:red")),
    "an attribute beside the known": node("doc", node("heading", text("x"), level=1, id="x")),
    "an unknown key": {**body("x"), "onload": "x"},
    "an unknown key in a text": paragraph({"type": "text", "text": "x", "html": SCRIPT}),
    "a heading of level 3": node("doc", node("heading", text("x"), level=3)),
    "a level that is a string": node("doc", node("heading", text("x"), level="1")),
    "a level that is true": node("doc", node("heading", text("x"), level=True)),
    "a list that begins at -1": node("doc", node("ordered_list", node("list_item", node("paragraph")), order=-1)),
    "a column width of a thousand columns": node("doc", node("table", node("table_row", node("table_cell", node("paragraph"), colwidth=[1] * 1_000)))),
    "a span of markup": node("doc", node("table", node("table_row", node("table_cell", node("paragraph"), colspan='1" onclick="x')))),
    "content that is no list": {"type": "doc", "content": "x"},
    "a child that is no object": {"type": "doc", "content": ["x"]},
    "attributes that are no object": {"type": "doc", "content": [{"type": "heading", "attrs": [1], "content": []}]},
    "a text that is a number": paragraph({"type": "text", "text": 1}),
    "a text without words": paragraph({"type": "text"}),
    "a kind that is a list": node("doc", {"type": ["paragraph"]}),
}  # fmt: skip

ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:x",
    "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://example.org", "//example.org", "/path", "#place",
    "", "https://", "mailto:", 'https://example.org/" onclick="x', "https://example.org/<x>", "https://example.org/a b",
    "https://example.org/" + "x" * 2_000, "https://example.org/\n", None, 1, ["https://example.org"],
]  # fmt: skip

#: Written as numbers, since most cannot be seen.
UNSEEN = [0x00, 0x01, 0x08, 0x0B, 0x1B, 0x7F, 0x9F, 0x202E, 0x2066, 0x2069, 0xD800, 0xFEFF, 0xFFFE, 0xFFFF]


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_what_the_schema_does_not_know_is_refused(damaged: Any) -> None:
    with pytest.raises(richtext.BodyError):
        richtext.clean(damaged)


@pytest.mark.parametrize("address", ADDRESSES, ids=repr)
def test_a_link_leads_only_to_the_web_or_to_mail(address: Any) -> None:
    with pytest.raises(richtext.BodyError, match="A link may lead only"):
        richtext.clean(paragraph(text("x", link(address))))


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d=(e)#f", "http://пример.рф/", "mailto:a@example.org"])
def test_such_links_are_taken(address: str) -> None:
    assert 'rel="noopener noreferrer"' in richtext.to_html(richtext.clean(paragraph(text("x", link(address)))))


@pytest.mark.parametrize("sign", UNSEEN, ids=hex)
def test_signs_that_cannot_be_seen_are_refused(sign: int) -> None:
    with pytest.raises(richtext.BodyError, match="control characters"):
        richtext.clean(body(f"a{chr(sign)}b"))
    with pytest.raises(richtext.BodyError, match="control characters"):
        richtext.clean(paragraph(node("footnote", text(chr(sign)))))


@pytest.mark.parametrize(
    ("fits", "exceeds", "message"),
    [
        (body("x" * (MAX_BYTES - 200)), body("x" * MAX_BYTES), "2 MB at most"),
        (body("ж" * (MAX_BYTES // 2 - 200)), body("ж" * (MAX_BYTES // 2)), "2 MB at most"),
        (nested(MAX_DEPTH - 2), nested(MAX_DEPTH + 1), "nested too deeply"),
        (nested(MAX_DEPTH - 2), nested(900), "nested too deeply"),
        (table(MAX_ROWS), table(MAX_ROWS + 1), "3,000 rows"),
        (footnote(MAX_FOOTNOTE_WORDS), footnote(MAX_FOOTNOTE_WORDS + 1), "150 words"),
    ],
    ids=["bytes", "cyrillic bytes", "depth", "great depth", "rows", "footnote"],
)
def test_bounds(fits: Json, exceeds: Json, message: str) -> None:
    assert richtext.clean(fits)
    with pytest.raises(richtext.BodyError, match=message):
        richtext.clean(exceeds)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["doc", "paragraph", "text", "link"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "content", "text", "marks", "attrs", "href", "level"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@PROPERTY
@given(st.one_of(ANYTHING, st.builds(lambda content: {"type": "doc", "content": content}, ANYTHING)))
def test_whatever_is_sent_is_cleaned_or_refused_and_never_breaks(sent: Any) -> None:
    try:
        cleaned = richtext.clean(sent)
    except richtext.BodyError:
        return
    assert richtext.clean(cleaned) == cleaned


def test_a_damaged_body_is_refused_by_the_page_and_nothing_is_saved(client: Client, cast: Cast) -> None:
    page = f"/provisions/{cast.provision.pk}/edit/"
    client.force_login(cast.drafter)
    sent = {
        "kind": "paragraph", "heading": "Every year", "marking": "public", "base": 2,
        "body_json": json.dumps(paragraph(text("x", link("javascript:alert(1)")))),
    }  # fmt: skip
    answer = client.post(page, sent)
    assert "A link may lead only" in answer.content.decode()
    assert cast.guideline.revisions.count() == 2


# One canonical form


def test_equal_texts_have_one_form() -> None:
    """Neighbours of the same marks are one, marks have one order, accents are composed, empty texts are gone."""
    strong, em = {"type": "strong"}, {"type": "em"}
    sent = paragraph(
        text("Caf", em, strong), text("e\u0301", strong, em), text(""), text(" a\tb\u2028c"), node("footnote")
    )
    assert richtext.clean(sent) == paragraph(text("Caf\u00e9", strong, em), text(" a b c"))


@PROPERTY
@given(BODY)
def test_cleaning_twice_changes_nothing(sent: Json) -> None:
    cleaned = richtext.clean(sent)
    assert json.dumps(richtext.clean(cleaned)) == json.dumps(cleaned)
    assert words(richtext.to_text(cleaned)) == words(richtext.to_text(sent))


# There and back again

SIGNS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Cf"])
    | st.sampled_from("*_#>|-+\\[](){}^1. =`~"),
    max_size=12,
)
MARKED = st.builds(
    lambda words, marks: text(words, *marks),
    SIGNS,
    st.lists(
        st.sampled_from(
            [{"type": "strong"}, {"type": "em"}, link("https://example.org/a(b)|c\\d"), link("mailto:x@y")]
        ),
        max_size=3,
        unique_by=lambda mark: mark["type"],
    ),
)
ODD = st.builds(
    lambda lines: node("doc", *(node("paragraph", *line) for line in lines)),
    st.lists(
        st.lists(
            MARKED | st.just(node("hard_break")) | st.builds(lambda note: node("footnote", note), MARKED), max_size=5
        ),
        min_size=1,
        max_size=3,
    ),
)


@PROPERTY
@given(BODY | ODD)
def test_the_plain_form_loses_nothing(sent: Json) -> None:
    """Those without JavaScript edit markup: a save without a change must not change a sign."""
    stands = richtext.clean(sent)
    assert richtext.clean(richtext.from_markup(richtext.to_markup(stands))) == stands


@PROPERTY
@given(BODY)
def test_pasting_our_own_html_loses_no_word(sent: Json) -> None:
    stands = richtext.clean(sent)
    again = richtext.clean(richtext.from_html(richtext.to_html(stands)))
    assert words(richtext.to_text(again)) == words(richtext.to_text(stands))
    assert tags(richtext.to_html(richtext.clean(richtext.from_html(richtext.to_html(again))))) == tags(
        richtext.to_html(again)
    )


@PROPERTY
@given(st.text(st.characters(codec="utf-8", exclude_characters=[chr(n) for n in range(0x7F, 0xA0)]), max_size=200))
def test_any_text_is_markup_and_any_text_can_be_pasted(sent: str) -> None:
    seen = FORBIDDEN.sub("", sent)
    assert richtext.clean(richtext.from_markup(seen))
    assert richtext.clean(richtext.from_html(sent))


# What the reader's browser gets


class Reader(HTMLParser):
    """Which elements and attributes a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.data = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _value in attrs)))

    def handle_data(self, data: str) -> None:
        self.data += data


def tags(html: str) -> list[tuple[str, tuple[str, ...]]]:
    reader = Reader()
    reader.feed(html)
    return reader.seen


def words(plain: str) -> list[str]:
    """The words, without the brackets that a footnote stands in, wherever it stands."""
    return sorted(plain.replace("[", " ").replace("]", " ").split())


HOSTILE = [
    SCRIPT, "<img src=x onerror=alert(1)>", "</p><iframe src='//x'>", '"><svg onload=alert(1)>', "&lt;script&gt;", "<!--",
    "]]><x>", "<a href='javascript:x'>",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_the_words_is_words(words: str) -> None:
    address = link("https://example.org/?a='b'&c=d")
    stands = richtext.clean(
        node(
            "doc", node("heading", text(words), level=1),
            node("paragraph", text(words, address), node("footnote", text(words))),
            node("table", node("table_row", node("table_cell", node("paragraph", text(words))))),
        )
    )  # fmt: skip
    html = richtext.to_html(stands)
    assert {tag for tag, _attributes in tags(html)} == {"h4", "p", "a", "span", "table", "tbody", "tr", "td"}
    assert {name for _tag, attributes in tags(html) for name in attributes} == {"href", "rel", "class", "role"}
    reader = Reader()
    reader.feed(html)
    assert reader.data == words * 4


@PROPERTY
@given(ODD)
def test_no_text_makes_an_element_or_attribute_of_its_own(sent: Json) -> None:
    assert {tag for tag, _names in tags(richtext.to_html(richtext.clean(sent)))} <= {
        "p",
        "a",
        "strong",
        "em",
        "br",
        "span",
    }


def test_script_in_a_provision_reaches_no_page(client: Client, cast: Cast) -> None:
    """In the words, the heading and the reason, on every page that shows them."""
    revision = drafting.edit_provision(
        cast.provision, by=cast.drafter, base=2, heading=SCRIPT, body=body(SCRIPT), reason=SCRIPT
    )
    assert revision
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires", note=SCRIPT)
    client.force_login(cast.drafter)
    code, pk = cast.guideline.code, cast.provision.pk
    pages = (
        f"/guidelines/{code}/", f"/guidelines/{code}/revisions/", f"/guidelines/{code}/revisions/3/",
        f"/guidelines/{code}/compare/?old=2&new=3", f"/guidelines/{code}/trace/", f"/provisions/{pk}/",
        f"/provisions/{pk}/edit/", f"/provisions/{pk}/move/", f"/provisions/{pk}/history/",
    )  # fmt: skip
    for page in pages:
        answer = client.get(page)
        shown = answer.content.decode()
        assert answer.status_code == 200, page
        assert "alert(1)" in shown, page
        assert "<script>alert" not in shown, page
