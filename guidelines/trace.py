"""What rests on what: the links between a guideline and the resolutions of its series, and where one is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from guidelines.models import Basis, Guideline, Provision
from guidelines.models.guideline import shown_to
from guidelines.outline import Placed
from meetings.models import Quote, Resolution

#: What was done, superseded or withdrawn asks for nothing any more.
TO_BE_TAKEN_UP = (Resolution.Status.OPEN, Resolution.Status.TAKEN_UP)


def bases_shown_to(user: User, guideline: Guideline) -> QuerySet[Basis]:
    """The links of the draft whose resolution this person may read."""
    readable = Resolution.objects.visible_to(user).values("pk")
    bases = Basis.objects.filter(guideline=guideline, resolution__in=readable).exclude(provision__deleted=True)
    return bases.select_related("provision", "resolution__meeting__series", "confirmed_by").order_by(
        "resolution__meeting__number", "resolution__number"
    )


def resolutions_of(guideline: Guideline, user: User) -> QuerySet[Resolution]:
    """Every resolution of the guideline's series that this person may read, in order."""
    resolutions = Resolution.objects.visible_to(user).filter(meeting__series=guideline.series_id)
    return resolutions.with_standing(user).in_order()


def not_taken_up(guideline: Guideline, user: User) -> QuerySet[Resolution]:
    """Resolutions of the series on which nothing in the draft rests, and which it does not decline either."""
    linked = Basis.objects.filter(guideline=guideline, resolution=OuterRef("pk")).exclude(provision__deleted=True)
    return resolutions_of(guideline, user).filter(~Exists(linked), status__in=TO_BE_TAKEN_UP)


def resting_on_nothing(guideline: Guideline, user: User) -> list[Placed]:
    """Provisions that say something and rest on no resolution."""
    grounded = set(
        Basis.objects.filter(guideline=guideline, provision__isnull=False).values_list("provision", flat=True)
    )
    speaking = set(guideline.provisions.filter(deleted=False).exclude(text="").values_list("pk", flat=True))
    bare = {str(pk) for pk in speaking - grounded}
    return [item for item in shown_to(user, guideline, guideline.outline()) if item.node.id in bare]


@dataclass(slots=True)
class Ground:
    """One reason why a provision is here: the link, its resolution, and the words that prove it."""

    basis: Basis
    resolution: Resolution
    quotes: list[Quote] = field(default_factory=list)


def grounds_of(provision: Provision, user: User) -> list[Ground]:
    """Why a provision is here, as far as this person may read it."""
    bases = bases_shown_to(user, provision.guideline).filter(provision=provision)
    resolutions = Resolution.objects.with_standing(user).select_related("meeting__series")
    found = resolutions.in_bulk([basis.resolution_id for basis in bases])
    grounds = [Ground(basis, found[basis.resolution_id]) for basis in bases]
    quotes = quotes_by_resolution(user, found)
    for ground in grounds:
        ground.quotes = quotes[ground.resolution.pk]
    return grounds


def quotes_by_resolution(user: User, resolutions: Iterable[int]) -> dict[int, list[Quote]]:
    """The words these resolutions rest on, in reports this person may read."""
    quotes = Quote.objects.visible_to(user).filter(resolution__in=list(resolutions))
    found: dict[int, list[Quote]] = defaultdict(list)
    for quote in quotes.select_related("text__report").defer("text__text").order_by("text__report__kind", "start"):
        found[quote.resolution_id].append(quote)
    return found


def bases_by_provision(bases: Iterable[Basis]) -> dict[UUID | None, list[Basis]]:
    """The links by the provision that rests on them; under None what the guideline declines."""
    found: dict[UUID | None, list[Basis]] = defaultdict(list)
    for basis in bases:
        found[basis.provision_id].append(basis)
    return found
