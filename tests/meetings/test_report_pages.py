"""Reports come in as they are; their text is versioned, never edited in place."""

from typing import Any

from django.test import Client

from meetings.actions.reports import change_report, correct_text, file_report
from meetings.models import Report, ReportText
from tests.cast import REPORT, Cast


def pasted(**given: Any) -> dict[str, Any]:
    return {"kind": "press", "language": "en", "marking": "members", "title": "Experts met", "text": REPORT, **given}


def test_a_report_is_pasted(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    text = "\ufeffFirst line\r\nSecond 🙂 line\r\n"
    response = client.post("/reports/new/", pasted(series=cast.series.pk, text=text), follow=True)
    assert "Report “Experts met” filed." in response.content.decode()
    assert ReportText.objects.get().text == "First line\nSecond 🙂 line"


def test_an_address_without_a_scheme_is_https(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    client.post("/reports/new/", pasted(series=cast.series.pk, source_url="example.org/1"))
    assert Report.objects.get().source_url == "https://example.org/1"


def test_from_a_meeting_series_and_meeting_are_known(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    form = client.get(f"/reports/new/?meeting={cast.meeting.pk}").context["form"]
    assert form.initial == {"meeting": cast.meeting, "series": cast.series}


def test_three_megabytes_are_too_much(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/reports/new/", pasted(series=cast.series.pk, text="слово " * 500_000))
    assert "at most 1,000,000 can be filed" in str(response.context["form"].errors["text"])
    assert not Report.objects.exists()


def test_a_damaged_text_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    for damage in ("\x00", "\x07", "\x1b[0m"):
        response = client.post("/reports/new/", pasted(series=cast.series.pk, text=f"Experts{damage} met."))
        assert response.context["form"].errors["text"]
    assert not Report.objects.exists()


def test_the_same_text_is_filed_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/reports/new/", pasted(series=cast.report.series_id, title="Again"))
    assert "filed already, as “Experts met”" in str(response.context["form"].errors["text"])
    assert Report.objects.count() == 1


def test_the_desk_shows_the_quotes_and_those_of_earlier_versions_too(client: Client, cast: Cast) -> None:
    quote = cast.resolution.quotes.get()
    text = REPORT.replace("train prison staff every year", "do other things")
    correct_text(cast.report, by=cast.officer, text=text, reason="It was another report", seen=1)
    client.force_login(cast.officer)
    page = client.get(f"/reports/{cast.report.pk}/").content.decode()
    assert "This is version 2 of the text, corrected by Olga Officer" in page
    assert "On another version of the text" in page
    assert f'id="quote-{quote.pk}"' not in page
    older = client.get(f"/reports/{cast.report.pk}/?quote={quote.pk}").content.decode()
    assert "You read version 1 of the text; version 2 is in force." in older
    assert f'<span id="quote-{quote.pk}"></span><a class="highlight" href="#card-{quote.pk}"' in older
    assert client.get(f"/reports/{cast.report.pk}/?version=7").status_code == 404


def test_a_correction_needs_its_reason_and_the_newest_version(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/reports/{cast.report.pk}/correct/"
    response = client.post(address, {"text": "Better", "reason": "", "seen": 1})
    assert response.context["form"].errors["reason"]
    client.post(address, {"text": "Better", "reason": "Typing error", "seen": 1})
    response = client.post(address, {"text": "Worse", "reason": "Another", "seen": 1})
    assert "corrected by somebody else" in str(response.context["form"].non_field_errors())
    assert [text.text for text in ReportText.objects.order_by("version")] == [REPORT, "Better"]


def test_facts_are_changed_the_text_is_not(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/reports/{cast.report.pk}/edit/"
    seen = client.get(address).context["form"].initial["seen"]
    given = {
        "title": "Experts met",
        "kind": "minutes",
        "language": "en",
        "marking": "members",
        "seen": seen,
        "reason": "It is signed",
    }
    page = client.post(address, given, follow=True).content.decode()
    assert "kind: press report → signed minutes" in page
    stale = client.post(address, {**given, "kind": "note"})
    assert "changed this record" in str(stale.context["form"].non_field_errors())
    assert Report.objects.get().kind == "minutes"


def test_the_register_is_filtered(client: Client, cast: Cast) -> None:
    file_report(
        cast.report.series, by=cast.officer, title="Протокол", language="ru", kind="minutes", text="Решили учить."
    )
    client.force_login(cast.officer)

    def found(query: str) -> list[str]:
        return [report.title for report in client.get(f"/reports/?{query}").context["page"]]

    assert found("") == ["Протокол", "Experts met"]
    assert found("kind=minutes") == found("language=ru") == found("q=РЕШИЛИ") == ["Протокол"]
    assert found("series=PRISON&q=bishkek") == ["Experts met"]


def test_a_hidden_report_does_not_exist(client: Client, cast: Cast) -> None:
    change_report(cast.report, by=cast.officer, marking="restricted")
    client.force_login(cast.reader)
    assert client.get(f"/reports/{cast.report.pk}/").status_code == 404
    assert "Experts met" not in client.get("/reports/").content.decode()
    assert "Experts met" not in client.get(f"/meetings/{cast.meeting.pk}/").content.decode()


def test_the_pages_ask_the_database_the_same_for_one_and_for_many(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for words in ("Experts met", "prison staff", "records be shared", "in spring"):
        cast.resolution_on(words)
    for number in range(8):
        file_report(cast.series, by=cast.officer, title=f"Report {number}", text=f"Text {number}")
    client.force_login(cast.officer)
    with django_assert_max_num_queries(6):
        client.get("/reports/")
    with django_assert_max_num_queries(20):
        client.get(f"/reports/{cast.report.pk}/")
