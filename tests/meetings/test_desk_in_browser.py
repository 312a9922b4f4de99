"""The desk with its script: a selection in the browser (UTF-16) becomes a place in the text (code points)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from accounts.models import User
from meetings.actions.desk import accept, refuse
from meetings.actions.reports import correct_text, file_report
from meetings.models import Quote, Report
from tests.cast import Cast

TEXT = "🙂🙂 Experts met.\n\nThey agreed to meet again 👩🏽‍🏫 in spring.\nThe last line."
SELECT = """([first, from, last, to]) => {
  const lines = [...document.querySelectorAll('[data-start]')];
  const range = document.createRange();
  const point = (line, at) => {  // words may stand in highlights
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; at -= node.length, node = walker.nextNode()) if (at <= node.length) return [node, at];
  };
  range.setStart(...point(lines[first], lines[first].textContent.indexOf(from)));
  range.setEnd(...point(lines[last], lines[last].textContent.indexOf(to) + to.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(transactional_db: None) -> Report:
    cast = Cast()
    return file_report(cast.series, by=cast.officer, meeting=cast.meeting, title="Experts met", text=TEXT)


@pytest.fixture
def desk(report: Report, browser: Browser, live_server: Any, client: Client) -> Iterator[Page]:
    """The report open in the officer's browser."""
    client.force_login(report.history.get().history_user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/reports/{report.pk}/")
    yield page
    context.close()


def test_a_selection_is_counted_in_code_points(desk: Page) -> None:
    assert_becomes(desk, [0, "Experts", 0, "met."], "Experts met.")
    assert_becomes(desk, [1, "in spring", 1, "spring"], "in spring")
    across = "met.\n\nThey agreed to meet again 👩🏽‍🏫 in spring.\nThe last"
    assert_becomes(desk, [0, "met", 2, "The last"], across)


def assert_becomes(desk: Page, selection: list[int | str], words: str) -> None:
    """The selection leads to the form of a resolution on exactly these words; then back to the desk."""
    address = desk.url
    desk.evaluate(SELECT, selection)
    desk.get_by_role("button", name="Make it a resolution").click()
    desk.wait_for_url("**/resolutions/new/?**")
    assert desk.locator("mark").text_content() == words
    place = TEXT.index(words)
    assert f"start={place}&end={place + len(words)}" in desk.url
    desk.goto(address)


def test_on_a_phone_the_cards_stay_open_while_one_decides(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.reload()
    desk.locator("[data-cards-toggle][aria-controls]").click()
    card = desk.locator("[data-suggestion]").first
    card.get_by_role("button", name="Accept").click()
    desk.get_by_text("Say what kind of outcome it is").wait_for()
    assert desk.locator("[data-desk]").get_attribute("data-cards") == "open"
    card.get_by_role("radio").nth(1).check()
    card.get_by_role("button", name="Accept").click()
    desk.get_by_text("PRISON-1/1 recorded").wait_for()


def test_what_a_colleague_decides_is_shown_and_what_was_begun_stays(desk: Page, report: Report) -> None:
    oleg = User.objects.create_user("oleg@example.org", "x", name="Oleg Officer", office="officer")
    desk.evaluate("window.stays = true")
    desk.keyboard.press("2")
    words = "They agreed to meet again 👩🏽‍🏫 in spring."
    suggested = desk.locator("[data-suggestion]")
    assert suggested.count() == 1
    desk.evaluate(SELECT, [2, "last", 2, "line"])
    refuse(report, by=oleg, about="outcome", words="Something else.")
    desk.get_by_text("Reviewed 1 of 2").wait_for()
    assert desk.locator(".card.now [name=kind]:checked").count() == 1
    accept(report, by=oleg, kind="commitment", start=TEXT.index(words), end=TEXT.index(words) + len(words))
    desk.get_by_text("PRISON-1/1").first.wait_for()
    assert suggested.count() == 0
    assert desk.locator("[data-start] .highlight:not(.highlight-suggested)").text_content() == words
    desk.get_by_text("Reviewed 2 of 2").wait_for()
    assert desk.evaluate("[getSelection().toString(), window.stays]") == ["last line", True]
    assert desk.get_by_label("words of the report").input_value() == "last line"


def test_the_ends_of_a_suggestion_are_edited_by_keys(desk: Page) -> None:
    desk.keyboard.press("3")
    desk.keyboard.press("e")
    for _word in range(3):
        desk.keyboard.press("Control+Shift+ArrowLeft")
    desk.locator(".card.now [data-words]", has_text="👩🏽‍🏫").wait_for()
    kept = desk.locator(".card.now [data-words]").inner_text()
    assert kept.startswith("They agreed")
    assert not kept.endswith("spring.")
    desk.keyboard.press("a")
    desk.get_by_text("PRISON-1/1 recorded").wait_for()
    assert Quote.objects.get().exact == kept.strip()


def test_a_quote_that_waits_is_confirmed_by_keys(desk: Page, report: Report) -> None:
    officer = report.history.get().history_user
    words = "They agreed to meet again 👩🏽‍🏫 in spring."
    accept(report, by=officer, kind="decision", start=TEXT.index(words), end=TEXT.index(words) + len(words))
    corrected = TEXT.replace("to meet again", "that they would meet again")
    correct_text(report, by=officer, text=corrected, reason="It was misread", seen=1)
    desk.reload()
    desk.locator(".card.now ins").wait_for()
    assert desk.locator("[data-start] [aria-current]").text_content() == desk.locator(".card.now ins").text_content()
    desk.keyboard.press("a")
    desk.get_by_text("The quote of PRISON-1/1 holds").wait_for()
    quote = Quote.objects.get()
    assert (quote.text.version, "would meet again" in quote.exact) == (2, True)
