"""The register of guidelines, the draft as a page, the team, and what a draft lacks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from guidelines.actions import drafting
from guidelines.models import Basis, Guideline, Provision
from tests.cast import Cast, body

pytestmark = pytest.mark.django_db


def test_an_officer_opens_a_guideline_and_names_its_team(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    fields = {
        "series": cast.series.pk,
        "code": "PRISON-NEW",
        "title": "New text",
        "language": "ru",
        "marking": "members",
    }
    client.post(reverse("guideline_new"), fields)
    guideline = Guideline.objects.get(code="PRISON-NEW")
    team = reverse("guideline_team", args=["PRISON-NEW"])
    client.post(team, {"user": cast.stranger.pk, "role": "drafter", "delegation": ""})
    page = client.get(team)
    assert Membership.objects.get(team=guideline.team).user == cast.stranger
    assert cast.stranger.name in page.text


def test_a_reviewer_needs_a_delegation_and_the_message_stands_in_the_form(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    page = client.post(
        reverse("guideline_team", args=[cast.guideline.code]), {"user": cast.stranger.pk, "role": "reviewer"}
    )
    assert "Say for which delegation the reviewer speaks." in page.text
    assert not Membership.objects.filter(user=cast.stranger).exists()


def test_a_person_leaves_the_team_with_a_reason_in_its_history(cast: Cast, client: Client) -> None:
    membership = Membership.objects.get(user=cast.reader)
    client.force_login(cast.officer)
    client.post(reverse("membership_remove", args=[membership.pk]), {"reason": "Changed posts"})
    assert not Membership.objects.filter(user=cast.reader).exists()
    assert "Changed posts" in client.get(reverse("guideline_team", args=[cast.guideline.code])).text


def test_a_code_that_is_taken_is_refused_beside_its_field(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    fields = {
        "series": cast.series.pk,
        "code": cast.guideline.code,
        "title": "Twice",
        "language": "en",
        "marking": "public",
    }
    page = client.post(reverse("guideline_new"), fields)
    assert page.context["form"].errors["code"]
    assert Guideline.objects.count() == 1


def test_a_stale_form_of_the_title_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    address = reverse("guideline_edit", args=[cast.guideline.code])
    seen = client.get(address).context["form"].initial["seen"]
    drafting.change_guideline(cast.guideline, by=cast.administrator, title="Another title")
    page = client.post(address, {"title": "Mine", "language": "en", "marking": "members", "seen": seen})
    assert "changed this record" in page.text
    assert Guideline.objects.get().title == "Another title"


def test_the_draft_shows_numbers_text_and_what_it_rests_on(cast: Cast, client: Client) -> None:
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    client.force_login(cast.drafter)
    page = client.get(cast.guideline.get_absolute_url()).text
    assert "Each service trains its staff once a year." in page
    assert "1.1" in page
    assert cast.resolution.label in page
    assert reverse("provision_edit", args=[cast.provision.pk]) in page


def test_a_reader_sees_the_draft_and_no_way_to_change_it(cast: Cast, client: Client) -> None:
    assert cast.provision
    client.force_login(cast.reader)
    page = client.get(cast.guideline.get_absolute_url()).text
    assert "Each service trains its staff" in page
    assert reverse("provision_edit", args=[cast.provision.pk]) not in page
    assert "Only this team’s drafter may do this." in page


def test_a_restricted_provision_is_hidden_from_a_reader_and_counted(cast: Cast, client: Client) -> None:
    hidden = drafting.add_provision(
        cast.guideline, by=cast.drafter, kind="paragraph", heading="Secret ways", body=body("Hidden words."),
        marking="restricted", parent=cast.chapter,
    )  # fmt: skip
    client.force_login(cast.reader)
    page = client.get(cast.guideline.get_absolute_url()).text
    assert "Secret ways" not in page
    assert "Hidden words." not in page
    assert "1 provision is not open to you." in page
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert "Secret ways" not in client.get(reverse("trace", args=[cast.guideline.code])).text


def test_a_stranger_sees_no_draft_at_all(cast: Cast, client: Client) -> None:
    assert cast.provision
    client.force_login(cast.stranger)
    assert client.get(cast.guideline.get_absolute_url()).status_code == 404
    assert cast.guideline.code not in client.get(reverse("guidelines")).text


def test_what_is_not_taken_up_and_what_rests_on_nothing(cast: Cast, client: Client) -> None:
    assert cast.resolution
    assert cast.provision
    client.force_login(cast.drafter)
    missing, bare = (
        reverse("resolutions_open", args=[cast.guideline.code]),
        reverse("provisions_unsupported", args=[cast.guideline.code]),
    )
    assert cast.resolution.label in client.get(missing).text
    assert cast.provision.heading in client.get(bare).text
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    assert cast.resolution.get_absolute_url() not in client.get(missing).text
    assert cast.provision.get_absolute_url() not in client.get(bare).text


def test_a_resolution_is_declined_only_with_a_reason(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    address = reverse("resolution_decline", args=[cast.guideline.code, cast.resolution.pk])
    assert client.post(address, {"note": " "}).context["form"].errors["note"]
    assert not Basis.objects.exists()
    client.post(address, {"note": "Another guideline deals with it"})
    page = client.get(reverse("resolutions_open", args=[cast.guideline.code])).text
    assert "Another guideline deals with it" in page
    assert "Every resolution has its answer" in page


def test_what_is_tied_cannot_be_declined_and_what_is_declined_cannot_be_tied(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    page = client.post(reverse("resolution_decline", args=[cast.guideline.code, cast.resolution.pk]), {"note": "No"})
    assert "Every year" in page.text
    drafting.untie(Basis.objects.get(), by=cast.drafter)
    drafting.decline(cast.guideline, cast.resolution, by=cast.drafter, note="No")
    fields = {"resolution": cast.resolution.pk, "relation": "requires", "note": ""}
    page = client.post(reverse("basis_new", args=[cast.provision.pk]), fields)
    assert page.context["form"].errors["resolution"]
    assert Basis.objects.count() == 1


def test_the_matrix_marks_the_links_and_the_suspect_ones(cast: Cast, client: Client) -> None:
    basis = drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    client.force_login(cast.drafter)
    address = reverse("trace", args=[cast.guideline.code])
    page = client.get(address).text
    assert reverse("basis_edit", args=[basis.pk]) in page
    assert "looked at again" not in page
    newest = drafting.newest_revision(cast.guideline)
    assert newest
    drafting.edit_provision(
        cast.provision, by=cast.drafter, base=newest.number, heading="Every year", body=body("Less.")
    )
    assert "1 link has to be looked at again" in client.get(address).text


def test_the_register_leads_who_may_not_see_drafts_nowhere_else(cast: Cast, client: Client) -> None:
    assert Provision.objects.filter(pk=cast.provision.pk).exists()
    client.force_login(cast.reader)
    assert cast.guideline.code in client.get(reverse("guidelines")).text


def test_the_verbs_at_a_provision_lead_to_its_own_pages(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    provisions = (cast.chapter, cast.provision)
    page = client.get(cast.guideline.get_absolute_url()).text
    new = reverse("provision_new", args=[cast.guideline.code])
    for provision in provisions:
        why, edit, move = (
            reverse(name, args=[provision.pk]) for name in ("provision_detail", "provision_edit", "provision_move")
        )
        assert f'href="{why}" hx-get="{why}"' in page
        assert f'<a href="{edit}">' in page
        assert f'<a href="{move}">' in page
        assert f'data-move-url="{move}"' in page
        assert f'href="{new}?place=after:{provision.pk}"' in page


def test_a_longer_draft_takes_no_more_queries(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    counts = []
    for number in range(3):
        drafting.add_provision(
            cast.guideline, by=cast.drafter, kind="paragraph", heading=f"No {number}", body=body("Words.")
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(cast.guideline.get_absolute_url())
        counts.append(len(queries))
    assert counts[1] == counts[2]
