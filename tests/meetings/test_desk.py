"""On the desk words of a report become a resolution: selected with a script, or pasted without one."""

from typing import Any

from django.test import Client

from meetings.actions.reports import correct_text
from meetings.actions.resolutions import change_resolution
from meetings.models import Quote, Resolution
from tests.cast import REPORT, Cast

WORDS = "The next meeting will be held in spring."


def select(client: Client, cast: Cast, words: str, **given: Any) -> Any:
    return client.post(f"/reports/{cast.report.pk}/select/", {"words": words, **given})


def test_pasted_words_are_found_after_an_emoji(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = select(client, cast, WORDS)
    start = REPORT.index(WORDS)
    assert response["Location"].endswith(f"&start={start}&end={start + len(WORDS)}")
    form = client.get(response["Location"]).context["form"]
    assert form.initial["wording"] == WORDS
    assert form.initial["meeting"] == cast.meeting
    given = {"meeting": cast.meeting.pk, "kind": "commitment", "wording": "Meet in spring", "speaker": "agency",
             "speaker_name": "CIS ATC", "addressees": "the services\nprisons\n", "due_text": "in spring",
             "due_month": "05", "due_year": "2016", "status": "open", "marking": "members"}  # fmt: skip
    page = client.post(response["Location"], given, follow=True).content.decode()
    assert "Resolution PRISON-1/1 recorded." in page
    assert "press report only" in page
    made = Resolution.objects.get()
    assert made.quotes.get().exact == WORDS
    assert [addressee.name for addressee in made.addressees.all()] == ["the services", "prisons"]
    assert made.due_words == "in spring (May 2016)"


def test_words_that_stand_several_times_are_asked_about(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = select(client, cast, "ing")
    places = response.context["form"].places
    assert len(places) == 2
    assert response.content.decode().count("This place") == 2
    chosen = select(client, cast, places[1].exact, start=places[1].start, end=places[1].end)
    assert f"start={places[1].start}" in chosen["Location"]


def test_words_that_do_not_stand_there_are_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = select(client, cast, "They decided nothing")
    assert response.status_code == 422
    assert "These words are not in the text" in str(response.context["form"].errors["words"])
    assert select(client, cast, "").context["form"].errors["words"]
    assert "control characters" in str(select(client, cast, "Exp\x07erts").context["form"].errors["words"])


def test_a_wrong_count_is_never_trusted(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = select(client, cast, WORDS, start=3, end=9)
    assert f"start={REPORT.index(WORDS)}" in response["Location"]


def test_words_are_added_to_a_standing_resolution(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    assert client.get(f"/reports/{cast.report.pk}/?for={cast.resolution.pk}").context["form"].initial
    response = select(client, cast, WORDS, resolution=cast.resolution.pk)
    assert response["Location"] == cast.resolution.get_absolute_url()
    assert Quote.objects.count() == 2
    again = select(client, cast, WORDS, resolution=cast.resolution.pk)
    assert again.context["form"].errors["words"] == ["The resolution rests on these words already."]


def test_overlapping_quotes_are_both_shown(client: Client, cast: Cast) -> None:
    first = cast.resolution_on("agreed to train prison staff").quotes.get()
    second = cast.resolution_on("prison staff every year").quotes.get()
    client.force_login(cast.reader)
    page = client.get(f"/reports/{cast.report.pk}/?quote={second.pk}").content.decode()
    assert f'data-quotes="{first.pk} {second.pk}" aria-current="true">prison staff</a>' in page
    assert f'id="quote-{first.pk}"' in page
    assert f'id="quote-{second.pk}"' in page
    assert page.index(f'id="card-{first.pk}"') < page.index(f'id="card-{second.pk}"')


def test_what_is_restricted_leaves_no_mark_on_the_desk(client: Client, cast: Cast) -> None:
    quote = cast.resolution.quotes.get()
    change_resolution(cast.resolution, by=cast.officer, marking="restricted")
    client.force_login(cast.reader)
    page = client.get(f"/reports/{cast.report.pk}/").content.decode()
    assert "highlight" not in page
    assert "PRISON-1/1" not in page
    assert client.get(f"/reports/{cast.report.pk}/?quote={quote.pk}").status_code == 404


def test_a_reader_reads_and_does_not_select(client: Client, cast: Cast) -> None:
    assert cast.resolution
    client.force_login(cast.reader)
    page = client.get(f"/reports/{cast.report.pk}/").content.decode()
    assert 'id="select"' not in page
    assert select(client, cast, WORDS).status_code == 403


def test_words_are_taken_from_the_text_in_force(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    correct_text(cast.report, by=cast.officer, text="A new text.", reason="All was wrong", seen=1)
    assert select(client, cast, WORDS).status_code == 422
    assert 'id="select"' not in client.get(f"/reports/{cast.report.pk}/?version=1").content.decode()


def test_places_outside_the_text_do_not_exist(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    text = cast.report.texts.get().pk
    for query in (f"text={text}&start=5&end=99999", f"text={text}&start=x&end=9", "text=99999&start=1&end=2"):
        assert client.get(f"/resolutions/new/?{query}").status_code == 404
