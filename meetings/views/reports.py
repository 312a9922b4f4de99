"""The register of reports, and the desk: a report's text beside the resolutions that rest on its words."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.changes import Change, history_of
from accounts.models import User
from accounts.permissions import verdict
from accounts.records import version_of
from accounts.web import Request, attempt, page_of
from meetings import desk
from meetings.actions.intake import read_again
from meetings.actions.quoting import Unsettled, unsettled
from meetings.actions.reports import change_report, correct_text, file_report
from meetings.actions.resolutions import Selection, add_quote
from meetings.forms.filters import ReportFilters
from meetings.forms.reports import CorrectionForm, ReportEditForm, ReportForm, RereadForm, SelectionForm
from meetings.highlights import Span, paragraphs
from meetings.models import Original, Quote, Report, ReportText, Resolution
from meetings.permissions import check_can_record, get_quote, get_report
from meetings.quotes import Anchor
from meetings.views.counts import number_of
from meetings.views.desk import came_from, refused_at, state_of


def reports(request: Request) -> HttpResponse:
    filters = ReportFilters(request.GET, user=request.user)
    quotes = Quote.objects.filter(resolution__in=Resolution.objects.visible_to(request.user).values("pk"))
    rows = Report.objects.visible_to(request.user).select_related("series", "meeting__series")
    rows = rows.annotate(quotes_count=number_of(quotes, "text__report"))
    context = {
        "filters": filters,
        "page": page_of(request, filters.apply(rows)),
        "can_record": verdict(check_can_record, request.user),
    }
    return render(request, "meetings/report/list.html", context)


def report_new(request: Request) -> HttpResponse:
    check_can_record(request.user)
    known = came_from(request)
    form = ReportForm(request.POST or None, user=request.user, series=known.get("series"), initial=known)
    if form.is_valid() and (report := _file(request, form)):
        messages.success(request, _("Report “%(title)s” filed.") % {"title": report.title})
        return redirect(report)
    return render(request, "meetings/report/new.html", {"form": form})


def _file(request: Request, form: ReportForm) -> Report | None:
    fields = dict(form.cleaned_data)
    return attempt(form, file_report, fields.pop("series"), by=request.user, **fields)


def report_detail(request: Request, pk: int) -> HttpResponse:
    report = get_report(request.user, pk)
    return _desk(request, report, _text_asked(request, report))


def _text_asked(request: Request, report: Report) -> ReportText:
    """The version in force; with `?version=` that one, with `?quote=` the one that the quote was taken from."""
    version, quote = request.GET.get("version", ""), request.GET.get("quote", "")
    texts = report.texts.select_related("author")
    if quote.isdecimal():
        return get_object_or_404(texts, pk=get_quote(request.user, int(quote)).text_id)
    if version.isdecimal():
        return get_object_or_404(texts, version=int(version))
    return texts.order_by("-version")[0]


def _desk(request: Request, report: Report, text: ReportText, **more: Any) -> HttpResponse:
    text.report = report
    versions = list(report.texts.select_related("author").defer("text").order_by("-version"))
    quotes = _quotes(report, request.user)
    here = [quote for quote in quotes if quote.text_id == text.pk]
    at_work = text.version == versions[0].version and bool(verdict(check_can_record, request.user))
    waiting = unsettled(report, text) if at_work else []
    suggestions = desk.outcomes(report, text, waiting) if at_work else []
    refused = list(refused_at(report, about=desk.OUTCOME)) if at_work else []
    decided = len(refused) + len(here)
    form = _selection_form(request, text)
    context = {
        "report": report,
        "text": text,
        "versions": versions,
        "newest": versions[0],
        "paragraphs": paragraphs(text.text, _spans(here, suggestions, waiting)),
        "cards": _in_reading_order(here, suggestions),
        "suggested": {suggestion.name: suggestion for suggestion in suggestions},
        "at_work": at_work,
        "decided": decided,
        "refused": refused,
        "decided_of": decided + len(suggestions),
        "kinds": Resolution.Kind.choices,
        "unsettled": waiting,
        "elsewhere": [quote for quote in quotes if quote.text_id != text.pk],
        "now": request.GET.get("quote", ""),
        "original": Original.objects.filter(reports=report).defer("content").first(),
        "state": state_of(report),
        "resolutions_count": len({quote.resolution_id for quote in quotes}),
        "form": form,
        "likest": {one.name: desk.likest(one.words, form.fields["resolution"].queryset) for one in suggestions},  # type: ignore[attr-defined]
        "can_record": verdict(check_can_record, request.user),
        "history": history_of(report, request.user, others=_corrections(versions)),
        **more,
    }
    return render(request, "meetings/report/detail.html", context, status=422 if more else 200)


def _in_reading_order(quotes: list[Quote], suggestions: list[desk.Suggestion]) -> list[Quote | desk.Suggestion]:
    cards: list[Quote | desk.Suggestion] = [*quotes, *suggestions]
    return sorted(cards, key=lambda card: (card.start, card.end))


def _spans(quotes: list[Quote], suggestions: list[desk.Suggestion], waiting: list[Unsettled]) -> Iterator[Span]:
    for one in waiting:
        if one.proposal:
            yield Span(one.name, one.proposal.anchor.start, one.proposal.anchor.end)
    for quote in quotes:
        yield Span(str(quote.pk), quote.start, quote.end)
    for suggestion in suggestions:
        yield Span(suggestion.name, suggestion.start, suggestion.end)


def _quotes(report: Report, user: User) -> list[Quote]:
    """The report's quotes in reading order, each with its resolution as far as this person may see it."""
    resolutions = {
        resolution.pk: resolution
        for resolution in Resolution.objects.visible_to(user)
        .filter(quotes__text__report=report)
        .with_standing(user)
        .select_related("meeting__series")
    }
    rows = Quote.objects.filter(text__report=report, resolution__in=resolutions).select_related("text")
    quotes = list(rows.defer("text__text").order_by("start", "end", "pk"))
    for quote in quotes:
        quote.resolution = resolutions[quote.resolution_id]
    return quotes


def _selection_form(request: Request, text: ReportText) -> SelectionForm:
    return SelectionForm(text=text, user=request.user, initial={"resolution": _number(request.GET.get("for"))})


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None


def _corrections(versions: list[ReportText]) -> list[Change]:
    """The versions of the text after the first, for the report's history."""
    return [
        Change(
            when=version.made_at,
            who=str(version.author),
            what=_("corrected the text: version %(version)s") % {"version": version.version},
            why=version.reason,
            url=f"{reverse('report_detail', args=[version.report_id])}?version={version.version}",
        )
        for version in versions
        if version.version > 1
    ]


@require_POST
def report_select(request: Request, pk: int) -> HttpResponse:
    """Words of the report for a resolution: found where they stand, or asked about where they stand several times."""
    check_can_record(request.user)
    report = get_report(request.user, pk)
    text = report.newest_text()
    text.report = report
    form = SelectionForm(request.POST, text=text, user=request.user)
    if not form.is_valid():
        return _desk(request, report, text, form=form)
    if len(form.places) > 1:
        return render(request, "meetings/report/select.html", {"report": report, "form": form, "text": text})
    return _use(request, form, form.places[0])


def _use(request: Request, form: SelectionForm, place: Anchor) -> HttpResponse:
    """Rest the chosen resolution on the words, or go on to write a new one."""
    resolution = form.cleaned_data["resolution"]
    if resolution is None:
        query = urlencode({"text": form.text.pk, "start": place.start, "end": place.end})
        return redirect(f"{reverse('resolution_new')}?{query}")
    selection = Selection(form.text, place.start, place.end)
    if not attempt(form, add_quote, resolution, selection, by=request.user):
        return _desk(request, form.text.report, form.text, form=form)
    messages.success(request, _("Resolution %(label)s rests on these words now.") % {"label": resolution.label})
    return redirect(resolution)


def report_edit(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    report = get_report(request.user, pk)
    form = ReportEditForm(
        request.POST or None, user=request.user, instance=copy(report), initial={"seen": version_of(report)}
    )
    if form.is_valid() and attempt(form, change_report, report, by=request.user, **form.cleaned_data):
        messages.success(request, _("Report “%(title)s” changed.") % {"title": form.cleaned_data["title"]})
        return redirect(report)
    return render(request, "meetings/report/edit.html", {"form": form, "report": report})


def report_correct(request: Request, pk: int) -> HttpResponse:
    """A new version of the text."""
    check_can_record(request.user)
    report = get_report(request.user, pk)
    text = report.newest_text()
    form = CorrectionForm(request.POST or None, initial={"text": text.text, "seen": text.version})
    if form.is_valid() and attempt(form, correct_text, report, by=request.user, **form.cleaned_data):
        messages.success(
            request, _("Text of “%(title)s” corrected; the earlier version stays readable.") % {"title": report.title}
        )
        return redirect(report)
    quotes_count = Quote.objects.filter(text=text).count()
    return render(
        request, "meetings/report/correct.html", {"form": form, "report": report, "quotes_count": quotes_count}
    )


def report_reread(request: Request, pk: int) -> HttpResponse:
    """The original read again: a new version of the text, like a correction."""
    check_can_record(request.user)
    report = get_report(request.user, pk)
    if report.original_id is None:
        raise Http404
    text = report.newest_text()
    form = RereadForm(request.POST or None, initial={"seen": text.version})
    if form.is_valid() and attempt(form, read_again, report, by=request.user, **form.cleaned_data):
        messages.success(
            request, _("“%(title)s” is read again; the earlier version stays readable.") % {"title": report.title}
        )
        return redirect(report)
    context = {"form": form, "report": report, "text": text, "quotes_count": Quote.objects.filter(text=text).count()}
    return render(request, "meetings/report/reread.html", context)
