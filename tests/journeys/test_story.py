"""The whole story in a real browser: from a pasted report to an approved edition, each person doing their part."""

import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from accounts.models import Delegation, User
from guidelines.demo.texts import PRESS_OUTCOMES, PRESS_REPORT
from guidelines.models import Edition, Guideline
from meetings.models import Meeting, Participation, Resolution
from tests.journeys.conftest import Visitor

PASSWORD = "three honest words"
SELECT = """words => {
  const line = [...document.querySelectorAll('[data-start]')].find(each => each.textContent.includes(words));
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = line.textContent.indexOf(words), end = at + words.length, seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = seen + node.length;
    if (at >= seen && at < next) range.setStart(node, at - seen);
    if (end > seen && end <= next) range.setEnd(node, end - seen);
    seen = next;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

pytestmark = pytest.mark.django_db(transaction=True)


def arrives(visitor: Callable[..., Visitor], name: str) -> Visitor:
    """Somebody signs in by e-mail and password."""
    somebody = visitor()
    somebody.page.goto(f"{somebody.site}/accounts/login/")
    somebody.page.fill("input[name=login]", f"{name}@example.org")
    somebody.page.fill("input[name=password]", PASSWORD)
    somebody.press("Sign in")
    somebody.sees("What waits for you")
    return somebody


def people() -> None:
    """The administrator has made the accounts and the delegations."""
    administrator = User.objects.create_superuser("ada@example.org", PASSWORD, name="Ada Admin")
    User.objects.create_user("olga@example.org", PASSWORD, name="Olga Officer", office="officer", is_staff=True)
    for name in ("daniyar", "azamat", "kg", "kz", "atc"):
        User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.title())
    for code in ("KG", "KZ", "ATC"):
        Delegation(code=code, name_en=f"Delegation {code}", name_ru=f"Делегация {code}").record(administrator)


def test_from_a_pasted_report_to_an_approved_edition(visitor: Callable[..., Visitor]) -> None:
    people()
    officer = arrives(visitor, "olga")
    the_officer_records_the_meeting(officer)
    the_officer_makes_resolutions_of_words(officer)
    the_officer_opens_a_guideline(officer)
    drafter = arrives(visitor, "daniyar")
    the_drafter_writes(drafter)
    the_drafter_ties_and_submits(drafter)
    for name in ("kg", "kz", "atc"):
        a_delegation_speaks(arrives(visitor, name), name)
    approver = arrives(visitor, "azamat")
    the_approver_approves(approver)
    the_chain_is_unbroken(approver)


def the_officer_records_the_meeting(officer: Visitor) -> None:
    officer.open("/series/new/")
    officer.fill(code="PRISON", title="Countering recruitment in penitentiary facilities")
    officer.send()
    officer.press("Paste a report", "link")
    officer.look()
    officer.fill(title="Groups look for followers in prisons", text=PRESS_REPORT, publisher="Steppe News Agency")
    officer.fill(published_day="21", published_month="01", published_year="2016")
    officer.send()
    officer.look()
    officer.press("Record the meeting", "link")
    officer.look()
    officer.press("Record it by hand", "link")
    officer.fill(title="Expert meeting on recruitment", city="Bishkek", country="KG")
    officer.fill(reported_day="21", reported_month="01", reported_year="2016")
    officer.send()
    officer.press("PRISON-1: Expert meeting on recruitment", "link")
    officer.sees("date not given; reported 21 January 2016")
    officer.look()
    for category in ("security and intelligence services", "law enforcement bodies", "penitentiary facilities"):
        officer.open(f"/meetings/{Meeting.objects.get().pk}/participants/new/")
        officer.fill(category=category)
        officer.send()
    officer.sees("penitentiary facilities")
    assert Participation.objects.filter(person=None, head_count=None).count() == 3


def the_officer_makes_resolutions_of_words(officer: Visitor) -> None:
    for outcome in PRESS_OUTCOMES:
        officer.press("Reports", "link")
        officer.press("Groups look for followers in prisons", "link")
        officer.page.evaluate(SELECT, outcome["quote"])
        officer.press("Make it a resolution")
        officer.page.wait_for_url("**/resolutions/new/**")
        officer.fill(kind=outcome["kind"], wording=outcome["wording"])
        officer.send()
    assert Resolution.objects.count() == 5
    officer.look()
    officer.press("PRISON-1/3", "link")
    officer.sees("press report only")
    officer.look()
    officer.press("Show in the report", "link")
    current = officer.page.locator(
        "mark[aria-current=true], a.highlight[aria-current=true], [aria-current=true].highlight"
    )
    assert PRESS_OUTCOMES[2]["quote"].split(",")[0] in (current.first.text_content() or "")


def the_officer_opens_a_guideline(officer: Visitor) -> None:
    officer.open("/guidelines/new/")
    officer.fill(code="PRISON-GL", title="Guidelines on countering recruitment")
    officer.page.select_option("[name=series]", label="PRISON: Countering recruitment in penitentiary facilities")
    officer.send()
    team = [("Daniyar", "drafter", ""), ("Azamat", "approver", "")]
    team += [(code.title(), "reviewer", code) for code in ("KG", "KZ", "ATC")]
    for name, role, code in team:
        officer.page.select_option("[name=user]", label=name)
        officer.page.select_option("[name=role]", value=role)
        delegation = Delegation.objects.filter(code=code).first()
        officer.page.select_option("[name=delegation]", value=str(delegation.pk) if delegation else "")
        officer.send()
        officer.sees(f"{name} is in the team.")
    officer.look()


def the_drafter_writes(drafter: Visitor) -> None:
    drafter.press("Guidelines", "link")
    drafter.press("PRISON-GL", "link")
    drafter.look()
    drafter.press("Write the first chapter", "link")
    drafter.fill(kind="chapter", heading="Prevention")
    drafter.send()
    for heading, words in (
        ("Training of staff", "Staff is trained every year."),
        ("Placement", "Groups are kept apart."),
    ):
        add_under_the_chapter(drafter, heading, words)
    drafter.look()
    assert [item.number for item in Guideline.objects.get().draft()] == ["1", "1.1", "1.2"]
    handle = drafter.page.get_by_role("button", name="Move 1.2")
    handle.focus()
    with drafter.page.expect_navigation():
        drafter.page.keyboard.press("Alt+ArrowUp")
    drafter.sees("Placement")
    assert [item.node.heading for item in Guideline.objects.get().draft()][1] == "Training of staff"


def add_under_the_chapter(drafter: Visitor, heading: str, words: str) -> None:
    chapter = next(item for item in Guideline.objects.get().draft() if item.depth == 0)
    drafter.open(f"/guidelines/PRISON-GL/provisions/new/?place=under:{chapter.node.id}")
    drafter.fill(heading=heading)
    write(drafter.page, words)
    drafter.send()
    drafter.sees(words)


def write(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Text").first.click()
    page.keyboard.type(words)


def the_drafter_ties_and_submits(drafter: Visitor) -> None:
    drafter.open("/guidelines/PRISON-GL/open-resolutions/")
    drafter.press("Tie to a provision PRISON-1/3", "link")
    drafter.look()
    drafter.page.select_option("[name=provision]", label="1.2 Placement")
    drafter.send()
    drafter.open("/guidelines/PRISON-GL/trace/")
    drafter.open("/guidelines/PRISON-GL/revisions/")
    drafter.sees("added")
    drafter.open("/guidelines/PRISON-GL/")
    drafter.press("Submit for review", "link")
    drafter.look()
    drafter.fill(note="Please read the chapter on prevention.")
    drafter.send()
    drafter.sees("is submitted to the delegations")
    drafter.look()


def a_delegation_speaks(reviewer: Visitor, name: str) -> None:
    reviewer.press("Review", "link")
    reviewer.press("Take a position", "link")
    reviewer.look()
    reviewer.fill(value={"kg": "agree", "kz": "no_objection", "atc": "abstain"}[name])
    reviewer.send()
    reviewer.sees("recorded")


def the_approver_approves(approver: Visitor) -> None:
    approver.press("Decide", "link")
    approver.look()
    approver.page.once("dialog", lambda dialog: dialog.accept())
    approver.page.locator("form[action$='/approve/'] button").click()
    confirm(approver.page)
    approver.page.wait_for_url("**/editions/1/")
    approver.look()


def confirm(page: Page) -> None:
    """Where the question is asked by the page itself and not by the browser."""
    button = page.locator("dialog[open] .button-primary, dialog[open] .button-danger")
    if button.count():
        button.first.click()


def the_chain_is_unbroken(reader: Visitor) -> None:
    """The PDF holds the text, the resolution and the words of the report; the provision leads back to them."""
    answer = reader.page.request.get(f"{reader.site}/guidelines/PRISON-GL/editions/1/pdf/")
    assert answer.ok
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    text = " ".join(text.split())
    for words in (
        "Groups are kept apart.",
        "PRISON-1/3",
        "thorough preventive work",
        Edition.objects.get().revision.digest[:12],
    ):
        assert words in text
    reader.open("/guidelines/PRISON-GL/")
    reader.page.get_by_role("link", name="PRISON-1/3").first.click()
    reader.sees("thorough preventive work")
    reader.press("Show in the report", "link")
    reader.sees("Steppe News Agency")
