"""A file becomes a report: kept byte for byte, read, recognised when it comes again; what cannot be read changes nothing."""

import io
import time
import zipfile
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guidelines.publish.sandbox import print_pdf
from meetings.actions.resolutions import Selection, record_resolution
from meetings.intake import sandbox
from meetings.intake.extracted import Extracted, Why
from meetings.models import Original, Quote, Report, ReportText
from meetings.views import desk
from tests.cast import Cast
from tests.meetings import test_intake_hostile as hostile
from tests.meetings.test_intake import packed

pytestmark = pytest.mark.django_db

RUSSIAN = "БИШКЕК, 21 января. Эксперты встретились в Бишкеке.\nУчастники договорились ежегодно обучать персонал."


def send(client: Client, cast: Cast, *files: tuple[str, bytes]) -> Any:
    fields = {"series": cast.series.pk, "meeting": "", "kind": "press", "marking": "members"}
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("report_upload"), {**fields, "upload": uploads})


def test_a_file_becomes_a_report_and_stays_as_it_came(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    content = RUSSIAN.encode("cp1251")
    answer = send(client, cast, ("сообщение.txt", content))
    report = Report.objects.get()
    assert answer["Location"] == reverse("report_meeting", args=[report.pk])
    assert report.newest_text().text == RUSSIAN
    assert (report.title, report.language) == ("сообщение", "ru")
    given = client.get(reverse("report_original", args=[report.pk]))
    assert given.getvalue() == content
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Type"] == "application/octet-stream"


def test_the_same_file_again_is_told_where_it_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    send(client, cast, ("first.txt", b"Experts met in Bishkek and agreed to meet again."))
    answer = send(client, cast, ("second.txt", b"Experts met in Bishkek and agreed to meet again."))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This file is filed already, as “first”." in answer.text
    assert f'<a href="{Report.objects.get().get_absolute_url()}">Open it' in answer.text
    assert Report.objects.count() == Original.objects.count() == 1


def test_of_several_files_each_says_what_became_of_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    answer = send(
        client, cast, ("good.txt", b"Experts met in Bishkek."), ("empty.txt", b""), ("junk.bin", bytes(range(256)) * 9)
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "The file is empty." in answer.text
    assert "junk.bin" in answer.text
    assert [report.title for report in Report.objects.all()] == ["good"]


def test_a_slow_batch_ends_in_time_and_goes_on_with_the_rest(client: Client, cast: Cast, monkeypatch: Any) -> None:
    client.force_login(cast.officer)
    monkeypatch.setattr(desk, "PATIENCE", 0)
    batch = [("a.txt", b"Experts met in Bishkek."), ("b.txt", b"Experts met in Almaty.")]
    answer = send(client, cast, *batch)
    assert [report.title for report in answer.context["filed"]] == ["a"]
    assert answer.context["unread"] == ["b.txt"]
    assert "Choose them again and go on" in answer.text
    send(client, cast, batch[1])
    assert Report.objects.count() == len(batch)


def bomb() -> bytes:
    """A document of 60 MB in 60 kB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w>" + " " * 60_000_000 + "</w>")
    return file.getvalue()


#: Each is made when its test runs: together they are large.
REFUSED: dict[str, Callable[[], bytes]] = {
    "bomb.docx": bomb,
    "broken.pdf": lambda: b"%PDF-1.7\n1 0 obj <</Length 99999999>> stream\n",
    "torn.docx": lambda: b"PK\x03\x04" + bytes(200),
    "nothing.html": lambda: b"<html><body></body></html>",
    "large.txt": lambda: b"a" * (Original.LIMIT + 1),
    "stream.pdf": lambda: hostile.pages(1, hostile.packed_stream(924 * 2**20), extra=b"/Filter/FlateDecode"),
    "pages.pdf": lambda: hostile.pages(301, hostile.HELLO),
    "huge-page.pdf": lambda: hostile.pages(1, hostile.HELLO, box=b"0 0 14000 14000"),
    "locked.pdf": lambda: hostile.encrypted("secret"),
    "entities.docx": lambda: packed(word__document_xml='<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
    "members.docx": lambda: packed(word__document_xml="<x/>", **{f"m{number}": "" for number in range(2001)}),
    "nested.html": lambda: b"<html><body>" + b"<div>" * 200_000,
    "large.html": lambda: b"<html><body><p>" + b"a " * 1_600_000,
    "large.rtf": lambda: b"{\\rtf1 " + b"a " * 2_700_000,
    "nested.rtf": lambda: b"{\\rtf1" + b"{" * 1_000_000,
    "nested.eml": lambda: b"MIME-Version: 1.0\nMessage-ID: <1@x>\n" + b"Content-Type: message/rfc822\n\n" * 10_000,
    "long.txt": lambda: b"agreed " * 150_000,
    "image.png": lambda: hostile.png(50_000, 50_000, b""),
    "report.heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(range(256)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said_and_changes_nothing(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.officer)
    content, start = REFUSED[name](), time.monotonic()
    answer = send(client, cast, (name, content))
    assert time.monotonic() - start < 60
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f"<strong>{name}</strong>:" in answer.text
    assert "Traceback" not in answer.text
    assert not Report.objects.exists()
    assert not ReportText.objects.exists()
    assert not Original.objects.exists()


def test_the_original_is_read_again_into_a_new_version_with_its_quotes(
    client: Client, cast: Cast, monkeypatch: Any
) -> None:
    client.force_login(cast.officer)
    send(client, cast, ("a.txt", b"Experts rnet. They agreed to train prison staff every year."))
    report = Report.objects.get()
    address = reverse("report_reread", args=[report.pk])
    words = "They agreed to train prison staff every year."
    start = report.newest_text().text.index(words)
    selection = Selection(report.newest_text(), start, start + len(words))
    record_resolution(cast.meeting, by=cast.officer, selections=[selection], kind="commitment", wording=words)
    form = {"reason": "It was misread", "seen": 1}
    assert "nothing is changed" in client.post(address, form).text
    better = Extracted(text=f"BISHKEK.\nExperts met. {words}", media_type="text/plain")
    monkeypatch.setattr(sandbox, "read", lambda content, name: better)
    assert "1 quote is looked for" in client.get(address).text
    assert "was corrected by somebody else" in client.post(address, {**form, "seen": 7}).text
    assert "is read again" in client.post(address, form, follow=True).text
    newest = report.newest_text()
    assert (newest.version, newest.reason, newest.text) == (2, "It was misread", better.text)
    assert Quote.objects.get().text == newest


def test_an_original_that_cannot_be_read_any_more_changes_nothing(client: Client, cast: Cast, monkeypatch: Any) -> None:
    client.force_login(cast.officer)
    send(client, cast, ("a.txt", b"Experts met."))

    def fails(content: bytes, name: str) -> None:
        raise sandbox.Unreadable(Why.TOO_SLOW)

    monkeypatch.setattr(sandbox, "read", fails)
    answer = client.post(reverse("report_reread", args=[Report.objects.get().pk]), {"reason": "x", "seen": 1})
    assert "took too long" in answer.text
    assert ReportText.objects.count() == 1


def test_what_was_pasted_has_no_original_to_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = reverse("report_reread", args=[cast.report.pk])
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    assert address not in client.get(cast.report.get_absolute_url()).text


def test_only_the_secretariat_takes_files_in(client: Client, cast: Cast) -> None:
    assert cast.series
    client.force_login(cast.drafter)
    assert send(client, cast, ("a.txt", b"Experts met.")).status_code == HTTPStatus.FORBIDDEN
    assert not Original.objects.exists()


def test_pages_of_a_pdf_are_shown_as_pictures(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    html = "<html lang='en'><body><h1>Communiqué</h1><p>The experts agreed to meet again.</p></body></html>"
    send(client, cast, ("communique.pdf", print_pdf(html, identifier="00" * 16).pdf))
    report = Report.objects.get()
    assert "agreed to meet again" in report.newest_text().text
    address = reverse("report_page", args=[report.pk, 1])
    assert address in client.get(report.get_absolute_url()).text
    picture = client.get(address)
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(address, headers={"if-none-match": picture["ETag"]}).status_code == HTTPStatus.NOT_MODIFIED
    assert client.get(reverse("report_page", args=[report.pk, 2])).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("report_page", args=[report.pk, 0])).status_code == HTTPStatus.NOT_FOUND
