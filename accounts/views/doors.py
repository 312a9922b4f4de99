"""The doors: signing in, and the first start, when there is nobody yet who could."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actions.people import create_first_administrator
from accounts.demo import PEOPLE
from accounts.forms import FirstAdministratorForm
from accounts.models import User
from accounts.web import attempt


class SignIn(LoginView):
    """allauth's sign-in; where there is nobody yet it leads to the first start, and in a demo it names the people."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and not User.objects.exists():
            return redirect("setup")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(demo_people=PEOPLE if settings.DEMO else (), **kwargs)


@login_not_required
def setup(request: HttpRequest) -> HttpResponse:
    """The first administrator of an empty installation."""
    if User.objects.exists():
        return redirect("home")
    form = FirstAdministratorForm(request.POST or None, initial={"language": get_language()})
    if form.is_valid() and (user := attempt(form, create_first_administrator, **form.cleaned_data)):
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(request, _("Welcome, %(name)s. You are the first administrator.") % {"name": user.name})
        return redirect("home")
    return render(request, "accounts/setup.html", {"form": form})
