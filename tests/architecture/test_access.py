"""Every address as every role and as a stranger: who may read, who may write, and that nothing leaks.

`RULES` says for each address who reads it and who writes through it. An address that is not named here fails.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader

from accounts import records
from accounts.history import AppendOnly
from accounts.models import User
from guidelines.actions import drafting, publishing, reviewing
from guidelines.models import Basis, Edition, Guideline, ReviewRound
from meetings.actions import desk as desk_actions
from meetings.actions import meetings as meeting_actions
from meetings.models import AgendaItem, Organisation, Original, Participation, Person
from tests.cast import Cast, body

pytestmark = pytest.mark.django_db

#: The smallest PDF that can be drawn.
ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)

NOBODY = "nobody"
TEAM = frozenset({"reader", "reviewer", "drafter", "approver", "officer", "administrator"})
SIGNED_IN = TEAM | {"stranger"}
EVERYBODY = SIGNED_IN | {NOBODY}
SECRETARIAT = frozenset({"officer", "administrator"})
STAFF = frozenset({"reviewer", "approver", "officer", "administrator"})
DRAFTER, REVIEWER, APPROVER = frozenset({"drafter"}), frozenset({"reviewer"}), frozenset({"approver"})
NO_ONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """Who gets an answer to GET, who to POST, and of what the address is (an attribute of `World`)."""

    read: frozenset[str]
    write: frozenset[str] = NO_ONE
    of: str = ""


def form(people: frozenset[str], of: str = "") -> Rule:
    """A page that is one form: who may not send it does not see it either."""
    return Rule(people, people, of)


def act(people: frozenset[str], of: str = "") -> Rule:
    """An address that only takes POST."""
    return Rule(NO_ONE, people, of)


RULES = {
    "home": Rule(SIGNED_IN),
    "gallery": Rule(SIGNED_IN),
    "profile": form(SIGNED_IN),
    "language": act(EVERYBODY),
    "setup": Rule(EVERYBODY),
    "healthz": Rule(EVERYBODY),
    # Series, meetings, reports, resolutions
    "series_list": Rule(SIGNED_IN),
    "series_new": form(SECRETARIAT),
    "series_detail": Rule(TEAM, of="series"),
    "series_edit": form(SECRETARIAT, of="series"),
    "meetings": Rule(SIGNED_IN),
    "meeting_new": form(SECRETARIAT),
    "meeting_detail": Rule(TEAM, of="meeting"),
    "meeting_edit": form(SECRETARIAT, of="meeting"),
    "meeting_pdf": Rule(TEAM, of="meeting"),
    "participant_new": form(SECRETARIAT, of="meeting"),
    "participant_edit": form(SECRETARIAT, of="participation"),
    "participant_remove": act(SECRETARIAT, of="participation"),
    "agenda_item_new": form(SECRETARIAT, of="meeting"),
    "agenda_item_edit": form(SECRETARIAT, of="agenda_item"),
    "agenda_item_remove": act(SECRETARIAT, of="agenda_item"),
    "reports": Rule(SIGNED_IN),
    "report_new": form(SECRETARIAT),
    "report_detail": Rule(TEAM, of="report"),
    "report_edit": form(SECRETARIAT, of="report"),
    "report_correct": form(SECRETARIAT, of="report"),
    "report_reread": form(SECRETARIAT, of="report"),
    "report_select": act(SECRETARIAT, of="report"),
    "report_upload": form(SECRETARIAT),
    "report_original": Rule(TEAM, of="report"),
    "report_page": Rule(TEAM, of="original_page"),
    "report_meeting": form(SECRETARIAT, of="report"),
    "report_accept": act(SECRETARIAT, of="report"),
    "report_refuse": act(SECRETARIAT, of="report"),
    "report_undo": act(SECRETARIAT, of="report"),
    "report_read": act(SECRETARIAT, of="report"),
    "report_state": Rule(TEAM, of="report"),
    "refusal_restore": act(SECRETARIAT, of="refusal"),
    "quote_confirm": act(SECRETARIAT, of="quote"),
    "quote_lose": act(SECRETARIAT, of="quote"),
    "resolutions": Rule(SIGNED_IN),
    "resolution_new": form(SECRETARIAT),
    "resolution_detail": Rule(TEAM, of="resolution"),
    "resolution_edit": form(SECRETARIAT, of="resolution"),
    "quote_remove": form(SECRETARIAT, of="quote"),
    "organisations": Rule(SIGNED_IN),
    "organisation_new": form(SECRETARIAT),
    "organisation_detail": Rule(SIGNED_IN, of="organisation"),
    "organisation_edit": form(SECRETARIAT, of="organisation"),
    "people": Rule(SIGNED_IN),
    "person_new": form(SECRETARIAT),
    "person_detail": Rule(TEAM, of="person"),
    "person_edit": form(SECRETARIAT, of="person"),
    # Guidelines, provisions, what rests on what
    "guidelines": Rule(SIGNED_IN),
    "guideline_new": form(SECRETARIAT),
    "guideline_detail": Rule(TEAM, of="guideline"),
    "guideline_edit": form(SECRETARIAT, of="guideline"),
    "guideline_team": Rule(TEAM, SECRETARIAT, of="guideline"),
    "membership_remove": form(SECRETARIAT, of="membership"),
    "provision_new": form(DRAFTER, of="guideline"),
    "provision_detail": Rule(TEAM, of="provision"),
    "provision_edit": form(DRAFTER, of="provision"),
    "provision_move": form(DRAFTER, of="provision"),
    "provision_delete": form(DRAFTER, of="provision"),
    "provision_history": Rule(TEAM, of="provision"),
    "resolutions_open": Rule(TEAM, of="guideline"),
    "resolution_decline": form(DRAFTER, of="guideline_resolution"),
    "provisions_unsupported": Rule(TEAM, of="guideline"),
    "trace": Rule(TEAM, of="guideline"),
    "basis_new": form(DRAFTER, of="provision"),
    "basis_edit": form(DRAFTER, of="basis"),
    "basis_untie": form(DRAFTER, of="basis"),
    "resolution_uses": Rule(TEAM, of="resolution"),
    "resolution_tie": form(DRAFTER, of="resolution"),
    "richtext_clean": act(SIGNED_IN),
    # History
    "revisions": Rule(TEAM, of="guideline"),
    "revision_detail": Rule(TEAM, of="revision"),
    "revision_restore": form(DRAFTER, of="revision"),
    "revision_compare": Rule(TEAM, of="guideline"),
    # Review
    "rounds": Rule(TEAM, of="guideline"),
    "round_new": form(DRAFTER, of="guideline"),
    "round_detail": Rule(TEAM, of="review_round"),
    "position_new": form(REVIEWER, of="review_round"),
    "round_approve": act(APPROVER, of="review_round"),
    "round_return": act(APPROVER, of="review_round"),
    "round_withdraw": act(DRAFTER, of="review_round"),
    # Editions
    "editions": Rule(SIGNED_IN),
    "edition_detail": Rule(TEAM, of="edition"),
    "edition_pdf": Rule(TEAM, of="edition"),
    "edition_source": Rule(TEAM, of="edition"),
    "edition_print": act(TEAM, of="edition"),
    "draft_pdf": Rule(TEAM, of="guideline"),
    # Doors (allauth)
    "account_login": Rule(EVERYBODY),
    "account_logout": Rule(EVERYBODY),
    "account_inactive": Rule(EVERYBODY),
    "account_signup": Rule(EVERYBODY),
    "account_reauthenticate": form(SIGNED_IN),
    "account_email": form(SIGNED_IN),
    "account_email_verification_sent": Rule(EVERYBODY),
    "account_change_password": form(SIGNED_IN),
    "account_set_password": form(SIGNED_IN),
    "account_reset_password": Rule(EVERYBODY),
    "account_confirm_login_code": Rule(SIGNED_IN),
    "account_confirm_email": Rule(EVERYBODY, of="key"),
    "account_reset_password_from_key": Rule(EVERYBODY, of="uid_and_key"),
    "account_reset_password_from_key_done": Rule(EVERYBODY),
    "account_reset_password_done": Rule(EVERYBODY),
}
#: A door signs people in and out and mails them: what it writes is not a record.
DOORS = {name for name in RULES if name.startswith("account_")} | {"language", "richtext_clean", "setup"}


class World:
    """One of everything that has an address."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.key, self.uid_and_key, self.guideline_resolution = ("x",), ("1", "x-y"), ("PRISON-GL", cast.resolution.pk)
        self.series = (cast.series.code,)
        self.meeting, self.report, self.resolution = (cast.meeting.pk,), (cast.report.pk,), (cast.resolution.pk,)
        self.quote = (cast.resolution.quotes.get().pk,)
        self.guideline, self.provision = (cast.guideline.code,), (cast.provision.pk,)
        drafting.tie(cast.provision, cast.resolution, by=cast.drafter, relation="requires")
        self.basis = (Basis.objects.get().pk,)
        self._evidence()
        self._original()
        self._canaries()
        self._published()
        self.membership = (cast.guideline.team.memberships.get(user=cast.reader).pk,)

    def _evidence(self) -> None:
        by = self.cast.officer
        organisation = meeting_actions.create_organisation(by=by, name_en="Prison service", kind="prison")
        person = meeting_actions.create_person(by=by, name="A. B. Expert", organisation=organisation)
        meeting_actions.add_participation(self.cast.meeting, by=by, person=person, role="expert")
        meeting_actions.add_agenda_item(self.cast.meeting, by=by, title="Training")
        self.organisation, self.person = (Organisation.objects.get().pk,), (Person.objects.get().pk,)
        self.participation, self.agenda_item = (Participation.objects.get().pk,), (AgendaItem.objects.get().pk,)

    def _original(self) -> None:
        """The report came as a file."""
        content = ONE_PAGE
        original = Original(
            sha256="0" * 64, name="report.pdf", media_type="application/pdf", size=len(content), content=content,
            pages=1, received_by=self.cast.officer,
        )  # fmt: skip
        original.save()
        records.change(self.cast.report, by=self.cast.officer, original=original)
        self.original_page = (self.cast.report.pk, 1)
        refused = desk_actions.refuse(self.cast.report, by=self.cast.officer, about="outcome", words="Experts met.")
        self.refusal = (refused.pk,)

    def _canaries(self) -> None:
        """Restricted records, each with a word of its own: only drafters, approvers and the secretariat may read it."""
        cast = self.cast
        secret = cast.resolution_on(
            "records be shared between the services", marking="restricted", wording="CANARY-one"
        )
        provision = drafting.add_provision(
            cast.guideline, by=cast.drafter, kind="paragraph", heading="CANARY-two", body=body("CANARY-three"),
            marking="restricted",
        )  # fmt: skip
        drafting.tie(provision, secret, by=cast.drafter, relation="requires", note="CANARY-four")
        meeting_actions.create_meeting(cast.series, by=cast.officer, title="CANARY-five", marking="restricted")

    def _published(self) -> None:
        """Edition 1 with a file, and a second round that is open."""
        cast = self.cast
        first = self._submitted()
        self.revision = (cast.guideline.code, first.revision.number)
        for reviewer in cast.reviewers:
            reviewing.take_position(first, by=reviewer, value="agree")
        reviewing.approve(first, by=cast.approver, digest=first.revision.digest)
        edition = Edition.objects.get()
        publishing.make_pdf(edition)
        self.edition = (cast.guideline.code, 1)
        drafting.add_provision(Guideline.objects.get(), by=cast.drafter, kind="chapter", heading="Next")
        self.review_round = (self._submitted().pk,)

    def _submitted(self) -> ReviewRound:
        assert self.cast.reviewers
        guideline = Guideline.objects.get()
        newest = drafting.newest_revision(guideline)
        assert newest
        return reviewing.submit(guideline, by=self.cast.drafter, revision_number=newest.number)

    def address(self, name: str) -> str:
        of = RULES[name].of
        return reverse(name, args=getattr(self, of) if of else ())

    @cached_property
    def people(self) -> dict[str, User]:
        cast = self.cast
        roles = ("stranger", "reader", "reviewer", "drafter", "approver", "officer", "administrator")
        return {role: getattr(cast, role) for role in roles}


@pytest.fixture
def world(cast: Cast) -> World:
    return World(cast)


def client_of(world: World, role: str) -> Client:
    client = Client()
    if role != NOBODY:
        client.force_login(world.people[role])
    return client


def addresses(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, str]]:
    """The namespace and name of every address of the site."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield namespace, pattern.name or ""


def rows() -> dict[str, int]:
    """How many rows every history and every append-only table holds: what any change of a record adds to."""
    kept = [
        model for model in apps.get_models()
        if issubclass(model, AppendOnly) or model.__name__.startswith("Historical")
    ]  # fmt: skip
    return {model.__name__: model._base_manager.count() for model in kept}


def is_open(response: Any) -> bool:
    """Answered: with a page, a file, a way on, or a word on what is wrong with the form or the time."""
    to_the_door = response.status_code == 302 and "/login/" in response["Location"]
    return response.status_code in (200, 204, 302, 400, 409, 422) and not to_the_door


def test_every_address_has_a_rule() -> None:
    known = {name for namespace, name in addresses(get_resolver().url_patterns) if not namespace}
    assert known == set(RULES)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_who_reads(world: World, role: str) -> None:
    client = client_of(world, role)
    wrong = []
    for name, rule in RULES.items():
        response = client.get(world.address(name))
        if is_open(response) != (role in rule.read) and not (response.status_code == 405 and not rule.read):
            wrong.append(f"{name}: {response.status_code}")
    assert wrong == []


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_who_writes(world: World, role: str) -> None:
    """Each POST is undone again. Whoever may not write is refused, or gets the page, and changes nothing."""
    client = client_of(world, role)
    before = rows()
    wrong = []
    for name in RULES.keys() - DOORS:
        with transaction.atomic():
            response = client.post(world.address(name))
            if role in RULES[name].write:
                wrong += [] if is_open(response) else [f"{name}: {response.status_code} for a writer"]
            elif rows() != before:
                wrong.append(f"{name}: changed something, {response.status_code}")
            elif RULES[name].write and is_open(response):
                wrong.append(f"{name}: {response.status_code} for one who may not write")
            transaction.set_rollback(True)
    assert wrong == []


def words_of(response: Any) -> str:
    content = response.getvalue() if response.streaming else response.content
    if response.get("Content-Type") == "image/png":
        return ""  # a picture of a file that report_original gives out too
    if response.get("Content-Type") != "application/pdf":
        return content.decode()
    reader = PdfReader(io.BytesIO(content))
    attached = [data.decode() for files in reader.attachments.values() for data in files]
    return "\n".join([page.extract_text() for page in reader.pages] + attached)


@pytest.mark.parametrize("role", [NOBODY, "stranger", "reader", "reviewer"])
def test_nothing_restricted_leaks(world: World, role: str) -> None:
    client = client_of(world, role)
    every = [world.address(name) for name in RULES] + list(admin_addresses())
    leaks = [address for address in every if "CANARY" in words_of(client.get(address))]
    assert leaks == []


def test_the_canaries_are_there_to_be_seen(world: World) -> None:
    client = client_of(world, "drafter")
    page = "".join(
        words_of(client.get(world.address(name))) for name in ("guideline_detail", "trace", "meetings", "draft_pdf")
    )
    for word in ("CANARY-two", "CANARY-three", "CANARY-five"):
        assert word in page
    assert world.cast.report.newest_text()


def admin_addresses() -> Iterator[str]:
    """Every address of the administration, with the newest row of each model."""
    yield from map(
        reverse, ("admin:index", "admin:password_change", "admin:password_change_done", "admin:autocomplete")
    )
    for app in {model._meta.app_label for model in admin.site._registry}:
        yield reverse("admin:app_list", args=[app])
    for model, options in admin.site._registry.items():
        newest = model._base_manager.order_by("-pk").first()
        for pattern in options.get_urls():
            if not pattern.name:
                continue
            takes_row = bool(pattern.pattern.converters)
            if not takes_row:
                yield reverse(f"admin:{pattern.name}")
            elif newest is not None:
                yield reverse(f"admin:{pattern.name}", args=[newest.pk])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_the_administration_is_for_staff_and_nobody_writes_there_by_an_empty_post(world: World, role: str) -> None:
    client = client_of(world, role)
    wrong = []
    before = rows()
    for address in admin_addresses():
        page = client.get(address)
        if page.status_code >= 500 or (role not in STAFF and is_open(page)):
            wrong.append(f"GET {address}: {page.status_code}")
        with transaction.atomic():
            answer = client.post(address)
            if answer.status_code >= 500 or (role not in SECRETARIAT | REVIEWER | APPROVER and rows() != before):
                wrong.append(f"POST {address}: {answer.status_code}")
            transaction.set_rollback(True)
    assert wrong == []
