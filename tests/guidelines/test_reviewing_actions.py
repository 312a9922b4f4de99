"""From submission to approval: one revision, one voice per delegation, never the author alone."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Membership
from accounts.permissions import NotNow, Refused
from guidelines.actions import drafting, reviewing
from guidelines.models import Edition, Guideline, ReviewRound
from tests.cast import Cast, body


def all_agree(cast: Cast) -> ReviewRound:
    for reviewer in cast.reviewers:
        reviewing.take_position(cast.review_round, by=reviewer, value="agree")
    return cast.review_round


def approve(cast: Cast) -> Edition:
    return reviewing.approve(cast.review_round, by=cast.approver, digest=cast.review_round.revision.digest)


def test_an_approval_makes_one_edition_of_that_revision(cast: Cast) -> None:
    all_agree(cast)
    edition = approve(cast)
    assert (edition.number, edition.revision, edition.approved_by) == (1, cast.review_round.revision, cast.approver)
    assert Guideline.objects.get().stage == "approved"
    with pytest.raises(NotNow):
        approve(cast)
    assert Edition.objects.count() == 1


def test_approval_waits_for_every_delegation(cast: Cast) -> None:
    reviewing.take_position(cast.review_round, by=cast.reviewers[0], value="agree")
    with pytest.raises(NotNow, match=r"Waiting for .*CIS ATC, Kazakhstan|Kazakhstan, CIS ATC"):
        approve(cast)


def test_a_standing_objection_holds_the_approval_until_it_is_lifted(cast: Cast) -> None:
    all_agree(cast)
    reviewing.take_position(cast.review_round, by=cast.reviewers[1], value="object", text="Too costly")
    with pytest.raises(NotNow, match="Kazakhstan"):
        approve(cast)
    reviewing.take_position(cast.review_round, by=cast.reviewers[1], value="no_objection")
    assert approve(cast).number == 1


def test_an_objection_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="reason of the objection"):
        reviewing.take_position(cast.review_round, by=cast.reviewer, value="object", text=" ")
    assert not cast.review_round.positions.exists()


def test_an_author_cannot_approve_what_he_wrote(cast: Cast) -> None:
    all_agree(cast)
    membership = Membership.objects.get(user=cast.drafter)
    drafting.set_member(cast.guideline, by=cast.officer, user=membership.user, role="approver")
    cast.drafter.__dict__.pop("_roles", None)
    with pytest.raises(Refused, match="another approver"):
        reviewing.approve(cast.review_round, by=cast.drafter, digest=cast.review_round.revision.digest)


def test_an_edit_overtakes_the_round_and_asks_for_a_new_one(cast: Cast) -> None:
    all_agree(cast)
    drafting.edit_provision(cast.provision, by=cast.drafter, base=2, heading="Every year", body=body("Twice a year."))
    with pytest.raises(NotNow, match="overtaken by an edit"):
        approve(cast)
    again = reviewing.submit(Guideline.objects.get(), by=cast.drafter, revision_number=3)
    assert (again.number, again.positions.count()) == (2, 0)


def test_only_the_contact_point_speaks(cast: Cast) -> None:
    for person in (cast.drafter, cast.approver, cast.reader, cast.officer, cast.administrator, cast.stranger):
        with pytest.raises(Refused):
            reviewing.take_position(cast.review_round, by=person, value="agree")
