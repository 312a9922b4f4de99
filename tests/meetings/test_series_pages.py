"""The officer records a series; others read as far as they may."""

from django.test import Client

from meetings.models import Series
from tests.cast import Cast


def test_the_officer_records_a_series(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post(
        "/series/new/", {"code": "PRISON", "title": "Countering recruitment", "purpose": ""}, follow=True
    )
    assert "Series PRISON recorded." in response.content.decode()
    assert Series.objects.get().history.get().history_user == cast.officer


def test_a_code_is_given_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/series/new/", {"code": cast.series.code, "title": "Another"})
    assert response.context["form"].errors["code"]
    assert Series.objects.get().title == cast.series.title


def test_a_stale_form_changes_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    seen = client.get("/series/" + cast.series.code + "/edit/").context["form"].initial["seen"]
    client.post(f"/series/{cast.series.code}/edit/", {"title": "First", "purpose": "", "seen": seen})
    response = client.post(f"/series/{cast.series.code}/edit/", {"title": "Second", "purpose": "", "seen": seen})
    assert "Olga Officer changed this record" in str(response.context["form"].non_field_errors())
    assert Series.objects.get().title == "First"


def test_a_drafter_is_told_why_she_cannot_record(client: Client, cast: Cast) -> None:
    client.force_login(cast.drafter)
    response = client.get("/series/new/")
    assert response.status_code == 403
    assert "Only an officer of the secretariat may do this." in response.content.decode()
