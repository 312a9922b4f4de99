"""Coming in: signing in and out, the demo people, the first start of an empty installation."""

from django.test import Client, override_settings

from accounts.demo import PASSWORD as DEMO_PASSWORD
from accounts.demo import PEOPLE
from accounts.models import User
from tests.cast import PASSWORD, Cast

FIRST = {"name": "Ada First", "email": "ada@example.org", "password": "three odd horses", "language": "ru"}


def test_the_officer_signs_in_and_sees_what_waits(client: Client, cast: Cast) -> None:
    response = client.post("/accounts/login/", {"login": cast.officer.email.upper(), "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "What waits for you" in response.content.decode()


def test_a_wrong_password_is_said_beside_the_form(client: Client, cast: Cast) -> None:
    response = client.post("/accounts/login/", {"login": cast.officer.email, "password": "no"})
    assert "error-summary" in response.content.decode()


def test_someone_who_was_switched_off_stays_outside(client: Client, cast: Cast) -> None:
    cast.reader.is_active = False
    cast.reader.record(cast.officer)
    client.post("/accounts/login/", {"login": cast.reader.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_stranger_is_sent_to_sign_in(client: Client, cast: Cast) -> None:
    assert cast.officer
    assert client.get("/accounts/profile/").headers["Location"] == "/accounts/login/?next=/accounts/profile/"


def test_nobody_signs_up(client: Client, cast: Cast) -> None:
    assert cast.officer
    client.post("/accounts/signup/", {"email": "me@example.org", "password1": "three odd horses"})
    assert User.objects.count() == 1


@override_settings(DEMO=True)
def test_each_demo_person_is_one_button_away(client: Client, cast: Cast) -> None:
    for person in PEOPLE:
        User.objects.create_user(person.email, DEMO_PASSWORD, name=person.name)
    page = client.get("/accounts/login/").content.decode()
    assert all(person.name in page and person.email in page for person in PEOPLE)
    client.post("/accounts/login/", {"login": PEOPLE[0].email, "password": DEMO_PASSWORD})
    assert User.objects.get(pk=client.session["_auth_user_id"]).name == PEOPLE[0].name


@override_settings(DEMO=False)
def test_without_the_demo_nobody_is_offered(client: Client, cast: Cast) -> None:
    assert cast.officer
    page = client.get("/accounts/login/").content.decode()
    assert DEMO_PASSWORD not in page
    assert PEOPLE[0].email not in page


def test_signing_out_asks_first(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_an_empty_installation_asks_for_its_first_administrator(client: Client, db: None) -> None:
    assert client.get("/", follow=True).redirect_chain[-1] == ("/setup/", 302)
    response = client.post("/setup/", FIRST, follow=True)
    user = User.objects.get()
    assert (user.name, user.is_administrator, user.is_staff, user.language) == ("Ada First", True, True, "ru")
    assert response.wsgi_request.user == user
    assert user.history.get().history_user == user


def test_a_weak_password_is_refused_beside_the_field(client: Client, db: None) -> None:
    response = client.post("/setup/", {**FIRST, "password": "password"})
    assert response.context["form"].errors["password"]
    assert not User.objects.exists()


def test_the_first_administrator_is_made_once(client: Client, cast: Cast) -> None:
    assert cast.officer
    assert client.post("/setup/", FIRST).status_code == 302
    assert User.objects.get() == cast.officer
