"""Editions and print: the register, one edition and its file, and what a draft or a meeting looks like on paper."""

import json
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.web import Request, page_of
from guidelines.actions import publishing
from guidelines.models import Edition, EditionFile, Provision
from guidelines.permissions import can_see_draft, get_draft, get_edition
from guidelines.publish import html, snapshot
from guidelines.publish.sandbox import PrintFailed, print_pdf
from guidelines.publish.source import digest
from meetings.models import Meeting, Resolution
from meetings.permissions import get_meeting


def editions(request: Request) -> HttpResponse:
    """The register, newest first."""
    visible = Edition.objects.visible_to(request.user).select_related("guideline", "approved_by").defer("source")
    rows = visible.annotate(pages=F("file__pages")).order_by("-approved_at", "-pk")
    return render(request, "guidelines/edition/list.html", {"page": page_of(request, rows)})


def edition_detail(request: Request, code: str, number: int) -> HttpResponse:
    edition = get_edition(request.user, code, number)
    source = json.loads(edition.source)
    files = EditionFile.objects.filter(edition=edition).defer("pdf")
    context = {
        "edition": edition,
        "guideline": edition.guideline,
        "file": files.first(),
        "newest": _newest(request.user, edition),
        "has_draft": can_see_draft(request.user, edition.guideline),
        "links": _links(request.user, edition, source),
        **html.parts_of(source),
    }
    return render(request, "guidelines/edition/detail.html", context)


def _newest(user: User, edition: Edition) -> Edition:
    """The edition in force, of those that this person may see."""
    visible = Edition.objects.visible_to(user).filter(guideline=edition.guideline_id)
    return visible.defer("source").order_by("-number")[0]


def _links(user: User, edition: Edition, source: dict[str, Any]) -> dict[str, str]:
    """Where the records behind the edition are today, by the names they have in it, as far as this person sees them."""
    labels = {resolution["label"] for resolution in source["resolutions"]}
    resolutions = Resolution.objects.visible_to(user).select_related("meeting__series")
    meetings = Meeting.objects.visible_to(user).select_related("series")
    series = {label.partition("-")[0] for label in labels} | {source["series"]["code"]}
    links = {row.label: row.get_absolute_url() for row in resolutions.filter(meeting__series__code__in=series)}
    links |= {row.label: row.get_absolute_url() for row in meetings.filter(series__code__in=series)}
    if can_see_draft(user, edition.guideline):
        ids = {provision["id"]: provision["number"] for provision in source["provisions"]}
        rows = Provision.objects.filter(pk__in=ids).only("pk")
        links |= {ids[str(row.pk)]: row.get_absolute_url() for row in rows}
    return links


@require_safe
def edition_pdf(request: Request, code: str, number: int) -> HttpResponseBase:
    """The file, always the same bytes: its digest is its ETag."""
    edition = get_edition(request.user, code, number)
    kept = EditionFile.objects.filter(edition=edition)
    sha256 = kept.values_list("sha256", flat=True).first()
    if sha256 is None:
        raise Http404
    etag = quote_etag(sha256)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    response = _download(bytes(kept.get().pdf), edition.file_name("pdf"), "application/pdf")
    response["ETag"] = etag
    return response


@require_safe
def edition_source(request: Request, code: str, number: int) -> HttpResponseBase:
    """The data the edition is printed from; its SHA-256 is the edition's digest."""
    edition = get_edition(request.user, code, number)
    return _download(edition.source.encode(), edition.file_name("json"), "application/json")


@require_POST
def edition_print(request: Request, code: str, number: int) -> HttpResponse:
    """Make the file that could not be made at the approval."""
    edition = get_edition(request.user, code, number)
    try:
        publishing.make_pdf(edition)
    except PrintFailed as error:
        messages.error(request, _("The PDF could not be made. %(reason)s") % {"reason": error})
    return redirect(edition)


@require_safe
def draft_pdf(request: Request, code: str) -> HttpResponseBase:
    guideline = get_draft(request.user, code)
    source = snapshot.of_draft(guideline, request.user)
    try:
        printed = print_pdf(html.of_text(source), identifier=digest(source))
    except PrintFailed as error:
        return _not_printed(request, error, guideline)
    revision = source["revision"]["number"] if source["revision"] else 0
    return _download(printed.pdf, f"{guideline.code}-draft-{revision}.pdf", "application/pdf")


@require_safe
def meeting_pdf(request: Request, pk: int) -> HttpResponseBase:
    """A meeting's record, in the language of whoever asks."""
    meeting = get_meeting(request.user, pk)
    source = snapshot.of_meeting(meeting, request.user)
    made_at = now().replace(microsecond=0).isoformat()
    try:
        printed = print_pdf(html.of_meeting(source, made_at=made_at), identifier=digest(source))
    except PrintFailed as error:
        return _not_printed(request, error, meeting)
    return _download(printed.pdf, f"{meeting.label}.pdf", "application/pdf")


def _not_printed(request: HttpRequest, error: PrintFailed, record: Any) -> HttpResponse:
    messages.error(request, _("The PDF could not be made. %(reason)s") % {"reason": error})
    return redirect(record)


def _download(content: bytes, name: str, content_type: str) -> FileResponse:
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-cache"
    return response
