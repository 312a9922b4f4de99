"""Every page in a real browser: accessible (axe-core), without a script error, and no wider than a telephone."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.architecture.test_access import RULES, World
from tests.cast import Cast
from tests.journeys.conftest import Visitor

#: Not pages: files, what answers machines, and the doors one only passes on the way in or out.
NOT_PAGES = {
    "healthz",
    "report_original",
    "report_page",
    "report_state",
    "meeting_pdf",
    "edition_pdf",
    "edition_source",
    "draft_pdf",
}
PAGES = [name for name, rule in RULES.items() if rule.read and name not in NOT_PAGES]


def signed_in(
    visitor: Callable[..., Visitor], world: World, role: str, language: str = "en", **profile: str
) -> Visitor:
    client = Client()
    client.force_login(world.people[role])
    somebody = visitor(**profile)
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value, "language": language}
    somebody.page.context.add_cookies(
        [{"name": name, "value": value, "url": somebody.site} for name, value in cookies.items()]
    )
    return somebody


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("role", "scheme"), [("drafter", "light"), ("officer", "dark"), ("reviewer", "light"), ("approver", "dark")]
)
def test_pages(visitor: Callable[..., Visitor], role: str, scheme: str) -> None:
    """Each page as one of those who may read it: the drafter's first, and what only others have as the others."""
    world = World(Cast())
    order = ["drafter", "officer", "reviewer", "approver"]
    somebody = signed_in(visitor, world, role, color_scheme=scheme)
    for name in PAGES:
        readers = [each for each in order if each in RULES[name].read]
        if readers[:1] == [role]:
            somebody.open(world.address(name))
            somebody.prints()


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_administration(visitor: Callable[..., Visitor]) -> None:
    world = World(Cast())
    somebody = signed_in(visitor, world, "administrator")
    somebody.open(reverse("admin:index"))
    for model in admin.site._registry:
        somebody.open(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        newest = model._base_manager.order_by("-pk").first()
        if newest:
            somebody.open(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[newest.pk]))
