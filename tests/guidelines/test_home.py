"""Home: each person finds what waits for them, and nothing that is not theirs."""

from django.test import Client

from accounts.models import User
from guidelines.actions import reviewing
from guidelines.models import Guideline
from guidelines.waiting import waiting_for
from tests.cast import Cast


def waits(user: User) -> list[str]:
    return [str(task.what) for task in waiting_for(User.objects.get(pk=user.pk))]


def test_a_new_report_waits_for_the_officer_until_it_is_read(cast: Cast) -> None:
    assert cast.report
    assert waits(cast.officer) == ["Read the report and record its resolutions"]
    assert cast.resolution
    assert waits(cast.officer) == []


def test_a_resolution_waits_for_the_drafters_of_its_series(cast: Cast) -> None:
    assert cast.drafter and cast.resolution
    assert waits(cast.drafter) == ["Take up 1 resolution"]
    assert waits(cast.stranger) == []


def test_a_round_waits_for_each_delegation_until_it_has_spoken(cast: Cast) -> None:
    assert cast.review_round
    assert waits(cast.reviewer) == ["Say where Kyrgyzstan stands"]
    reviewing.take_position(cast.review_round, by=cast.reviewer, value="agree")
    assert waits(cast.reviewer) == []
    assert waits(cast.reviewers[1]) == ["Say where Kazakhstan stands"]


def test_the_approver_follows_a_round_and_then_decides(cast: Cast) -> None:
    assert cast.approver and cast.review_round
    (task,) = waiting_for(cast.approver)
    assert "Waiting for the position of" in str(task.why)
    for reviewer in cast.reviewers:
        reviewing.take_position(cast.review_round, by=reviewer, value="no_objection")
    assert waits(cast.approver) == ["Approve revision 2"]


def test_a_returned_draft_waits_for_its_drafters(cast: Cast) -> None:
    assert cast.approver and cast.review_round
    reviewing.return_to_drafters(cast.review_round, by=cast.approver, note="See 1.1.")
    assert "Answer what the delegations said" in waits(cast.drafter)


def test_the_page_shows_the_tasks_and_the_news(client: Client, cast: Cast, django_assert_max_num_queries) -> None:
    assert cast.review_round and cast.resolution
    client.force_login(cast.reviewer)
    with django_assert_max_num_queries(20):
        page = client.get("/").content.decode()
    assert "Say where Kyrgyzstan stands" in page
    assert "submitted revision 2 of PRISON-GL to the delegations" in page


def test_nothing_of_a_guideline_is_told_to_a_stranger(client: Client, cast: Cast) -> None:
    assert cast.review_round
    client.force_login(cast.stranger)
    page = client.get("/").content.decode()
    assert "Nothing waits for you" in page
    assert Guideline.objects.get().code not in page
