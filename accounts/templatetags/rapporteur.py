"""What every template may call without loading it: icons, badges, dates, breadcrumbs (shown in the gallery)."""

import hashlib
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.permissions import Verdict

register = template.Library()

# How a state looks: the tone of its badge and the sign beside its word. A state not named here is plain.
LOOKS = {
    # meetings
    "planned": ("hollow", "calendar"),
    "held": ("accent", "people"),
    "closed": ("", "check"),
    "present": ("green", "check"),
    "excused": ("", "minus"),
    "absent": ("amber", "cross"),
    "reported": ("hollow", "quote"),
    # resolutions and what rests on them
    "open": ("hollow", "circle"),
    "taken_up": ("accent", "arrow"),
    "done": ("green", "check"),
    "superseded": ("", "history"),
    "withdrawn": ("", "cross"),
    "proposed": ("hollow", "circle"),
    "drafted": ("accent", "pen"),
    "agreed": ("green", "check"),
    "suspect": ("amber", "warning"),
    "declined": ("", "cross"),
    # guidelines and review rounds
    "drafting": ("accent", "pen"),
    "review": ("amber", "eye"),
    "approved": ("green", "seal"),
    "returned": ("amber", "left"),
    "overtaken": ("", "history"),
    # positions
    "agree": ("green", "check"),
    "no_objection": ("green", "circle"),
    "agree_with_text": ("amber", "pen"),
    "object": ("red", "cross"),
    "abstain": ("", "minus"),
    "silence": ("hollow", "dots"),
    "stale": ("amber", "refresh"),
    # markings
    "public": ("", "eye"),
    "members": ("bare", "people"),
    "restricted": ("red", "lock"),
}
# How strong a written source is, by a report's kind or by the rank of `Standing`; its word always stands beside the bars.
STRENGTHS = {"adopted": 5, "minutes": 4, "note": 3, "communique": 2, "press": 1, "1": 5, "2": 4, "3": 3, "4": 2, "5": 1}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of static/img/icons.svg. Decoration: the word stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("img/icons.svg"), name
    )


@register.simple_tag
def badge(tone: str, label: Any, sign: str = "") -> SafeString:
    """A word on a quiet ground: accent, green, amber, red, hollow, or plain when the tone is empty."""
    tone_class = f" tone-{tone}" if tone else ""
    return format_html('<span class="badge{}">{}{}</span>', tone_class, icon(sign) if sign else "", label)


@register.simple_tag
def state(value: str, label: Any) -> SafeString:
    """The badge of a domain state: {% state resolution.status resolution.get_status_display %}."""
    tone, sign = LOOKS.get(str(value), ("", ""))
    return badge(tone, label, sign)


@register.simple_tag
def marking(value: str, label: Any) -> SafeString:
    """Who may see a record; what is public goes without saying."""
    return SafeString("") if value == "public" else state(value, label)


@register.simple_tag
def standing(value: str, label: Any) -> SafeString:
    """The standing of proof: bars for its strength, and its word."""
    strength = STRENGTHS.get(str(value), 0)
    bars = format_html_join("", '<i class="{}"></i>', (("on" if i < strength else "off",) for i in range(5)))
    return format_html(
        '<span class="standing standing-{}"><span class="standing-bars" aria-hidden="true">{}</span>{}</span>',
        strength,
        bars,
        label,
    )


@register.simple_tag
def delegation(who: Any) -> SafeString:
    """A delegation by its code and its name."""
    return format_html('<span class="delegation"><span class="delegation-code">{}</span> {}</span>', who.code, who.name)


@register.simple_tag
def person(who: Any) -> SafeString:
    """A person by initials and name."""
    name = str(who)
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    return format_html(
        '<span class="person"><span class="initials" aria-hidden="true">{}</span>{}</span>', initials, name
    )


@register.inclusion_tag("components/action.html", takes_context=True)
def action(
    context: template.Context,
    label: Any,
    url: str,
    verdict: Verdict | None = None,
    *,
    post: bool = False,
    kind: str = "",
    sign: str = "",
    confirm: Any = "",
    key: str = "",
    name: str = "",
    value: Any = "",
) -> dict[str, Any]:
    """A verb: a link, or with `post` a button that posts; impossible, it stays visible, disabled, with its reason.

    Args:
        verdict: what the check said; without one it is possible.
        kind: "primary", "danger" or "quiet".
        confirm: a question asked before it is posted.
        key: its shortcut, pressed anywhere on the page.
    """
    return {
        "label": label,
        "url": url,
        "verdict": Verdict(True) if verdict is None else verdict,
        "post": post,
        "kind": kind,
        "sign": sign,
        "confirm": confirm,
        "key": key,
        "name": name,
        "value": value,
        "reason_id": "why-" + hashlib.sha256(f"{url} {label} {value}".encode()).hexdigest()[:8],
    }


@register.simple_tag
def crumb(address: str, label: Any, *args: Any, **kwargs: Any) -> SafeString:
    """One step of the breadcrumbs: {% crumb "meeting" meeting.label meeting.pk %}."""
    return format_html('<li><a href="{}">{}</a></li>', reverse(address, args=args, kwargs=kwargs), label)


@register.simple_tag(takes_context=True)
def nav(context: template.Context, address: str, label: Any, keys: str = "") -> SafeString:
    """A link of the main navigation; the section one is in is marked."""
    request: HttpRequest = context["request"]
    url = reverse(address)
    here = request.path == url if url == "/" else request.path.startswith(url)
    return format_html(
        '<li><a href="{}"{}{}>{}</a></li>',
        url,
        format_html(' aria-current="{}"', "page" if request.path == url else "true") if here else "",
        format_html(' data-key="{}"', keys) if keys else "",
        label,
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as people write it: 23 November 2026, 23 ноября 2026 г."""
    if value is None:
        return gettext("date not given")
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return formats.date_format(local, "DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A time as people write it, in a <time> element."""
    if value is None:
        return gettext("time not given")
    local = timezone.localtime(value)
    written = f"{day(local)}, {formats.date_format(local, 'H:i')}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), written)


@register.filter
def due(value: date | None) -> SafeString | str:
    """A deadline with how near it is: amber in the last week, red when it has passed."""
    if value is None:
        return gettext("no deadline")
    last = timezone.localdate(value) if isinstance(value, datetime) else value
    left = (last - timezone.localdate()).days
    if left < 0:
        return badge("red", gettext("overdue since %(day)s") % {"day": day(last)}, "warning")
    if left > 7:
        return day(last)
    if left == 0:
        return badge("amber", gettext("due today"), "clock")
    words = ngettext("%(day)s, in %(left)d day", "%(day)s, in %(left)d days", left) % {"day": day(last), "left": left}
    return badge("amber", words, "clock")


@register.filter
def page_numbers(paginator: Paginator, current: int) -> list[int | None]:
    """The numbers worth a link around the current page; None is a gap."""
    return [
        n if isinstance(n, int) else None for n in paginator.get_elided_page_range(current, on_each_side=2, on_ends=1)
    ]


@register.filter
def at(mapping: dict[str, Any], key: str) -> Any:
    """What a mapping holds under a key that is only known on the page; empty where it holds nothing."""
    return mapping.get(key, "")
