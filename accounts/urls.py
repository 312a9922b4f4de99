"""Addresses of the people who act, and of what watches over them."""

from django.urls import path

from accounts.views.doors import SignIn, setup
from accounts.views.gallery import gallery
from accounts.views.health import healthz
from accounts.views.profile import language, profile

urlpatterns = [
    path("accounts/login/", SignIn.as_view(), name="account_login"),
    path("accounts/profile/", profile, name="profile"),
    path("language/", language, name="language"),
    path("setup/", setup, name="setup"),
    path("gallery/", gallery, name="gallery"),
    path("healthz", healthz, name="healthz"),
]
