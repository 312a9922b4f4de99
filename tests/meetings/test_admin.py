"""The evidence in the administration: the same actions, the same refusals beside the field, the same rule of who sees."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import records
from accounts.models import Event
from meetings.actions import meetings as actions
from meetings.actions.desk import refuse
from meetings.actions.reports import change_report, file_report
from meetings.actions.series import create_series
from meetings.models import (
    AgendaItem,
    Dismissal,
    Meeting,
    Organisation,
    Original,
    Participation,
    Person,
    Quote,
    Report,
    ReportText,
    Resolution,
    Series,
)
from tests.cast import Cast

READ_ONLY = [ReportText, Quote, Original, Dismissal]
DAMAGED = "damaged\x01words"

#: What is typed into the empty form of each kind; "meeting", "series" and the like are put in by the test.
NEW: dict[Any, dict[str, str]] = {
    Series: {"code": "POLICE", "title": "Police and intelligence"},
    Meeting: {"series": "", "title": "A second meeting", "starts_day": "3", "starts_month": "02", "starts_year": "2017"},
    Participation: {"meeting": "", "category": "penitentiary services"},
    AgendaItem: {"meeting": "", "title": "Records"},
    Organisation: {"name_en": "Ministry of Justice", "kind": "ministry"},
    Person: {"name": "C. D. Witness"},
    Report: {"series": "", "title": "A note", "text": "The experts met again.", "published_year": "2017"},
    Resolution: {"meeting": "", "kind": "decision", "wording": "To meet again", "no_source_reason": "Said by telephone",
                 "addressees": "Prison service\nAll states"},
}  # fmt: skip
TRACKED = list(NEW)
#: A field to change in each, with its new words.
CHANGE: dict[Any, str] = {
    Series: "purpose", Meeting: "city", Participation: "note", AgendaItem: "title", Organisation: "name_ru",
    Person: "position", Report: "publisher", Resolution: "wording",
}  # fmt: skip


@pytest.fixture
def rows(cast: Cast) -> dict[Any, Any]:
    """One row of every kind."""
    by = cast.officer
    body = actions.create_organisation(by=by, name_en="Prison service", kind="prison")
    person = actions.create_person(by=by, name="A. B. Expert", organisation=body)
    return {
        Series: cast.series,
        Meeting: cast.meeting,
        Participation: actions.add_participation(cast.meeting, by=by, person=person, organisation=body, role="expert"),
        AgendaItem: actions.add_agenda_item(cast.meeting, by=by, title="Training"),
        Organisation: body,
        Person: person,
        Report: cast.report,
        Resolution: cast.resolution,
        ReportText: cast.report.texts.get(),
        Quote: cast.resolution.quotes.get(),
        Original: original_of(cast.report, cast),
        Dismissal: refuse(cast.report, by=by, about="outcome", words="Experts met in Bishkek."),
    }


def original_of(report: Report, cast: Cast) -> Original:
    original = Original(
        sha256="0" * 64, name="report.txt", media_type="text/plain", size=2, content=b"ab", received_by=cast.officer
    )
    original.save()
    records.change(report, by=cast.officer, original=original)
    return original


@pytest.fixture
def at_the_desk(client: Client, cast: Cast) -> Client:
    """The administrator's browser."""
    client.force_login(cast.administrator)
    return client


def address(model: Any, name: str, *args: Any) -> str:
    return reverse(f"admin:meetings_{model._meta.model_name}_{name}", args=args)


def page_of(model: Any, row: Any) -> str:
    return address(model, "change", row.pk)


def filled(client: Client, page: str, **typed: Any) -> dict[str, Any]:
    """What a browser sends from the form of this page, with these words typed over what stands there."""
    form = BeautifulSoup(client.get(page).content, "html.parser").find("form", id=re.compile("_form$"))
    assert form
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name = str(field.get("name", ""))
        if not name or field.get("type") == "submit":
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            data[name] = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        else:
            data[name] = field.get("value", "")
    assert typed.keys() <= data.keys(), typed.keys() - data.keys()
    return {**data, **typed}


def new(model: Any, rows: dict[Any, Any], **typed: str) -> dict[str, str]:
    kinds = {"series": Series, "meeting": Meeting}
    return {name: value or str(rows[kinds[name]].pk) for name, value in {**NEW[model], **typed}.items()}


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200, "it was taken"
    return dict(response.context["adminform"].form.errors)


def beside(response: Any, field: str) -> str:
    """The message that stands beside this field on the page."""
    row = BeautifulSoup(response.content, "html.parser").find(class_=f"field-{field}")
    assert row
    return " ".join(found.text for found in row.find_all(class_="errorlist"))


def history(model: Any) -> int:
    return model.history.count()


@pytest.mark.parametrize("model", [*TRACKED, *READ_ONLY])
def test_the_administrator_lists_finds_and_opens(at_the_desk: Client, rows: dict[Any, Any], model: Any) -> None:
    changelist = at_the_desk.get(address(model, "changelist"))
    assert rows[model] in changelist.context["cl"].result_list
    assert at_the_desk.get(address(model, "changelist"), {"q": "(no such words"}).context["cl"].result_count == 0
    assert at_the_desk.get(page_of(model, rows[model])).status_code == 200
    seen = at_the_desk.get(address(model, "history", rows[model].pk)).status_code
    assert seen == (404 if model in READ_ONLY else 200)


@pytest.mark.parametrize("model", TRACKED)
def test_the_administrator_records(at_the_desk: Client, cast: Cast, rows: dict[Any, Any], model: Any) -> None:
    data = filled(at_the_desk, address(model, "add"), **new(model, rows))
    response = at_the_desk.post(address(model, "add"), data)
    assert response.status_code == 302, errors(response)
    made = model.objects.latest("pk")
    assert made != rows[model]
    assert made.history.get().history_user == cast.administrator
    assert Event.objects.filter(verb="created", target_id=made.pk, actor=cast.administrator).count() == 1


def test_what_was_recorded_is_what_was_typed(at_the_desk: Client, rows: dict[Any, Any]) -> None:
    for model in (Meeting, Report, Resolution):
        at_the_desk.post(address(model, "add"), filled(at_the_desk, address(model, "add"), **new(model, rows)))
    meeting = Meeting.objects.latest("pk")
    assert (meeting.label, meeting.starts) == ("PRISON-2", "2017-02-03")
    report = Report.objects.latest("pk")
    assert (report.published, report.texts.get().text) == ("2017", "The experts met again.")
    resolution = Resolution.objects.latest("pk")
    names = [row.name for row in resolution.addressees.all()]
    assert (resolution.label, names) == ("PRISON-1/2", ["Prison service", "All states"])


@pytest.mark.parametrize("model", TRACKED)
def test_the_administrator_changes_under_their_name(
    at_the_desk: Client, cast: Cast, rows: dict[Any, Any], model: Any
) -> None:
    page, field = page_of(model, rows[model]), CHANGE[model]
    before = model._base_manager.values().get(pk=rows[model].pk)
    typed = {field: "Новые слова", "reason": "a slip of the pen"}
    response = at_the_desk.post(page, filled(at_the_desk, page, **typed))
    assert response.status_code == 302, errors(response)
    assert model._base_manager.values().get(pk=rows[model].pk) == {**before, field: "Новые слова"}
    newest = rows[model].history.first()
    assert (newest.history_user, newest.history_change_reason) == (cast.administrator, "a slip of the pen")
    assert "a slip of the pen" in at_the_desk.get(address(model, "history", rows[model].pk)).content.decode()


@pytest.mark.parametrize("model", TRACKED)
def test_saving_what_is_there_changes_nothing(at_the_desk: Client, rows: dict[Any, Any], model: Any) -> None:
    page = page_of(model, rows[model])
    before, events = history(model), Event.objects.count()
    assert at_the_desk.post(page, filled(at_the_desk, page)).status_code == 302
    assert (history(model), Event.objects.count()) == (before, events)


@pytest.mark.parametrize("model", TRACKED)
def test_control_characters_are_refused_beside_the_field(at_the_desk: Client, rows: dict[Any, Any], model: Any) -> None:
    page, field = page_of(model, rows[model]), CHANGE[model]
    before = history(model)
    response = at_the_desk.post(page, filled(at_the_desk, page, **{field: DAMAGED}))
    assert "control characters" in beside(response, field)
    assert history(model) == before


@pytest.mark.parametrize("model", TRACKED)
def test_a_stale_form_is_refused_and_can_be_saved_after_a_look(
    at_the_desk: Client, cast: Cast, rows: dict[Any, Any], model: Any
) -> None:
    page, field = page_of(model, rows[model]), CHANGE[model]
    mine = filled(at_the_desk, page, **{field: "Mine"})
    at_the_desk.post(page, filled(at_the_desk, page, **{field: "Theirs"}))
    refused = at_the_desk.post(page, mine)
    assert "changed this record" in refused.content.decode()
    assert getattr(model._base_manager.get(pk=rows[model].pk), field) == "Theirs"
    seen = refused.context["adminform"].form["seen"].value()
    assert at_the_desk.post(page, {**mine, "seen": seen}).status_code == 302
    assert getattr(model._base_manager.get(pk=rows[model].pk), field) == "Mine"


def test_the_refusals_of_the_actions_stand_beside_their_fields(
    at_the_desk: Client, cast: Cast, rows: dict[Any, Any]
) -> None:
    elsewhere = create_series(by=cast.officer, code="OTHER", title="Another series")
    foreign = actions.create_meeting(elsewhere, by=cast.officer, title="Elsewhere")
    file_report(cast.series, by=cast.officer, title="Filed already", text="The same words.")
    span = {"starts_year": "2018", "starts_month": "", "starts_day": "", "ends_year": "2017"}
    cases: list[tuple[Any, str, dict[str, str]]] = [
        (Series, "code", {"code": "PRISON"}),
        (Series, "code", {"code": "no code"}),
        (Meeting, "starts", {"starts_day": "31"}),
        (Meeting, "ends", span),
        (Meeting, "number", {"number": "1"}),
        (Meeting, "title", {"title": ""}),
        (Participation, "category", {"category": ""}),
        (AgendaItem, "number", {"number": "1"}),
        (Organisation, "name_en", {"name_en": "Prison service"}),
        (Organisation, "name_en", {"name_en": ""}),
        (Report, "published", {"published_month": "02", "published_day": "30"}),
        (Report, "text", {"text": "The same words."}),
        (Report, "text", {"text": DAMAGED}),
        (Report, "meeting", {"meeting": str(foreign.pk)}),
        (Resolution, "no_source_reason", {"no_source_reason": ""}),
        (Resolution, "number", {"number": "1"}),
        (Resolution, "addressees", {"addressees": DAMAGED}),
    ]  # fmt: skip
    for model, field, typed in cases:
        before = history(model), model._base_manager.count(), Event.objects.count()
        page = address(model, "add")
        form = {**filled(at_the_desk, page), **new(model, rows)} | typed
        response = at_the_desk.post(page, form)
        assert errors(response).keys() == {field}, (model, typed)
        assert beside(response, field), (model, typed)
        assert (history(model), model._base_manager.count(), Event.objects.count()) == before, (model, typed)


def test_a_resolution_without_quotes_keeps_the_reason_why(at_the_desk: Client, rows: dict[Any, Any]) -> None:
    page = address(Resolution, "add")
    at_the_desk.post(page, filled(at_the_desk, page, **new(Resolution, rows)))
    made = page_of(Resolution, Resolution.objects.latest("pk"))
    response = at_the_desk.post(made, filled(at_the_desk, made, no_source_reason=""))
    assert "no written source" in beside(response, "no_source_reason")


def test_addressees_stay_until_they_are_taken_out(at_the_desk: Client, rows: dict[Any, Any]) -> None:
    page = address(Resolution, "add")
    at_the_desk.post(page, filled(at_the_desk, page, **new(Resolution, rows)))
    resolution = Resolution.objects.latest("pk")
    page = page_of(Resolution, resolution)
    at_the_desk.post(page, filled(at_the_desk, page, wording="Other words"))
    assert resolution.addressees.count() == 2
    at_the_desk.post(page, filled(at_the_desk, page, addressees="All states"))
    assert [row.name for row in resolution.addressees.all()] == ["All states"]


def test_an_account_has_one_person(at_the_desk: Client, cast: Cast, rows: dict[Any, Any]) -> None:
    page = page_of(Person, rows[Person])
    typed = {"user": str(cast.reader.pk)}
    assert at_the_desk.post(page, {**filled(at_the_desk, page), **typed}).status_code == 302
    second = {**filled(at_the_desk, address(Person, "add"), name="Somebody else"), **typed}
    assert beside(at_the_desk.post(address(Person, "add"), second), "user")


def test_an_officer_writes_but_leaves_the_accounts_alone(client: Client, cast: Cast, rows: dict[Any, Any]) -> None:
    client.force_login(cast.officer)
    page = page_of(Person, rows[Person])
    data = filled(client, page, position="Director")
    assert "user" not in data
    assert client.post(page, {**data, "user": cast.reader.pk}).status_code == 302
    person = Person.objects.get()
    assert (person.position, person.user) == ("Director", None)


def stored() -> dict[str, list[Any]]:
    """Every row of the app, with its history."""
    ours = [kind for kind in Event._meta.apps.get_models() if kind._meta.app_label == "meetings"]
    return {kind.__name__: list(kind._base_manager.order_by("pk").values()) for kind in ours}


def admin_addresses(rows: dict[Any, Any]) -> list[str]:
    found = []
    for model, options in admin.site._registry.items():
        if model._meta.app_label != "meetings":
            continue
        for pattern in options.get_urls():
            args = [rows[model].pk] if pattern.pattern.converters else []
            if pattern.name:
                found.append(reverse(f"admin:{pattern.name}", args=args))
            else:  # the old address of a record, which leads to its form
                found.append(address(model, "changelist") + f"{rows[model].pk}/")
    return found


def test_who_may_only_view_writes_nothing_by_any_address(client: Client, cast: Cast, rows: dict[Any, Any]) -> None:
    everything: dict[str, Any] = {}
    client.force_login(cast.administrator)
    for model in TRACKED:
        everything |= {**filled(client, address(model, "add")), **filled(client, page_of(model, rows[model]))}
        everything |= new(model, rows) | {CHANGE[model]: "Changed", "reason": "because"}
    pages = admin_addresses(rows)
    assert len(pages) >= 6 * len(rows)
    for person in (cast.approver, cast.reviewer):
        client.force_login(person)
        before = stored()
        for page in pages:
            for extra in (
                {},
                {"action": "delete_selected", "_selected_action": "1", "post": "yes"},
                {"_saveasnew": "1"},
            ):
                assert client.post(page, {**everything, **extra}).status_code < 500, page
                assert client.post(f"{page}?_popup=1", {**everything, **extra}).status_code < 500, page
        assert stored() == before


def test_what_is_written_once_is_not_written_by_the_administrator_either(
    at_the_desk: Client, rows: dict[Any, Any]
) -> None:
    before = stored()
    for model in READ_ONLY:
        for page in (address(model, "add"), page_of(model, rows[model]), address(model, "delete", rows[model].pk)):
            assert at_the_desk.post(page, {"exact": "x", "text": "x", "post": "yes"}).status_code == 403
    assert stored() == before


def test_nothing_of_the_evidence_is_deleted_here(at_the_desk: Client, rows: dict[Any, Any]) -> None:
    for model, row in rows.items():
        assert at_the_desk.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert model._base_manager.filter(pk=row.pk).exists()


def test_staff_see_what_the_pages_show_them(client: Client, cast: Cast, rows: dict[Any, Any]) -> None:
    """The contact point may read public and members' records of the series, and none of another series."""
    by = cast.officer
    hidden = actions.create_meeting(cast.series, by=by, title="CANARY-meeting", marking="restricted")
    actions.add_participation(hidden, by=by, category="CANARY-category")
    actions.add_agenda_item(hidden, by=by, title="CANARY-item")
    actions.create_person(by=by, name="CANARY-person")
    other = create_series(by=by, code="CANARY", title="CANARY-series")
    file_report(other, by=by, title="CANARY-report", text="CANARY-text")
    cast.resolution_on("records be shared between the services", marking="restricted", wording="CANARY-words")
    client.force_login(cast.reviewer)
    for model in (*TRACKED, *READ_ONLY):
        page = client.get(address(model, "changelist")).content.decode()
        assert "CANARY" not in page and "shared between" not in page, model
        assert "CANARY" not in client.get(page_of(model, rows[model])).content.decode(), model
        newest = model._base_manager.latest("pk")
        assert "CANARY" not in client.get(page_of(model, newest), follow=True).content.decode(), model
        assert "CANARY" not in client.get(address(model, "history", newest.pk), follow=True).content.decode(), model
    assert rows[Meeting] in client.get(address(Meeting, "changelist")).context["cl"].result_list
    client.force_login(cast.administrator)
    assert "CANARY-meeting" in client.get(address(Meeting, "changelist")).content.decode()


def test_the_original_and_the_refusals_of_a_hidden_report_are_hidden_too(client: Client, cast: Cast) -> None:
    original, report = original_of(cast.report, cast), page_of(Report, cast.report)
    refused = refuse(cast.report, by=cast.officer, about="country", words="KG")
    client.force_login(cast.reviewer)  # staff, and no more than a reader of the series
    assert report in client.get(page_of(Original, original)).content.decode()
    assert "Kyrgyzstan" in client.get(page_of(Dismissal, refused)).content.decode()
    change_report(cast.report, by=cast.officer, marking="restricted")
    for row in (original, refused):
        assert client.get(page_of(type(row), row)).status_code == 302
        assert page_of(type(row), row) not in client.get(address(type(row), "changelist")).content.decode()


def test_quotes_of_a_hidden_report_are_not_listed_with_the_resolution(client: Client, cast: Cast) -> None:
    quoted = page_of(Resolution, cast.resolution)
    words = "agreed to train prison staff every year"
    cast.resolution.wording = "To train"
    cast.resolution.record(cast.officer)
    client.force_login(cast.reviewer)
    assert words in client.get(quoted).content.decode()
    cast.report.marking = "restricted"
    cast.report.record(cast.officer)
    assert words not in client.get(quoted).content.decode()


def test_a_list_takes_no_query_per_row(at_the_desk: Client, cast: Cast, rows: dict[Any, Any]) -> None:
    for model in (*TRACKED, *READ_ONLY):
        at_the_desk.get(address(model, "changelist"))
        with CaptureQueriesContext(
            connection,
        ) as few:
            at_the_desk.get(address(model, "changelist"))
        rows[model, "few"] = len(few)
    for number in range(4):
        _another_of_each(cast, number)
    for model in (*TRACKED, *READ_ONLY):
        with CaptureQueriesContext(connection) as many:
            at_the_desk.get(address(model, "changelist"))
        assert len(many) <= rows[model, "few"], [query["sql"][:200] for query in many]


def _another_of_each(cast: Cast, number: int) -> None:
    by = cast.officer
    series = create_series(by=by, code=f"S{number}", title="A series")
    meeting = actions.create_meeting(series, by=by, title="A meeting", starts="2017")
    body = actions.create_organisation(by=by, name_en=f"Body {number}", kind="other")
    person = actions.create_person(by=by, name=f"Person {number}", organisation=body)
    actions.add_participation(meeting, by=by, person=person, organisation=body)
    actions.add_agenda_item(meeting, by=by, title="A point")
    file_report(series, by=by, meeting=meeting, title="A report", text="Some words.", published="2017")
    words = ("Experts met", "in Bishkek", "every year", "in spring")[number]
    cast.resolution_on(words)


def test_a_list_sorts_by_every_column(at_the_desk: Client, rows: dict[Any, Any]) -> None:
    for model in (*TRACKED, *READ_ONLY):
        for column in range(1, len(admin.site._registry[model].list_display) + 1):
            for order in (f"{column}", f"-{column}"):
                page = at_the_desk.get(address(model, "changelist"), {"o": order})
                assert rows[model] in page.context["cl"].result_list


def test_the_year_filter_finds_meetings_of_the_year(at_the_desk: Client, cast: Cast) -> None:
    found = actions.create_meeting(cast.series, by=cast.officer, title="Found", starts="2017-02")
    actions.create_meeting(cast.series, by=cast.officer, title="Not found", starts="2018")
    page = at_the_desk.get(address(Meeting, "changelist"), {"year": "2017"})
    assert list(page.context["cl"].result_list) == [found]


def test_pages_have_no_inline_style_or_script(at_the_desk: Client, rows: dict[Any, Any]) -> None:
    pages = [address(model, "changelist") for model in rows] + [page_of(model, row) for model, row in rows.items()]
    for page in [*pages, *(address(model, "add") for model in TRACKED)]:
        response = at_the_desk.get(page)
        assert "unsafe-inline" not in response["Content-Security-Policy"]
        html = BeautifulSoup(response.content, "html.parser")
        inline = html.find_all("style") + html.find_all(style=True)
        inline += [
            tag for tag in html.find_all("script") if not tag.get("src") and tag.get("type") != "application/json"
        ]
        inline += [tag for tag in html.find_all() if any(name.startswith("on") for name in tag.attrs)]
        assert not inline, (page, inline[:2])
