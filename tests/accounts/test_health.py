"""Those who watch the installation learn what is wrong with it."""

from unittest.mock import patch

from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from accounts import triggers


def test_all_is_well(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_missing_trigger_is_told(client: Client, db: None) -> None:
    triggers.lift()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "triggers are missing" in response.json()["status"]
    triggers.install()


def test_a_missing_migration_is_told(client: Client, db: None) -> None:
    [newest] = MigrationLoader(connection).graph.leaf_nodes("guidelines")
    MigrationRecorder(connection).record_unapplied(*newest)
    assert "migrations are not applied" in client.get("/healthz").json()["status"]


def test_a_silent_database_is_told(client: Client, db: None) -> None:
    with patch("accounts.views.health.MigrationExecutor", side_effect=OperationalError):
        response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (503, "the database does not answer")
