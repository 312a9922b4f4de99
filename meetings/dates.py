"""Dates as precise as the report gives them: a day, a month, a year, or nothing.

Stored as ISO 8601 with reduced precision ("2016-01-21", "2016-01", "2016", ""): the precision cannot disagree with
the value, and text order is date order.
"""

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def check_partial_date(value: str) -> None:
    """Refuse what is not a real year, month or day.

    Raises:
        ValidationError: with a message for the person who typed it.
    """
    match = SHAPE.fullmatch(value)
    if not match:
        raise ValidationError(_("Give a year, a month and a year, or a full date."), code="shape")
    year, month, day = match.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValidationError(
            _("This date does not exist: %(date)s."), code="unreal", params={"date": value}
        ) from error
    if not 1800 <= int(year) <= 2200:
        raise ValidationError(_("Check the year: %(year)s."), code="year", params={"year": year})


def date_label(value: str) -> str:
    """The date as people write it in the active language: "21 January 2016", "January 2016", "2016" or ""."""
    match = SHAPE.fullmatch(value)
    if not match:
        return ""
    year, month, day = match.groups()
    if day:
        return date_format(datetime.date(int(year), int(month), int(day)), "DATE_FORMAT")
    if month:
        return date_format(datetime.date(int(year), int(month), 1), "YEAR_MONTH_FORMAT")
    return year


def span_label(start: str, end: str, reported: str) -> str:
    """A meeting's dates in words, saying plainly what is not known."""
    if start and end and end != start:
        return _between(start, end)
    if start or end:
        return date_label(start or end)
    if reported:
        return gettext("date not given; reported %(date)s") % {"date": date_label(reported)}
    return gettext("date not given")


def _between(start: str, end: str) -> str:
    """Two days of one month share its name: "12–13 May 2016"."""
    if len(start) == len(end) == len("2016-05-12") and start[:7] == end[:7]:
        return f"{int(start[8:])}–{date_label(end)}"
    return gettext("%(start)s to %(end)s") % {"start": date_label(start), "end": date_label(end)}


def month_choices() -> list[tuple[str, Any]]:
    """Months for a select, "01" to "12"."""
    return [(f"{number:02}", name) for number, name in MONTHS.items()]


class PartialDateField(models.CharField):
    """A date with the precision that is known; empty when none is."""

    default_validators = [check_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    @staticmethod
    def written(value: str) -> str:
        """How histories show a value of this field."""
        return date_label(value)
