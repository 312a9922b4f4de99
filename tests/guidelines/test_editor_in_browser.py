"""Writing in the browser: the editor, the plain form without a script, and moving in the outline."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from guidelines import richtext
from guidelines.actions import drafting
from guidelines.models import Provision
from guidelines.models.revision import newest_revision
from tests.cast import Cast, body
from tests.guidelines.test_paste import WORD, WORD_AS_MARKUP

PASTE = """([html, text]) => {
  const clipboard = new DataTransfer();
  if (html) clipboard.setData("text/html", html);
  clipboard.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""

pytestmark = pytest.mark.django_db(transaction=True)


def context_of(cast: Cast, browser: Browser, address: str, **options: Any) -> BrowserContext:
    """The drafter's browser, signed in."""
    client = Client()
    client.force_login(cast.drafter)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=address, **options)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    return context


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return Cast()


@pytest.fixture
def page(cast: Cast, browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page of the drafter's on which every error of a script or of the security policy is a failure."""
    problems: list[str] = []
    page = context_of(cast, browser, live_server.url).new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if "Security Policy" in message.text else None)
    yield page
    assert problems == []


def settle(page: Page) -> None:
    """Wait until the browser has told the editor where the caret is; no person is as fast as these keys."""
    page.evaluate("new Promise(told => requestAnimationFrame(() => requestAnimationFrame(told)))")


def write(page: Page, provision: Provision) -> None:
    """Open the provision and put the caret at the end of its text."""
    page.goto(f"/provisions/{provision.pk}/edit/")
    page.get_by_role("textbox", name="Text").click()
    page.keyboard.press("Control+End")
    settle(page)


def press(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def saved(page: Page, provision: Provision) -> str:
    """Save, and give what stands now as markup."""
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/guidelines/**")
    provision.refresh_from_db()
    return richtext.to_markup(provision.body)


def test_words_lists_and_headings(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    keys = page.keyboard
    keys.type(" It is ")
    keys.press("Control+b")
    keys.type("binding")
    keys.press("Control+b")
    keys.press("Enter")
    press(page, "Heading")
    keys.type("How")
    keys.press("Enter")
    press(page, "Bulleted list")
    keys.type("in class")
    keys.press("Enter")
    keys.type("with ")
    keys.press("Tab")
    keys.press("Control+i")
    keys.type("a test")
    expect(page.get_by_role("button", name="Italic")).to_have_attribute("aria-pressed", "true")
    expected = (
        "Each service trains its staff once a year. It is **binding**\n\n# How\n\n- in class\n\n  - with *a test*"
    )
    assert saved(page, cast.provision) == expected


def test_a_table_grows_by_tab_and_by_buttons(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    page.keyboard.press("Enter")
    press(page, "Insert a table")
    for words in ("State", "Staff", "Hours", "KG", "40", "8", "KZ", "60", "9"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.type("RU")
    press(page, "Delete the column", "Add a row above")
    rows = saved(page, cast.provision).split("\n\n")[1].split("\n")
    assert rows == ["|= Staff |= Hours |", "| 40 | 8 |", "| 60 | 9 |", "| | |", "| | |"]


def test_a_footnote_is_written_where_it_stands(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    press(page, "Footnote")
    expect(page.get_by_role("textbox", name="Footnote")).to_be_focused()
    page.keyboard.type("Since ")
    press(page, "Bold")
    page.keyboard.type("2016")
    page.keyboard.press("Enter")
    page.keyboard.type(" And so on.")
    assert saved(page, cast.provision) == "Each service trains its staff once a year.^[Since **2016**] And so on."


def test_a_footnote_that_stands_is_changed_and_undone(page: Page, cast: Cast) -> None:
    note = {"type": "footnote", "content": [{"type": "text", "text": "Old words"}]}
    drafting.edit_provision(
        cast.provision,
        by=cast.drafter,
        base=newest_revision(cast.guideline).number,  # type: ignore[union-attr]
        heading="Every year",
        body={"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Text"}, note]}]},
    )
    write(page, cast.provision)
    page.get_by_role("note").click()
    expect(page.get_by_role("textbox", name="Footnote")).to_be_focused()
    page.keyboard.type(", new words")
    page.keyboard.press("Escape")
    expect(page.get_by_role("note")).to_have_text("Old words, new words")
    press(page, "Undo")
    expect(page.get_by_role("note")).to_have_text("Old words")


def test_a_link_is_set_and_a_dangerous_one_refused(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    for _letter in "year.":
        page.keyboard.press("Shift+ArrowLeft")
    settle(page)
    page.keyboard.press("Control+k")
    address = page.get_by_label("Address")
    address.fill("javascript:alert(1)")
    address.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("http://")
    address.fill("example.org/year")
    address.press("Enter")
    assert saved(page, cast.provision).endswith("once a [year.](https://example.org/year)")


def test_paste_from_word(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    page.keyboard.press("Enter")
    page.evaluate(PASTE, [WORD, "as plain text"])
    expect(page.get_by_role("note")).to_have_text("The source")
    assert saved(page, cast.provision) == f"Each service trains its staff once a year.\n\n{WORD_AS_MARKUP}"


def test_paste_goes_where_the_caret_was_and_survives_a_silent_server(page: Page, cast: Cast) -> None:
    page.route("**/richtext/clean/", lambda route: route.abort())
    write(page, cast.provision)
    page.evaluate(PASTE, ["<p style='color:red'> <b>Also</b> abroad.</p>", ""])
    expect(page.get_by_role("status").filter(has_text="could not be sent")).to_be_visible()
    assert saved(page, cast.provision) == "Each service trains its staff once a year.**Also** abroad."


def test_too_large_a_paste_says_so(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    page.evaluate(PASTE, [f"<p>{'x' * 1_000_001}</p>", ""])
    expect(page.get_by_role("status").filter(has_text="larger than 1 MB")).to_be_visible()
    expect(page.get_by_role("textbox", name="Text")).to_have_text("Each service trains its staff once a year.")


def test_unsaved_work_is_not_left_by_accident(page: Page, cast: Cast) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    write(page, cast.provision)
    page.reload()
    assert asked == []
    page.get_by_role("textbox", name="Text").click()
    page.keyboard.type("New")
    page.reload()
    assert asked == ["beforeunload"]


def test_the_keyboard_reaches_all_and_leaves(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    page.keyboard.press("Alt+F10")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Insert a table")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Text")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Marking")).to_be_focused()


def test_a_page_with_an_error_keeps_what_was_written(page: Page, cast: Cast) -> None:
    write(page, cast.provision)
    page.keyboard.type(" More.")
    press(page, "Footnote")
    expect(page.get_by_role("textbox", name="Footnote")).to_be_focused()
    page.evaluate(PASTE, ["", "word\n\n" * 151])
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".field-wrong")).to_contain_text("longer than 150 words")
    text = page.get_by_role("textbox", name="Text")
    expect(text).to_contain_text("Each service trains its staff once a year. More.word word")
    expect(text).to_have_attribute("aria-invalid", "true")


def test_without_a_script_the_plain_form_does_the_same(cast: Cast, browser: Browser, live_server: Any) -> None:
    page = context_of(cast, browser, live_server.url, java_script_enabled=False).new_page()
    page.goto(f"/provisions/{cast.provision.pk}/edit/")
    text = page.get_by_label("Text")
    assert text.input_value() == "Each service trains its staff once a year."
    text.fill("**All** services.^[Also KG]\n\n1. Train\n2. Test")
    assert saved(page, cast.provision) == "**All** services.^[Also KG]\n\n1. Train\n2. Test"


# The outline


@pytest.fixture
def chapters(cast: Cast) -> list[Provision]:
    """Three chapters; 1.1 stands in the first."""
    first = cast.chapter
    assert cast.provision
    made = [first]
    for heading in ("Records", "Review"):
        chapter = drafting.add_provision(
            cast.guideline, by=cast.drafter, kind=Provision.Kind.CHAPTER, heading=heading, body=body(), after=made[-1]
        )
        made.append(chapter)
    return made


def outline(cast: Cast) -> list[str]:
    return [f"{item.number} {item.node.heading}" for item in cast.guideline.outline()]


def test_alt_and_an_arrow_move_a_provision(page: Page, cast: Cast, chapters: list[Provision]) -> None:
    page.goto(f"/guidelines/{cast.guideline.code}/")
    handle = page.get_by_role("button", name="Move 3 Review")
    handle.focus()
    handle.press("Alt+ArrowUp")
    expect(page.get_by_role("button", name="Move 2 Review")).to_be_focused()
    assert outline(cast) == ["1 Training", "1.1 Every year", "2 Review", "3 Records"]
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_role("button", name="Move 1.2 Review")).to_be_focused()
    expect(page.locator("#outline-status")).to_have_text("It stands now as 1.2 Review.")
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.get_by_role("button", name="Move 2 Review")).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#outline-status")).to_have_text("There is no place in this direction.")


def test_dragging_moves_a_provision_before_another(page: Page, cast: Cast, chapters: list[Provision]) -> None:
    page.goto(f"/guidelines/{cast.guideline.code}/")
    drag(page, "Move 3 Review", "Move 1 Training", part=0.1)
    expect(page.get_by_role("button", name="Move 1 Review")).to_be_focused()
    assert outline(cast) == ["1 Review", "2 Training", "2.1 Every year", "3 Records"]


def test_dragging_onto_a_row_moves_a_provision_under_it(page: Page, cast: Cast, chapters: list[Provision]) -> None:
    page.goto(f"/guidelines/{cast.guideline.code}/")
    drag(page, "Move 3 Review", "Move 2 Records", part=0.5)
    expect(page.get_by_role("button", name="Move 2.1 Review")).to_be_focused()


def test_what_the_server_refuses_is_said(page: Page, cast: Cast, chapters: list[Provision]) -> None:
    page.goto(f"/guidelines/{cast.guideline.code}/")
    drafting.delete_provision(chapters[1], by=cast.drafter)
    page.get_by_role("button", name="Move 3 Review").press("Alt+ArrowRight")
    expect(page.locator("#outline-status")).to_contain_text("This place is gone")
    assert outline(cast) == ["1 Training", "1.1 Every year", "2 Review"]
    assert outline(cast) == ["1 Training", "1.1 Every year", "2 Review"]


def drag(page: Page, handle: str, onto: str, part: float) -> None:
    """Drag by the handle to this part of the height of the other's row."""
    page.get_by_role("button", name=handle).hover(force=True)
    page.mouse.down()
    row = page.locator(".outline-row", has=page.get_by_role("button", name=onto)).bounding_box()
    assert row
    page.mouse.move(row["x"] + row["width"] / 2, row["y"] + row["height"] * part, steps=5)
    page.mouse.up()


def test_why_stands_at_the_provision_where_there_is_no_margin_beside_it(cast: Cast, page: Page) -> None:
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(cast.guideline.get_absolute_url())
    section = page.locator(f"#p-{cast.provision.pk}")
    section.get_by_role("link", name="Why?").press("Enter")
    expect(section.locator("#why .quote")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    expect(page.locator(".margin #why")).to_have_count(1)
    expect(section.get_by_role("link", name="Why?")).to_be_focused()
    section.locator(".chip").click()
    section.get_by_role("button", name="Close").click()
    expect(section.locator("#why")).to_have_count(0)

    page.set_viewport_size({"width": 1440, "height": 900})
    section.locator(".chip").click()
    expect(page.locator(".margin #why .quote")).to_be_in_viewport()
