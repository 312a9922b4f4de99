"""A date typed as precisely as it is known: day, month and year, each of which may be missing from the left."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from meetings.dates import check_partial_date, month_choices


class PartialDateWidget(forms.MultiWidget):
    template_name = "meetings/widgets/partial_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        months = lazy(lambda: [("", "—"), *month_choices()], list)()
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "day": forms.TextInput({**number, "size": 2, "maxlength": 2}),
                "month": forms.Select(choices=months),
                "year": forms.TextInput({**number, "size": 4, "maxlength": 4}),
            },
            attrs,
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        context["parts"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        return context

    def decompress(self, value: str | None) -> list[str]:
        year, month, day = [*(value or "").split("-"), "", ""][:3]
        return [day.lstrip("0"), month, year]


class PartialDateField(forms.MultiValueField):
    """Gives "2016-01-21", "2016-01", "2016" or "", or says beside the field what is wrong."""

    widget = PartialDateWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        kwargs.pop("empty_value", None)
        parts = (forms.CharField(required=False), forms.CharField(required=False), forms.CharField(required=False))
        super().__init__(parts, **{**kwargs, "require_all_fields": False})

    def compress(self, data_list: list[str]) -> str:
        day, month, year = (part.strip() for part in data_list) if data_list else ("", "", "")
        if not (day or month or year):
            return ""
        if not year or (day and not month):
            raise ValidationError(_("Give the year; a day needs its month too."), code="shape")
        value = "-".join(part for part in (year, month.zfill(2) if month else "", day.zfill(2) if day else "") if part)
        check_partial_date(value)
        return value
