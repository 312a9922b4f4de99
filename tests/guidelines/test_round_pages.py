"""The review in the browser: submit, speak for a delegation, decide; each impossible act says why."""

import pytest
from django.test import Client
from django.urls import reverse

from guidelines.actions import drafting, reviewing
from guidelines.models import Edition, Guideline, Position, ReviewRound
from tests.cast import Cast, body

pytestmark = pytest.mark.django_db


def page_of(client: Client, review_round: ReviewRound) -> str:
    return client.get(review_round.get_absolute_url()).text


def test_from_submission_to_an_edition(cast: Cast, client: Client) -> None:
    assert cast.provision
    assert cast.reviewers
    client.force_login(cast.drafter)
    submit = reverse("round_new", args=[cast.guideline.code])
    number = client.get(submit).context["form"].initial["revision_number"]
    client.post(submit, {"note": "Please read 1.1.", "deadline": "", "revision_number": number})
    review_round = ReviewRound.objects.get()
    for reviewer in cast.reviewers:
        client.force_login(reviewer)
        client.post(reverse("position_new", args=[review_round.pk]), {"provision": "", "value": "agree", "text": ""})
    client.force_login(cast.approver)
    page = client.get(review_round.get_absolute_url())
    assert "Please read 1.1." in page.text
    answer = client.post(
        reverse("round_approve", args=[review_round.pk]), {"digest": review_round.revision.digest, "note": ""}
    )
    edition = Edition.objects.get()
    assert answer["Location"] == edition.get_absolute_url()
    assert edition.revision == review_round.revision
    assert "has not spoken" not in page_of(client, review_round)


def test_an_objection_needs_its_reason_beside_the_field(cast: Cast, client: Client) -> None:
    address = reverse("position_new", args=[cast.review_round.pk])
    client.force_login(cast.reviewer)
    page = client.post(address, {"provision": "", "value": "object", "text": " "})
    assert page.context["form"].errors["text"]
    assert not Position.objects.exists()


def test_the_approver_sees_why_not_yet(cast: Cast, client: Client) -> None:
    reviewing.take_position(cast.review_round, by=cast.reviewer, value="object", text="Too early")
    client.force_login(cast.approver)
    page = page_of(client, cast.review_round)
    assert "An objection stands" in page
    assert "Too early" in page
    refused = client.post(
        reverse("round_approve", args=[cast.review_round.pk]), {"digest": cast.review_round.revision.digest}
    )
    assert refused.status_code == 409
    assert not Edition.objects.exists()


def test_the_author_alone_never_approves(cast: Cast, client: Client) -> None:
    assert cast.review_round
    drafting.set_member(cast.guideline, by=cast.officer, user=cast.drafter, role="approver")
    client.force_login(cast.drafter)
    for reviewer in cast.reviewers:
        reviewing.take_position(cast.review_round, by=reviewer, value="agree")
    assert "another approver has to approve it" in page_of(client, cast.review_round)
    refused = client.post(
        reverse("round_approve", args=[cast.review_round.pk]), {"digest": cast.review_round.revision.digest}
    )
    assert refused.status_code == 403
    assert not Edition.objects.exists()


def test_an_approval_of_other_words_than_those_shown_is_refused(cast: Cast, client: Client) -> None:
    for reviewer in cast.reviewers:
        reviewing.take_position(cast.review_round, by=reviewer, value="no_objection")
    client.force_login(cast.approver)
    page = client.post(reverse("round_approve", args=[cast.review_round.pk]), {"digest": "0" * 64, "note": ""})
    assert "not the text under review any more" in page.text
    assert not Edition.objects.exists()


def test_returning_needs_a_word_to_the_drafters(cast: Cast, client: Client) -> None:
    client.force_login(cast.approver)
    address = reverse("round_return", args=[cast.review_round.pk])
    assert "Say what the drafters should change." in client.post(address, {"note": ""}).text
    assert ReviewRound.objects.get().is_open
    client.post(address, {"note": "Shorten 1.1"})
    assert "Shorten 1.1" in page_of(client, cast.review_round)
    assert Guideline.objects.get().stage == "drafting"


def test_a_drafter_withdraws(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    client.post(reverse("round_withdraw", args=[cast.review_round.pk]))
    assert ReviewRound.objects.get().outcome == "withdrawn"
    refused = client.post(reverse("round_withdraw", args=[cast.review_round.pk]))
    assert refused.status_code == 409
    assert "Round 1 is closed (withdrawn)." in refused.text


def test_positions_on_a_provision_are_shown_with_it_but_not_if_it_is_hidden(cast: Cast, client: Client) -> None:
    hidden = drafting.add_provision(
        cast.guideline, by=cast.drafter, kind="paragraph", heading="Secret ways", body=body("Hidden."), marking="restricted"
    )  # fmt: skip
    reviewing.take_position(
        cast.review_round, by=cast.reviewer, value="agree_with_text", text="Say “twice”", provision=cast.provision
    )
    reviewing.take_position(
        cast.review_round, by=cast.reviewer, value="object", text="Of the hidden one", provision=hidden
    )
    client.force_login(cast.reader)
    page = page_of(client, cast.review_round)
    assert "Say “twice”" in page
    assert "Every year" in page
    assert "Of the hidden one" not in page
    assert "Secret ways" not in page


def test_every_position_is_kept_and_the_latest_stands(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer)
    address = reverse("position_new", args=[cast.review_round.pk])
    client.post(address, {"provision": "", "value": "object", "text": "First thought"})
    client.post(address, {"provision": "", "value": "agree", "text": ""})
    page = client.get(cast.review_round.get_absolute_url())
    assert [voice.position.value for voice in page.context["voices"] if voice.position] == ["agree"]
    assert "First thought" in page.text


def test_a_second_submission_says_why_it_is_impossible(cast: Cast, client: Client) -> None:
    assert cast.review_round
    client.force_login(cast.drafter)
    refused = client.get(reverse("round_new", args=[cast.guideline.code]))
    assert refused.status_code == 409
    assert "neither in review nor approved" in refused.text


def test_a_deadline_in_the_past_is_refused_beside_its_field(cast: Cast, client: Client) -> None:
    assert cast.provision
    assert cast.reviewers
    client.force_login(cast.drafter)
    submit = reverse("round_new", args=[cast.guideline.code])
    number = client.get(submit).context["form"].initial["revision_number"]
    page = client.post(submit, {"note": "", "deadline": "2020-01-01", "revision_number": number})
    assert page.context["form"].errors["deadline"]
    assert not ReviewRound.objects.exists()
