"""What the views of every app share: forms that carry out one action."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from accounts.models import User

#: The fields in which a form hands back what it was filled from.
VERSIONS = ("seen", "revision_number")


class Request(HttpRequest):
    """A request behind the sign-in: LoginRequiredMiddleware has seen to it that there is a person."""

    user: User


def attempt(form: forms.BaseForm, action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Carry out an action with what a valid form says; its refusals go beside the fields they are about.

    Returns:
        What the action gives, or None when the form has errors now (nothing was written then).
    """
    try:
        return action(*args, **kwargs)
    except ValidationError as error:
        for field, problems in _by_field(error).items():
            for problem in problems:
                form.add_error(beside(form, field, problem), problem)
                if problem.code == "stale":
                    renew(form)
        return None


def renew(form: forms.BaseForm) -> None:
    """A form that was refused as stale now stands on what is there: who has read the message may save again."""
    data = cast(QueryDict, form.data).copy()
    for name in VERSIONS:
        if name in form.fields and name in form.initial:
            data[form.add_prefix(name)] = form.initial[name]
    form.data = data


def _by_field(error: ValidationError) -> Mapping[str, list[ValidationError]]:
    return error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}


def beside(form: forms.BaseForm, field: str, problem: ValidationError) -> str | None:
    """The field of the form to show it at; a constraint over several fields names one by its error code."""
    return next((name for name in (field, problem.code) if name in form.fields), None)


def page_of(request: HttpRequest, rows: QuerySet, size: int = 50) -> Page:
    """The page of a register that the address asks for; the last or first where it asks for nonsense.

    Its keys are found first, in the same query: what a register counts for each row would else be counted for
    all of them before they are put in order.
    """
    page = Paginator(rows.values_list("pk", flat=True), size).get_page(request.GET.get("page"))
    page.object_list = rows.filter(pk__in=page.object_list)
    return page


class SeenMixin(forms.Form):
    """A form that remembers which version of the record it was filled from, so that a stale one is refused."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
