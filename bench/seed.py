"""A guideline with its history, written by the same actions as the pages use."""

import json
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import transaction

from accounts.models import Membership, User
from bench import corpus
from guidelines.actions import drafting
from guidelines.models import Guideline, Provision, Revision
from guidelines.models.compact import CompactEncoder
from guidelines.outline import with_bodies
from meetings.actions.series import create_series

REVISIONS = 120


@dataclass(frozen=True, slots=True)
class Seeded:
    """A guideline of the given size with its texts, who writes it, and what one of its revisions takes up."""

    size: int
    guideline: Guideline
    provisions: list[Provision]
    texts: list[corpus.Text]
    drafter: User
    newest: int
    revision_bytes: int


def seed(size: int) -> Seeded:
    """A guideline of that many provisions; its newest `REVISIONS` revisions are the peer's sessions of drafting."""
    officer = _person("officer", size, office=User.Office.OFFICER)
    drafter = _person("drafter", size)
    series = create_series(by=officer, code=f"BENCH{size}", title="Benchmark")
    guideline = drafting.open_guideline(series, by=officer, code=f"BENCH-{size}", title="Benchmark")
    drafting.set_member(guideline, by=officer, user=drafter, role=Membership.Role.DRAFTER)
    texts = corpus.provisions(size)
    with transaction.atomic():  # one commit for all, since the seeding is not measured
        provisions = _written(guideline, drafter, texts)
        before = stored_bytes(guideline)
        for number in range(REVISIONS):
            changed = corpus.session(texts, number)
            for position, text in changed.items():
                texts[position] = text
            _revise(guideline, drafter, {provisions[position]: text for position, text in changed.items()})
    revision_bytes = (stored_bytes(guideline) - before) // REVISIONS
    return Seeded(size, guideline, provisions, texts, drafter, size + REVISIONS, revision_bytes)


def _person(name: str, size: int, **fields: Any) -> User:
    return User.objects.create_user(f"{name}.{size}@example.org", "an honest password", name=name, **fields)


def _written(guideline: Guideline, by: User, texts: list[corpus.Text]) -> list[Provision]:
    provisions: list[Provision] = []
    for text in texts:
        after = provisions[-1] if provisions else None
        provisions.append(
            drafting.add_provision(
                guideline, by=by, kind=Provision.Kind.PARAGRAPH, heading=text.heading, body=body(text), after=after
            )
        )
    return provisions


def _revise(guideline: Guideline, by: User, changed: dict[Provision, corpus.Text]) -> None:
    """One revision over several provisions, as the peer saves them; our pages would make one for each."""
    before = with_bodies(guideline.outline(), {str(provision.pk): provision.body for provision in changed})
    for provision, text in changed.items():
        provision.heading, provision.body = text.heading, body(text)
    drafting._revise(guideline, by, "", before, list(changed))


def body(text: corpus.Text) -> dict[str, Any]:
    content = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in text.paragraphs]
    return {"type": "doc", "content": content}


def stored_bytes(guideline: Guideline) -> int:
    """What revisions and the versions of provisions hold, without indexes; the peer is counted in the same way."""
    revisions = Revision.objects.filter(guideline=guideline).values_list("manifest", "changes", "digest")
    versions = Provision.history.filter(guideline=guideline).values_list("body", "heading", "digest")
    return sum(_bytes(value) for row in chain(revisions, versions) for value in row)


def _bytes(value: Any) -> int:
    text = value if isinstance(value, str) else json.dumps(value, cls=CompactEncoder)
    return len(text.encode())
