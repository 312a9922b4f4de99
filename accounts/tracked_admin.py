"""Django's admin for tracked records: every write under a name and reason, nothing behind the history's back.

Plain `ModelAdmin` on purpose. `SimpleHistoryAdmin` accepts a POST on its history page that writes the row, from staff
who may only view it; here the history is our own page, and it only reads.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.changes import history_of
from accounts.models.event import log_event


class TrackedAdmin(admin.ModelAdmin):
    """A tracked record in the admin. Nothing is deleted here; who may write is said by the user's `has_perm`."""

    actions = None

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
    """Rows that are written once: to be looked at."""

    actions = None

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: models.Model | None = None) -> bool:
        return False

    @method_decorator(require_safe)
    def history_view(self, request: Any, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        raise Http404
