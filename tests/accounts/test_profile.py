"""One's own name and language."""

from django.test import Client

from accounts.models import User
from tests.cast import Cast


def test_the_reader_changes_her_name_and_it_is_in_the_history(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    response = client.post("/accounts/profile/", {"name": "Rita R. Reader", "language": "ru"}, follow=True)
    assert 'lang="ru"' in response.content.decode()
    user = User.objects.get(pk=cast.reader.pk)
    assert user.name == "Rita R. Reader"
    assert user.history.latest().history_user == user


def test_a_name_is_needed(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    response = client.post("/accounts/profile/", {"name": " ", "language": "en"})
    assert response.context["form"].errors["name"]
    assert User.objects.get(pk=cast.reader.pk).name == "Rita Reader"


def test_no_other_field_can_be_set(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    client.post("/accounts/profile/", {"name": "Rita", "language": "en", "office": "administrator", "is_staff": "1"})
    user = User.objects.get(pk=cast.reader.pk)
    assert not user.is_staff and user.office == User.Office.MEMBER


def test_the_team_and_delegation_are_shown(client: Client, cast: Cast) -> None:
    client.force_login(cast.reviewer)
    page = client.get("/accounts/profile/").content.decode()
    assert "Kyrgyzstan" in page and "Reviewer" in page


def test_the_language_is_switched_where_one_is(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    response = client.post("/language/", {"language": "ru", "next": "/gallery/"})
    assert response.headers["Location"] == "/gallery/"
    assert User.objects.get(pk=cast.reader.pk).language == "ru"


def test_a_visitor_switches_by_cookie(client: Client, cast: Cast) -> None:
    assert cast.officer
    client.post("/language/", {"language": "ru", "next": "/accounts/login/"})
    assert '<html lang="ru"' in client.get("/accounts/login/").content.decode()


def test_the_way_back_leads_nowhere_else(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    response = client.post("/language/", {"language": "xx", "next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"
    assert User.objects.get(pk=cast.reader.pk).language == "en"


def test_the_chosen_appearance_is_in_the_first_bytes(client: Client, cast: Cast) -> None:
    client.force_login(cast.reader)
    client.cookies["scheme"] = "dark"
    assert 'data-scheme="dark"' in client.get("/gallery/").content.decode()
    client.cookies["scheme"] = '"><script>'
    assert "data-scheme" not in client.get("/gallery/").content.decode().split("<head>")[0]
