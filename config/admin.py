"""Django's admin under our name, without a sign-in page of its own.

Django's own admin sign-in stays open to guessing; allauth's limits the attempts.
"""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from guidelines.waiting import waiting_for


@method_decorator(secure_admin_login, name="login")
class RapporteurAdminSite(admin.AdminSite):
    site_header = _("Rapporteur administration")
    site_title = _("Rapporteur administration")
    index_title = _("What there is to look after")
    empty_value_display = "—"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's way from any row to its page: it asks nobody who may see the row."""
        return [address for address in super().get_urls() if getattr(address, "name", None) != "view_on_site"]

    def index(self, request: Any, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"tasks": waiting_for(request.user), **(extra_context or {})})
