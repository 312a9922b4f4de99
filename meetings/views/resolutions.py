"""The register of resolutions, and one resolution with the words that prove it."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.changes import Change, history_of
from accounts.models import User
from accounts.permissions import verdict
from accounts.records import version_of
from accounts.web import Request, attempt, page_of
from meetings import quotes
from meetings.actions.resolutions import Selection, change_resolution, record_resolution, remove_quote
from meetings.forms.filters import ResolutionFilters
from meetings.forms.resolutions import QuoteRemovalForm, ResolutionEditForm, ResolutionForm
from meetings.models import Addressee, Quote, Report, ReportText, Resolution
from meetings.permissions import check_can_record, get_meeting, get_quote, get_report, get_resolution


def resolutions(request: Request) -> HttpResponse:
    filters = ResolutionFilters(request.GET, user=request.user)
    rows = Resolution.objects.visible_to(request.user).with_standing(request.user).in_order()
    context = {
        "filters": filters,
        "page": page_of(request, filters.apply(rows)),
        "can_record": verdict(check_can_record, request.user),
    }
    return render(request, "meetings/resolution/list.html", context)


def resolution_new(request: Request) -> HttpResponse:
    """On selected words (`?text=&start=&end=`), or of a meeting (`?meeting=`) with the reason why there are none."""
    check_can_record(request.user)
    selection = _selection(request)
    form = ResolutionForm(
        request.POST or None,
        user=request.user,
        series=selection.text.report.series_id if selection else None,
        quoted=selection is not None,
        initial=_known(request, selection),
    )
    if form.is_valid() and (resolution := _record(request, form, selection)):
        messages.success(request, _("Resolution %(label)s recorded.") % {"label": resolution.label})
        return redirect(selection.text.report if selection else resolution)
    context = {"form": form, "selection": selection, "anchor": _anchor(selection) if selection else None}
    return render(request, "meetings/resolution/new.html", context)


def _selection(request: Request) -> Selection | None:
    """The place in a report that the address names; the text of a version never changes, so the place is enough."""
    text, start, end = (request.GET.get(name, "") for name in ("text", "start", "end"))
    if not text:
        return None
    if not (text.isdecimal() and start.isdecimal() and end.isdecimal()):
        raise Http404
    found = get_object_or_404(ReportText, pk=int(text))
    found.report = get_report(request.user, found.report_id)
    selection = Selection(found, int(start), int(end))
    _anchor(selection)
    return selection


def _anchor(selection: Selection) -> quotes.Anchor:
    try:
        return quotes.anchor(selection.text.text, selection.start, selection.end)
    except ValueError as error:
        raise Http404 from error


def _known(request: Request, selection: Selection | None) -> dict[str, Any]:
    """What is certain already. The wording starts as the words themselves; the kind is for the officer to say."""
    if selection:
        report = selection.text.report
        words = " ".join(_anchor(selection).exact.split())
        return {"meeting": report.meeting, "wording": words, "marking": report.marking}
    meeting = request.GET.get("meeting", "")
    return {"meeting": get_meeting(request.user, int(meeting))} if meeting.isdecimal() else {}


def _record(request: Request, form: ResolutionForm, selection: Selection | None) -> Resolution | None:
    fields = dict(form.cleaned_data)
    selections = [selection] if selection else []
    return attempt(form, record_resolution, fields.pop("meeting"), by=request.user, selections=selections, **fields)


def resolution_detail(request: Request, pk: int) -> HttpResponse:
    resolution = get_resolution(request.user, pk)
    seen = Quote.objects.visible_to(request.user).filter(resolution=resolution)
    reports = Report.objects.visible_to(request.user).filter(series=resolution.meeting.series_id)
    context = {
        "resolution": resolution,
        "quotes": seen.select_related("text__report", "made_by")
        .defer("text__text")
        .order_by("text__report__kind", "start"),
        "hidden": resolution.quotes.count() - seen.count(),
        "addressees": resolution.addressees.select_related("organisation"),
        "reports": reports.order_by("pk"),
        "can_record": verdict(check_can_record, request.user),
        "history": _history(resolution, request.user),
    }
    return render(request, "meetings/resolution/detail.html", context)


def _history(resolution: Resolution, user: User) -> list[Change]:
    reports = Report.objects.visible_to(user).values("pk")
    return history_of(
        resolution,
        user,
        Quote.history.filter(resolution=resolution.pk, text__report__in=reports),
        Addressee.history.filter(resolution=resolution.pk),
    )


def resolution_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    resolution = get_resolution(request.user, pk)
    names = list(resolution.addressees.values_list("name", flat=True))
    form = ResolutionEditForm(
        request.POST or None,
        instance=copy(resolution),
        initial={"seen": version_of(resolution), "addressees": names},
    )
    if form.is_valid() and attempt(form, change_resolution, resolution, by=request.user, **form.cleaned_data):
        messages.success(request, _("Resolution %(label)s changed.") % {"label": resolution.label})
        return redirect(resolution)
    return render(request, "meetings/resolution/edit.html", {"form": form, "resolution": resolution})


def quote_remove(request: Request, pk: int) -> HttpResponse:
    """Take words away from a resolution, with a reason; the history keeps them."""
    check_can_record(request.user)
    quote = get_quote(request.user, pk)
    form = QuoteRemovalForm(request.POST or None)
    if form.is_valid() and _removed(request, form, quote):
        messages.success(request, _("Quote taken away from %(label)s.") % {"label": quote.resolution.label})
        return redirect(quote.resolution)
    return render(request, "meetings/quote/remove.html", {"form": form, "quote": quote})


def _removed(request: Request, form: QuoteRemovalForm, quote: Quote) -> bool:
    attempt(form, remove_quote, quote, by=request.user, **form.cleaned_data)
    return not form.errors
