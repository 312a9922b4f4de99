"""The register of meetings, and one meeting's record."""

from copy import copy
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.changes import Change, history_of
from accounts.models import User
from accounts.permissions import verdict
from accounts.records import version_of
from accounts.web import Request, attempt, page_of
from meetings.actions.meetings import change_meeting, create_meeting
from meetings.actions.reports import record_meeting_of
from meetings.forms.filters import MeetingFilters
from meetings.forms.meetings import MeetingEditForm, MeetingForm
from meetings.models import AgendaItem, Meeting, Participation, Report, Resolution
from meetings.permissions import check_can_record, get_meeting, get_report, get_series
from meetings.views.counts import number_of


def meetings(request: Request) -> HttpResponse:
    visible = Meeting.objects.visible_to(request.user)
    filters = MeetingFilters(request.GET, user=request.user)
    rows = visible.select_related("series").annotate(
        reports_count=number_of(Report.objects.visible_to(request.user), "meeting"),
        resolutions_count=number_of(Resolution.objects.visible_to(request.user), "meeting"),
    )
    context = {
        "filters": filters,
        "page": page_of(request, filters.apply(rows).order_by("series__code", "-number")),
        "can_record": verdict(check_can_record, request.user),
    }
    return render(request, "meetings/meeting/list.html", context)


def meeting_new(request: Request) -> HttpResponse:
    """A meeting; with `?report=` the one that a report is about, with nothing filled in but what was typed there."""
    check_can_record(request.user)
    report = _report_asked(request)
    form = MeetingForm(request.POST or None, user=request.user, initial=_known(request, report))
    if report:
        form.fields["series"].disabled = True
    if form.is_valid() and (meeting := _record(request, form, report)):
        messages.success(request, _("Meeting %(label)s recorded.") % {"label": meeting.label})
        return redirect(report or meeting)
    return render(request, "meetings/meeting/new.html", {"form": form, "report": report})


def _report_asked(request: Request) -> Report | None:
    pk = request.GET.get("report", "")
    return get_report(request.user, int(pk)) if pk.isdecimal() else None


def _known(request: Request, report: Report | None) -> dict[str, Any]:
    if report:
        return {"series": report.series, "reported": report.published, "marking": report.marking}
    code = request.GET.get("series", "")
    return {"series": get_series(request.user, code)} if code else {}


def _record(request: Request, form: MeetingForm, report: Report | None) -> Meeting | None:
    fields = dict(form.cleaned_data)
    series = fields.pop("series")
    if report:
        return attempt(form, record_meeting_of, report, by=request.user, **fields)
    return attempt(form, create_meeting, series, by=request.user, **fields)


def meeting_detail(request: Request, pk: int) -> HttpResponse:
    meeting = get_meeting(request.user, pk)
    resolutions = Resolution.objects.visible_to(request.user).filter(meeting=meeting).with_standing(request.user)
    context = {
        "meeting": meeting,
        "roles": _by_role(meeting),
        "agenda": meeting.agenda.order_by("number"),
        "reports": Report.objects.visible_to(request.user).filter(meeting=meeting).order_by("published", "pk"),
        "resolutions": resolutions.select_related("meeting__series").order_by("number"),
        "can_record": verdict(check_can_record, request.user),
        "history": _history(meeting, request.user),
    }
    return render(request, "meetings/meeting/detail.html", context)


def _by_role(meeting: Meeting) -> list[tuple[str, list[Participation]]]:
    """Who took part, role after role in the order of precedence."""
    precedence = Participation.Role.values
    rows = meeting.participations.select_related("organisation", "person")
    ordered = sorted(rows, key=lambda row: (precedence.index(row.role), row.pk))
    return [(str(Participation.Role(role).label), list(them)) for role, them in groupby(ordered, lambda row: row.role)]


def _history(meeting: Meeting, user: User) -> list[Change]:
    participants = Participation.history.filter(meeting=meeting.pk)
    agenda = AgendaItem.history.filter(meeting=meeting.pk)
    return history_of(meeting, user, participants, agenda)


def meeting_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    meeting = get_meeting(request.user, pk)
    form = MeetingEditForm(request.POST or None, instance=copy(meeting), initial={"seen": version_of(meeting)})
    if form.is_valid() and attempt(form, change_meeting, meeting, by=request.user, **form.cleaned_data):
        messages.success(request, _("Meeting %(label)s changed.") % {"label": meeting.label})
        return redirect(meeting)
    return render(request, "meetings/meeting/edit.html", {"form": form, "meeting": meeting})
