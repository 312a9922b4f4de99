"""Who may do what to the evidence: officers write, everyone reads as far as the marking allows."""

from typing import Any, TypeVar

from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.permissions import check_is_secretariat
from meetings.models import (
    AgendaItem,
    Dismissal,
    Meeting,
    Organisation,
    Participation,
    Person,
    Quote,
    Report,
    Resolution,
    Series,
)

Row = TypeVar("Row", bound=models.Model)

#: Recording and correcting evidence is the secretariat's: one rule for series, meetings, reports and resolutions.
check_can_record = check_is_secretariat


def get_visible(rows: models.QuerySet[Row], user: User, **lookup: Any) -> Row:
    """The row if this person may see it, else 404: what is hidden does not exist for them."""
    visible_to = getattr(rows, "visible_to", None)
    if visible_to is None:
        raise TypeError(f"{rows.model.__name__} has no rule of visibility")
    return get_object_or_404(visible_to(user), **lookup)


def get_series(user: User, code: str) -> Series:
    return get_visible(Series.objects.all(), user, code=code)


def get_meeting(user: User, pk: int) -> Meeting:
    return get_visible(Meeting.objects.select_related("series"), user, pk=pk)


def get_report(user: User, pk: int) -> Report:
    return get_visible(Report.objects.select_related("series", "meeting__series"), user, pk=pk)


def get_resolution(user: User, pk: int) -> Resolution:
    return get_visible(Resolution.objects.with_standing(user).select_related("meeting__series"), user, pk=pk)


def get_quote(user: User, pk: int) -> Quote:
    quote = get_visible(Quote.objects.select_related("text__report", "resolution__meeting__series"), user, pk=pk)
    if not Resolution.objects.visible_to(user).filter(pk=quote.resolution_id).exists():
        raise Http404
    return quote


def get_refusal(user: User, pk: int) -> Dismissal:
    return get_visible(Dismissal.objects.select_related("report"), user, pk=pk)


def get_participation(user: User, pk: int) -> Participation:
    rows = Participation.objects.select_related("meeting__series", "organisation", "person")
    return get_object_or_404(rows, pk=pk, meeting__in=Meeting.objects.visible_to(user).values("pk"))


def get_agenda_item(user: User, pk: int) -> AgendaItem:
    rows = AgendaItem.objects.select_related("meeting__series")
    return get_object_or_404(rows, pk=pk, meeting__in=Meeting.objects.visible_to(user).values("pk"))


def get_organisation(user: User, pk: int) -> Organisation:
    return get_visible(Organisation.objects.all(), user, pk=pk)


def get_person(user: User, pk: int) -> Person:
    return get_visible(Person.objects.select_related("organisation"), user, pk=pk)
