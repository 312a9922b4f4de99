"""Bodies and people are kept once; where they took part is shown as far as the meetings are open."""

from typing import Any

from django.test import Client

from meetings.actions.meetings import add_participation, change_meeting, create_organisation, create_person
from meetings.models import Organisation, Person
from tests.cast import Cast


def test_one_name_is_enough(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    given = {"name_ru": "Комитет", "kind": "prison", "state": "KZ"}
    page = client.post("/organisations/new/", given, follow=True).content.decode()
    assert "Organisation “Комитет” recorded." in page
    nameless = client.post("/organisations/new/", {"kind": "prison"})
    assert nameless.context["form"].errors["name_en"] == ["Give a name in English or in Russian."]
    again = client.post("/organisations/new/", given)
    assert again.context["form"].errors["name_ru"] == ["This organisation is in the directory already."]
    assert Organisation.objects.count() == 1


def test_a_body_is_changed_and_a_stale_form_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    body = create_organisation(by=cast.officer, name_en="Committee", kind="prison")
    address = f"/organisations/{body.pk}/edit/"
    seen = client.get(address).context["form"].initial["seen"]
    page = client.post(address, {"name_en": "Board", "kind": "prison", "seen": seen}, follow=True).content.decode()
    assert "name in English: “Committee” → “Board”" in page
    client.post(address, {"name_en": "Other", "kind": "prison", "seen": seen})
    assert Organisation.objects.get().name_en == "Board"


def test_people_are_recorded(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    body = create_organisation(by=cast.officer, name_en="Committee", kind="prison")
    page = client.post("/people/new/", {"name": "N. Orlova", "organisation": body.pk}, follow=True).content.decode()
    assert "N. Orlova recorded in the directory." in page
    person = Person.objects.get()
    seen = client.get(f"/people/{person.pk}/edit/").context["form"].initial["seen"]
    given = {"name": "N. Orlova", "position": "Head", "seen": seen}
    page = client.post(f"/people/{person.pk}/edit/", given, follow=True).content.decode()
    assert "position: — → “Head”" in page
    assert "organisation: “Committee” → —" in page


def test_where_they_took_part(client: Client, cast: Cast) -> None:
    body = create_organisation(by=cast.officer, name_en="Committee", acronym="CMT", kind="prison")
    person = create_person(by=cast.officer, name="N. Orlova", organisation=body)
    add_participation(cast.meeting, by=cast.officer, person=person, organisation=body, role="chair")
    client.force_login(cast.reader)
    for path in (f"/organisations/{body.pk}/", f"/people/{person.pk}/"):
        page = client.get(path).content.decode()
        assert "PRISON-1" in page
        assert "chair" in page
    assert "N. Orlova" in client.get("/people/?q=ORLOVA").content.decode()
    change_meeting(cast.meeting, by=cast.officer, marking="restricted")
    assert "PRISON-1" not in client.get(f"/organisations/{body.pk}/").content.decode()
    assert client.get(f"/people/{person.pk}/").status_code == 404
    assert "N. Orlova" not in client.get("/people/").content.decode()


def test_the_registers_ask_the_database_the_same_for_one_and_for_many(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        body = create_organisation(by=cast.officer, name_en=f"Committee {number}", kind="prison")
        create_person(by=cast.officer, name=f"Person {number}", organisation=body)
    client.force_login(cast.officer)
    for path in ("/organisations/", "/people/"):
        with django_assert_max_num_queries(5):
            client.get(path)


def test_a_reader_is_told_why_she_cannot_record(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    for path in ("/organisations/new/", "/people/new/"):
        assert client.get(path).status_code == 403
    assert "Only an officer of the secretariat may do this." in client.get("/organisations/").content.decode()
