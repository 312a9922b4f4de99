"""The directory: bodies and people, and where they took part."""

from copy import copy

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.changes import history_of
from accounts.permissions import verdict
from accounts.records import version_of
from accounts.web import Request, attempt, page_of
from meetings.actions.meetings import change_organisation, change_person, create_organisation, create_person
from meetings.forms.filters import OrganisationFilters, PeopleFilters
from meetings.forms.meetings import OrganisationEditForm, OrganisationForm, PersonEditForm, PersonForm
from meetings.models import Meeting, Organisation, Participation, Person
from meetings.permissions import check_can_record, get_organisation, get_person
from meetings.views.counts import number_of


def organisations(request: Request) -> HttpResponse:
    filters = OrganisationFilters(request.GET)
    rows = Organisation.objects.visible_to(request.user)
    rows = rows.annotate(meetings_count=number_of(_participations(request), "organisation"))
    context = {
        "filters": filters,
        "page": page_of(request, filters.apply(rows)),
        "can_record": verdict(check_can_record, request.user),
    }
    return render(request, "meetings/organisation/list.html", context)


def _participations(request: Request) -> QuerySet[Participation]:
    """Those at meetings that this person may see."""
    meetings = Meeting.objects.visible_to(request.user).values("pk")
    return Participation.objects.filter(meeting__in=meetings)


def organisation_new(request: Request) -> HttpResponse:
    check_can_record(request.user)
    form = OrganisationForm(request.POST or None)
    if form.is_valid() and (body := attempt(form, create_organisation, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Organisation “%(name)s” recorded.") % {"name": body})
        return redirect(body)
    return render(request, "meetings/organisation/new.html", {"form": form})


def organisation_detail(request: Request, pk: int) -> HttpResponse:
    organisation = get_organisation(request.user, pk)
    took_part = _participations(request).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "participations": took_part.select_related("meeting__series", "person", "organisation").order_by("-meeting"),
        "people": Person.objects.visible_to(request.user).filter(organisation=organisation),
        "can_record": verdict(check_can_record, request.user),
        "history": history_of(organisation, request.user),
    }
    return render(request, "meetings/organisation/detail.html", context)


def organisation_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    organisation = get_organisation(request.user, pk)
    form = OrganisationEditForm(
        request.POST or None, instance=copy(organisation), initial={"seen": version_of(organisation)}
    )
    if form.is_valid() and (
        changed := attempt(form, change_organisation, organisation, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("Organisation “%(name)s” changed.") % {"name": changed})
        return redirect(changed)
    return render(request, "meetings/organisation/edit.html", {"form": form, "organisation": organisation})


def people(request: Request) -> HttpResponse:
    filters = PeopleFilters(request.GET)
    rows = Person.objects.visible_to(request.user).select_related("organisation")
    rows = rows.annotate(meetings_count=number_of(_participations(request), "person"))
    context = {
        "filters": filters,
        "page": page_of(request, filters.apply(rows)),
        "can_record": verdict(check_can_record, request.user),
    }
    return render(request, "meetings/person/list.html", context)


def person_new(request: Request) -> HttpResponse:
    check_can_record(request.user)
    form = PersonForm(request.POST or None)
    if form.is_valid() and (person := attempt(form, create_person, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s recorded in the directory.") % {"name": person})
        return redirect(person)
    return render(request, "meetings/person/new.html", {"form": form})


def person_detail(request: Request, pk: int) -> HttpResponse:
    person = get_person(request.user, pk)
    took_part = _participations(request).filter(person=person)
    context = {
        "person": person,
        "participations": took_part.select_related("meeting__series", "organisation", "person").order_by("-meeting"),
        "can_record": verdict(check_can_record, request.user),
        "history": history_of(person, request.user),
    }
    return render(request, "meetings/person/detail.html", context)


def person_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    person = get_person(request.user, pk)
    form = PersonEditForm(request.POST or None, instance=copy(person), initial={"seen": version_of(person)})
    if form.is_valid() and (changed := attempt(form, change_person, person, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s changed in the directory.") % {"name": changed})
        return redirect(changed)
    return render(request, "meetings/person/edit.html", {"form": form, "person": person})
