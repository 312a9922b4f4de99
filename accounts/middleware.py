"""The reader's language, and refusals as pages that say why."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from accounts.history import StaleRecord
from accounts.permissions import NotNow, Refused

Handler = Callable[[HttpRequest], HttpResponse]


class UserLanguageMiddleware:
    """A signed-in person reads in the language of their profile, on every device."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or ""
        return self.get_response(request)


class RefusalMiddleware:
    """`Refused` becomes a 403 page and `NotNow` a 409 page, each with its reason; nothing was changed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, NotNow):
            return render(request, "409.html", {"reason": exception.reason}, status=409)
        if isinstance(exception, StaleRecord):
            return render(request, "409.html", {"reason": None}, status=409)
        return None
