"""The administrator gives accounts; others look, or see nothing; nothing is written behind the history's back."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounts.models import Delegation, Event, Membership, User
from tests.cast import Cast

NEW = {
    "email": "new@example.org", "name": "New Officer", "language": "ru", "office": "officer", "is_active": "on",
    "new_password": "three odd horses",
}  # fmt: skip


def test_the_administrator_makes_an_account_that_can_sign_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    client.post("/admin/accounts/user/add/", NEW)
    user = User.objects.get(email="new@example.org")
    assert user.office == User.Office.OFFICER
    assert user.history.get().history_user == cast.administrator
    assert Event.objects.filter(verb="created", target_label="New Officer").exists()
    client.logout()
    client.post("/accounts/login/", {"login": "new@example.org", "password": "three odd horses"})
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("password", ["", "password"])
def test_a_missing_or_weak_password_is_refused(client: Client, cast: Cast, password: str) -> None:
    client.force_login(cast.administrator)
    response = client.post("/admin/accounts/user/add/", {**NEW, "new_password": password})
    assert response.context["adminform"].form.errors["new_password"]
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_account_keeps_its_password_when_something_else_changes(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    before = cast.reader.password
    page = f"/admin/accounts/user/{cast.reader.pk}/change/"
    client.post(page, {**NEW, "email": cast.reader.email, "new_password": ""})
    user = User.objects.get(pk=cast.reader.pk)
    assert (user.name, user.password) == ("New Officer", before)
    assert "New Officer" in client.get(f"/admin/accounts/user/{user.pk}/history/").content.decode()


def test_a_reviewer_needs_a_delegation(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    given = {"team": cast.guideline.team_id, "user": cast.stranger.pk, "role": "reviewer", "delegation": ""}
    response = client.post("/admin/accounts/membership/add/", given)
    assert "Say for which delegation the reviewer speaks." in response.content.decode()
    assert not Membership.objects.filter(user=cast.stranger).exists()


def test_staff_who_are_no_administrators_change_no_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    addresses = ("/admin/accounts/user/add/", f"/admin/accounts/user/{cast.reader.pk}/change/")
    before = User.history.count()
    for address in addresses:
        assert client.post(address, NEW).status_code == 403
    assert User.history.count() == before


def test_no_history_page_takes_a_post(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    kg = Delegation(code="KG", name_en="Kyrgyzstan", name_ru="Кыргызстан").record(cast.administrator)
    for record in (cast.reader, kg):
        opts = record._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[record.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"name": "Changed"}).status_code == 405


def test_the_register_is_only_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    assert cast.series
    event = Event.objects.latest("pk")
    assert client.get("/admin/accounts/event/").status_code == 200
    assert client.post(f"/admin/accounts/event/{event.pk}/change/", {"verb": "x"}).status_code == 403
    assert client.post("/admin/accounts/event/add/", {"verb": "x"}).status_code == 403


def test_nothing_of_ours_is_deleted_in_the_administration() -> None:
    ours = [
        kind for kind in admin.site._registry.values() if kind.opts.app_label in ("accounts", "meetings", "guidelines")
    ]
    assert len(ours) > 15
    assert not any(kind.has_delete_permission(None) for kind in ours)  # type: ignore[arg-type]


def test_a_form_opened_before_somebody_else_saved_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    page = f"/admin/accounts/user/{cast.reader.pk}/change/"
    seen = client.get(page).context["adminform"].form.initial["seen"]
    mine = {**NEW, "email": cast.reader.email, "new_password": "", "seen": seen}
    cast.reader.name = "Rita Renamed"
    cast.reader.record(cast.officer)
    assert "changed this record on" in client.post(page, mine).text
    assert User.objects.get(pk=cast.reader.pk).name == "Rita Renamed"
    seen = client.get(page).context["adminform"].form.initial["seen"]
    client.post(page, {**mine, "seen": seen})
    assert User.objects.get(pk=cast.reader.pk).name == "New Officer"


def test_a_row_without_versions_offers_no_history(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    assert cast.series
    event = Event.objects.latest("pk")
    page = f"/admin/accounts/event/{event.pk}/"
    assert f"{page}history/" not in client.get(f"{page}change/").text
    assert client.get(f"{page}history/").status_code == 404
    reader = f"/admin/accounts/user/{cast.reader.pk}/"
    assert f"{reader}history/" in client.get(f"{reader}change/").text


def test_no_address_leads_past_the_permissions_to_the_page_of_a_row(client: Client, cast: Cast) -> None:
    client.force_login(cast.reviewer)
    kind = ContentType.objects.get_for_model(cast.guideline)
    assert client.get(f"/admin/r/{kind.pk}/{cast.guideline.pk}/").status_code == 404
