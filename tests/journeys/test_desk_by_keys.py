"""A dropped file becomes a meeting with proven resolutions, by keys alone and in few of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from guidelines.demo.texts import PRESS_REPORT
from meetings.actions.series import create_series
from meetings.models import Dismissal, Meeting, Quote, Report, Resolution
from tests.journeys.conftest import Visitor
from tests.journeys.test_story import PASSWORD, arrives

SEED = Path(settings.BASE_DIR).parent / "shared" / "reports" / "01-seed-tass-bishkek-2016.txt"
MOST = 25  # key presses and clicks after the drop
DROP = """([name, words]) => {
  const files = new DataTransfer();
  files.items.add(new File([words], name, { type: "text/plain" }));
  const where = document.querySelector("[data-drop-form]");
  where.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""

pytestmark = pytest.mark.django_db(transaction=True)


class Typist:
    """Presses keys, and counts them."""

    def __init__(self, visitor: Visitor) -> None:
        self.page, self.pressed = visitor.page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def press_and_wait(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)
        self.page.wait_for_load_state("networkidle")


def texts() -> list[pytest.ParameterSet]:
    seed = pytest.param(SEED, marks=pytest.mark.skipif(not SEED.exists(), reason="the real reports are not here"))
    return [pytest.param(None, id="ours"), pytest.param(*seed.values, marks=seed.marks, id="seed")]


@pytest.mark.parametrize("source", texts())
def test_a_dropped_file_becomes_a_meeting_with_resolutions(
    visitor: Callable[..., Visitor], source: Path | None, capsys: pytest.CaptureFixture[str]
) -> None:
    words = source.read_text() if source else PRESS_REPORT
    olga = User.objects.create_user("olga@example.org", PASSWORD, name="Olga Officer", office="officer", is_staff=True)
    create_series(by=olga, code="PRISON", title="Countering recruitment in penitentiary facilities")
    officer = arrives(visitor, "olga")
    officer.open("/series/PRISON/")
    with officer.page.expect_navigation():
        officer.page.evaluate(DROP, ["report.txt", words])
    officer.look()
    keys = Typist(officer)
    the_meeting_is_recorded(officer, keys)
    officer.look()
    the_suggestions_are_decided(officer, keys)
    with capsys.disabled():
        print(f"\n{source.name if source else 'our text'}: {keys.pressed} key presses after the drop")
    assert keys.pressed <= MOST
    assert Meeting.objects.get().country == "KG"
    assert Resolution.objects.count() >= 2
    assert all(quote.text.text[quote.start : quote.end] == quote.exact for quote in Quote.objects.all())


def the_meeting_is_recorded(officer: Visitor, keys: Typist) -> None:
    """The first fact of each kind is accepted; the others are passed over."""
    facts = officer.page.locator("[data-fact]")
    labels = [facts.nth(number).locator("label").inner_text() for number in range(facts.count())]
    wanted = {"Title", "Place", "Host country", "Convener", "Took part"}
    for label in labels:
        if not wanted:
            break
        keys.press("a" if label in wanted else "j")
        wanted.discard(label)
    keys.press_and_wait("s")
    report = Report.objects.get()
    assert report.meeting is not None
    assert officer.page.url.endswith(report.get_absolute_url())


def the_suggestions_are_decided(officer: Visitor, keys: Typist) -> None:
    """Each is of a kind and accepted; the key for undoing brings the last one back, and it is refused."""
    suggestions = officer.page.locator("[data-suggestion]")
    offered = suggestions.count()
    assert offered >= 3
    for _suggestion in range(offered):
        officer.page.locator("[data-suggestion].now").wait_for()
        keys.press("3")
        keys.press_and_wait("a")
    assert Resolution.objects.count() == offered
    keys.press_and_wait("u")
    assert Resolution.objects.count() == offered - 1
    officer.page.locator("[data-suggestion].now").wait_for()
    keys.press_and_wait("x")
    assert Dismissal.objects.count() == 1
