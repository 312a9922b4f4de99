"""Django's admin for tracked records: every write under a name and reason, nothing behind the history's back.

Plain `ModelAdmin` on purpose. `SimpleHistoryAdmin` accepts a POST on its history page that writes the row, from staff
who may only view it; here the history is our own page, and it only reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import records
from accounts.changes import history_of
from accounts.models.event import log_event
from accounts.permissions import NotNow, Reason, Refused, Verdict, verdict
from accounts.web import attempt, renew


class TrackedForm(forms.ModelForm):
    """Refuses an entry made on a version of the record that somebody else has changed since."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            self.initial["seen"] = records.version_of(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "seen" in self.initial and cleaned.get("seen") is not None:
            try:  # the lock holds until the admin's transaction has saved
                records.refuse_if_changed(records.lock(self.instance), cleaned["seen"])
            except ValidationError as error:
                self.add_error(None, error)
                renew(self)
        return cleaned


@dataclass(frozen=True, slots=True)
class Act:
    """A verb on a record: its page in the admin asks the same check and calls the same action as the pages do."""

    name: str
    label: Reason
    check: Callable[[Any, Any], None]
    form: Callable[[HttpRequest, Any], forms.Form]
    action: Callable[..., Any]
    done: Callable[[Any], str]  # what to say of what the action gave
    explained: Reason = ""
    sign: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act on a record's page, and whether this person may carry it out now."""

    act: Act
    url: str
    verdict: Verdict


class ActsMixin:
    """Offers acts on the page of a record. An impossible one stays there, disabled, with its reason."""

    acts: ClassVar[tuple[Act, ...]] = ()
    change_form_template: Any = "admin/change_form_with_acts.html"
    opts: Any
    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                f"<path:object_id>/{act.name}/",
                self.admin_site.admin_view(partial(self.act_view, act=act)),
                name=self._address(act.name),
            )
            for act in self.acts
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def _address(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _link(self, name: str, record: models.Model) -> str:
        return reverse(f"admin:{self._address(name)}", args=[quote(record.pk)])

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        context["offers"] = self._offers(request.user, obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)  # type: ignore[misc]

    def _offers(self, user: Any, record: Any) -> list[Offer]:
        return [Offer(act, self._link(act.name, record), verdict(act.check, user, record)) for act in self.acts]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def act_view(self, request: Any, object_id: str, act: Act) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if record is None or not self.has_view_permission(request, record):  # type: ignore[attr-defined]
            raise Http404
        try:
            act.check(request.user, record)
            form = act.form(request, record)
            made = form.is_valid() and attempt(form, act.action, record, by=request.user, **form.cleaned_data)
        except (Refused, NotNow) as refusal:
            messages.error(request, str(refusal.reason))
            return redirect(self._link("change", record))
        if made:
            messages.success(request, act.done(made))
            return redirect(self._link("change", record))
        return self._act_page(request, record, act, form)

    def _act_page(self, request: Any, record: Any, act: Act, form: forms.Form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "subtitle": str(record),
            "act": act,
            "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=self),  # type: ignore[arg-type]
            "form": form,
            "opts": self.opts,
            "original": record,
            "back": self._link("change", record),
            "page": self.get_view_on_site_url(record),  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/act.html", context, status=422 if form.is_bound else 200)


class TrackedAdmin(admin.ModelAdmin):
    """A tracked record in the admin. Nothing is deleted here; who may write is said by the user's `has_perm`."""

    actions = None
    form = TrackedForm

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    @transaction.atomic
    def save_model(self, request: Any, obj: Any, form: forms.ModelForm, change: bool) -> None:
        if change and not form.has_changed():
            return
        obj.record(request.user, _("in the administration"))
        log_event("changed" if change else "created", obj, by=request.user)

    @method_decorator(require_safe)
    def history_view(self, request: Any, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": record},
            "entries": history_of(record, request.user),
            "opts": self.opts,
            "original": record,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are only looked at here: written once, or written on their pages."""

    actions = None

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: models.Model | None = None) -> bool:
        return False

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        return super().render_change_form(request, {**context, "no_history": True}, *args, **kwargs)

    @method_decorator(require_safe)
    def history_view(self, request: Any, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        raise Http404
