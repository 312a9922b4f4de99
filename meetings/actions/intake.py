"""Files become reports: the original is kept byte for byte, and what could be read of it is the text."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from meetings import suggest
from meetings.actions.reports import correct_text, file_report
from meetings.intake import sandbox
from meetings.intake.extracted import Extracted
from meetings.models import Meeting, Original, Report, ReportText, Series
from meetings.permissions import check_can_record

HEADLINE = 150  # characters


def take_in(
    series: Series, *, by: User, name: str, content: bytes, meeting: Meeting | None = None, **fields: Any
) -> Report:
    """File a report from a file. Reading it may take seconds, and is done before anything is locked or written.

    Raises:
        ValidationError: beside `upload`, in one sentence: what is wrong with the file, or where it is filed already.
    """
    check_can_record(by)
    _refuse_size(content)
    _refuse_duplicate(series, content, by)
    try:
        read = sandbox.read(content, name)
    except sandbox.Unreadable as error:
        raise ValidationError({"upload": str(error)}) from error
    known = {
        "title": _title(read, name),
        "language": suggest.language_of(read.text),
        "published": read.published,
        "publisher": read.publisher[:200],
        **fields,
    }
    with transaction.atomic():
        original = _keep(content, name, read, by)
        return file_report(series, by=by, text=read.text, meeting=meeting, original=original, **known)


def read_again(report: Report, *, by: User, reason: str, seen: int) -> ReportText:
    """What is read from the original now, perhaps by a better reader, becomes a new version of the text with its quotes.

    Raises:
        ValidationError: if nothing can be read, or nothing else than the text in force.
    """
    check_can_record(by)
    if report.original is None:
        raise ValidationError(_("The report did not come as a file."))
    try:
        read = sandbox.read(bytes(report.original.content), report.original.name)
    except sandbox.Unreadable as error:
        raise ValidationError(str(error)) from error
    return correct_text(report, by=by, text=read.text, reason=reason, seen=seen)


def _title(read: Extracted, name: str) -> str:
    """What the file calls itself, else its first line where that is short enough for a headline, else its name."""
    first = read.text.strip().split("\n", 1)[0].strip()
    headline = first if len(first) <= HEADLINE and not first.endswith(".") else ""
    return (read.title or headline or PurePath(name).stem)[:300]


def _keep(content: bytes, name: str, read: Extracted, by: User) -> Original:
    digest = hashlib.sha256(content).hexdigest()
    kept = Original.objects.filter(sha256=digest).first()
    if kept:
        return kept
    original = Original(
        sha256=digest, name=PurePath(name).name[:255], media_type=read.media_type, size=len(content), content=content,
        pages=len(read.pages or ()), received_by=by,
    )  # fmt: skip
    original.full_clean(exclude=["received_by"])
    original.save()
    return original


def _refuse_size(content: bytes) -> None:
    if not content:
        raise ValidationError({"upload": _("The file is empty.")})
    if len(content) > Original.LIMIT:
        size, limit = len(content) / 2**20, Original.LIMIT // 2**20
        raise ValidationError(
            {
                "files": _("The file has %(size)d MB; at most %(limit)d MB can be filed.")
                % {"size": size, "limit": limit}
            }
        )


def _refuse_duplicate(series: Series, content: bytes, by: User) -> None:
    digest = hashlib.sha256(content).hexdigest()
    filed = Report.objects.visible_to(by).filter(series=series, original__sha256=digest).first()
    if filed:
        known = {"title": filed.title, "report": filed}
        raise ValidationError(
            {"upload": ValidationError(_("This file is filed already, as “%(title)s”."), code="filed", params=known)}
        )
