"""A refusal says what happened, that nothing changed, and how to go on."""

from django.template.loader import get_template, render_to_string
from django.test import Client

from tests.cast import Cast


def test_an_unknown_address(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is no such page here" in response.content.decode()


def test_an_old_form(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reader)
    response = client.post("/accounts/profile/", {"name": "X"})
    assert response.status_code == 403
    assert "This form has grown old" in response.content.decode()


def test_the_pages_that_must_render_when_little_else_does() -> None:
    for name in ("400.html", "413.html", "500.html"):
        assert "<h1>" in get_template(name).render()


def test_a_reason_is_shown_and_escaped() -> None:
    for name in ("403.html", "409.html"):
        assert "&lt;b&gt;" in render_to_string(name, {"reason": "<b>"})
