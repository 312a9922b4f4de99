"""A real browser: one Chromium for all journeys, a fresh profile for each person."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, Page, TimeoutError

AXE = Path(settings.BASE_DIR) / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PRINTED = """[...document.querySelectorAll("nav, button, .button, [role=search], .compare-bar")]
  .filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 90))"""
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Visitor:
    """Somebody at a browser, who notices what a person would call broken on any page they come to."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        # axe-core styles the elements it measures, which our policy forbids: that is not the page's doing. It is not
        # served, so what it does names no file; its complaints may arrive after it has finished.
        if not message.location["url"]:
            return
        # A refused or colliding form is answered with its status, which Chromium reports on the console.
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")
        self.look()

    def look(self) -> None:
        """Is the page accessible (axe-core, WCAG 2.2 A and AA), and does it fit a telephone?"""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("tags => axe.run({runOnly: tags}).then(result => result.violations)", STANDARD)
        for violation in found:
            places = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            self.complaints.append(f"{self.page.url}: {violation['id']}: {places}")
        self._fits(390)

    def _fits(self, width: int) -> None:
        before = self.page.viewport_size
        assert before
        self.page.set_viewport_size({"width": width, "height": 844})
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            self.complaints.append(f"{self.page.url}: wider than {width} px")
        self.page.set_viewport_size(before)

    def prints(self) -> None:
        """On paper there is nothing to press and nowhere to go."""
        self.page.emulate_media(media="print")
        for left in self.page.evaluate(PRINTED):
            self.complaints.append(f"{self.page.url}: prints {left}")
        self.page.emulate_media(media="screen")

    def press(self, name: str, role: str = "button") -> None:
        """Press the button (or follow the link) of this name."""
        self._found(self.page.get_by_role(role, name=name), name).click()  # type: ignore[arg-type]
        self.page.wait_for_load_state()

    def send(self) -> None:
        """Send the form of the page."""
        self._found(self.page.locator("main form .form-foot .button-primary"), "a form").click()
        self.page.wait_for_load_state()

    def fill(self, **fields: str) -> None:
        """Fill fields by their names; a select or a radio gets its value."""
        for name, value in fields.items():
            field = self._found(self.page.locator(f"main [name={name}]:visible"), name)
            kind = field.evaluate("field => field.type")
            if kind.startswith("select"):
                field.select_option(value)
            elif kind == "radio":
                self.page.locator(f"main [name={name}][value={value}]").check()
            else:
                field.fill(value)

    def sees(self, words: str) -> None:
        self._found(self.page.get_by_text(words), words)

    def _found(self, locator: Locator, what: str) -> Locator:
        try:
            locator.first.wait_for()
        except TimeoutError:
            shown = self.page.locator("main").inner_text()
            pytest.fail(f"“{what}” is not on {self.page.url}, which says:\n{shown}")
        return locator.first


@pytest.fixture
def visitor(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors; at the end none of them may have anything to complain of."""
    visitors: list[Visitor] = []

    def arrive(**profile: Any) -> Visitor:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, **profile)
        context.set_default_timeout(15_000)
        visitors.append(Visitor(context.new_page(), live_server.url))
        return visitors[-1]

    yield arrive
    for each in visitors:
        each.page.context.close()
    assert [complaint for each in visitors for complaint in each.complaints] == []
