"""Editions: what is approved is printed once, kept for ever and given out as the same bytes; drafts say what they are."""

import hashlib
import io
import json
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import page as validation
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from guidelines.actions import drafting, publishing, reviewing
from guidelines.models import Edition, EditionFile, Guideline, ReviewRound
from guidelines.publish import html
from guidelines.publish.sandbox import PrintFailed, print_pdf
from meetings.actions.meetings import create_meeting
from tests.cast import Cast, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """Edition 1: a chapter and 1.1, which rests on PRISON-1/1."""
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires", note="Word for word")
    return _approved(cast, cast.review_round)


def _approved(cast: Cast, review_round: ReviewRound) -> Edition:
    for reviewer in cast.reviewers:
        reviewing.take_position(review_round, by=reviewer, value="agree")
    return reviewing.approve(review_round, by=cast.approver, digest=review_round.revision.digest)


def words(pdf: Any) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages)


def plain(pdf: Any) -> str:
    return re.sub(r"\s+", " ", words(pdf))


def test_the_file_carries_the_whole_chain(edition: Edition) -> None:
    text = plain(publishing.make_pdf(edition).pdf)
    for part in (
        "Guidelines on countering recruitment",
        "Edition 1",
        "1.1 Every year",
        "Each service trains its staff once a year.",
        "PRISON-1 Expert meeting",
        "date not given; reported 21 January 2016",
        "PRISON-1/1",
        "agreed to train prison staff every year",
        "Word for word",
        "Kyrgyzstan",
        "Approved by Azamat Approver",
    ):
        assert part in text
    assert edition.source_sha256 in text.replace(" ", "")
    assert "DRAFT" not in text


def test_the_file_is_made_once_and_printing_again_gives_the_same_bytes(edition: Edition) -> None:
    first = publishing.make_pdf(edition)
    assert publishing.make_pdf(edition) == first
    assert EditionFile.objects.count() == 1
    source = json.loads(edition.source)
    again = print_pdf(
        html.of_text(source, digest=edition.source_sha256), identifier=edition.source_sha256,
        attachment=("PRISON-GL-1.json", edition.source.encode()), dated=html.created(source),
    )  # fmt: skip
    assert hashlib.sha256(again.pdf).hexdigest() == first.sha256


def test_the_file_keeps_for_decades_and_can_be_read_aloud(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "edition.pdf"
    path.write_bytes(publishing.make_pdf(edition).pdf)
    for profile in ("3a", "ua1"):
        report = validation.validate_pdf(str(path), profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_the_attachment_proves_the_digest(edition: Edition) -> None:
    reader = PdfReader(io.BytesIO(publishing.make_pdf(edition).pdf))
    attached = reader.attachments["PRISON-GL-1.json"][0]
    assert hashlib.sha256(attached).hexdigest() == edition.source_sha256


def test_an_approval_prints_the_file(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    assert cast.provision
    with django_capture_on_commit_callbacks(execute=True):
        edition = _approved(cast, cast.review_round)
    assert EditionFile.objects.get().edition == edition


def test_contents_give_the_printed_page_numbers(cast: Cast) -> None:
    for number in range(1, 7):
        drafting.add_provision(
            cast.guideline,
            by=cast.drafter,
            kind="chapter",
            heading=f"Chapter {number}",
            body=body(*["Long. " * 200] * 2),
        )
    assert cast.reviewers
    guideline = Guideline.objects.get()
    newest = drafting.newest_revision(guideline)
    assert newest
    review_round = reviewing.submit(guideline, by=cast.drafter, revision_number=newest.number)
    pages = PdfReader(io.BytesIO(publishing.make_pdf(_approved(cast, review_round)).pdf)).pages
    contents = pages[1].extract_text()
    told = dict(re.findall(r"(Chapter \d|Meetings and participants|Approval)[ .]*?(\d+)\s*$", contents, re.MULTILINE))
    printed: dict[str, str] = {}
    for page in pages[2:]:
        text = page.extract_text()
        foot = re.search(r"Page (\d+)", text)
        assert foot
        for title in re.findall(
            r"^\s*(?:\d|A)?\s*(Chapter \d|Meetings and participants|Approval)\s*$", text, re.MULTILINE
        ):
            printed.setdefault(title, foot[1])
    assert len(set(told.values())) > 3
    assert {title: printed.get(title) for title in told} == told


def test_a_draft_says_so_on_every_page_and_keeps_secrets(cast: Cast, client: Client) -> None:
    assert cast.provision
    drafting.add_provision(
        cast.guideline,
        by=cast.drafter,
        kind="chapter",
        heading="Hidden",
        body=body("Secret words."),
        marking="restricted",
    )
    client.force_login(cast.reader)
    answer = client.get(reverse("draft_pdf", args=[cast.guideline.code]))
    pdf = answer.getvalue()
    assert answer["Content-Type"] == "application/pdf"
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert "DRAFT" in page.extract_text()
    assert "Secret words" not in words(pdf)
    assert "1 provision is not open to the readers" in plain(pdf)


def test_a_russian_draft_is_russian_throughout(cast: Cast, client: Client) -> None:
    memo = drafting.open_guideline(cast.series, by=cast.officer, code="MEMO", title="Памятка сотруднику", language="ru")
    drafting.set_member(memo, by=cast.officer, user=cast.drafter, role="drafter")
    drafting.add_provision(memo, by=cast.drafter, kind="chapter", heading="Общие положения", body=body("Ёлка и щука."))
    client.force_login(cast.drafter)
    text = plain(client.get(reverse("draft_pdf", args=["MEMO"])).getvalue())
    assert "ПРОЕКТ" in text
    assert "Общие положения" in text
    assert "Ёлка и щука." in text


def test_what_looks_like_markup_is_printed_as_it_was_typed(cast: Cast, client: Client) -> None:
    words_of_a_villain = '<img src="file:///etc/passwd"><script>alert(1)</script>'
    drafting.add_provision(cast.guideline, by=cast.drafter, kind="chapter", heading="X", body=body(words_of_a_villain))
    client.force_login(cast.drafter)
    text = plain(client.get(reverse("draft_pdf", args=[cast.guideline.code])).getvalue())
    assert "<script>alert(1)</script>" in text
    assert "root:" not in text


def test_a_document_that_asks_for_what_is_not_ours_is_not_printed() -> None:
    with pytest.raises(PrintFailed, match="not ours"):
        print_pdf('<img src="file:///etc/passwd" alt="">', identifier="00" * 16)


def test_words_off_the_paper_are_noticed() -> None:
    wide = "<p style='white-space:nowrap'>" + "word " * 200
    with pytest.raises(PrintFailed, match="do not fit"):
        print_pdf(wide, identifier="00" * 16)


def test_a_meeting_prints_as_a_record(cast: Cast, client: Client) -> None:
    assert cast.resolution
    client.force_login(cast.reader)
    answer = client.get(reverse("meeting_pdf", args=[cast.meeting.pk]))
    text = plain(answer.getvalue())
    assert 'filename="PRISON-1.pdf"' in answer["Content-Disposition"]
    assert "date not given; reported 21 January 2016" in text
    assert "The reports name no participant." in text
    assert "agreed to train prison staff every year" in text


def test_a_meeting_of_others_does_not_exist(cast: Cast, client: Client) -> None:
    hidden = create_meeting(cast.series, by=cast.officer, title="Hidden", marking="restricted")
    client.force_login(cast.stranger)
    assert client.get(reverse("meeting_pdf", args=[hidden.pk])).status_code == HTTPStatus.NOT_FOUND


def test_the_register_and_the_page_lead_to_the_file(edition: Edition, cast: Cast, client: Client) -> None:
    file = publishing.make_pdf(edition)
    client.force_login(cast.reader)
    assert edition.get_absolute_url() in client.get(reverse("editions")).text
    page = client.get(edition.get_absolute_url()).text
    address = reverse("edition_pdf", args=[cast.guideline.code, 1])
    for part in (address, file.sha256, edition.source_sha256, cast.provision.get_absolute_url(),
                 cast.resolution.get_absolute_url(), cast.meeting.get_absolute_url()):  # fmt: skip
        assert part in page
    answer = client.get(address)
    assert hashlib.sha256(answer.getvalue()).hexdigest() == file.sha256
    assert 'filename="PRISON-GL-1.pdf"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_the_data_is_given_out_byte_for_byte(edition: Edition, cast: Cast, client: Client) -> None:
    client.force_login(cast.reader)
    answer = client.get(reverse("edition_source", args=[cast.guideline.code, 1]))
    assert hashlib.sha256(answer.getvalue()).hexdigest() == edition.source_sha256


def test_a_file_that_is_still_missing_is_made_from_the_page(edition: Edition, cast: Cast, client: Client) -> None:
    client.force_login(cast.approver)
    page = client.get(edition.get_absolute_url()).text
    address = reverse("edition_print", args=[cast.guideline.code, 1])
    assert address in page
    assert client.get(reverse("edition_pdf", args=[cast.guideline.code, 1])).status_code == HTTPStatus.NOT_FOUND
    client.post(address)
    assert EditionFile.objects.get().edition == edition
    assert address not in client.get(edition.get_absolute_url()).text


def test_missing_files_are_made_by_command(edition: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_pdfs")
    assert EditionFile.objects.get().sha256 in capsys.readouterr().out


def test_an_older_edition_points_to_the_newest(edition: Edition, cast: Cast, client: Client) -> None:
    guideline = Guideline.objects.get()
    drafting.add_provision(guideline, by=cast.drafter, kind="chapter", heading="Next")
    guideline.refresh_from_db()
    newest = drafting.newest_revision(guideline)
    assert newest
    second = _approved(cast, reviewing.submit(guideline, by=cast.drafter, revision_number=newest.number))
    client.force_login(cast.reader)
    assert second.get_absolute_url() in client.get(edition.get_absolute_url()).text
    assert Edition.objects.get(number=1).source == edition.source


def test_a_text_that_would_lose_words_on_paper_is_not_submitted(cast: Cast, client: Client) -> None:
    assert cast.reviewers
    cell = {"type": "table_cell", "content": body("Recommendations").get("content")}
    wide = {"type": "table", "content": [{"type": "table_row", "content": [cell] * 20}]}
    drafting.add_provision(
        cast.guideline, by=cast.drafter, kind="chapter", heading="Table", body={"type": "doc", "content": [wide]}
    )
    client.force_login(cast.drafter)
    address = reverse("round_new", args=[cast.guideline.code])
    number = client.get(address).context["form"].initial["revision_number"]
    answer = client.post(address, {"note": "", "deadline": "", "revision_number": number})
    assert "These words do not fit on the page" in answer.text
    assert not ReviewRound.objects.exists()
