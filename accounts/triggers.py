"""Append-only tables, held by the database itself.

History tables and every `AppendOnly` model get triggers that refuse UPDATE and DELETE, on SQLite and PostgreSQL alike.
They are put back after every migrate, because Django rebuilds a table on SQLite for many changes and its triggers go
with it; `missing()` tells start-up and /healthz whether they stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

FUNCTION = "rapporteur_append_only"


def guarded_models() -> list[type[models.Model]]:
    """Every model whose rows are written once: the history tables and the `AppendOnly` ones."""
    return [model for model in apps.get_models() if _is_history(model) or getattr(model, "append_only", False)]


def install(using: str = "default") -> None:
    """Create the triggers that are missing on the tables that exist."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    guarded = [model for model in guarded_models() if model._meta.db_table in tables]
    with connection.cursor() as cursor:
        for statement in _common_sql(connection):
            cursor.execute(statement)
        for model in guarded:
            for statement in _drop_sql(connection, model) + _create_sql(connection, model):
                cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Drop the triggers. Only the test runner, which has to empty the tables, may call this."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in guarded_models():
            if model._meta.db_table in tables:
                for statement in _drop_sql(connection, model):
                    cursor.execute(statement)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Without the triggers inside the block, with them after it."""
    lift(using)
    try:
        yield
    finally:
        install(using)


def missing(using: str = "default") -> list[str]:
    """The names of the triggers that should stand and do not."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {row[0] for row in cursor.fetchall()}
    expected = [name for model in guarded_models() for name in _names(connection, model)]
    return sorted(set(expected) - standing)


def _is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "instance_type") and hasattr(model, "history_id")


def _names(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    operations = ("update", "delete", "insert") if connection.vendor == "sqlite" else ("update", "delete", "truncate")
    return [f"{model._meta.db_table}_no_{operation}"[:63] for operation in operations]


def _common_sql(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.vendor == "sqlite":
        return []
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]


def _drop_sql(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    table = connection.ops.quote_name(model._meta.db_table)
    on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
    return [f'DROP TRIGGER IF EXISTS "{name}"{on_table}' for name in _names(connection, model)]


def _create_sql(connection: BaseDatabaseWrapper, model: type[models.Model]) -> list[str]:
    table = connection.ops.quote_name(model._meta.db_table)
    update, delete, third = _names(connection, model)
    if connection.vendor != "sqlite":
        return [
            f'CREATE TRIGGER "{update}" BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()',
            f'CREATE TRIGGER "{delete}" BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()',
            f'CREATE TRIGGER "{third}" BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()',
        ]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{model._meta.db_table} is append-only'); END"
    return [
        f'CREATE TRIGGER "{update}" BEFORE UPDATE ON {table} {refuse}',
        f'CREATE TRIGGER "{delete}" BEFORE DELETE ON {table} {refuse}',
        # INSERT OR REPLACE would pass both of the above.
        f'CREATE TRIGGER "{third}" BEFORE INSERT ON {table} WHEN {_taken(connection, model)} {refuse}',
    ]


def _taken(connection: BaseDatabaseWrapper, model: type[models.Model]) -> str:
    """SQL that is true when the new row would take the place of one that stands."""
    table = connection.ops.quote_name(model._meta.db_table)
    clashes = []
    for columns in _unique_columns(model):
        same = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
        clashes.append(f"EXISTS (SELECT 1 FROM {table} WHERE {same})")
    return " OR ".join(clashes)


def _unique_columns(model: type[models.Model]) -> list[list[str | None]]:
    single = [[field.column] for field in model._meta.concrete_fields if field.unique]
    together = [
        [model._meta.get_field(name).column for name in constraint.fields]  # type: ignore[union-attr]
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields and constraint.condition is None
    ]
    return single + together
