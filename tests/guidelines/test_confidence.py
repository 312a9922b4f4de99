"""What is marked stays with those for whom it is marked, through every door of a guideline."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from guidelines.actions import drafting, reviewing
from guidelines.models import Edition, Guideline, Provision, Revision
from guidelines.models.revision import newest_revision
from guidelines.waiting import waiting_for
from meetings.actions.resolutions import change_resolution
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _approved(cast: Cast) -> Edition:
    for reviewer in cast.reviewers:
        reviewing.take_position(cast.review_round, by=reviewer, value="agree")
    return reviewing.approve(cast.review_round, by=cast.approver, digest=cast.review_round.revision.digest)


def _newest(cast: Cast) -> Revision:
    newest = newest_revision(cast.guideline)
    assert newest
    return newest


def _mark(cast: Cast, marking: str) -> None:
    drafting.change_guideline(Guideline.objects.get(pk=cast.guideline.pk), by=cast.officer, marking=marking)


def test_a_restricted_edition_is_not_for_the_teams_readers(cast: Cast, client: Client) -> None:
    assert cast.reader
    _mark(cast, "restricted")
    edition = _approved(cast)
    for person, status in ((cast.reader, 404), (cast.reviewer, 404), (cast.drafter, 200), (cast.approver, 200)):
        client.force_login(person)
        assert client.get(edition.get_absolute_url()).status_code == status
        assert client.get(reverse("edition_source", args=[cast.guideline.code, 1])).status_code == status


def test_a_guideline_that_becomes_public_after_its_edition_stays_hidden(cast: Cast, client: Client) -> None:
    _approved(cast)
    _mark(cast, "public")
    client.force_login(cast.stranger)
    assert client.get(reverse("guideline_detail", args=[cast.guideline.code])).status_code == HTTPStatus.NOT_FOUND
    assert cast.guideline.title not in client.get(reverse("guidelines")).content.decode()


def test_a_marking_survives_the_save_of_somebody_who_had_not_seen_it(cast: Cast) -> None:
    provision = cast.provision
    started = _newest(cast)
    drafting.edit_provision(
        provision, by=cast.second_drafter, base=started.number, heading=provision.heading, body=provision.body,
        marking="restricted", kind="section",
    )  # fmt: skip
    drafting.edit_provision(
        provision, by=cast.drafter, base=started.number, heading="Once a year", body=provision.body,
        marking="public", kind="paragraph",
    )  # fmt: skip
    now = Provision.objects.get(pk=provision.pk)
    assert (now.heading, now.marking, now.kind) == ("Once a year", "restricted", "section")


def test_a_link_of_a_deleted_provision_asks_for_nothing(cast: Cast) -> None:
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    change_resolution(cast.resolution, by=cast.officer, wording="Something else")
    drafting.delete_provision(cast.provision, by=cast.drafter)
    assert not [task for task in waiting_for(cast.drafter) if "Look again" in str(task.what)]


def test_an_earlier_public_edition_does_not_name_a_later_hidden_one(cast: Cast, client: Client) -> None:
    _mark(cast, "public")
    first = _approved(cast)
    _mark(cast, "members")
    _publish_again(cast)
    client.force_login(cast.stranger)
    assert "/editions/2/" not in client.get(first.get_absolute_url()).content.decode()
    client.force_login(cast.reader)
    assert "/editions/2/" in client.get(first.get_absolute_url()).content.decode()


def _publish_again(cast: Cast) -> None:
    assert cast.reader
    newest = _newest(cast)
    revision = drafting.edit_provision(
        cast.provision, by=cast.drafter, base=newest.number, heading="Once a year", body=cast.provision.body
    )
    guideline = Guideline.objects.get(pk=cast.guideline.pk)
    assert revision
    again = reviewing.submit(guideline, by=cast.drafter, revision_number=revision.number)
    for reviewer in cast.reviewers:
        reviewing.take_position(again, by=reviewer, value="agree")
    reviewing.approve(again, by=cast.approver, digest=revision.digest)


def test_the_merge_page_keeps_a_marking_set_meanwhile_and_names_who_changed_the_provision(
    cast: Cast, client: Client
) -> None:
    provision = cast.provision
    started = _newest(cast)
    drafting.edit_provision(
        provision, by=cast.second_drafter, base=started.number, heading="Theirs", body=provision.body,
        marking="restricted",
    )  # fmt: skip
    drafting.add_provision(cast.guideline, by=cast.drafter, kind="chapter", heading="Another")
    client.force_login(cast.drafter)
    met = client.post(
        reverse("provision_edit", args=[provision.pk]),
        {"kind": "paragraph", "heading": "Mine", "body": "Words.", "marking": "public", "base": started.number},
    )
    assert met.status_code == HTTPStatus.CONFLICT
    assert met.context["form"]["marking"].value() == "restricted"
    assert "Saved meanwhile by Saule Second" in met.content.decode()
