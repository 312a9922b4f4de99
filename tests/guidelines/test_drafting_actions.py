"""The draft as drafters change it: revisions, places, collisions."""

import hashlib

import pytest
from django.db import connection

from accounts.permissions import Refused
from guidelines.actions import drafting
from guidelines.models import Guideline, Provision
from guidelines.models.revision import newest_revision
from guidelines.outline import Placed
from tests.cast import Cast, body


def numbers(guideline: Guideline) -> dict[str, str]:
    return {item.node.heading: item.number for item in guideline.draft()}


def edit(provision: Provision, by, words: str, base: int, **fields):
    return drafting.edit_provision(provision, by=by, base=base, heading=provision.heading, body=body(words), **fields)


def test_each_save_is_a_revision_with_author_and_reason(cast: Cast) -> None:
    revision = edit(
        cast.provision, cast.second_drafter, "Each service trains its staff twice a year.", 2, reason="Meeting 2"
    )
    assert (revision.number, revision.author, revision.reason) == (3, cast.second_drafter, "Meeting 2")
    newest = cast.provision.history.first()
    assert (newest.history_user, newest.history_change_reason) == (cast.second_drafter, "Meeting 2")


def test_a_save_without_a_change_makes_no_revision(cast: Cast) -> None:
    assert edit(cast.provision, cast.drafter, "Each service trains its staff once a year.", 2) is None
    assert cast.guideline.revisions.count() == 2


def test_numbers_follow_and_ids_stay(cast: Cast) -> None:
    provision = cast.provision
    drafting.add_provision(cast.guideline, by=cast.drafter, kind="chapter", heading="Scope")
    assert numbers(cast.guideline) == {"Scope": "1", "Training": "2", "Every year": "2.1"}
    drafting.move_provision(provision, by=cast.drafter, parent=None, after=cast.chapter)
    assert numbers(cast.guideline) == {"Scope": "1", "Training": "2", "Every year": "3"}
    assert Provision.objects.get(heading="Every year").pk == provision.pk


def test_a_provision_cannot_stand_under_itself(cast: Cast) -> None:
    with pytest.raises(Exception, match="cannot stand under itself"):
        drafting.move_provision(cast.chapter, by=cast.drafter, parent=cast.provision, after=None)


def test_two_savers_of_one_provision_collide_and_nothing_is_written(cast: Cast) -> None:
    edit(cast.provision, cast.drafter, "Each service trains its staff twice a year.", 2)
    with pytest.raises(drafting.Collision) as collision:
        edit(cast.provision, cast.second_drafter, "Every service trains its staff once a year.", 2)
    assert collision.value.revision.number == 3
    assert cast.guideline.revisions.count() == 3


def test_savers_of_different_provisions_do_not_collide(cast: Cast) -> None:
    edit(cast.provision, cast.drafter, "Each service trains its staff twice a year.", 2)
    assert edit(cast.chapter, cast.second_drafter, "All staff are trained.", 2).number == 4


def test_a_restored_revision_is_a_new_one(cast: Cast) -> None:
    edit(cast.provision, cast.drafter, "Changed.", 2)
    drafting.delete_provision(cast.chapter, by=cast.drafter)
    second = cast.guideline.revisions.get(number=2)
    restored = drafting.restore_revision(second, by=cast.drafter, reason="Back")
    assert restored
    assert (restored.number, restored.restored_from) == (5, second)
    assert restored.placed() == second.placed() == cast.guideline.draft()
    assert restored.digest == second.digest


def digest_of(placed: list[Placed]) -> str:
    """Numbers, ids and digests of the provisions, as an approval binds them."""
    digests = {str(provision.pk): provision.digest for provision in Provision.objects.all()}
    lines = [f"{item.number} {item.node.id} {digests[item.node.id]}" for item in placed]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_the_digest_binds_the_words_and_the_number_of_every_provision(cast: Cast) -> None:
    made = [edit(cast.provision, cast.drafter, "Each service trains its staff twice a year.", 2)]
    assert made[-1].digest == digest_of(cast.guideline.draft())
    drafting.add_provision(cast.guideline, by=cast.drafter, kind="chapter", heading="Scope", body=body("All states."))
    made.append(newest_revision(cast.guideline))
    assert made[-1].digest == digest_of(cast.guideline.draft())
    made.append(drafting.move_provision(cast.provision, by=cast.drafter, parent=None, after=cast.chapter))
    assert made[-1].digest == digest_of(cast.guideline.draft())
    made.append(drafting.delete_provision(cast.chapter, by=cast.drafter))
    assert made[-1].digest == digest_of(cast.guideline.draft())
    made.append(drafting.restore_revision(made[0], by=cast.drafter))
    assert made[-1].digest == made[0].digest == digest_of(cast.guideline.draft())
    assert len({revision.digest for revision in made}) == len(made) - 1


def test_only_drafters_of_the_team_write(cast: Cast) -> None:
    for person in (cast.officer, cast.reader, cast.reviewer, cast.approver, cast.stranger, cast.administrator):
        with pytest.raises(Refused):
            edit(cast.provision, person, "Mine.", 2)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps JSON in a form of its own")
def test_russian_words_are_kept_as_they_are(cast: Cast) -> None:
    """Escaped, they would take three times the room in every version."""
    edit(cast.provision, cast.drafter, "Каждая служба обучает сотрудников.", 2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM guidelines_historicalprovision ORDER BY history_id DESC LIMIT 1")
        (stored,) = cursor.fetchone()
    assert '"text":"Каждая служба обучает сотрудников."' in stored
    assert Provision.objects.get(pk=cast.provision.pk).text == "Каждая служба обучает сотрудников."
