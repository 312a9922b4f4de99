"""People who do things at the same moment: nothing is lost, doubled or approved unseen. On both databases."""

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from accounts.models import Event, Membership, User
from accounts.permissions import NotNow
from guidelines import richtext
from guidelines.actions import drafting, reviewing
from guidelines.models import Basis, Edition, Guideline, Position, Provision, ReviewRound, Revision
from guidelines.workflow import Outcome, Stage
from meetings.actions import desk
from meetings.actions.meetings import create_meeting
from meetings.actions.resolutions import record_resolution
from meetings.models import Dismissal, Meeting, Report, Resolution, Series
from tests.cast import Cast, body

TIMES = 5  # each race is run several times: any one may by chance be no race
WAIT = 60  # seconds until a deadlock is called one


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    """The cast on committed rows, which every thread sees."""
    yield Cast()
    connections.close_all()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or raised, each in a thread with a connection of its own, all begun at one moment."""
    start = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            connections["default"].ensure_connection()
            start.wait(WAIT)
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    return outcomes


def of_kind(outcomes: list[Any], kind: type) -> list[Any]:
    return [outcome for outcome in outcomes if isinstance(outcome, kind)]


def person(user: User) -> User:
    """The person as a request of their own would have them."""
    return User.objects.get(pk=user.pk)


def newest() -> Revision:
    return Revision.objects.latest("number")


def edit(pk: Any, by: User, words: str, base: int) -> Revision | None:
    provision = Provision.objects.get(pk=pk)
    return drafting.edit_provision(provision, by=person(by), base=base, heading=provision.heading, body=body(words))


def numbers_of(guideline: Guideline) -> list[int]:
    return list(guideline.revisions.order_by("number").values_list("number", flat=True))


def assert_sound(guideline: Guideline) -> None:
    """Revisions are numbered without gap, and the newest one is the draft, word for word."""
    numbers = numbers_of(guideline)
    assert numbers == list(range(1, len(numbers) + 1))
    assert newest().placed() == guideline.draft()


# Drafting


@pytest.mark.parametrize("savers", [2, 6])
def test_of_those_who_save_one_provision_one_wins_and_no_word_is_lost(cast: Cast, savers: int) -> None:
    assert cast.provision
    drafters = [cast.drafter, cast.second_drafter]
    for time in range(TIMES):
        base = newest().number
        words = [f"Time {time}: the words of saver {saver}." for saver in range(savers)]
        outcomes = at_once(
            *(partial(edit, cast.provision.pk, drafters[n % 2], said, base) for n, said in enumerate(words))
        )
        [won], collisions = of_kind(outcomes, Revision), of_kind(outcomes, drafting.Collision)
        assert len(collisions) == savers - 1, outcomes
        assert won.number == newest().number == base + 1
        stands = Provision.objects.get(pk=cast.provision.pk).text
        assert stands == words[outcomes.index(won)]
        for place, collision in enumerate(outcomes):
            if collision is not won:
                assert richtext.to_text(collision.mine.body) == words[place]
                assert richtext.to_text(collision.theirs.body) == stands
                assert collision.revision == won
    assert_sound(cast.guideline)


def test_the_loser_merges_and_both_changes_stand(cast: Cast) -> None:
    provision, base = cast.provision.pk, newest().number
    outcomes = at_once(
        partial(edit, provision, cast.drafter, "Each service trains its staff twice a year.", base),
        partial(edit, provision, cast.second_drafter, "Every service trains its staff once a year.", base),
    )
    [collision] = of_kind(outcomes, drafting.Collision)
    assert collision.body.conflicts == []
    drafting.edit_provision(
        collision.provision, by=cast.drafter, base=collision.revision.number,
        heading=str(collision.heading), body=collision.body.body,
    )  # fmt: skip
    assert Provision.objects.get(pk=cast.provision.pk).text == "Every service trains its staff twice a year."


def test_those_who_save_different_provisions_all_succeed(cast: Cast) -> None:
    drafters, saves = [cast.drafter, cast.second_drafter], 4
    provisions = [
        drafting.add_provision(cast.guideline, by=cast.drafter, kind="chapter", heading=f"Chapter {n}")
        for n in range(8)
    ]
    first = newest().number

    def save(place: int) -> list[int]:
        base, made = first, []
        for n in range(saves):
            revision = edit(provisions[place].pk, drafters[place % 2], f"Save {n} of chapter {place}.", base)
            assert revision
            base = revision.number
            made.append(base)
        return made

    outcomes = at_once(*(partial(save, place) for place in range(8)))
    assert all(isinstance(outcome, list) for outcome in outcomes), outcomes
    assert sorted(number for made in outcomes for number in made) == list(range(first + 1, first + 1 + 8 * saves))
    assert {item.text for item in Provision.objects.all()} == {f"Save {saves - 1} of chapter {n}." for n in range(8)}
    assert_sound(cast.guideline)


def test_those_who_add_at_one_place_all_succeed(cast: Cast) -> None:
    guideline = cast.guideline
    assert cast.chapter

    def add(n: int) -> Provision:
        return drafting.add_provision(
            Guideline.objects.get(), by=person(cast.drafter), kind="paragraph", heading=f"P{n}", parent=cast.chapter
        )

    outcomes = at_once(*(partial(add, n) for n in range(6)))
    assert len(of_kind(outcomes, Provision)) == 6, outcomes
    assert sorted(item.number for item in guideline.draft()) == ["1", *(f"1.{n}" for n in range(1, 7))]
    assert_sound(guideline)


def test_two_who_move_sections_under_each_other_make_no_ring(cast: Cast) -> None:
    def move(what: Provision, under: Provision) -> Revision | None:
        what, under = (Provision.objects.get(pk=each.pk) for each in (what, under))
        return drafting.move_provision(what, by=person(cast.drafter), parent=under, after=None)

    for _time in range(TIMES):
        one, other = (
            drafting.add_provision(cast.guideline, by=cast.drafter, kind="section", heading=name)
            for name in ("One", "Other")
        )
        outcomes = at_once(partial(move, one, other), partial(move, other, one))
        assert len(of_kind(outcomes, Revision)) == len(of_kind(outcomes, ValidationError)) == 1, outcomes
    assert_sound(cast.guideline)


def test_a_resolution_is_taken_up_or_declined_never_both(cast: Cast) -> None:
    def tie(resolution: Resolution) -> Basis:
        provision = Provision.objects.get(pk=cast.provision.pk)
        return drafting.tie(provision, resolution, by=person(cast.drafter), relation="requires")

    def decline(resolution: Resolution) -> Basis:
        return drafting.decline(Guideline.objects.get(), resolution, by=person(cast.second_drafter), note="Not ours")

    assert cast.provision and cast.second_drafter
    for _time in range(TIMES):
        resolution = record_resolution(
            cast.meeting, by=cast.officer, kind="action", wording="Do it", no_source_reason="Said by telephone"
        )
        outcomes = at_once(partial(tie, resolution), partial(decline, resolution))
        assert len(of_kind(outcomes, Basis)) == len(of_kind(outcomes, ValidationError)) == 1, outcomes
        assert Basis.objects.filter(resolution=resolution).count() == 1


# Review


def in_review(cast: Cast) -> ReviewRound:
    """A round on the newest revision to which every delegation agrees."""
    assert cast.provision and cast.reviewers and cast.approver
    submitted = reviewing.submit(Guideline.objects.get(), by=person(cast.drafter), revision_number=newest().number)
    for reviewer in cast.reviewers:
        reviewing.take_position(submitted, by=person(reviewer), value="agree")
    return submitted


def approve(submitted: ReviewRound, by: User) -> Edition:
    return reviewing.approve(seen(submitted), by=person(by), digest=submitted.revision.digest)


def object_to(submitted: ReviewRound, by: User) -> Position:
    return reviewing.take_position(seen(submitted), by=person(by), value="object", text="No.")


def withdraw(submitted: ReviewRound, by: User) -> ReviewRound:
    return reviewing.withdraw(seen(submitted), by=person(by))


def send_back(submitted: ReviewRound, by: User) -> ReviewRound:
    return reviewing.return_to_drafters(seen(submitted), by=person(by), note="Look again")


def seen(submitted: ReviewRound) -> ReviewRound:
    """The round as a page showed it."""
    return ReviewRound.objects.get(pk=submitted.pk)


def assert_edition_is(edition: Edition, revision: Revision) -> None:
    """The edition says what its revision says, word for word."""
    printed = [(item["id"], item["heading"], item["body"]) for item in json.loads(edition.source)["provisions"]]
    assert printed == [(item.node.id, item.node.heading, item.node.body) for item in revision.placed()]
    assert edition.revision == revision


def test_an_edit_that_races_with_the_approval_never_slips_into_the_edition(cast: Cast) -> None:
    assert cast.provision
    for time in range(TIMES):
        submitted = in_review(cast)
        editions, before = Edition.objects.count(), submitted.revision.placed()
        approval, edited = at_once(
            partial(approve, submitted, cast.approver),
            partial(edit, cast.provision.pk, cast.drafter, f"New words {time}.", submitted.revision.number),
        )
        assert isinstance(edited, Revision), edited
        assert submitted.revision.placed() == before
        outcome = ReviewRound.objects.get(pk=submitted.pk).outcome
        if isinstance(approval, Edition):
            assert outcome == Outcome.APPROVED
            assert_edition_is(approval, submitted.revision)
            assert f"New words {time}." not in approval.source
        else:
            assert isinstance(approval, NotNow), approval
            assert outcome == Outcome.OVERTAKEN
        assert Edition.objects.count() == editions + (outcome == Outcome.APPROVED)
        assert Guideline.objects.get().stage == Stage.DRAFTING
    assert_sound(cast.guideline)


def test_of_two_approvers_one_makes_the_edition(cast: Cast) -> None:
    second = cast.person("Second Approver")
    drafting.set_member(cast.guideline, by=cast.officer, user=second, role=Membership.Role.APPROVER)
    for time in range(TIMES):
        if time:
            edit(cast.provision.pk, cast.drafter, f"Text {time}.", newest().number)
        submitted = in_review(cast)
        outcomes = at_once(partial(approve, submitted, cast.approver), partial(approve, submitted, second))
        [edition], [refused] = of_kind(outcomes, Edition), of_kind(outcomes, NotNow)
        assert "closed" in str(refused.reason)
        assert (edition.number, Edition.objects.count()) == (time + 1, time + 1)
        assert_edition_is(edition, submitted.revision)
        assert Event.objects.filter(verb="published").count() == time + 1


def test_an_objection_that_races_with_the_approval_stops_it_or_comes_too_late(cast: Cast) -> None:
    for time in range(TIMES):
        if time and Guideline.objects.get().stage != Stage.REVIEW:
            edit(cast.provision.pk, cast.drafter, f"Text {time}.", newest().number)
        submitted = in_review(cast)
        approval, position = at_once(
            partial(approve, submitted, cast.approver), partial(object_to, submitted, cast.reviewer)
        )
        assert (type(approval), type(position)) in {(Edition, NotNow), (NotNow, Position)}, (approval, position)
        if isinstance(position, Position):
            send_back(submitted, cast.approver)


def test_of_withdrawal_return_and_approval_one_happens(cast: Cast) -> None:
    for time in range(TIMES):
        if time:
            edit(cast.provision.pk, cast.drafter, f"Text {time}.", newest().number)
        submitted = in_review(cast)
        outcomes = at_once(
            partial(approve, submitted, cast.approver),
            partial(withdraw, submitted, cast.drafter),
            partial(send_back, submitted, cast.approver),
        )
        assert len(of_kind(outcomes, NotNow)) == 2, outcomes
        versions = submitted.history.values_list("outcome", flat=True).order_by("history_id")
        assert len(versions) == 2
        assert versions[1] != ""


def test_a_draft_is_submitted_once(cast: Cast) -> None:
    def submit(by: User) -> ReviewRound:
        return reviewing.submit(Guideline.objects.get(), by=person(by), revision_number=number)

    assert cast.provision and cast.reviewers
    number = newest().number
    outcomes = at_once(partial(submit, cast.drafter), partial(submit, cast.second_drafter))
    assert len(of_kind(outcomes, ReviewRound)) == len(of_kind(outcomes, NotNow)) == 1, outcomes
    assert ReviewRound.objects.count() == 1


# The secretariat


def test_numbers_are_never_doubled_when_officers_record_at_once(cast: Cast) -> None:
    meeting, series = cast.meeting, cast.series
    officers = [cast.officer, cast.administrator]

    def resolution(n: int) -> Resolution:
        return record_resolution(
            Meeting.objects.get(pk=meeting.pk), by=person(officers[n % 2]), kind="action", wording=f"Wording {n}",
            no_source_reason="Said by telephone",
        )  # fmt: skip

    def another_meeting(n: int) -> Meeting:
        return create_meeting(Series.objects.get(pk=series.pk), by=person(officers[n % 2]), title=f"Meeting {n}")

    recorded = at_once(*(partial(resolution, n) for n in range(8)))
    assert sorted(each.number for each in recorded) == list(range(1, 9))
    called = at_once(*(partial(another_meeting, n) for n in range(6)))
    assert sorted(each.number for each in called) == list(range(2, 8))


def test_two_officers_never_make_two_resolutions_of_the_same_words(cast: Cast) -> None:
    report, officers = cast.report, [cast.officer, cast.administrator]
    words = "The participants agreed to train prison staff every year."
    start = cast.report.newest_text().text.index(words)

    def accept(n: int) -> Resolution:
        fresh = Report.objects.get(pk=report.pk)
        return desk.accept(
            fresh, by=person(officers[n % 2]), start=start + n % 2, end=start + len(words), kind="decision"
        )

    outcomes = at_once(*(partial(accept, n) for n in range(6)))
    assert len(of_kind(outcomes, Resolution)) == 1
    assert len(of_kind(outcomes, ValidationError)) == 5
    assert Resolution.objects.get().quotes.count() == 1


def test_a_refusal_by_two_is_one_refusal(cast: Cast) -> None:
    report, officers = cast.report, [cast.officer, cast.administrator]

    def refuse(n: int) -> Dismissal:
        return desk.refuse(
            Report.objects.get(pk=report.pk), by=person(officers[n]), about="outcome", words="Experts met."
        )

    assert len(of_kind(at_once(partial(refuse, 0), partial(refuse, 1)), Dismissal)) == 2
    assert Dismissal.objects.count() == 1
