"""One's own account: name and language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.people import change_profile
from accounts.forms import ProfileForm
from accounts.models import Membership, User
from accounts.web import Request, attempt


def profile(request: Request) -> HttpResponse:
    me = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=me)
    if form.is_valid() and attempt(form, change_profile, request.user, by=request.user, **form.cleaned_data):
        translation.activate(form.cleaned_data["language"])
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    memberships = Membership.objects.filter(user=request.user.pk).select_related("team", "delegation")
    return render(request, "accounts/profile.html", {"form": form, "memberships": memberships})


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language: at once, and for those who are signed in on every device."""
    chosen = request.POST.get("language", "")
    response = redirect(_way_back(request))
    if chosen not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        change_profile(request.user, by=request.user, language=chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", secure=request.is_secure()
    )
    return response


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("home")
