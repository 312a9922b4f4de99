"""The officer records a meeting as far as the report tells; nothing forces her to invent a fact."""

from typing import Any

import pytest
from django.test import Client

from accounts.permissions import NotNow
from meetings.actions.meetings import (
    add_agenda_item,
    add_participation,
    change_meeting,
    create_meeting,
    create_person,
    remove_participation,
)
from meetings.models import Meeting, Participation, Report
from tests.cast import Cast


def facts(**given: Any) -> dict[str, Any]:
    """What a browser sends for a meeting about which only this is known."""
    return {"title": "Expert meeting", "status": "held", "format": "", "marking": "members", **given}


def date(name: str, day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def test_a_title_is_enough(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/meetings/new/", facts(series=cast.series.pk), follow=True)
    page = response.content.decode()
    assert "Meeting PRISON-1 recorded." in page
    assert "date not given" in page
    assert Meeting.objects.get().country == ""


def test_the_meeting_of_a_report_is_filled_with_what_was_typed_and_no_more(client: Client, cast: Cast) -> None:
    Report.objects.get(pk=cast.report.pk)
    client.force_login(cast.officer)
    form = client.get(f"/meetings/new/?report={cast.report.pk}").context["form"]
    assert form.initial == {"series": cast.series, "reported": "2016-01-21", "marking": "members"}
    given = facts(city="Bishkek", country="KG", **date("reported", "21", "01", "2016"))
    response = client.post(f"/meetings/new/?report={cast.report.pk}", given)
    made = Meeting.objects.get(city="Bishkek", number=2)
    assert made.dates == "date not given; reported 21 January 2016"
    assert response["Location"] == cast.report.get_absolute_url()
    assert Report.objects.get().meeting == made


def test_the_thirtieth_of_february_is_refused_beside_its_field(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    given = facts(series=cast.series.pk, **date("starts", "30", "02", "2016"))
    response = client.post("/meetings/new/", given)
    assert "This date does not exist" in str(response.context["form"].errors["starts"])
    assert not Meeting.objects.exists()


def test_a_meeting_does_not_end_before_it_begins(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    given = facts(series=cast.series.pk, **date("starts", "", "05", "2016"), **date("ends", "", "", "2015"))
    response = client.post("/meetings/new/", given)
    assert response.context["form"].errors["ends"] == ["The meeting cannot end before it begins."]
    assert not Meeting.objects.exists()


def test_a_number_is_given_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/meetings/new/", facts(series=cast.series.pk, number=cast.meeting.number))
    assert response.context["form"].errors["number"] == ["The series has a meeting of this number already."]
    assert Meeting.objects.count() == 1


def test_control_characters_are_refused_beside_their_field(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    response = client.post("/meetings/new/", facts(series=cast.series.pk, city="Bish\x07kek"))
    assert "control characters" in str(response.context["form"].errors["city"])
    assert not Meeting.objects.exists()


def test_a_stale_form_changes_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/meetings/{cast.meeting.pk}/edit/"
    seen = client.get(address).context["form"].initial["seen"]
    change_meeting(cast.meeting, by=cast.administrator, city="Osh")
    response = client.post(address, facts(city="Almaty", seen=seen))
    assert "Ada Administrator changed this record" in str(response.context["form"].non_field_errors())
    assert Meeting.objects.get().city == "Osh"


def test_a_change_is_told_at_the_foot_with_its_reason(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/meetings/{cast.meeting.pk}/"
    seen = client.get(address + "edit/").context["form"].initial["seen"]
    given = facts(
        city="Osh", country="KG", seen=seen, reason="The minutes say Osh", **date("reported", "21", "01", "2016")
    )
    page = client.post(address + "edit/", given, follow=True).content.decode()
    assert "changed city: “Bishkek” → “Osh”" in page
    assert "The minutes say Osh" in page


def test_participants_are_categories_bodies_or_people(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/meetings/{cast.meeting.pk}/participants/new/"
    given = {"role": "participant", "attendance": "reported", "category": "penitentiary services"}
    page = client.post(address, given, follow=True).content.decode()
    assert "penitentiary services took part in PRISON-1." in page
    person = create_person(by=cast.officer, name="N. Orlova")
    client.post(address, {"role": "chair", "attendance": "excused", "person": person.pk})
    page = client.get(f"/meetings/{cast.meeting.pk}/").content.decode()
    assert page.index("N. Orlova") < page.index("penitentiary services</div>")
    assert "excused" in page


def test_a_participant_is_somebody(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/meetings/{cast.meeting.pk}/participants/new/"
    response = client.post(address, {"role": "participant", "attendance": "reported"})
    assert "Give a category, an organisation or a person." in response.content.decode()
    assert not Participation.objects.exists()


def test_a_participant_is_changed_and_removed_and_stays_in_the_history(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    one = add_participation(cast.meeting, by=cast.officer, category="police")
    seen = client.get(f"/participants/{one.pk}/edit/").context["form"].initial["seen"]
    given = {"category": "law enforcement", "role": "observer", "attendance": "present", "seen": seen, "head_count": 3}
    client.post(f"/participants/{one.pk}/edit/", given)
    assert Participation.objects.get().head_count == 3
    page = client.post(f"/participants/{one.pk}/remove/", follow=True).content.decode()
    assert not Participation.objects.exists()
    assert "added participation “police”" in page
    assert "removed participation “law enforcement”" in page


def test_the_agenda_is_kept_in_order(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = f"/meetings/{cast.meeting.pk}/agenda/new/"
    client.post(address, {"title": "Training"})
    client.post(address, {"title": "Exchange"})
    assert [item.number for item in cast.meeting.agenda.order_by("number")] == [1, 2]
    response = client.post(address, {"title": "Again", "number": 2})
    assert response.context["form"].errors["number"] == ["The agenda has this number already."]
    item = cast.meeting.agenda.get(number=1)
    client.post(f"/agenda/{item.pk}/remove/")
    assert [one.title for one in cast.meeting.agenda.all()] == ["Exchange"]


def test_the_register_is_filtered(client: Client, cast: Cast) -> None:
    assert cast.meeting
    create_meeting(cast.series, by=cast.officer, title="Второе совещание", city="Алматы", status="planned")
    client.force_login(cast.officer)

    def found(query: str) -> list[int]:
        return [meeting.number for meeting in client.get(f"/meetings/?{query}").context["page"]]

    assert found("") == [2, 1]
    assert found("q=второе") == [2]
    assert found("q=bishkek&series=PRISON") == [1]
    assert found("status=planned") == [2]
    assert found("status=nonsense&page=99") == [2, 1]
    assert found("q=nothing+of+this+kind") == []


def test_the_register_asks_the_database_the_same_for_one_and_for_many(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        create_meeting(cast.series, by=cast.officer, title=f"Meeting {number}")
    client.force_login(cast.reader)
    with django_assert_num_queries(5):  # session, person, the filter's series, count, rows
        client.get("/meetings/")


def test_the_record_asks_the_database_the_same_for_one_and_for_many(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    assert cast.resolution
    for number in range(8):
        person = create_person(by=cast.officer, name=f"Person {number}")
        add_participation(cast.meeting, by=cast.officer, person=person)
        add_agenda_item(cast.meeting, by=cast.officer, title=f"Item {number}")
    client.force_login(cast.officer)
    with django_assert_max_num_queries(18):
        client.get(f"/meetings/{cast.meeting.pk}/")


@pytest.mark.parametrize("path", ["", "edit/", "participants/new/", "agenda/new/"])
def test_a_hidden_meeting_does_not_exist_for_a_stranger(client: Client, cast: Cast, path: str) -> None:
    change_meeting(cast.meeting, by=cast.officer, marking="restricted")
    client.force_login(cast.stranger)
    response = client.get(f"/meetings/{cast.meeting.pk}/{path}")
    assert response.status_code in (403, 404)
    assert "Bishkek" not in response.content.decode()
    assert "Expert meeting" not in client.get("/meetings/").content.decode()


def test_a_reader_sees_the_record_and_why_she_cannot_edit(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    page = client.get(f"/meetings/{cast.meeting.pk}/").content.decode()
    assert "Bishkek" in page
    assert "Only an officer of the secretariat may do this." in page
    assert f"/meetings/{cast.meeting.pk}/edit/" not in page
    assert "participants/new" not in page


def test_what_somebody_else_has_just_removed_is_said_to_be_gone(cast: Cast) -> None:
    here = add_participation(cast.meeting, by=cast.officer, category="experts")
    there = Participation.objects.get()
    remove_participation(here, by=cast.officer)
    with pytest.raises(NotNow, match="Somebody has removed this meanwhile"):
        remove_participation(there, by=cast.administrator)
