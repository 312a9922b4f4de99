"""What the libraries and databases do behind one's back, each measured once, each held here.

Elsewhere: the history pages of the administration take no POST (tests/accounts/test_admin.py), a missing trigger is
told (tests/accounts/test_health.py), saves that meet (tests/guidelines/test_concurrency.py).
"""

import ast
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from simple_history.signals import post_create_historical_record

from accounts import records, triggers
from accounts.changes import history_of
from accounts.history import AppendOnlyError, StaleRecord, Tracked, TrackedQuerySet
from accounts.models import Event, User
from guidelines.actions import drafting, reviewing
from guidelines.alignment import align
from guidelines.merge import merge
from guidelines.models import Edition, EditionFile
from guidelines.models.guideline import fingerprint
from guidelines.publish.fetcher import FileNotOurs, OwnFiles
from guidelines.publish.sandbox import PrintFailed, print_pdf
from meetings.actions import desk
from meetings.actions import meetings as meeting_actions
from meetings.actions.series import change_series
from meetings.models import Organisation, Original, Person, Series
from tests.cast import Cast, body

ROOT = Path(settings.BASE_DIR)
TRACKED = [model for model in apps.get_models() if issubclass(model, Tracked)]
on_sqlite = pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="of SQLite only")


# The history and the record


def test_a_save_without_a_change_writes_no_version(cast: Cast) -> None:
    for record in (
        cast.series,
        cast.meeting,
        cast.report,
        cast.resolution,
        cast.guideline,
        cast.provision,
        cast.reader,
    ):
        fresh = records.lock(record)
        before = fresh.history.count()
        fresh.save()
        fresh.record(cast.officer, "nothing")
        assert fresh.history.count() == before, record
    series = Series.objects.get()
    before = series.history.count()
    series.title = "Changed"
    series.record(cast.officer)
    assert series.history.count() == before + 1


def test_what_the_history_does_not_keep_writes_no_version(cast: Cast) -> None:
    reader = User.objects.get(pk=cast.reader.pk)
    before = reader.history.count()
    reader.set_password("another honest password")
    reader.save()
    assert reader.history.count() == before
    assert User.objects.get(pk=reader.pk).check_password("another honest password")


def test_a_stale_instance_writes_neither_record_nor_version(cast: Cast) -> None:
    one, other = Series.objects.get(pk=cast.series.pk), Series.objects.get(pk=cast.series.pk)
    one.title = "First"
    one.record(cast.officer)
    before = one.history.count()
    other.title = "Second"
    with pytest.raises(StaleRecord), transaction.atomic():
        other.record(cast.administrator)
    assert Series.objects.get().title == "First"
    assert one.history.count() == before


@pytest.fixture
def standing(transactional_db: None) -> Series:
    """A series that was recorded in a transaction of its own, outside any test's."""
    return Cast().series


@pytest.fixture
def failing_history(standing: Series) -> Iterator[None]:
    """From now on the history row is written, and then something breaks."""

    def fail(sender: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    post_create_historical_record.connect(fail)
    yield
    post_create_historical_record.disconnect(fail)


@pytest.mark.usefixtures("failing_history")
def test_record_and_version_are_written_together_or_not_at_all() -> None:
    """Straight through the models, outside any action and transaction."""
    series = Series.objects.get()
    title, versions, people = series.title, Series.history.count(), User.history.count()
    series.title = "Half written"
    with pytest.raises(RuntimeError):
        series.save()
    with pytest.raises(RuntimeError):
        Series(code="HALF", title="Half written").save()
    with pytest.raises(RuntimeError):
        User.objects.create_user("half@example.org", name="Half Written")
    with pytest.raises(RuntimeError):
        Series.objects.get().remove(User.objects.get(name="Olga Officer"))
    assert [each.title for each in Series.objects.all()] == [title]
    assert (Series.history.count(), User.history.count()) == (versions, people)
    assert not User.objects.filter(name="Half Written").exists()


def test_a_record_that_the_database_refuses_leaves_no_version(standing: Series) -> None:
    versions = Series.history.count()
    with pytest.raises(IntegrityError):
        Series(code=standing.code, title="The same code").save()
    assert Series.history.count() == versions


@pytest.mark.usefixtures("failing_history")
def test_an_action_that_breaks_leaves_nothing_of_itself(standing: Series) -> None:
    officer = User.objects.get(name="Olga Officer")
    events = Event.objects.count()
    with pytest.raises(RuntimeError):
        change_series(standing, by=officer, title="Half written")
    assert Series.objects.get().title == standing.title
    assert Event.objects.count() == events


def test_versions_of_one_instant_keep_their_order(cast: Cast) -> None:
    with time_machine.travel("2016-01-21T12:00:00Z", tick=False):
        for title in ("One", "Two", "Three"):
            change_series(Series.objects.get(pk=cast.series.pk), by=cast.officer, title=title)
    series = Series.objects.get(pk=cast.series.pk)
    assert [row.title for row in series.history.all()[:3]] == ["Three", "Two", "One"]
    told = [change.what for change in history_of(series, cast.officer) if "→" in change.what]
    assert [what.split("→")[1].strip() for what in told] == ["“Three”", "“Two”", "“One”"]


def test_a_long_reason_is_kept_whole(cast: Cast) -> None:
    reason = "because " * 500
    cast.series.title = "Another"
    cast.series.record(cast.officer, reason)
    assert Series.history.latest("history_id").history_change_reason == reason


# People


def test_nobody_with_an_account_is_deleted(cast: Cast) -> None:
    """Whether they did something or nothing yet: deactivated, never deleted."""
    assert cast.series
    for person in (cast.officer, cast.stranger):
        removals = (person.delete, User.objects.filter(pk=person.pk).delete, partial(person.remove, cast.administrator))
        for remove in removals:
            with pytest.raises(TypeError), transaction.atomic():
                remove()
        assert User.objects.filter(pk=person.pk).exists()
    assert Series.history.latest("history_id").history_user == cast.officer


# Calls that would write behind the history's back


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model.__name__)
def test_every_tracked_model_has_its_history_and_no_bulk_calls(model: type[Tracked]) -> None:
    assert model.history.model.instance_type is model
    for manager in model._meta.managers:
        rows = manager.all()
        assert isinstance(rows, TrackedQuerySet)
        for call in ("update", "bulk_create", "bulk_update", "delete"):
            with pytest.raises(TypeError):
                getattr(rows, call)()
    assert not model._meta.many_to_many, "a many-to-many field writes no history: make a model of the link"


#: What looks like such a call and is none.
HARMLESS = {
    ("accounts/management/commands/build_frontend.py", "whole.update"),
    ("config/settings.py", "vars().update"),
    ("accounts/history.py", "self.delete"),
    ("accounts/history.py", "super().save"),
    ("accounts/triggers.py", "cursor.execute"),
    ("accounts/views/health.py", "cursor.execute"),
}
UNTRACED = {
    "update", "bulk_create", "bulk_update", "update_or_create", "delete", "raw", "_raw_delete", "_update",
    "execute", "executemany", "executescript", "save_base", "bulk_create_with_history", "bulk_update_with_history",
}  # fmt: skip
NAMES = {"ManyToManyField", "m2m_fields", "skip_history_when_saving", "SimpleHistoryAdmin", "lift", "lifted"}
#: They look for the version before by its time: of two at one instant they find neither.
NAMES |= {"prev_record", "next_record", "get_previous_by_history_date", "get_next_by_history_date"}


def untraced(source: str) -> Iterator[str]:
    """The calls and names in the source that can change a row without a version of it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in UNTRACED:
            yield ast.unparse(node.func)
        elif isinstance(node, ast.Attribute | ast.Name | ast.keyword | ast.alias):
            name = getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "arg", None)
            if (name or getattr(node, "name", "")) in NAMES:
                yield ast.unparse(node)


def test_no_code_of_ours_writes_behind_the_history() -> None:
    found = {
        (str(path.relative_to(ROOT)), call)
        for app in ("accounts", "meetings", "guidelines", "config")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        for call in untraced(path.read_text())
    }
    assert found - HARMLESS - OWN == set()


#: The two modules that make the rule use the names themselves.
OWN = {("accounts/history.py", "self.skip_history_when_saving"), ("accounts/triggers.py", "lift")}


@pytest.mark.parametrize(
    "line",
    [
        "Series.objects.filter(pk=1).update(title='x')",
        "Provision.objects.bulk_create(rows)",
        "Guideline._base_manager.all().delete()",
        "cursor.execute('UPDATE guidelines_edition SET number = 2')",
        "teams = models.ManyToManyField(Team)",
        "history = HistoricalRecords(m2m_fields=[teams])",
        "record.skip_history_when_saving = True",
        "from simple_history.admin import SimpleHistoryAdmin",
        "with triggers.lifted(): pass",
    ],
)
def test_the_check_sees_such_a_call(line: str) -> None:
    assert list(untraced(line))


# JSON in two databases


def test_the_order_of_keys_in_json_is_no_difference() -> None:
    """PostgreSQL gives a body's keys back in an order of its own; what a browser sends has another."""
    base, theirs, mine = (body(f"{first} service trains {often} a year.") for first, often in WORDINGS)
    merged = merge(turned(base), turned(theirs), mine)
    assert merged.body == body("Every service trains twice a year.")
    assert merged.conflicts == []
    assert align([turned(base)["content"][0]], base["content"]) == [(0, 0)]
    assert fingerprint("paragraph", "", turned(mine), "public") == fingerprint("paragraph", "", mine, "public")


WORDINGS = (("Each", "once"), ("Every", "once"), ("Each", "twice"))


def turned(node: Any) -> Any:
    """The same JSON with the keys of each object the other way round."""
    if isinstance(node, dict):
        return {name: turned(node[name]) for name in reversed(node)}
    return [turned(child) for child in node] if isinstance(node, list) else node


# Append-only tables


@pytest.fixture
def written(cast: Cast) -> Cast:
    """At least one row in every table that is written once."""
    assert cast.resolution
    office = Organisation(name_en="Prison Service", name_ru="ФСИН").record(cast.officer)
    person = Person(name="Expert", organisation=office).record(cast.officer)
    meeting_actions.add_participation(cast.meeting, by=cast.officer, person=person, role="expert")
    meeting_actions.add_agenda_item(cast.meeting, by=cast.officer, title="Opening")
    cast.resolution_on("records be shared between the services", addressees=["The services"])
    desk.refuse(cast.report, by=cast.officer, about="outcome", words="Experts met in Bishkek.")
    Original.objects.create(
        sha256="0" * 64, name="a.txt", media_type="text/plain", size=1, content=b"a", received_by=cast.officer
    )
    drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
    first = cast.review_round
    for reviewer in cast.reviewers:
        reviewing.take_position(first, by=reviewer, value="agree")
    edition = reviewing.approve(first, by=cast.approver, digest=first.revision.digest)
    EditionFile.objects.create(edition=edition, pdf=b"%PDF", sha256="0" * 64, pages=1)
    return cast


def attempts(model: type[models.Model], pk: Any) -> Iterator[str]:
    """SQL that would change, remove or replace the row."""
    table, key = model._meta.db_table, model._meta.pk.column
    columns = [field.column for field in model._meta.concrete_fields]
    yield f'UPDATE "{table}" SET "{key}" = "{key}" WHERE "{key}" = {pk}'
    yield f'DELETE FROM "{table}" WHERE "{key}" = {pk}'
    row = f'INTO "{table}" SELECT * FROM "{table}" WHERE "{key}" = {pk}'
    others = ", ".join(f'"{column}"' for column in columns if column != key)
    anew = f'INTO "{table}" ("{key}", {others}) SELECT 999999, {others} FROM "{table}" WHERE "{key}" = {pk}'
    if connection.vendor == "sqlite":
        yield f'UPDATE OR REPLACE "{table}" SET "{key}" = "{key}" WHERE "{key}" = {pk}'
        yield f"INSERT OR REPLACE {row}"
        yield f"REPLACE {row}"
        if is_unique_otherwise(model):
            yield f"INSERT OR REPLACE {anew}"
    else:
        yield f'INSERT {row} ON CONFLICT ("{key}") DO UPDATE SET "{key}" = EXCLUDED."{key}"'
        yield f'TRUNCATE "{table}" CASCADE'


def is_unique_otherwise(model: type[models.Model]) -> bool:
    """Whether another row can be replaced by more than its key."""
    unique = any(field.unique for field in model._meta.concrete_fields if not field.primary_key)
    return unique or any(isinstance(each, models.UniqueConstraint) for each in model._meta.constraints)


@pytest.fixture
def foreign_program() -> Iterator[None]:
    """SQL as another program sends it, without the settings of our connections: REPLACE then fires no DELETE trigger."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA recursive_triggers=OFF")
    yield
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA recursive_triggers=ON")


@pytest.mark.usefixtures("written", "foreign_program")
def test_sql_neither_changes_nor_removes_nor_replaces_what_is_written_once() -> None:
    passed, empty = [], []
    connection.check_constraints()  # PostgreSQL truncates nothing while checks are due
    for model in triggers.guarded_models():
        pk = model._base_manager.order_by("pk").values_list("pk", flat=True).first()
        if pk is None:
            empty.append(model.__name__)
            continue
        passed += [sql for sql in attempts(model, pk) if not is_refused(sql)]
    assert passed == []
    assert empty == []


def is_refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


@pytest.mark.usefixtures("written")
def test_the_models_refuse_too() -> None:
    for model in (Edition, EditionFile, Event):
        row = model._base_manager.latest("pk")
        for change in (row.save, row.delete, model._default_manager.all().delete, model._default_manager.update):
            with pytest.raises(AppendOnlyError):
                change()


def test_guarded_are_all_histories_and_all_that_is_written_once() -> None:
    guarded = {model.__name__ for model in triggers.guarded_models()}
    assert {f"Historical{model.__name__}" for model in TRACKED} <= guarded
    assert {"Event", "ReportText", "Revision", "RoundDelegation", "Position", "Edition", "EditionFile"} <= guarded


@pytest.mark.django_db(transaction=True)
def test_the_triggers_stand_after_migrate_and_after_a_table_is_rebuilt() -> None:
    """SQLite rebuilds a table to alter a column, and its triggers go with the old one."""
    assert triggers.missing() == []
    narrow = EditionFile._meta.get_field("pages")
    wide = models.PositiveBigIntegerField()
    wide.set_attributes_from_name("pages")
    wide.model = EditionFile
    for old, new in ((narrow, wide), (wide, narrow)):
        with connection.schema_editor() as editor:
            editor.alter_field(EditionFile, old, new)
        assert bool(triggers.missing()) == (connection.vendor == "sqlite")
        call_command("migrate", verbosity=0)
        assert triggers.missing() == []


# SQLite


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_takes_the_write_lock_first_and_lets_others_read() -> None:
    """WAL, IMMEDIATE and a timeout: without them, 106 of 400 saves of 8 writers were lost to "locked"."""
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "busy_timeout", "synchronous", "recursive_triggers", "foreign_keys")
        }
    assert pragmas == {
        "journal_mode": "wal", "busy_timeout": 20_000, "synchronous": 2, "recursive_triggers": 1, "foreign_keys": 1,
    }  # fmt: skip
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
    try:
        with transaction.atomic():  # nothing is written yet
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
            assert other.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    finally:
        other.close()


# What a document that is printed may read

FOREIGN = [
    "file:///etc/passwd", "file:/etc/passwd", "/etc/passwd", "http://127.0.0.1:9/x", "https://example.org/x.png",
    "ftp://example.org/x", "//example.org/x", "data:text/plain,words", "print:../../manage.py", "print:/etc/passwd",
    "print:..%2F..%2Fmanage.py", "print:", "print:edition.html", "print://etc/passwd", "../manage.py", "",
]  # fmt: skip


@pytest.mark.parametrize("address", FOREIGN)
def test_the_printer_fetches_nothing_but_our_own_files(address: str) -> None:
    fetcher = OwnFiles()
    with pytest.raises(FileNotOurs):
        fetcher.fetch(address)
    assert fetcher.refused == [address]


def test_the_printer_fetches_our_own_files() -> None:
    fetcher = OwnFiles()
    assert b"{" in fetcher.fetch("print:print.css").read()
    assert fetcher.refused == []


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="data:image/svg+xml,<svg/>" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import url("http://127.0.0.1:9/x.css");</style>',
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") } p { font-family: x }</style><p>x',
        '<p style="background: url(https://example.org/x.png)">x</p>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_a_text_that_asks_for_a_foreign_file_is_not_printed(html: str) -> None:
    page = f'<html lang="en"><head><title>T</title></head><body>{html}</body></html>'
    with pytest.raises(PrintFailed, match=r"not ours|refused"):
        print_pdf(page, identifier="00" * 16)
