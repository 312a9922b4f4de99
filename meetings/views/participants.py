"""Who took part in a meeting, and the points of its agenda."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.records import version_of
from accounts.web import Request, attempt
from meetings.actions.meetings import (
    add_agenda_item,
    add_participation,
    change_agenda_item,
    change_participation,
    remove_agenda_item,
    remove_participation,
)
from meetings.forms.meetings import AgendaItemEditForm, AgendaItemForm, ParticipantEditForm, ParticipantForm
from meetings.permissions import check_can_record, get_agenda_item, get_meeting, get_participation


def participant_new(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    meeting = get_meeting(request.user, pk)
    form = ParticipantForm(request.POST or None)
    if form.is_valid() and (added := attempt(form, add_participation, meeting, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s took part in %(meeting)s.") % {"name": added, "meeting": meeting.label})
        return redirect(meeting)
    return render(request, "meetings/participant/new.html", {"form": form, "meeting": meeting})


def participant_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    participation = get_participation(request.user, pk)
    form = ParticipantEditForm(
        request.POST or None, instance=copy(participation), initial={"seen": version_of(participation)}
    )
    if form.is_valid() and attempt(form, change_participation, participation, by=request.user, **form.cleaned_data):
        messages.success(request, _("Participant %(name)s changed.") % {"name": participation})
        return redirect(participation.meeting)
    context = {"form": form, "participation": participation, "meeting": participation.meeting}
    return render(request, "meetings/participant/edit.html", context)


@require_POST
def participant_remove(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    participation = get_participation(request.user, pk)
    remove_participation(participation, by=request.user)
    messages.success(request, _("Participant %(name)s removed; the history keeps it.") % {"name": participation})
    return redirect(participation.meeting)


def agenda_item_new(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    meeting = get_meeting(request.user, pk)
    form = AgendaItemForm(request.POST or None)
    if form.is_valid() and (item := attempt(form, add_agenda_item, meeting, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Item %(number)s of the agenda recorded.") % {"number": item.number})
        return redirect(meeting)
    return render(request, "meetings/agenda_item/new.html", {"form": form, "meeting": meeting})


def agenda_item_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    item = get_agenda_item(request.user, pk)
    form = AgendaItemEditForm(request.POST or None, instance=copy(item), initial={"seen": version_of(item)})
    if form.is_valid() and attempt(form, change_agenda_item, item, by=request.user, **form.cleaned_data):
        messages.success(request, _("Item %(number)s of the agenda changed.") % {"number": item.number})
        return redirect(item.meeting)
    return render(request, "meetings/agenda_item/edit.html", {"form": form, "item": item, "meeting": item.meeting})


@require_POST
def agenda_item_remove(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    item = get_agenda_item(request.user, pk)
    remove_agenda_item(item, by=request.user)
    messages.success(request, _("Item “%(title)s” removed from the agenda.") % {"title": item.title})
    return redirect(item.meeting)
