"""Writing, moving, deleting a provision, two people at once, and why it is here."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guidelines import richtext
from guidelines.actions import drafting
from guidelines.models import Basis, Guideline, Provision, Revision
from guidelines.views import provisions
from tests.cast import Cast, body

pytestmark = pytest.mark.django_db


def words(cast: Cast, **changed: Any) -> dict[str, Any]:
    assert cast.provision
    newest = drafting.newest_revision(cast.guideline)
    assert newest
    given = {"kind": "paragraph", "heading": "Every year", "body": "Each service trains its staff once a year.",
             "body_json": "", "marking": "public", "reason": "", "base": newest.number}  # fmt: skip
    return given | changed


def edit_address(cast: Cast) -> str:
    return reverse("provision_edit", args=[cast.provision.pk])


def test_the_plain_form_writes_markup_at_the_chosen_place(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    fields = {"kind": "section", "heading": "Records", "body": "- one\n- **two**", "marking": "members",
              "place": f"after:{cast.provision.pk}", "reason": "Asked for in Bishkek"}  # fmt: skip
    client.post(reverse("provision_new", args=[cast.guideline.code]), fields)
    made = Provision.objects.get(heading="Records")
    assert made.parent == cast.chapter
    assert made.html == "<ul><li><p>one</p></li><li><p><strong>two</strong></p></li></ul>"
    assert [item.number for item in cast.guideline.draft()] == ["1", "1.1", "1.2"]
    assert Revision.objects.order_by("-number")[0].reason == "Asked for in Bishkek"


def test_what_the_editor_sends_counts_before_the_markup(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    sent = json.dumps(body("Written in the editor."))
    client.post(edit_address(cast), words(cast, body="old", body_json=sent))
    assert Provision.objects.get(pk=cast.provision.pk).text == "Written in the editor."


@pytest.mark.parametrize(
    "sent",
    ["{", "[]", '{"type":"doc","content":[{"type":"script","content":[{"type":"text","text":"x"}]}]}', "[" * 100_000],
    ids=["cut off", "not a document", "a script", "too deep"],
)
def test_a_damaged_or_foreign_body_is_refused_beside_the_text(cast: Cast, client: Client, sent: str) -> None:
    client.force_login(cast.drafter)
    before = Revision.objects.filter(guideline=cast.guideline).count() if cast.provision else 0
    page = client.post(edit_address(cast), words(cast, body_json=sent))
    assert page.context["form"].errors["body"]
    assert Revision.objects.filter(guideline=cast.guideline).count() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("heading", "bell\x07"),
        ("heading", "x" * 301),
        ("body", "bell\x07"),
        ("body", "word " * 700_000),
        ("kind", "verse"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_changes_nothing(
    cast: Cast, client: Client, field: str, value: str
) -> None:
    client.force_login(cast.drafter)
    page = client.post(edit_address(cast), words(cast, **{field: value}))
    assert page.context["form"].errors[field]
    assert Provision.objects.get(pk=cast.provision.pk).heading == "Every year"


def test_a_script_in_the_markup_is_only_words(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    client.post(edit_address(cast), words(cast, body="<script>alert(1)</script> [x](javascript:alert(1))"))
    page = client.get(cast.guideline.get_absolute_url()).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_saving_what_stands_already_makes_no_revision(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    fields = words(cast)
    page = client.post(edit_address(cast), fields, follow=True)
    assert "no revision was made" in page.text
    assert drafting.newest_revision(cast.guideline).number == fields["base"]  # type: ignore[union-attr]


def test_two_drafters_meet_on_a_merge_page_and_neither_loses_a_word(cast: Cast, client: Client) -> None:
    assert cast.second_drafter
    started = words(cast)
    theirs = body("Each service trains all its staff once a year.")
    drafting.edit_provision(
        cast.provision, by=cast.second_drafter, base=started["base"], heading="Every year", body=theirs
    )
    client.force_login(cast.drafter)
    met = client.post(
        edit_address(cast), started | {"body": "Each service trains its staff once a year, with exercises."}
    )
    assert met.status_code == 409
    assert "Saved meanwhile by Saule Second" in met.text
    assert Provision.objects.get(pk=cast.provision.pk).body == theirs
    form = met.context["form"]
    assert form.initial["body"] == "Each service trains all its staff once a year, with exercises."
    client.post(edit_address(cast), started | {"body": form.initial["body"], "base": form.initial["base"]})
    assert Provision.objects.get(pk=cast.provision.pk).text == form.initial["body"]


def test_changes_of_the_same_words_are_shown_and_both_kept(cast: Cast, client: Client) -> None:
    started = words(cast)
    drafting.edit_provision(
        cast.provision, by=cast.second_drafter, base=started["base"], heading="Every year",
        body=body("Each service trains its staff once a month."),
    )  # fmt: skip
    client.force_login(cast.drafter)
    met = client.post(edit_address(cast), started | {"body": "Each service trains its staff once a quarter."})
    merged = met.context["form"].initial["body"]
    assert "month" in merged
    assert "quarter" in merged
    assert "At 1 place both changed the same words" in met.text


def test_a_provision_moves_by_the_form_with_what_stands_under_it(cast: Cast, client: Client) -> None:
    other = drafting.add_provision(
        cast.guideline, by=cast.drafter, kind="chapter", heading="Second", after=cast.chapter
    )
    assert cast.provision
    client.force_login(cast.drafter)
    client.post(reverse("provision_move", args=[cast.chapter.pk]), {"place": f"after:{other.pk}", "reason": ""})
    order = [(item.number, item.node.id) for item in cast.guideline.draft()]
    assert order == [("1", str(other.pk)), ("2", str(cast.chapter.pk)), ("2.1", str(cast.provision.pk))]


def test_a_drag_is_answered_without_a_page_and_a_wrong_one_with_the_reason(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    address, drag = reverse("provision_move", args=[cast.provision.pk]), {"X-Requested-With": "fetch"}
    assert client.post(address, {"place": "first"}, headers=drag).status_code == 204
    assert Provision.objects.get(pk=cast.provision.pk).parent is None
    refused = client.post(address, {"place": f"under:{cast.provision.pk}"}, headers=drag)
    assert refused.status_code == 400
    assert refused.text.strip()
    assert refused["Content-Type"].startswith("text/plain")


def test_deleting_names_what_goes_with_it_and_keeps_the_history(cast: Cast, client: Client) -> None:
    assert cast.provision
    client.force_login(cast.drafter)
    address = reverse("provision_delete", args=[cast.chapter.pk])
    assert "Every year" in client.get(address).text
    client.post(address, {"reason": "Out of scope"})
    assert cast.guideline.draft() == []
    page = client.get(cast.provision.get_absolute_url()).text
    assert "It is not in the draft any more." in page
    assert "Out of scope" in client.get(reverse("revisions", args=[cast.guideline.code])).text


def test_editing_a_deleted_provision_is_refused_with_the_reason(cast: Cast, client: Client) -> None:
    fields = words(cast, body="Too late.") if cast.provision else {}
    drafting.delete_provision(cast.provision, by=cast.second_drafter)
    client.force_login(cast.drafter)
    page = client.post(edit_address(cast), fields)
    assert "This provision was deleted." in page.text


def test_why_is_this_here(cast: Cast, client: Client) -> None:
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires", note="In part")
    client.force_login(cast.reader)
    page = client.get(cast.provision.get_absolute_url()).text
    quote = cast.resolution.quotes.get()
    for answer in (
        cast.resolution.label,
        "In part",
        quote.exact,
        cast.meeting.title,
        "press report only",
        f"#quote-{quote.pk}",
    ):
        assert answer in page
    margin = client.get(cast.provision.get_absolute_url(), headers={"HX-Request": "true"}).text
    assert quote.exact in margin
    assert "<html" not in margin


def test_a_restricted_resolution_is_counted_and_not_shown(cast: Cast, client: Client) -> None:
    secret = cast.resolution_on("records be shared between the services", marking="restricted")
    drafting.tie(cast.provision, secret, by=cast.drafter, relation="requires")
    client.force_login(cast.reader)
    for address in (
        cast.provision.get_absolute_url(),
        cast.guideline.get_absolute_url(),
        reverse("trace", args=[cast.guideline.code]),
    ):
        page = client.get(address).text
        assert "records be shared" not in page
        assert secret.label not in page
    assert "1 resolution more, which is not open to you" in client.get(cast.provision.get_absolute_url()).text


def test_ties_are_made_from_either_end_changed_and_taken_away(cast: Cast, client: Client) -> None:
    client.force_login(cast.drafter)
    client.post(
        reverse("resolution_tie", args=[cast.resolution.pk]),
        {"provision": cast.provision.pk, "relation": "informs", "note": ""},
    )
    basis = Basis.objects.get()
    assert (basis.provision, basis.relation) == (cast.provision, "informs")
    uses = client.get(reverse("resolution_uses", args=[cast.resolution.pk])).text
    assert cast.provision.get_absolute_url() in uses
    edit = reverse("basis_edit", args=[basis.pk])
    seen = client.get(edit).context["form"].initial["seen"]
    client.post(edit, {"relation": "limits", "state": "agreed", "note": "Only new staff", "seen": seen})
    assert Basis.objects.get().note == "Only new staff"
    client.post(reverse("basis_untie", args=[basis.pk]), {"reason": "Mistaken"})
    assert not Basis.objects.exists()
    assert Basis.history.filter(history_type="-").get().history_change_reason == "Mistaken"


def test_a_tie_made_twice_is_refused_with_a_message(cast: Cast, client: Client) -> None:
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    client.force_login(cast.drafter)
    fields = {"provision": cast.provision.pk, "relation": "requires", "note": ""}
    page = client.post(reverse("resolution_tie", args=[cast.resolution.pk]), fields)
    assert "The provision rests on this resolution already." in page.text


def test_nobody_but_a_drafter_writes(cast: Cast, client: Client) -> None:
    fields = words(cast, body="Not mine to write.") if cast.provision else {}
    for person in (cast.reader, cast.reviewer, cast.approver, cast.officer):
        client.force_login(person)
        assert client.post(edit_address(cast), fields).status_code == 403
        assert client.post(reverse("provision_delete", args=[cast.provision.pk]), {}).status_code == 403
        assert client.post(reverse("provision_move", args=[cast.provision.pk]), {"place": "first"}).status_code == 403
    assert (
        richtext.to_markup(Provision.objects.get(pk=cast.provision.pk).body)
        == "Each service trains its staff once a year."
    )


def test_an_edit_during_review_is_told_before_and_ends_the_round(cast: Cast, client: Client) -> None:
    assert cast.review_round
    client.force_login(cast.drafter)
    assert "is under review" in client.get(cast.guideline.get_absolute_url()).text
    client.post(edit_address(cast), words(cast, body="Changed under review."))
    assert Guideline.objects.get().stage == "drafting"


@pytest.mark.parametrize("view", ["provision_detail", "resolution_uses"])
def test_a_browser_keeps_the_fragment_apart_from_the_page(cast: Cast, client: Client, view: str) -> None:
    client.force_login(cast.drafter)
    record = cast.provision if view == "provision_detail" else cast.resolution
    assert "HX-Request" in client.get(reverse(view, args=[record.pk]), headers={"HX-Request": "true"})["Vary"]


def test_the_form_holds_the_words_of_the_revision_it_names(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form never holds older words under a newer number, which would overwrite the newer ones unseen."""
    assert cast.provision
    assert cast.second_drafter
    reads = provisions.newest_revision

    def after_somebody_saved(guideline: Guideline) -> Revision | None:
        monkeypatch.setattr(provisions, "newest_revision", reads)
        newest = reads(guideline)
        assert newest
        drafting.edit_provision(
            Provision.objects.get(pk=cast.provision.pk), by=cast.second_drafter, base=newest.number,
            heading="Every year", body=body("Other words."),
        )  # fmt: skip
        return reads(guideline)

    monkeypatch.setattr(provisions, "newest_revision", after_somebody_saved)
    client.force_login(cast.drafter)
    form = client.get(reverse("provision_edit", args=[cast.provision.pk])).context["form"]
    base = Revision.objects.get(guideline=cast.guideline, number=form.initial["base"])
    stood = next(item.node.body for item in base.placed() if item.node.id == str(cast.provision.pk))
    assert form.initial["document"] == stood
