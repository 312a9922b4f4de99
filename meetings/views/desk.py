"""Decisions at the desk, each one request: they all work as plain forms, and the keys only press their buttons."""

from io import BytesIO
from time import monotonic
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.web import Request, attempt
from meetings import desk
from meetings.actions import desk as decisions
from meetings.actions.intake import take_in
from meetings.actions.quoting import confirm_quote, lose_quote
from meetings.forms.desk import DecisionForm, FactsForm, PlaceForm, UploadForm, key_of_fact
from meetings.intake import sandbox
from meetings.models import Dismissal, Organisation, Original, Quote, Report
from meetings.permissions import check_can_record, get_meeting, get_quote, get_refusal, get_report, get_series
from meetings.quotes import tidy
from meetings.suggest import Fact

Refusal = tuple[str, str, Report | None]  # name of the file, why, and as what it is filed already

PATIENCE = 30  # seconds after which no further file of a batch is begun; one file takes 45 at most


def report_upload(request: Request) -> HttpResponse:
    """Files become reports, one after the other; what is refused is said file by file and changes nothing."""
    check_can_record(request.user)
    known = came_from(request)
    files = request.FILES or None
    form = UploadForm(request.POST or None, files, user=request.user, series=known.get("series"), initial=known)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "meetings/desk/upload.html", {"form": form}, status=status)
    filed, refused, unread = _take_in(request, form)
    if not refused and not unread and len(filed) == 1:
        messages.success(request, _("Report “%(title)s” filed.") % {"title": filed[0].title})
        return redirect(filed[0] if filed[0].meeting_id else reverse("report_meeting", args=[filed[0].pk]))
    context = {"form": form, "filed": filed, "refused": refused, "unread": unread}
    return render(request, "meetings/desk/upload.html", context, status=422 if refused else 200)


def came_from(request: Request) -> dict[str, Any]:
    """The series or the meeting that the officer came from."""
    meeting, series = request.GET.get("meeting", ""), request.GET.get("series", "")
    if meeting.isdecimal():
        found = get_meeting(request.user, int(meeting))
        return {"meeting": found, "series": found.series}
    return {"series": get_series(request.user, series)} if series else {}


def _filed_as(error: ValidationError) -> Report | None:
    """The report that a file is filed as already, if that is why it was refused."""
    problems = error.error_dict.get("upload", []) if hasattr(error, "error_dict") else []
    return next((one.params["report"] for one in problems if one.code == "filed" and one.params), None)


def _take_in(request: Request, form: UploadForm) -> tuple[list[Report], list[Refusal], list[str]]:
    """What was filed, what was refused and why, and what there was no time for: a browser gives up on a silent server."""
    fields = {name: value for name, value in form.cleaned_data.items() if name != "upload"}
    series = fields.pop("series")
    filed, refused, unread = [], [], []
    began = monotonic()
    for number, file in enumerate(form.cleaned_data["upload"]):
        if number and monotonic() - began > PATIENCE:
            unread.append(file.name)
            continue
        try:
            filed.append(take_in(series, by=request.user, name=file.name, content=file.read(), **fields))
        except ValidationError as error:
            refused.append((file.name, " ".join(error.messages), _filed_as(error)))
    return filed, refused, unread


@require_safe
def report_original(request: Request, pk: int) -> HttpResponseBase:
    """The file as it came; never shown in the browser, always saved."""
    report = get_report(request.user, pk)
    original = Original.objects.filter(reports=report).first()
    if original is None:
        raise Http404
    response = FileResponse(
        BytesIO(original.content), as_attachment=True, filename=original.name, content_type="application/octet-stream"
    )
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def report_page(request: Request, pk: int, number: int) -> HttpResponse:
    """A page of the original as a picture, drawn when it is asked for; it never changes."""
    report = get_report(request.user, pk)
    original = Original.objects.filter(reports=report, pages__gte=number).first()
    if original is None or number < 1:
        raise Http404
    etag = quote_etag(f"{original.sha256}-{number}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    try:
        picture = sandbox.picture(bytes(original.content), number)
    except sandbox.Unreadable as error:
        raise Http404 from error
    return HttpResponse(
        picture, content_type="image/png", headers={"ETag": etag, "Cache-Control": "private, max-age=3600"}
    )


def report_meeting(request: Request, pk: int) -> HttpResponse:
    """What the report says of its meeting, each with its words: accepted, changed or refused by a person."""
    check_can_record(request.user)
    report = get_report(request.user, pk)
    facts = desk.facts(report, report.newest_text())
    if "refuse" in request.POST:
        return _refuse_fact(request, report, facts)
    if "tick" in request.POST:
        return _tick_all(request, report, facts)
    form = _facts_form(report, facts, request.POST or None)
    if form.is_valid() and (
        meeting := attempt(form, decisions.record_facts, report, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("Meeting %(label)s recorded.") % {"label": meeting.label})
        return redirect(report)
    return _facts_page(request, report, form, status=422 if form.errors else 200)


def _facts_page(request: Request, report: Report, form: FactsForm, *, now: str = "", status: int = 200) -> HttpResponse:
    context = {"report": report, "form": form, "now": now, "refused": refused_at(report)}
    return render(request, "meetings/desk/meeting.html", context, status=status)


def _facts_form(report: Report, facts: list[Fact], data: QueryDict | None = None, **more: Any) -> FactsForm:
    directory = list(Organisation.objects.all())
    return FactsForm(
        data, facts=facts, text=report.newest_text().text, meeting=report.meeting, directory=directory, **more
    )


def _tick_all(request: Request, report: Report, facts: list[Fact]) -> HttpResponse:
    """All who took part are ticked at once, and nothing is recorded yet."""
    form = _facts_form(report, facts, initial=request.POST.dict())
    form.tick_all_who_took_part()
    return _facts_page(request, report, form)


def _refuse_fact(request: Request, report: Report, facts: list[Fact]) -> HttpResponse:
    """A suggested fact is not to come again; what was ticked and changed meanwhile stays so, and the next one is at hand."""
    keys = [key_of_fact(fact) for fact in facts]
    at = keys.index(request.POST["refuse"]) if request.POST["refuse"] in keys else None
    if at is not None:
        decisions.refuse(report, by=request.user, about=facts[at].field, words=tidy(facts[at].value))
    left = desk.facts(report, report.newest_text())
    form = _facts_form(report, left, initial=request.POST.dict())
    now = key_of_fact(left[min(at or 0, len(left) - 1)]) if left else ""
    return _facts_page(request, report, form, now=now)


@require_POST
def report_accept(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    report = get_report(request.user, pk)
    form = DecisionForm(request.POST, report=report, user=request.user)
    if form.is_valid() and (
        resolution := attempt(form, decisions.accept, report, by=request.user, **form.cleaned_data)
    ):
        confirmed = form.cleaned_data["confirms"] is not None
        said = _("%(label)s rests on these words too.") if confirmed else _("Resolution %(label)s recorded.")
        messages.success(request, said % {"label": resolution.label})
        return _next(report, form.cleaned_data["start"])
    return _said(request, report, form)


@require_POST
def report_refuse(request: Request, pk: int) -> HttpResponse:
    """A suggested passage is not to come again."""
    check_can_record(request.user)
    report = get_report(request.user, pk)
    form = PlaceForm(request.POST)
    if form.is_valid():
        start, end = form.cleaned_data["start"], form.cleaned_data["end"]
        words = report.newest_text().text[start:end]
        decisions.refuse(report, by=request.user, about=desk.OUTCOME, words=words)
        return _next(report, start)
    return _said(request, report, form)


def _next(report: Report, after: int) -> HttpResponse:
    """On to the next suggestion."""
    left = desk.outcomes(report, report.newest_text())
    following = next((one for one in left if one.start > after), left[0] if left else None)
    return redirect(f"{report.get_absolute_url()}#card-{following.name}" if following else report.get_absolute_url())


def _said(request: Request, report: Report, form: Any) -> HttpResponse:
    """What was refused is said at the head of the desk, and nothing is changed."""
    for problems in form.errors.values():
        for problem in problems:
            messages.error(request, problem)
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    card = f"#card-s{start}-{end}" if start.isdecimal() and end.isdecimal() else ""
    return redirect(f"{report.get_absolute_url()}{card}")


@require_POST
def report_undo(request: Request, pk: int) -> HttpResponse:
    check_can_record(request.user)
    report = get_report(request.user, pk)
    try:
        messages.success(request, decisions.undo(report, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(report)


@require_POST
def refusal_restore(request: Request, pk: int) -> HttpResponse:
    """What was refused is suggested again."""
    check_can_record(request.user)
    refused = get_refusal(request.user, pk)
    report = refused.report
    decisions.suggest_again(refused, by=request.user)
    messages.success(request, _("The suggestion stands again."))
    return redirect(report if refused.about == desk.OUTCOME else reverse("report_meeting", args=[report.pk]))


def refused_at(report: Report, about: str = "") -> QuerySet[Dismissal]:
    """What was refused as an outcome, or of the facts, the last first."""
    rows = report.dismissals.select_related("made_by").order_by("-made_at")
    return rows.filter(about=about) if about else rows.exclude(about=desk.OUTCOME)


@require_POST
def report_read(request: Request, pk: int) -> HttpResponse:
    """The tick for having read to the end."""
    check_can_record(request.user)
    report = get_report(request.user, pk)
    decisions.mark_read(report, by=request.user, read="read" in request.POST)
    return redirect(report)


@require_safe
def report_state(request: Request, pk: int) -> JsonResponse:
    """Changes whenever somebody decides something at this desk. Asked every second: three small queries."""
    report = get_report(request.user, pk)
    return JsonResponse({"state": state_of(report)})


def state_of(report: Report) -> str:
    quotes = Quote.history.filter(text__report=report.pk).order_by("-history_id")
    refused = Dismissal.history.filter(report=report.pk).order_by("-history_id")
    own = report.history.order_by("-history_id")
    newest = (rows.values_list("history_id", flat=True).first() or 0 for rows in (quotes, refused, own))
    return "-".join(str(number) for number in newest)


@require_POST
def quote_confirm(request: Request, pk: int) -> HttpResponse:
    """The quote's words stand at this place of the corrected text."""
    check_can_record(request.user)
    quote = get_quote(request.user, pk)
    form = PlaceForm(request.POST)
    if form.is_valid() and attempt(form, confirm_quote, quote, by=request.user, **form.cleaned_data):
        messages.success(request, _("The quote of %(label)s holds.") % {"label": quote.resolution.label})
        return redirect(quote.text.report)
    return _said(request, quote.text.report, form)


@require_POST
def quote_lose(request: Request, pk: int) -> HttpResponse:
    """The quote's words are not in the corrected text."""
    check_can_record(request.user)
    quote = get_quote(request.user, pk)
    lose_quote(quote, by=request.user)
    messages.success(
        request,
        _("The quote of %(label)s stays on the version that has its words.") % {"label": quote.resolution.label},
    )
    return redirect(quote.text.report)
