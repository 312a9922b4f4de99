"""Where each address leads: one file of addresses per app."""

from django.contrib import admin
from django.urls import include, path

from guidelines.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("", include("guidelines.urls")),
    path("", include("meetings.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
