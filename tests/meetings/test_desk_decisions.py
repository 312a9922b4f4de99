"""The desk suggests, people decide: nothing is recorded that nobody accepted, nothing twice, and refusals last."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from guidelines.actions import drafting
from meetings import desk, suggest
from meetings.actions import desk as decisions
from meetings.actions import quoting
from meetings.actions.meetings import add_participation
from meetings.actions.reports import correct_text, file_report
from meetings.forms.desk import key_of_fact
from meetings.models import Dismissal, Meeting, Organisation, Participation, Quote, Report, Resolution
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TEXT = """BISHKEK, January 21. An expert meeting took place in Bishkek, Kyrgyzstan, on the initiative of the Border Committee.

The participants agreed to train prison staff every year.

They recommended that the services share their records.

Lunch was served in the garden."""


@pytest.fixture
def report(cast: Cast) -> Report:
    return file_report(cast.series, by=cast.officer, meeting=cast.meeting, title="Experts met", text=TEXT)


def place(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


TRAIN = place("The participants agreed to train prison staff every year.")
SHARE = place("They recommended that the services share their records.")


def suggestions(report: Report) -> list[str]:
    return [one.words for one in desk.outcomes(report, report.newest_text())]


def post(client: Client, report: Report, what: str, **fields: Any) -> Any:
    return client.post(reverse(f"report_{what}", args=[report.pk]), fields)


def test_a_suggestion_is_marked_in_the_text_and_has_a_card(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    page = client.get(report.get_absolute_url()).text
    (first, *_others) = desk.outcomes(report, report.newest_text())
    assert first.words == TEXT[TRAIN["start"] : TRAIN["end"]]
    assert f'href="#card-{first.name}"' in page
    assert f'id="card-{first.name}"' in page
    assert not Resolution.objects.exists()


def test_who_may_not_record_sees_no_suggestion(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.reader)
    assert "data-suggestion" not in client.get(report.get_absolute_url()).text


def test_accepting_makes_a_resolution_on_the_words_and_leads_to_the_next(
    client: Client, cast: Cast, report: Report
) -> None:
    client.force_login(cast.officer)
    answer = post(client, report, "accept", kind="commitment", **TRAIN)
    resolution = Resolution.objects.get()
    assert (resolution.label, resolution.kind) == ("PRISON-1/1", "commitment")
    assert resolution.quotes.get().exact == TEXT[TRAIN["start"] : TRAIN["end"]]
    assert answer["Location"].endswith(f"#card-s{SHARE['start']}-{SHARE['end']}")
    assert TEXT[TRAIN["start"] : TRAIN["end"]] not in suggestions(report)


def test_the_kind_is_for_a_person_to_say(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    answer = client.post(reverse("report_accept", args=[report.pk]), TRAIN, follow=True)
    assert "Say what kind of outcome it is" in answer.text
    assert not Resolution.objects.exists()


def test_the_same_words_are_never_recorded_twice(cast: Cast, report: Report) -> None:
    decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    with pytest.raises(ValidationError, match=r"recorded already, as PRISON-1/1 by Olga Officer"):
        decisions.accept(report, by=cast.administrator, kind="decision", start=TRAIN["start"] + 4, end=TRAIN["end"])
    assert Resolution.objects.count() == 1


def test_without_a_meeting_there_is_no_number_to_give(client: Client, cast: Cast) -> None:
    report = file_report(cast.series, by=cast.officer, title="Experts met", text=TEXT)
    client.force_login(cast.officer)
    answer = client.post(reverse("report_accept", args=[report.pk]), {**TRAIN, "kind": "decision"}, follow=True)
    assert "Record the meeting first" in answer.text
    assert not Resolution.objects.exists()


def test_a_refusal_lasts_through_a_correction(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    post(client, report, "refuse", **SHARE)
    post(client, report, "refuse", **SHARE)
    assert Dismissal.objects.get().made_by == cast.officer
    correct_text(report, by=cast.officer, text="A first line.\n\n" + TEXT, reason="It was missing", seen=1)
    assert TEXT[SHARE["start"] : SHARE["end"]] not in suggestions(report)
    assert TEXT[TRAIN["start"] : TRAIN["end"]] in suggestions(report)


def test_a_refusal_is_taken_back_however_long_ago_and_by_whomever(client: Client, cast: Cast, report: Report) -> None:
    decisions.refuse(report, by=cast.officer, about=desk.OUTCOME, words=TEXT[SHARE["start"] : SHARE["end"]])
    decisions.refuse(report, by=cast.officer, about="country", words="KG")
    client.force_login(cast.administrator)
    page = client.get(report.get_absolute_url()).text
    assert "Refused suggestions" in page
    assert "Kyrgyzstan" in client.get(reverse("report_meeting", args=[report.pk])).text
    outcome, country = Dismissal.objects.order_by("pk")
    answer = client.post(reverse("refusal_restore", args=[outcome.pk]))
    assert answer["Location"] == report.get_absolute_url()
    assert TEXT[SHARE["start"] : SHARE["end"]] in suggestions(report)
    answer = client.post(reverse("refusal_restore", args=[country.pk]))
    assert answer["Location"] == reverse("report_meeting", args=[report.pk])
    assert not Dismissal.objects.exists()
    assert Dismissal.history.filter(history_type="-").count() == 2
    assert client.post(reverse("refusal_restore", args=[country.pk])).status_code == HTTPStatus.NOT_FOUND


def test_the_last_decision_is_taken_back(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    post(client, report, "accept", kind="commitment", **TRAIN)
    post(client, report, "refuse", **SHARE)
    post(client, report, "undo")
    assert not Dismissal.objects.exists()
    assert Resolution.objects.exists()
    post(client, report, "undo")
    assert not Resolution.objects.exists()
    assert Resolution.history.filter(history_type="-").get().wording == TEXT[TRAIN["start"] : TRAIN["end"]]
    answer = client.post(reverse("report_undo", args=[report.pk]), follow=True)
    assert "nothing here that could be taken back" in answer.text


def test_what_others_rest_on_is_not_taken_back(cast: Cast, report: Report) -> None:
    resolution = decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    drafting.tie(cast.provision, resolution, by=cast.drafter, relation="requires")
    with pytest.raises(ValidationError, match="in use already"):
        decisions.undo(report, by=cast.officer)
    assert Resolution.objects.get() == resolution


def test_better_proof_rests_on_the_resolution_that_stands(client: Client, cast: Cast, report: Report) -> None:
    resolution = decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    minutes = file_report(
        cast.series, by=cast.officer, meeting=cast.meeting, title="Minutes", text=TEXT + "\n\nSigned.", kind="minutes"
    )
    client.force_login(cast.officer)
    answer = client.post(reverse("report_accept", args=[minutes.pk]), {"confirms": resolution.pk, **TRAIN}, follow=True)
    assert f"{resolution.label} rests on these words too." in answer.text
    assert Resolution.objects.with_standing(cast.officer).get().standing_label == "signed minutes"
    assert Quote.objects.count() == 2


def test_the_like_resolution_is_confirmed_or_corrected_by_one_button_and_put_back(
    client: Client, cast: Cast, report: Report
) -> None:
    resolution = decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    adopted = TEXT.replace("to train prison staff every year", "to train all prison staff every year")
    second = file_report(
        cast.series, by=cast.officer, meeting=cast.meeting, title="Decision", text=adopted, kind="adopted"
    )
    client.force_login(cast.officer)
    page = client.get(second.get_absolute_url()).text
    assert page.count("Confirm PRISON-1/1") == page.count("Correct PRISON-1/1") == 1
    words = "The participants agreed to train all prison staff every year."
    start = adopted.index(words)
    post(client, second, "accept", start=start, end=start + len(words), corrects=resolution.pk)
    corrected = Resolution.objects.with_standing(cast.officer).get()
    assert (corrected.wording, corrected.standing_label) == (words, "adopted text")
    assert [row.wording for row in corrected.history.order_by("history_id")] == [resolution.wording, words]
    assert "corrected after “Decision”" in client.get(corrected.get_absolute_url()).text
    post(client, second, "undo")
    assert Resolution.objects.get().wording == resolution.wording
    assert Quote.objects.count() == 1


def test_new_wording_needs_a_resolution_that_takes_it(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    answer = client.post(
        reverse("report_accept", args=[report.pk]), {**TRAIN, "kind": "decision", "new_wording": "on"}, follow=True
    )
    assert "Say which resolution takes these words" in answer.text
    assert not Resolution.objects.exists()


def test_words_that_may_be_a_waiting_quote_do_not_become_a_second_resolution(cast: Cast, report: Report) -> None:
    resolution = decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    corrected = TEXT.replace("to train prison staff every year", "to train the prison staff each year")
    text = correct_text(report, by=cast.officer, text=corrected, reason="the scan", seen=1)
    (waiting,) = quoting.unsettled(report, text)
    assert waiting.proposal
    place: dict[str, Any] = {"start": waiting.proposal.anchor.start, "end": waiting.proposal.anchor.end}
    reworded = corrected[place["start"] : place["end"]]
    assert reworded not in suggestions(report)
    with pytest.raises(ValidationError, match="say first whether its quote still holds"):
        decisions.accept(report, by=cast.administrator, kind="commitment", **place)
    assert Resolution.objects.get() == resolution
    quoting.lose_quote(waiting.quote, by=cast.officer)
    assert reworded in suggestions(report)


def test_read_to_the_end_is_a_tick_with_a_name(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    post(client, report, "read", read="1")
    report.refresh_from_db()
    assert report.read_through
    assert report.history.order_by("-history_id")[0].history_user == cast.officer
    post(client, report, "read")
    assert not Report.objects.get().read_through


def test_others_decisions_change_the_state_one_asks_for(client: Client, cast: Cast, report: Report) -> None:
    client.force_login(cast.officer)
    address = reverse("report_state", args=[report.pk])
    before = client.get(address).json()
    assert client.get(address).json() == before
    decisions.refuse(report, by=cast.administrator, about=desk.OUTCOME, words="Lunch was served in the garden.")
    assert client.get(address).json() != before


# ---- what the report says of its meeting


@pytest.fixture
def unplaced(cast: Cast) -> Report:
    return file_report(cast.series, by=cast.officer, title="Experts met", text=TEXT, published="2016-01-21")


def answers(report: Report, **ticked: str) -> dict[str, str]:
    """The form of the facts with some of them ticked, by field, each with the value it is to have."""
    data: dict[str, str] = {}
    for fact in desk.facts(report, report.newest_text()):
        key = key_of_fact(fact)
        data[f"value_{key}"] = fact.value
        if fact.field in ticked:
            data[f"take_{key}"] = "on"
            data[f"value_{key}"] = ticked.pop(fact.field) or fact.value
    assert not ticked
    return data


def test_only_what_is_ticked_is_recorded(client: Client, cast: Cast, unplaced: Report) -> None:
    client.force_login(cast.officer)
    page = client.get(reverse("report_meeting", args=[unplaced.pk])).text
    assert "Bishkek" in page
    assert not Meeting.objects.exists()
    data = answers(unplaced, title="Expert meeting", country="")
    client.post(reverse("report_meeting", args=[unplaced.pk]), data)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.city, str(meeting.country), meeting.starts) == ("Expert meeting", "", "KG", "")
    assert meeting.reported == "2016-01-21"
    unplaced.refresh_from_db()
    assert unplaced.meeting == meeting


def test_nothing_ticked_records_nothing(client: Client, cast: Cast, unplaced: Report) -> None:
    client.force_login(cast.officer)
    answer = client.post(reverse("report_meeting", args=[unplaced.pk]), answers(unplaced))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "a meeting needs a name" in answer.text
    assert not Meeting.objects.exists()


def test_bodies_are_matched_to_the_directory(cast: Cast, unplaced: Report) -> None:
    body = Organisation(name_en="Border Committee", kind="security").record(cast.officer)
    people = [{"name": "border committee", "role": "convener", "state": ""}]
    decisions.record_facts(unplaced, by=cast.officer, facts={"title": "Expert meeting"}, people=people)
    unplaced.refresh_from_db()
    decisions.record_facts(unplaced, by=cast.officer, facts={}, people=people)
    assert Participation.objects.get().organisation == body


CENTRE = "Experts met in Bishkek on the initiative of the Anti-Terrorism Centre of the CIS. Kazakhstan took part."


@pytest.fixture
def convened(cast: Cast) -> Report:
    """A report that names a body of the directory, spelled otherwise."""
    Organisation(name_en="CIS Anti-Terrorism Center", acronym="ATC", kind="security").record(cast.officer)
    return file_report(cast.series, by=cast.officer, title="Experts met", text=CENTRE, meeting=cast.meeting)


def test_a_body_spelled_otherwise_is_offered_and_counts_when_it_is_ticked(
    client: Client, cast: Cast, convened: Report
) -> None:
    client.force_login(cast.officer)
    address = reverse("report_meeting", args=[convened.pk])
    page = client.get(address)
    assert "CIS Anti-Terrorism Center (ATC)" in page.text
    assert not Participation.objects.exists()
    row = next(row for row in page.context["form"].rows() if row.fact.field == "organiser")
    data = answers(convened, organiser="")
    client.post(address, {**data, row.body.html_name: row.body.value()})
    assert Participation.objects.get().organisation == Organisation.objects.get()
    left = [fact.field for fact in desk.facts(Report.objects.get(pk=convened.pk), convened.newest_text())]
    assert "organiser" not in left


def test_the_page_of_facts_asks_the_database_the_same_for_few_and_for_many(
    client: Client, cast: Cast, convened: Report, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        body = Organisation(name_en=f"Service number {number}").record(cast.officer)
        add_participation(cast.meeting, by=cast.officer, organisation=body, role="participant")
        decisions.refuse(convened, by=cast.officer, about="title", words=f"Title {number}")
    client.force_login(cast.officer)
    with django_assert_max_num_queries(10):
        client.get(reverse("report_meeting", args=[convened.pk]))


def test_a_changed_name_is_not_the_body_that_was_offered(client: Client, cast: Cast, convened: Report) -> None:
    client.force_login(cast.officer)
    address = reverse("report_meeting", args=[convened.pk])
    row = next(row for row in client.get(address).context["form"].rows() if row.fact.field == "organiser")
    data = answers(convened, organiser="Academy of the CIS")
    client.post(address, {**data, row.body.html_name: row.body.value()})
    assert (Participation.objects.get().organisation, Participation.objects.get().category) == (
        None,
        "Academy of the CIS",
    )


def test_all_who_took_part_are_ticked_at_once_and_recorded_by_a_second_press(
    client: Client, cast: Cast, convened: Report
) -> None:
    client.force_login(cast.officer)
    form = post(client, convened, "meeting", **answers(convened), tick="all").context["form"]
    rows = {row.key: row for row in form.rows()}
    assert [row.fact.field for row in rows.values() if row.take.value()] == [
        row.fact.field for row in rows.values() if row.takes_part
    ]
    assert not Participation.objects.exists()


def test_a_refused_fact_does_not_come_again(client: Client, cast: Cast, unplaced: Report) -> None:
    client.force_login(cast.officer)
    fact = next(fact for fact in desk.facts(unplaced, unplaced.newest_text()) if fact.field == "country")
    post(client, unplaced, "meeting", refuse=key_of_fact(fact))
    post(client, unplaced, "meeting", refuse="country-0-1")
    assert [row.words for row in Dismissal.objects.all()] == [fact.value]
    assert fact.value not in [
        one.value for one in desk.facts(unplaced, unplaced.newest_text()) if one.field == "country"
    ]


def test_to_refuse_one_fact_keeps_what_was_ticked_and_changed(client: Client, cast: Cast, unplaced: Report) -> None:
    client.force_login(cast.officer)
    data = answers(unplaced, title="Experts on prison staff")
    fact = next(fact for fact in desk.facts(unplaced, unplaced.newest_text()) if fact.field == "country")
    form = post(client, unplaced, "meeting", **data, refuse=key_of_fact(fact)).context["form"]
    kept = [row.value.value() for row in form.rows() if row.take.value()]
    assert kept == ["Experts on prison staff"]
    assert fact not in form.facts.values()
    assert not Meeting.objects.exists()


def test_a_fact_that_another_officer_refused_meanwhile_is_said(client: Client, cast: Cast, unplaced: Report) -> None:
    data = answers(unplaced, title="", country="")
    fact = next(fact for fact in desk.facts(unplaced, unplaced.newest_text()) if fact.field == "country")
    decisions.refuse(unplaced, by=cast.administrator, about="country", words=fact.value)
    client.force_login(cast.officer)
    answer = post(client, unplaced, "meeting", **data)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "was decided meanwhile" in answer.text
    assert not Meeting.objects.exists()


def test_an_unreal_value_is_refused_beside_its_fact(
    client: Client, cast: Cast, unplaced: Report, monkeypatch: Any
) -> None:
    offered = [suggest.Fact("title", "Meeting", "", 0, 7, 1.0), suggest.Fact("date", "2016-01-21", "", 0, 7, 1.0)]
    monkeypatch.setattr(desk, "facts", lambda report, text: offered)
    client.force_login(cast.officer)
    title, date = (key_of_fact(fact) for fact in offered)
    data = {f"take_{title}": "on", f"value_{title}": "Meeting", f"take_{date}": "on", f"value_{date}": "2016-02-31"}
    answer = client.post(reverse("report_meeting", args=[unplaced.pk]), data)
    assert "This date does not exist" in answer.text
    assert not Meeting.objects.exists()


# ---- quotes hold


def test_a_quote_goes_with_the_corrected_text(cast: Cast, report: Report) -> None:
    decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    correct_text(report, by=cast.officer, text="A new first line.\n\n" + TEXT, reason="It was missing", seen=1)
    quote = Quote.objects.get()
    assert quote.text == report.newest_text()
    assert quote.text.text[quote.start : quote.end] == quote.exact == TEXT[TRAIN["start"] : TRAIN["end"]]
    assert quote.history.count() == 2


def changed(report: Report, cast: Cast, words: str) -> None:
    text = TEXT.replace("The participants agreed to train prison staff every year.", words)
    correct_text(report, by=cast.officer, text=text, reason="It was misread", seen=1)


def test_words_that_changed_wait_for_a_person(client: Client, cast: Cast, report: Report) -> None:
    decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    changed(report, cast, "The participants have agreed to train the prison staff each year.")
    quote = Quote.objects.get()
    assert quote.text.version == 1
    client.force_login(cast.officer)
    assert "Do these quotes still hold?" in client.get(report.get_absolute_url()).text
    start = report.newest_text().text.index("The participants have")
    data = {"start": start, "end": start + len("The participants have agreed to train the prison staff each year.")}
    client.post(reverse("quote_confirm", args=[quote.pk]), data)
    quote.refresh_from_db()
    assert quote.exact == "The participants have agreed to train the prison staff each year."
    assert "Do these quotes still hold?" not in client.get(report.get_absolute_url()).text


def test_lost_words_stay_on_the_version_that_has_them(client: Client, cast: Cast, report: Report) -> None:
    decisions.accept(report, by=cast.officer, kind="commitment", **TRAIN)
    changed(report, cast, "Nothing was agreed.")
    quote = Quote.objects.get()
    client.force_login(cast.officer)
    client.post(reverse("quote_lose", args=[quote.pk]))
    quote.refresh_from_db()
    assert (quote.lost, quote.text.version) == (True, 1)
    page = client.get(report.get_absolute_url()).text
    assert "Do these quotes still hold?" not in page
    assert "On another version of the text" in page
