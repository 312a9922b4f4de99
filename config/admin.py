"""Django's admin under our name, without a sign-in page of its own.

Django's own admin sign-in stays open to guessing; allauth's limits the attempts.
"""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


@method_decorator(secure_admin_login, name="login")
class RapporteurAdminSite(admin.AdminSite):
    site_header = _("Rapporteur administration")
    site_title = _("Rapporteur administration")
    index_title = _("What there is to look after")
