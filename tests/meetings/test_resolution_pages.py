"""A resolution, its words and its standing; from it one comes to its words, and back."""

from typing import Any

from django.test import Client

from meetings.actions.reports import change_report, file_report
from meetings.actions.resolutions import Selection, add_quote, change_resolution, record_resolution
from meetings.models import Resolution
from tests.cast import Cast


def facts(**given: Any) -> dict[str, Any]:
    return {
        "kind": "action",
        "wording": "Train staff",
        "speaker": "body",
        "status": "open",
        "marking": "members",
        **given,
    }


def test_without_a_written_source_it_says_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/resolutions/new/?meeting={cast.meeting.pk}"
    response = client.post(address, facts(meeting=cast.meeting.pk))
    assert response.context["form"].errors["no_source_reason"]
    assert not Resolution.objects.exists()
    page = client.post(
        address, facts(meeting=cast.meeting.pk, no_source_reason="Said aloud"), follow=True
    ).content.decode()
    assert "no written source" in page
    assert "Said aloud" in page


def test_a_number_is_given_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    given = facts(meeting=cast.meeting.pk, number=cast.resolution.number, no_source_reason="Said aloud")
    response = client.post("/resolutions/new/", given)
    assert response.context["form"].errors["number"] == ["The meeting has a resolution of this number already."]
    assert Resolution.objects.count() == 1


def test_from_the_resolution_to_its_words_and_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    quote = cast.resolution.quotes.get()
    page = client.get(cast.resolution.get_absolute_url()).content.decode()
    words = f"/reports/{cast.report.pk}/?quote={quote.pk}"
    assert f'href="{words}#quote-{quote.pk}"' in page
    desk = client.get(words).content.decode()
    assert 'aria-current="true">agreed to train prison staff every year</a>' in desk
    assert f'<a class="chip" href="{cast.resolution.get_absolute_url()}">PRISON-1/1</a>' in desk


def test_the_standing_is_that_of_the_best_quote(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    assert "press report only" in client.get(cast.resolution.get_absolute_url()).content.decode()
    minutes = file_report(cast.series, by=cast.officer, title="Minutes", kind="minutes", text="Staff are trained.")
    add_quote(cast.resolution, Selection(minutes.newest_text(), 0, 5), by=cast.officer)
    page = client.get(cast.resolution.get_absolute_url()).content.decode()
    assert '<span class="standing standing-4">' in page
    assert "press report only" not in page


def test_it_is_changed_with_a_reason(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/resolutions/{cast.resolution.pk}/edit/"
    seen = client.get(address).context["form"].initial["seen"]
    given = facts(seen=seen, wording="Train\r\nall staff", addressees="prisons", reason="Clearer")
    page = client.post(address, given, follow=True).content.decode()
    assert "Resolution PRISON-1/1 changed." in page
    assert "added addressee “prisons”" in page
    assert Resolution.objects.get().wording == "Train\nall staff"
    stale = client.post(address, facts(seen=seen, wording="Other"))
    assert "changed this record" in str(stale.context["form"].non_field_errors())


def test_the_last_quote_stays_unless_there_is_another_ground(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    quote = cast.resolution.quotes.get()
    address = f"/quotes/{quote.pk}/remove/"
    response = client.post(address, {"reason": "Wrong place"})
    assert "Select the words that prove it" in response.content.decode()
    assert cast.resolution.quotes.exists()
    change_resolution(cast.resolution, by=cast.officer, no_source_reason="Said aloud")
    page = client.post(address, {"reason": "Wrong place"}, follow=True).content.decode()
    assert not cast.resolution.quotes.exists()
    assert "removed quote “agreed to train prison staff every year”" in page
    assert "Wrong place" in page


def test_words_of_a_hidden_report_are_not_shown(client: Client, cast: Cast) -> None:
    assert cast.resolution
    change_resolution(cast.resolution, by=cast.officer, wording="Train them")
    change_report(cast.report, by=cast.officer, marking="restricted")
    client.force_login(cast.reader)
    page = client.get(cast.resolution.get_absolute_url()).content.decode()
    assert "1 quote is from a report that is not open to you." in page
    assert "added quote" not in page
    assert "Experts met" not in page


def test_the_register_is_filtered(client: Client, cast: Cast) -> None:
    assert cast.resolution
    record_resolution(
        cast.meeting, by=cast.officer, kind="finding", status="done", wording="Учить персонал", no_source_reason="Oral"
    )
    client.force_login(cast.officer)

    def found(query: str) -> list[str]:
        return [resolution.label for resolution in client.get(f"/resolutions/?{query}").context["page"]]

    assert found("") == ["PRISON-1/1", "PRISON-1/2"]
    assert found("standing=5") == found("kind=commitment") == found("q=prison+staff") == ["PRISON-1/1"]
    assert found("standing=9") == found("status=done") == found("q=учить") == ["PRISON-1/2"]
    assert found("series=PRISON&page=2") == ["PRISON-1/1", "PRISON-1/2"]
    assert "Nothing fits these filters" in client.get("/resolutions/?q=zzz").content.decode()


def test_the_pages_ask_the_database_the_same_for_one_and_for_many(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        cast.resolution_on("Experts met", wording=f"Wording {number}")
    client.force_login(cast.reader)
    with django_assert_max_num_queries(6):
        client.get("/resolutions/")
    with django_assert_max_num_queries(15):
        client.get(Resolution.objects.all()[0].get_absolute_url())


def test_a_reader_is_told_why_she_cannot_record(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    quote = cast.resolution.quotes.get()
    for path in ("/resolutions/new/", f"/resolutions/{cast.resolution.pk}/edit/", f"/quotes/{quote.pk}/remove/"):
        assert client.get(path).status_code == 403
