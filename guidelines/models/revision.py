"""A revision: the whole guideline as it stood after one save."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.history import AppendOnly
from guidelines.models.compact import CompactEncoder
from guidelines.models.guideline import Guideline, Provision, node_of
from guidelines.outline import Placed, place


class Revision(AppendOnly):
    """A manifest of provision history rows, with its author, reason and digest. Never changes.

    `manifest` maps each provision's id (hex) to the id of the history row that holds its words; deleted provisions are
    not in it. `changes` says in data what the save changed (guidelines/sentences.py puts it in words).
    """

    guideline = models.ForeignKey(
        Guideline, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("guideline")
    )
    number = models.PositiveIntegerField(_("number"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    restored_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    manifest = models.JSONField(default=dict, encoder=CompactEncoder)
    changes = models.JSONField(default=list, encoder=CompactEncoder)
    digest = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("guideline", "number"), name="revision_number_once"),)

    def __str__(self) -> str:
        return f"{self.guideline.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("revision_detail", args=[self.guideline.code, self.number])

    def placed(self) -> list[Placed]:
        """The revision's text in reading order, numbered. One query."""
        rows = Provision.history.filter(history_id__in=list(self.manifest.values()))
        return place(node_of(row) for row in rows)


def newest_revision(guideline: Guideline) -> Revision | None:
    """The draft as it stands; None while nothing is written."""
    return guideline.revisions.order_by("-number").first()
