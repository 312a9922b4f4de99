"""What every template may show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def product(request: HttpRequest) -> dict[str, Any]:
    """`demo`: whether this installation shows the demo story."""
    return {"demo": settings.DEMO}
