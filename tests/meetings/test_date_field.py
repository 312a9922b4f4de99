"""A date is typed as precisely as it is known."""

import pytest
from django import forms

from meetings.forms.dates import PartialDateField


class OneDate(forms.Form):
    when = PartialDateField(required=False)


def typed(day: str, month: str, year: str) -> OneDate:
    return OneDate({"when_day": day, "when_month": month, "when_year": year})


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("21", "01", "2016"), "2016-01-21"),
        (("", "01", "2016"), "2016-01"),
        (("", "", "2016"), "2016"),
        (("", "", ""), ""),
        (("9", "5", "2016"), "2016-05-09"),
    ],
)
def test_what_is_known_is_enough(parts: tuple[str, str, str], value: str) -> None:
    form = typed(*parts)
    assert form.is_valid()
    assert form.cleaned_data["when"] == value


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("30", "02", "2016"), "This date does not exist: 2016-02-30."),
        (("21", "", "2016"), "a day needs its month"),
        (("", "01", ""), "Give the year"),
        (("x", "01", "2016"), "Give a year, a month and a year, or a full date."),
        (("1", "01", "20166"), "Give a year, a month and a year, or a full date."),
        (("", "", "1066"), "Check the year"),
    ],
)
def test_what_is_no_date_is_refused_beside_the_field(parts: tuple[str, str, str], message: str) -> None:
    assert message in str(typed(*parts).errors["when"])


def test_the_parts_are_labelled_and_filled() -> None:
    page = str(OneDate(initial={"when": "2016-01-09"}))
    assert 'value="9"' in page
    assert '<option value="01" selected>January' in page
    assert page.count("<label") == 3
