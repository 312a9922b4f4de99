"""The register of what was done: one line per act, for ever."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import AppendOnly


class Event(AppendOnly):
    """Who did what to which record, when. Labels are kept beside the ids, so that a line stays readable."""

    at = models.DateTimeField(_("time"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    actor_label = models.CharField(_("person's name"), max_length=200)
    verb = models.SlugField(_("act"), max_length=40)
    target_type = models.SlugField(_("kind of record"), max_length=40)
    target_id = models.CharField(_("record"), max_length=40)
    target_label = models.CharField(_("record's name"), max_length=300)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-pk",)
        indexes = (models.Index(fields=("target_type", "target_id", "-id"), name="event_target"),)

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.verb} {self.target_label}"


def log_event(verb: str, target: models.Model, *, by: Any, **detail: Any) -> Event:
    """Write one line of the register, inside the action's transaction."""
    return Event.objects.create(
        actor=by if by is not None and by.pk else None,
        actor_label=str(by) if by is not None else "system",
        verb=verb,
        target_type=target._meta.model_name or "",
        target_id=str(target.pk),
        target_label=str(target)[:300],
        detail=detail,
    )
