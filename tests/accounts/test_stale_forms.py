"""A form that was filled from an earlier version is refused once; who has compared may then save."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts import records
from accounts.models import Delegation
from guidelines.actions import drafting
from guidelines.models import Guideline, ReviewRound
from meetings.actions.meetings import add_agenda_item, add_participation, create_organisation, create_person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _meeting(cast: Cast) -> tuple[Any, str, str]:
    return cast.meeting, "meeting_edit", "title"


def _series(cast: Cast) -> tuple[Any, str, str]:
    return cast.series, "series_edit", "title"


def _report(cast: Cast) -> tuple[Any, str, str]:
    return cast.report, "report_edit", "title"


def _resolution(cast: Cast) -> tuple[Any, str, str]:
    return cast.resolution, "resolution_edit", "wording"


def _organisation(cast: Cast) -> tuple[Any, str, str]:
    return create_organisation(by=cast.officer, name_en="Prison Service"), "organisation_edit", "acronym"


def _person(cast: Cast) -> tuple[Any, str, str]:
    return create_person(by=cast.officer, name="Askar"), "person_edit", "position"


def _participant(cast: Cast) -> tuple[Any, str, str]:
    return add_participation(cast.meeting, by=cast.officer, category="police"), "participant_edit", "note"


def _agenda_item(cast: Cast) -> tuple[Any, str, str]:
    return add_agenda_item(cast.meeting, by=cast.officer, title="Opening"), "agenda_item_edit", "note"


def _guideline(cast: Cast) -> tuple[Any, str, str]:
    return Guideline.objects.get(pk=cast.guideline.pk), "guideline_edit", "title"


def _basis(cast: Cast) -> tuple[Any, str, str]:
    basis = drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    return basis, "basis_edit", "note"


MAKERS = (
    _meeting, _series, _report, _resolution, _organisation, _person, _participant, _agenda_item, _guideline, _basis,
)  # fmt: skip


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_after_the_refusal_the_second_save_counts(cast: Cast, client: Client, make: Any) -> None:
    record, view, field = make(cast)
    client.force_login(cast.drafter if view == "basis_edit" else cast.officer)
    address = reverse(view, args=[record.code if view in ("series_edit", "guideline_edit") else record.pk])
    given = _sent(client.get(address).context["form"]) | {field: "mine"}
    theirs: dict[str, Any] = {field: "theirs"}
    records.change(record, by=cast.administrator, **theirs)

    refused = client.post(address, given)
    assert "Ada Administrator" in refused.content.decode()
    record.refresh_from_db()
    assert getattr(record, field) == "theirs"

    again = client.post(address, _sent(refused.context["form"]))
    assert again.status_code == 302, again.context["form"].errors
    record.refresh_from_db()
    assert getattr(record, field) == "mine"


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_save_while_the_form_is_being_filled_is_not_undone(cast: Cast, client: Client, make: Any) -> None:
    """The record has been read, its version not yet: the form must not name the version that came in between."""
    record, view, field = make(cast)
    client.force_login(cast.drafter if view == "basis_edit" else cast.officer)
    address = reverse(view, args=[record.code if view in ("series_edit", "guideline_edit") else record.pk])
    theirs: dict[str, Any] = {field: "theirs"}
    with _before_a_version_is_read(lambda: records.change(record, by=cast.administrator, **theirs)):
        form = client.get(address).context["form"]
    assert form[field].value() != "theirs"

    refused = client.post(address, _sent(form) | {field: "mine"})
    assert "Ada Administrator" in refused.content.decode()
    record.refresh_from_db()
    assert getattr(record, field) == "theirs"


@contextmanager
def _before_a_version_is_read(act: Callable[[], Any]) -> Iterator[None]:
    """Somebody else is faster: `act` happens just before the first look into a history."""
    waiting = [act]

    def look(execute: Any, sql: str, *args: Any) -> Any:
        if waiting and sql.startswith("SELECT") and "historical" in sql:
            waiting.pop()()
        return execute(sql, *args)

    with connection.execute_wrapper(look):
        yield
    assert not waiting


def _sent(form: Any) -> dict[str, str]:
    """What a browser would send of this page."""
    values = {name: form[name].value() for name in form.fields}
    said = {name: form.fields[name].prepare_value(value) for name, value in values.items()}
    return {name: str(value) for name, value in said.items() if value not in (None, "")}


def test_a_form_of_the_administration_may_be_saved_after_its_refusal(cast: Cast, client: Client) -> None:
    delegation = Delegation(code="KG", name_en="Kyrgyzstan", name_ru="Кыргызстан").record(cast.administrator)
    client.force_login(cast.administrator)
    address = reverse("admin:accounts_delegation_change", args=[delegation.pk])
    given = _sent(client.get(address).context["adminform"].form) | {"name_en": "mine"}
    delegation.name_en = "theirs"
    delegation.record(cast.officer)
    refused = client.post(address, given)
    assert "Olga Officer" in refused.content.decode()
    again = client.post(address, _sent(refused.context["adminform"].form))
    assert again.status_code == 302
    assert Delegation.objects.get(pk=delegation.pk).name_en == "mine"


def test_a_save_while_a_form_of_the_administration_is_being_filled_is_not_undone(cast: Cast, client: Client) -> None:
    delegation = Delegation(code="KG", name_en="Kyrgyzstan", name_ru="Кыргызстан").record(cast.administrator)
    client.force_login(cast.administrator)
    address = reverse("admin:accounts_delegation_change", args=[delegation.pk])
    delegation.name_en = "theirs"
    with _before_a_version_is_read(lambda: delegation.record(cast.officer)):
        form = client.get(address).context["adminform"].form
    assert "Olga Officer" in client.post(address, _sent(form) | {"name_ru": "mine"}).content.decode()
    assert Delegation.objects.get(pk=delegation.pk).name_en == "theirs"


def test_a_newer_revision_is_submitted_at_the_second_time(cast: Cast, client: Client) -> None:
    assert cast.provision and cast.reviewer
    client.force_login(cast.drafter)
    address = reverse("round_new", args=[cast.guideline.code])
    given = _sent(client.get(address).context["form"])
    drafting.add_provision(cast.guideline, by=cast.second_drafter, kind="chapter", heading="Another")
    refused = client.post(address, given)
    assert not ReviewRound.objects.exists()
    assert client.post(address, _sent(refused.context["form"])).status_code == 302
    assert ReviewRound.objects.get().revision.number == int(given["revision_number"]) + 1
