"""The review in the administration: the same acts as on the pages, the same reasons, and nothing besides."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, reverse

from accounts.models import User
from guidelines.actions import drafting, publishing, reviewing
from guidelines.models import Basis, Edition, EditionFile, Guideline, Position, Provision, ReviewRound, Revision
from tests.architecture.test_access import World
from tests.cast import Cast, body

pytestmark = pytest.mark.django_db
OURS = (Guideline, Provision, Revision, Basis, ReviewRound, Position, Edition, EditionFile)


def desk_of(record: Any, page: str = "change") -> str:
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[record.pk])


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def all_agree(cast: Cast) -> ReviewRound:
    for reviewer in cast.reviewers:
        reviewing.take_position(cast.review_round, by=reviewer, value="agree")
    return cast.review_round


def edition(cast: Cast) -> Edition:
    all_agree(cast)
    return reviewing.approve(cast.review_round, by=cast.approver, digest=cast.review_round.revision.digest)


def let_in(user: User) -> User:
    user.is_staff = True
    user.save()
    return user


# The acts


def test_from_submission_to_an_edition(cast: Cast, client: Client) -> None:
    assert cast.provision
    assert cast.reviewers
    client.force_login(let_in(cast.drafter))
    submit = desk_of(cast.guideline, "submit")
    number = client.get(submit).context["form"].initial["revision_number"]
    page = client.post(submit, {"note": "Please read 1.1.", "deadline": "", "revision_number": number}, follow=True)
    assert messages_of(page) == ["Revision 2 of PRISON-GL is submitted to the delegations."]
    review_round = ReviewRound.objects.get()
    for reviewer in cast.reviewers:
        client.force_login(reviewer)
        assert "Please read 1.1." in client.get(desk_of(review_round)).text
        client.post(desk_of(review_round, "position"), {"provision": "", "value": "agree", "text": ""})
    client.force_login(cast.approver)
    digest = client.get(desk_of(review_round, "approve")).context["form"].initial["digest"]
    page = client.post(desk_of(review_round, "approve"), {"digest": digest, "note": ""}, follow=True)
    assert messages_of(page) == ["Edition 1 of PRISON-GL is approved."]
    assert Edition.objects.get().revision == review_round.revision
    assert [position.value for position in Position.objects.all()] == ["agree"] * 3


def test_the_author_alone_never_approves_and_reads_why(cast: Cast, client: Client) -> None:
    all_agree(cast)
    drafting.set_member(cast.guideline, by=cast.officer, user=cast.drafter, role="approver")
    client.force_login(let_in(cast.drafter))
    reason = "You wrote or submitted this text: another approver has to approve it."
    assert reason in client.get(desk_of(cast.review_round)).text
    page = client.post(
        desk_of(cast.review_round, "approve"), {"digest": cast.review_round.revision.digest, "note": ""}, follow=True
    )
    assert messages_of(page) == [reason]
    assert not Edition.objects.exists()


def test_an_impossible_act_stays_disabled_with_its_reason_beside_it(cast: Cast, client: Client) -> None:
    reviewing.take_position(cast.review_round, by=cast.reviewer, value="object", text="Too early")
    client.force_login(cast.approver)
    page = client.get(desk_of(cast.review_round)).text
    button = page[: page.index("An objection stands")].rpartition("<button")[2]
    reason_id = button.partition('aria-describedby="')[2].partition('"')[0]
    assert 'aria-disabled="true"' in button
    assert f'id="{reason_id}">An objection stands' in page
    assert desk_of(cast.review_round, "return") in page  # possible: a link
    assert desk_of(cast.review_round, "approve") not in page


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        ("position", "Only this team’s reviewer"),
        ("approve", "Waiting for the position"),
        ("withdraw", "Only this team’s drafter"),
    ],
)
def test_an_impossible_act_sent_all_the_same_says_why_and_changes_nothing(
    cast: Cast, client: Client, act: str, reason: str
) -> None:
    assert cast.review_round
    client.force_login(cast.approver)
    sent = {"value": "agree", "digest": cast.review_round.revision.digest}
    before = rows()
    page = client.post(desk_of(cast.review_round, act), sent, follow=True)
    assert messages_of(page)[0].startswith(reason)
    assert rows() == before


def test_an_objection_needs_its_reason_beside_the_field(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer)
    page = client.post(desk_of(cast.review_round, "position"), {"provision": "", "value": "object", "text": ""})
    assert page.context["form"].errors["text"]
    assert "the reason of the objection" in page.text
    assert not Position.objects.exists()


def test_an_approval_of_other_words_than_those_shown_is_refused(cast: Cast, client: Client) -> None:
    all_agree(cast)
    client.force_login(cast.approver)
    page = client.post(desk_of(cast.review_round, "approve"), {"digest": "0" * 64, "note": ""})
    assert "not the text under review any more" in page.text
    assert not Edition.objects.exists()


def test_the_approver_returns_and_the_drafter_withdraws(cast: Cast, client: Client) -> None:
    client.force_login(cast.approver)
    assert "Say what the drafters should change." in client.post(desk_of(cast.review_round, "return"), {}).text
    client.post(desk_of(cast.review_round, "return"), {"note": "Shorten 1.1"})
    assert ReviewRound.objects.get().outcome == "returned"
    again = reviewing.submit(Guideline.objects.get(), by=cast.drafter, revision_number=2)
    client.force_login(let_in(cast.drafter))
    refused = client.post(desk_of(cast.review_round, "withdraw"), {}, follow=True)
    assert messages_of(refused)[-1] == "Round 1 is closed (returned to the drafters)."
    assert client.get(desk_of(again, "withdraw")).status_code == 200
    client.post(desk_of(again, "withdraw"), {})
    assert ReviewRound.objects.get(pk=again.pk).outcome == "withdrawn"


# Guidelines


def test_an_officer_opens_a_guideline_and_changes_its_title(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    new = {"series": cast.series.pk, "code": "BORDER-GL", "title": "Borders", "language": "ru", "marking": "members"}
    client.post(reverse("admin:guidelines_guideline_add"), new)
    guideline = Guideline.objects.get(code="BORDER-GL")
    assert guideline.team.name == "BORDER-GL"
    seen = client.get(desk_of(guideline)).context["adminform"].form.initial["seen"]
    sent = {"title": "Borders and ports", "language": "ru", "marking": "members", "seen": seen, "reason": "Asked for"}
    client.post(desk_of(guideline), {**sent, "code": "OTHER", "stage": "approved"})
    guideline = Guideline.objects.get(pk=guideline.pk)
    assert (guideline.code, guideline.title, guideline.stage) == ("BORDER-GL", "Borders and ports", "drafting")
    stale = client.post(desk_of(guideline), {**sent, "title": "Something else"})
    assert "changed this record on" in stale.text
    assert Guideline.objects.get(pk=guideline.pk).title == "Borders and ports"


def test_the_draft_is_written_on_its_pages(cast: Cast, client: Client) -> None:
    assert cast.provision
    client.force_login(cast.officer)
    assert cast.guideline.get_absolute_url() in client.get(desk_of(cast.guideline)).text
    assert client.post(desk_of(cast.provision), {"heading": "Other"}).status_code == 403
    assert client.post(reverse("admin:guidelines_provision_add"), {"heading": "Other"}).status_code == 403


# What is seen


def test_every_row_is_listed_and_leads_to_its_page(cast: Cast, client: Client) -> None:
    assert publishing.make_pdf(edition(cast))
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    client.force_login(cast.approver)
    for model in OURS:
        listed = client.get(reverse(f"admin:guidelines_{model._meta.model_name}_changelist"), {"q": "PRISON"})
        assert listed.status_code == 200, model
        row = model._base_manager.order_by("-pk")[0]
        page = client.get(desk_of(row)).text
        assert "Open its page" in page, model


def test_lists_take_no_query_for_each_row(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    edition(cast)
    for number in range(12):
        drafting.add_provision(
            cast.guideline, by=cast.drafter, kind="paragraph", heading=f"No {number}", body=body("Words.")
        )  # fmt: skip
    client.force_login(cast.approver)
    for model in OURS:
        with django_assert_max_num_queries(14):
            client.get(reverse(f"admin:guidelines_{model._meta.model_name}_changelist"))


def test_the_bytes_of_an_edition_are_not_read_to_list_it(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    file = publishing.make_pdf(edition(cast))
    client.force_login(cast.approver)
    with django_assert_max_num_queries(20) as queries:
        assert file.sha256 in client.get(reverse("admin:guidelines_editionfile_changelist")).text
        assert file.sha256 in client.get(desk_of(file)).text
    assert not [query["sql"] for query in queries.captured_queries if '"pdf"' in query["sql"]]


def test_what_is_hidden_on_the_pages_is_hidden_here(cast: Cast, client: Client) -> None:
    hidden = drafting.add_provision(
        cast.guideline, by=cast.drafter, kind="paragraph", heading="Secret ways", body=body("Hidden."), marking="restricted"
    )  # fmt: skip
    said = reviewing.take_position(
        cast.review_round, by=cast.reviewer, value="object", text="Of the hidden one", provision=hidden
    )
    basis = drafting.tie(hidden, cast.resolution, by=cast.drafter, relation="requires", note="Of the hidden one")
    addresses = [desk_of(row) for row in (hidden, said, basis, cast.review_round)]
    addresses += [reverse(f"admin:guidelines_{model._meta.model_name}_changelist") for model in OURS]
    for person, may in ((cast.reviewers[1], False), (cast.approver, True)):
        client.force_login(person)
        seen = "".join(client.get(address, follow=True).text for address in addresses)
        assert ("Secret ways" in seen, "Of the hidden one" in seen) == (may, may), person


def test_another_team_sees_no_draft(cast: Cast, client: Client) -> None:
    assert cast.review_round
    client.force_login(let_in(cast.stranger))
    for model in OURS:
        listed = client.get(reverse(f"admin:guidelines_{model._meta.model_name}_changelist"))
        assert listed.context["cl"].result_count == 0
        assert "PRISON" not in listed.text
    assert client.get(desk_of(cast.review_round, "position")).status_code == 404


def test_the_index_shows_what_waits(cast: Cast, client: Client) -> None:
    assert cast.review_round
    client.force_login(cast.reviewer)
    assert "Say where Kyrgyzstan stands" in client.get(reverse("admin:index")).text
    reviewing.take_position(cast.review_round, by=cast.reviewer, value="agree")
    assert "Nothing waits for you" in client.get(reverse("admin:index")).text


# What is not written


@pytest.mark.parametrize("who", ["administrator", "officer", "approver"])
def test_an_edition_never_changes_here(cast: Cast, client: Client, who: str) -> None:
    made = edition(cast)
    publishing.make_pdf(made)
    client.force_login(getattr(cast, who))
    before = rows()
    for row in (made, made.file, made.revision, Position.objects.all()[0]):
        opts = row._meta
        assert client.post(desk_of(row), {"number": 9, "source_sha256": "0" * 64}).status_code == 403
        assert client.post(desk_of(row, "delete"), {"post": "yes"}).status_code == 403
        assert client.post(desk_of(row, "history"), {"post": "yes"}).status_code in (404, 405)
        client.post(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"),
            {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
        )
    assert rows() == before


def every_address() -> Iterator[str]:
    """Every address of the administration, of the oldest and the newest row of each table; but the way out."""
    for model, options in admin.site._registry.items():
        keys = model._base_manager.order_by("pk").values_list("pk", flat=True)
        assert keys, f"The story has no {model.__name__}"
        start = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for pattern in options.get_urls():
            for key in {keys[0], keys.reverse()[0]}:
                yield start + str(pattern.pattern).replace("<path:object_id>", str(key))
    for each in admin.site.get_urls():
        if isinstance(each, URLPattern) and each.name != "logout":
            address = str(each.pattern).replace("^(?P<app_label>", "(").replace("/$", "/")
            yield from (f"/admin/{address.replace(group, app)}" for group, app in apps_in(address))


def apps_in(address: str) -> list[tuple[str, str]]:
    """What stands for an app in an address, with each app; or nothing to be replaced."""
    group = re.search(r"\(.*\)|<url>", address)
    labels = {model._meta.app_label for model in admin.site._registry}
    return [(group[0], label) for label in labels] if group else [("?", "?")]


def rows() -> dict[str, list[Any]]:
    """Every row of every table, histories with them. A visit may make a session."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model is not Session
    }


def test_staff_who_may_only_look_change_no_row_by_any_post(cast: Cast, client: Client) -> None:
    World(cast)
    review_round = ReviewRound.objects.get(outcome="")
    client.force_login(let_in(cast.reader))
    sent = {
        "post": "yes", "_save": "1", "action": "delete_selected", "_selected_action": "1", "note": "x", "value": "agree",
        "title": "Changed", "name": "Changed", "heading": "Changed", "digest": review_round.revision.digest,
        "revision_number": 2, "code": "X", "email": "x@example.org", "office": "administrator", "is_staff": "on",
    }  # fmt: skip
    before = rows()
    visited = list(every_address())
    assert desk_of(review_round, "approve") in visited
    assert desk_of(cast.guideline, "submit") in visited
    wrong = [address for address in visited if client.post(address, sent).status_code >= 500]
    assert wrong == []
    assert rows() == before


def test_no_history_page_takes_a_post_even_from_the_administrator(cast: Cast, client: Client) -> None:
    World(cast)
    client.force_login(cast.administrator)
    before = rows()
    histories = [address for address in every_address() if address.endswith("/history/")]
    assert len(histories) > 20
    given = {"title": "Changed", "name": "Changed", "heading": "Changed", "_change_history": "1"}
    assert {client.post(address, given).status_code for address in histories} <= {404, 405}
    assert rows() == before
