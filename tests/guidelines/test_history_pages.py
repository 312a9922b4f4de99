"""The history of a text as its readers see it: told, shown as it was, compared, restored."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guidelines.actions import drafting
from guidelines.models import Guideline
from tests.cast import Cast, body

AT = "/guidelines/PRISON-GL"


@pytest.fixture
def story(cast: Cast) -> Guideline:
    """1 Training, 1.1 Every year; then 1.1 says twice a year."""
    drafting.edit_provision(
        cast.provision, by=cast.second_drafter, base=2, heading="Every year",
        body=body("Each service trains its staff twice a year."), reason="As meeting 1 agreed",
    )  # fmt: skip
    return cast.guideline


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_history_tells_who_changed_what_and_why(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.reader)
    html = page(client, f"{AT}/revisions/")
    assert "changed 1 word in 1.1" in html
    assert "added 1.1 “Every year”" in html
    assert "Saule Second" in html and "As meeting 1 agreed" in html


def test_the_history_asks_the_database_the_same_for_any_length(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.reader)
    page(client, f"{AT}/revisions/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, f"{AT}/revisions/")
    for number in range(5):
        drafting.add_provision(story, by=cast.drafter, kind="chapter", heading=f"Chapter {number}")
    with CaptureQueriesContext(connection) as many:
        page(client, f"{AT}/revisions/")
    assert len(many) == len(few) <= 12


def test_a_revision_is_shown_as_it_was(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.reader)
    assert "once a year" in page(client, f"{AT}/revisions/2/")
    assert "twice a year" in page(client, f"{AT}/revisions/3/")


@pytest.mark.parametrize("view", ["inline", "side"])
def test_two_revisions_are_compared_word_by_word(client: Client, cast: Cast, story: Guideline, view: str) -> None:
    client.force_login(cast.reader)
    html = page(client, f"{AT}/compare/?old=2&new=3&view={view}")
    assert "<del>once" in html and "<ins>twice" in html
    assert "Staff are trained." not in html
    assert "Staff are trained." in page(client, f"{AT}/compare/?old=2&new=3&view={view}&whole=1")


def test_equal_texts_say_so_and_nonsense_is_not_found(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.reader)
    assert "The two texts are the same" in page(client, f"{AT}/compare/?old=3&new=3")
    for nonsense in ("old=x", "new=99", "old=-1", "new=0"):
        assert client.get(f"{AT}/compare/?{nonsense}").status_code == 404


def test_a_drafter_restores_an_earlier_revision(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.drafter)
    page(client, f"{AT}/revisions/2/restore/")
    response = client.post(f"{AT}/revisions/2/restore/", {"reason": "Meeting 2 took it back"}, follow=True)
    assert "Revision 2 restored as revision 4." in response.content.decode()
    newest = story.revisions.get(number=4)
    assert newest.restored_from is not None
    assert (newest.reason, newest.restored_from.number) == ("Meeting 2 took it back", 2)
    assert "restored revision 2" in page(client, f"{AT}/revisions/")


def test_restoring_needs_a_reason_and_a_drafter(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.drafter)
    client.post(f"{AT}/revisions/2/restore/", {"reason": ""})
    client.force_login(cast.reader)
    assert client.post(f"{AT}/revisions/2/restore/", {"reason": "Mine"}).status_code == 403
    assert story.revisions.count() == 3


def test_the_history_of_one_provision(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.reader)
    html = page(client, f"/provisions/{cast.provision.pk}/history/")
    assert "changed 1 word in 1.1" in html and "Training" not in html


def test_the_long_history_of_one_provision_has_pages(client: Client, cast: Cast, story: Guideline) -> None:
    """It was added, and then reworded 51 times; the changes of the chapter are not among them."""
    for number in range(50):
        for provision, heading in ((cast.provision, "Every year"), (cast.chapter, "Training")):
            drafting.edit_provision(
                provision, by=cast.drafter, base=3 + 2 * number, heading=heading, body=body(f"Words {number}.")
            )
    client.force_login(cast.reader)
    first, second = (page(client, f"/provisions/{cast.provision.pk}/history/?page={number}") for number in (1, 2))
    assert (first.count('class="when"'), first.count("in 1.1")) == (50, 50)
    assert (second.count('class="when"'), second.count("in 1.1")) == (2, 1) and "added 1.1" in second


def test_what_is_restricted_shows_in_no_history(client: Client, cast: Cast, story: Guideline) -> None:
    """Also its words from before it was restricted."""
    provision = drafting.add_provision(
        story, by=cast.drafter, kind="chapter", heading="Secret heading", body=body("Secret words.")
    )
    drafting.edit_provision(
        provision, by=cast.drafter, base=4, heading="Secret heading", body=body("Secret words."), marking="restricted"
    )
    pages = [f"{AT}/revisions/", f"{AT}/revisions/4/", f"{AT}/revisions/5/", f"{AT}/compare/?old=3&new=4&whole=1"]
    client.force_login(cast.reader)
    for address in pages:
        assert "Secret" not in page(client, address)
    assert client.get(f"/provisions/{provision.pk}/history/").status_code == 404
    client.force_login(cast.drafter)
    for address in pages:
        assert "Secret" in page(client, address)


def test_a_stranger_finds_nothing(client: Client, cast: Cast, story: Guideline) -> None:
    client.force_login(cast.stranger)
    provision = f"/provisions/{cast.provision.pk}/history/"
    for address in (
        f"{AT}/revisions/",
        f"{AT}/revisions/2/",
        f"{AT}/compare/",
        f"{AT}/revisions/2/restore/",
        provision,
    ):
        assert client.get(address).status_code == 404
