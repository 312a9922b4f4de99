"""Reports and the versions of their text."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import records
from accounts.models import User
from accounts.models.event import log_event
from meetings import quotes
from meetings.actions.meetings import create_meeting
from meetings.actions.quoting import refind
from meetings.models import Meeting, Report, ReportText, Series
from meetings.permissions import check_can_record


@transaction.atomic
def file_report(series: Series, *, by: User, text: str, meeting: Meeting | None = None, **fields: Any) -> Report:
    """Take in a pasted report with the first version of its text.

    Raises:
        ValidationError: for an empty, too long or damaged text, or one that is filed in the series already.
    """
    check_can_record(by)
    text = clean_text(text)
    records.lock(series)
    _refuse_duplicate(series, text)
    _check_same_series(series, meeting)
    report = records.create(Report(series=series, meeting=meeting, **fields), by=by)
    _add_version(report, text, by=by, reason="")
    return report


@transaction.atomic
def correct_text(report: Report, *, by: User, text: str, reason: str, seen: int) -> ReportText:
    """Add a corrected version of the text; the earlier ones stay. Quotes whose words stand in it go with it.

    Args:
        seen: the version the correction started from.
    """
    check_can_record(by)
    text = clean_text(text)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what was wrong with the text.")})
    report = records.lock(report)
    newest = report.newest_text()
    if newest.version != seen:
        raise ValidationError(_("The text was corrected by somebody else after you opened it."), code="stale")
    if newest.text == text:
        raise ValidationError({"text": _("This is the text as it stands: nothing is changed.")})
    version = _add_version(report, text, by=by, reason=reason)
    refind(report, version, by=by)
    return version


@transaction.atomic
def change_report(report: Report, *, by: User, reason: str = "", seen: int | None = None, **fields: Any) -> Report:
    """Change what is known about the report, such as its meeting; never its text."""
    check_can_record(by)
    _check_same_series(report.series, fields.get("meeting"))
    return records.change(report, by=by, reason=reason, seen=seen, **fields)


@transaction.atomic
def record_meeting_of(report: Report, *, by: User, **fields: Any) -> Meeting:
    """Record the meeting that a report is about, and tie the report to it."""
    meeting = create_meeting(report.series, by=by, **fields)
    records.change(report, by=by, meeting=meeting)
    return meeting


def clean_text(text: str) -> str:
    """The text as it is stored, or a ValidationError beside the field `text`."""
    if len(text) > ReportText.LIMIT:
        raise ValidationError(
            {"text": _("The text has %(length)s characters; at most %(limit)s can be filed. Split it.")
             % {"length": f"{len(text):,}", "limit": f"{ReportText.LIMIT:,}"}}
        )  # fmt: skip
    try:
        text = quotes.tidy(text)
    except ValueError as error:
        raise ValidationError(
            {"text": _("The text contains control characters: it was damaged on the way. Copy it again.")}
        ) from error
    if not text.strip():
        raise ValidationError({"text": _("Paste the report's text.")})
    return text


def _add_version(report: Report, text: str, *, by: User, reason: str) -> ReportText:
    last = report.texts.aggregate(last=Max("version"))["last"] or 0
    version = ReportText(report=report, version=last + 1, text=text, sha256=_sha256(text), reason=reason, author=by)
    version.full_clean(exclude=["report", "author"])
    version.save()
    log_event("filed" if version.version == 1 else "corrected", report, by=by, version=version.version)
    return version


def _refuse_duplicate(series: Series, text: str) -> None:
    same = ReportText.objects.filter(report__series=series, sha256=_sha256(text)).select_related("report").first()
    if same:
        raise ValidationError({"text": _("This text is filed already, as “%(title)s”.") % {"title": same.report.title}})


def _check_same_series(series: Series, meeting: Meeting | None) -> None:
    if meeting is not None and meeting.series_id != series.pk:
        raise ValidationError({"meeting": _("This meeting belongs to another series.")})


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
