"""What the editor asks the server: HTML from a word processor, as a body."""

import json

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guidelines import richtext

MAX_BYTES = 1_000_000


@require_POST
def richtext_clean(request: HttpRequest) -> JsonResponse:
    """Read `{"html": …}`, answer `{"body": …}`; nothing is stored, and saving checks the body again."""
    if len(request.body) > MAX_BYTES:
        return _refusal(_("What you pasted is larger than 1 MB. Paste it in parts."), 413)
    try:
        sent = json.loads(request.body)
        html = sent["html"]
        if not isinstance(html, str):
            raise TypeError
        return JsonResponse({"body": richtext.from_html(html)})
    except (ValueError, KeyError, TypeError, RecursionError):
        return _refusal(_("What you pasted could not be read. Paste it as plain text instead."), 400)


def _refusal(message: str, status: int) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)
