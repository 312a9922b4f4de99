"""The admin site, behind the same sign-in as every other page."""

from django.contrib.admin.apps import AdminConfig


class RapporteurAdmin(AdminConfig):
    default_site = "config.admin.RapporteurAdminSite"
