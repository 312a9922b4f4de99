"""Words that were damaged on the way, and a paste that is far too long, are refused beside their field everywhere."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Event, User
from guidelines.models import Revision
from tests.cast import Cast

pytestmark = pytest.mark.django_db

BAD = {"control characters": "some\x07words", "three megabytes": "слово " * 500_000}
Case = tuple[User, str, list[Any], str, dict[str, Any]]


def _series(cast: Cast) -> Case:
    return cast.officer, "series_new", [], "purpose", {"code": "AB", "title": "x"}


def _meeting(cast: Cast) -> Case:
    given = {"series": cast.series.pk, "title": "x", "format": "in_person", "status": "held", "marking": "members"}
    return cast.officer, "meeting_new", [], "note", given


def _resolution(cast: Cast) -> Case:
    return cast.officer, "resolution_edit", [cast.resolution.pk], "addressees", {"seen": 1}


def _correction(cast: Cast) -> Case:
    return cast.officer, "report_correct", [cast.report.pk], "text", {"reason": "x", "seen": 1}


def _basis(cast: Cast) -> Case:
    given = {"resolution": cast.resolution.pk, "relation": "requires"}
    return cast.drafter, "basis_new", [cast.provision.pk], "note", given


def _decline(cast: Cast) -> Case:
    return cast.drafter, "resolution_decline", [cast.guideline.code, cast.resolution.pk], "note", {}


def _provision(cast: Cast) -> Case:
    given = {"kind": "chapter", "heading": "x", "marking": "public", "place": "first"}
    return cast.drafter, "provision_new", [cast.guideline.code], "body", given


def _move(cast: Cast) -> Case:
    return cast.drafter, "provision_move", [cast.provision.pk], "reason", {"place": "first"}


def _delete(cast: Cast) -> Case:
    return cast.drafter, "provision_delete", [cast.provision.pk], "reason", {}


def _restore(cast: Cast) -> Case:
    return cast.drafter, "revision_restore", [cast.guideline.code, 1], "reason", {}


def _submit(cast: Cast) -> Case:
    assert cast.provision and cast.reviewer
    newest = Revision.objects.order_by("-number")[0]
    return cast.drafter, "round_new", [cast.guideline.code], "note", {"revision_number": newest.number}


def _position(cast: Cast) -> Case:
    return cast.reviewer, "position_new", [cast.review_round.pk], "text", {"value": "object"}


def _return(cast: Cast) -> Case:
    return cast.approver, "round_return", [cast.review_round.pk], "note", {}


CASES = (
    _series, _meeting, _resolution, _correction, _basis, _decline, _provision, _move, _delete, _restore, _submit,
    _position, _return,
)  # fmt: skip


@pytest.mark.parametrize("words", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_bad_words_are_refused_beside_their_field(cast: Cast, client: Client, case: Any, words: str) -> None:
    assert cast.provision
    who, view, args, field, given = case(cast)
    before = (Event.objects.count(), Revision.objects.count())
    client.force_login(who)
    page = client.post(reverse(view, args=args), {**given, field: words})
    form = page.context["returning" if view == "round_return" else "form"]
    assert form.errors[field]
    assert (Event.objects.count(), Revision.objects.count()) == before
