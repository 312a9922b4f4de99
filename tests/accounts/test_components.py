"""Parts of pages: what they say, and that a reader's programme hears it."""

from datetime import datetime, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.test import Client
from django.utils import timezone, translation

from accounts.permissions import Verdict
from tests.cast import Cast


class Sample(forms.Form):
    title = forms.CharField(help_text="As people will look for it.")
    kind = forms.ChoiceField(choices=[("a", "one"), ("b", "two")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)


def rendered(source: str, **context: object) -> Any:
    return BeautifulSoup(Template(source).render(Context(context)), "html.parser")


def test_a_wrong_form_leads_from_its_summary_to_the_fields() -> None:
    page = rendered("{{ form }}", form=Sample({"title": ""}))
    links = [link["href"] for link in page.select(".error-summary a")]
    assert links == ["#id_title", "#id_kind"]
    assert all(page.select_one(link) for link in links)


def test_a_field_is_tied_to_its_label_hint_and_error() -> None:
    page = rendered("{{ form }}", form=Sample({"title": ""}))
    field = page.select_one("input#id_title")
    assert field and page.select_one("label[for=id_title]")
    described = [page.find(id=name).get_text(strip=True) for name in field["aria-describedby"].split()]
    assert described == ["As people will look for it.", "This field is required."]
    assert field["aria-invalid"] == "true"


def test_radios_are_a_group_with_a_legend_and_optional_fields_say_so() -> None:
    page = rendered("{{ form }}", form=Sample())
    assert page.select_one("fieldset legend").get_text(strip=True) == "Kind"
    assert page.select_one("label[for=id_note] .optional")
    assert not page.select_one(".error-summary")


def test_an_impossible_verb_stays_with_its_reason() -> None:
    page = rendered("{% action 'Approve' '/x/' verdict post=True %}", verdict=Verdict(False, "You wrote it."))
    button = page.select_one("button[aria-disabled=true]")
    assert button and "Approve" in button.get_text()
    assert page.find(id=button["aria-describedby"]).get_text() == "You wrote it."
    assert not page.select_one("form, a")


def test_a_possible_verb_is_a_link_or_a_form() -> None:
    assert rendered("{% action 'Edit' '/x/' %}").select_one("a.button[href='/x/']")
    page = rendered("{% action 'Withdraw' '/x/' verdict post=True confirm='Sure?' %}", verdict=Verdict(True))
    assert page.select_one("form[method=post][action='/x/'][data-confirm='Sure?'] button")


def test_deadlines_say_how_near_they_are() -> None:
    today = timezone.localdate()
    words = {days: rendered("{{ d|due }}", d=today + timedelta(days)).get_text() for days in (-1, 0, 2, 30)}
    assert words[-1].startswith("overdue since")
    assert words[0] == "due today"
    assert words[2].endswith("in 2 days")
    assert rendered("{{ d|due }}", d=None).get_text() == "no deadline"


def test_dates_are_written_as_people_write_them() -> None:
    at = timezone.make_aware(datetime(2026, 11, 3, 14, 5))
    assert rendered("{{ at|day }}", at=at).get_text() == "3 November 2026"
    with translation.override("ru"):
        assert rendered("{{ at|moment }}", at=at).time.get_text() == "3 ноября 2026 г., 14:05"


def test_the_gallery_shows_every_component_in_both_languages(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    for language in ("en", "ru"):
        client.post("/language/", {"language": language})
        assert client.get("/gallery/").status_code == 200
