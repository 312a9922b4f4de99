"""The register of series and one series."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.changes import history_of
from accounts.permissions import verdict
from accounts.records import version_of
from accounts.web import Request, attempt
from meetings.actions.series import change_series, create_series
from meetings.forms.series import SeriesEditForm, SeriesForm
from meetings.models import Meeting, Report, Resolution, Series
from meetings.permissions import check_can_record, get_series
from meetings.views.counts import number_of


def series_list(request: Request) -> HttpResponse:
    series = Series.objects.visible_to(request.user).annotate(
        meetings_count=number_of(Meeting.objects.visible_to(request.user), "series"),
        reports_count=number_of(Report.objects.visible_to(request.user), "series"),
        resolutions_count=number_of(Resolution.objects.visible_to(request.user), "meeting__series"),
    )
    return render(
        request,
        "meetings/series/list.html",
        {"series": series, "can_record": verdict(check_can_record, request.user)},
    )


def series_new(request: Request) -> HttpResponse:
    check_can_record(request.user)
    form = SeriesForm(request.POST or None)
    if form.is_valid() and (series := attempt(form, create_series, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Series %(code)s recorded.") % {"code": series.code})
        return redirect(series)
    return render(request, "meetings/series/new.html", {"form": form})


def series_detail(request: Request, code: str) -> HttpResponse:
    series = get_series(request.user, code)
    resolutions = Resolution.objects.visible_to(request.user)
    meetings = Meeting.objects.visible_to(request.user).filter(series=series).select_related("series")
    return render(
        request,
        "meetings/series/detail.html",
        {
            "series": series,
            "meetings": meetings.annotate(resolutions_count=number_of(resolutions, "meeting")).order_by("number"),
            "reports": Report.objects.visible_to(request.user).filter(series=series).select_related("meeting__series"),
            "resolutions_count": resolutions.filter(meeting__series=series).count(),
            "can_record": verdict(check_can_record, request.user),
            "history": history_of(series, request.user),
        },
    )


def series_edit(request: Request, code: str) -> HttpResponse:
    check_can_record(request.user)
    series = get_series(request.user, code)
    form = SeriesEditForm(request.POST or None, instance=copy(series), initial={"seen": version_of(series)})
    if form.is_valid() and attempt(form, change_series, series, by=request.user, **form.cleaned_data):
        messages.success(request, _("Series %(code)s changed.") % {"code": series.code})
        return redirect(series)
    return render(request, "meetings/series/edit.html", {"form": form, "series": series})
