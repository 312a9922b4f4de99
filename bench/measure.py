"""What a person waits for, as whole requests: middleware, session, CSRF, permission, page."""

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import corpus
from bench.seed import REVISIONS, Seeded, body, stored_bytes

WARM = 3
APART = 100
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')

Figures = dict[str, Any]


def measure(seeded: Seeded, rounds: int) -> Iterator[Figures]:
    """The figures of one guideline, one measure after the other."""
    about = {"who": "rapporteur", "provisions": seeded.size}
    before = stored_bytes(seeded.guideline)
    for name, visit in _visits(_Browser(seeded), rounds).items():
        yield {"measure": name, **about, **_timed(visit, rounds)}
    yield {"measure": "revision_bytes", **about, "bytes": seeded.revision_bytes, "n": REVISIONS}
    saves = WARM + rounds + 1
    grown = stored_bytes(seeded.guideline) - before
    yield {"measure": "save_bytes", **about, "bytes": grown // saves, "n": saves}


class _Browser:
    """A drafter, signed in, on one guideline."""

    def __init__(self, seeded: Seeded) -> None:
        self.seeded = seeded
        self.client = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
        self.client.force_login(seeded.drafter)

    def open(self, address: str) -> str:
        response = self.client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        return response.content.decode()

    def editor(self, position: int) -> str:
        return f"/provisions/{self.seeded.provisions[position].pk}/edit/"

    def saves(self, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """So many edits of some words in one provision, each based on the revision before it, as the editor sends them."""
        token = TOKEN.findall(self.open(self.editor(0)))[0]
        for number in range(count):
            position, text = next(iter(corpus.session(self.seeded.texts, 9_000 + number).items()))
            yield self.editor(position), {
                "csrfmiddlewaretoken": token, "kind": "paragraph", "heading": text.heading, "marking": "public",
                "body": "", "body_json": json.dumps(body(text)), "reason": "As the meeting agreed",
                "base": self.seeded.newest + number,
            }  # fmt: skip

    def save(self, address: str, form: dict[str, Any]) -> None:
        response: HttpResponse = self.client.post(address, form)
        assert response.status_code == 302, response.content.decode()


def _visits(browser: _Browser, rounds: int) -> dict[str, Callable[[], Any]]:
    seeded, at = browser.seeded, f"/guidelines/{browser.seeded.guideline.code}"
    old, half, new = seeded.newest - APART, seeded.newest - APART // 2, seeded.newest
    saves = iter(list(browser.saves(WARM + rounds + 1)))  # made before the clock runs
    return {
        "draft": lambda: browser.open(f"{at}/"),
        "editor": lambda: browser.open(browser.editor(0)),
        "history": lambda: browser.open(f"{at}/revisions/"),
        "compare": lambda: browser.open(f"{at}/compare/?old={old}&new={new}"),
        "revision": lambda: browser.open(f"{at}/revisions/{half}/"),
        "save": lambda: browser.save(*next(saves)),  # the last, since it lengthens the history
    }


def _timed(visit: Callable[[], Any], rounds: int) -> Figures:
    """The queries are counted in a round of their own: counting them takes time."""
    for _ in range(WARM):
        visit()
    took = sorted(_seconds(visit) for _ in range(rounds))
    with CaptureQueriesContext(connection) as queries:
        visit()
    return {
        "p50_ms": round(1000 * took[rounds // 2], 1),
        "p95_ms": round(1000 * took[max(0, int(rounds * 0.95) - 1)], 1),
        "min_ms": round(1000 * took[0], 1),
        "queries": len(queries),
        "n": rounds,
    }


def _seconds(visit: Callable[[], Any]) -> float:
    start = time.perf_counter()
    visit()
    return time.perf_counter() - start
