"""Fixtures for every test: the cast, and tables that can be emptied although they are append-only."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from playwright.sync_api import Browser, sync_playwright

from accounts import triggers
from tests.cast import Cast

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_configure() -> None:
    """The cast signs in hundreds of times: hash its passwords cheaply. Playwright keeps an event loop in the thread of
    the tests, which Django would take for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    """The same people in every story."""
    return Cast()


@pytest.fixture(autouse=True, scope="session")
def _empty_append_only_tables() -> Iterator[None]:
    """Django empties the tables after a TransactionTestCase; the triggers are lifted for that moment only."""
    case: Any = TransactionTestCase  # the type stubs do not know its private method
    teardown = case._fixture_teardown

    def with_triggers_lifted(self: TransactionTestCase) -> None:
        with triggers.lifted():
            teardown(self)

    case._fixture_teardown = with_triggers_lifted
    yield
    case._fixture_teardown = teardown


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process: Playwright allows no second beside it."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
