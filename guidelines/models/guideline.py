"""A guideline and the ordered tree of its provisions."""

import hashlib
import json
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet
from accounts.models import Membership, Team, User
from accounts.permissions import Marking, clearance
from guidelines import richtext
from guidelines.models.compact import CompactEncoder
from guidelines.outline import Node, Placed, place
from guidelines.workflow import Stage
from meetings.models import Series

CODE = RegexValidator(
    r"^[A-Z][A-Z0-9-]{1,23}$", _("Capital Latin letters, digits and hyphens, beginning with a letter: PRISON-GL.")
)


class GuidelineQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "GuidelineQuerySet":
        """Whose draft or editions the person may see: the team's and the secretariat's, and public editions."""
        if user.is_secretariat:
            return self
        mine = Membership.objects.filter(user=user.pk).values("team")
        published = Guideline.objects.filter(editions__marking=Marking.PUBLIC)
        return self.filter(Q(team__in=mine) | Q(pk__in=published.values("pk")))

    def with_draft_visible_to(self, user: User) -> "GuidelineQuerySet":
        """Whose draft, history and review the person may see."""
        if user.is_secretariat:
            return self
        return self.filter(team__in=Membership.objects.filter(user=user.pk).values("team"))


class Guideline(Tracked):
    """A text that several states are to stand behind. Its words are in its provisions."""

    Stage = Stage

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="guidelines", verbose_name=_("series"))
    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="guideline", verbose_name=_("team"))
    code = models.CharField(_("code"), max_length=24, unique=True, validators=[CODE])
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFTING)
    marking = models.CharField(_("readers of its editions"), max_length=20, choices=Marking, default=Marking.MEMBERS)

    objects: ClassVar[Any] = GuidelineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("guideline_detail", args=[self.code])

    def draft(self) -> list[Placed]:
        """The provisions that stand now, in reading order, numbered. One query."""
        return place(provision.node() for provision in self.provisions.filter(deleted=False))

    def outline(self) -> list[Placed]:
        """The draft without its words: what lists and moves go by."""
        rows = self.provisions.filter(deleted=False)
        return place(
            Node(str(pk), str(parent) if parent else None, kind, order, heading, {}, marking, digest)
            for pk, parent, kind, order, heading, marking, digest in rows.values_list(
                "id", "parent_id", "kind", "order", "heading", "marking", "digest"
            )
        )


class Kind(models.TextChoices):
    CHAPTER = "chapter", _("chapter")
    SECTION = "section", _("section")
    PARAGRAPH = "paragraph", _("paragraph")
    ANNEX = "annex", _("annex")


class Provision(Tracked):
    """A piece of the text under a permanent id. Its number follows from its place and is never stored.

    `body` is the canonical text (ProseMirror JSON, guidelines/richtext.py); `html` and `text` are derived from it on
    save and are not in the history, which keeps the body. `order` is a fractional key among the siblings.
    """

    Kind = Kind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guideline = models.ForeignKey(
        Guideline, on_delete=models.PROTECT, related_name="provisions", verbose_name=_("guideline")
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("stands under")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PARAGRAPH)
    order = models.CharField(_("order"), max_length=200)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    body = models.JSONField(_("text"), default=richtext.empty, encoder=CompactEncoder)
    html = models.TextField(editable=False, blank=True)
    text = models.TextField(editable=False, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    marking = models.CharField(_("marking"), max_length=20, choices=Marking, default=Marking.PUBLIC)
    deleted = models.BooleanField(_("deleted"), default=False)

    history = HistoricalRecords(excluded_fields=["html", "text"])

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ("guideline", "order")
        indexes = (models.Index(fields=("guideline", "deleted"), name="provision_draft"),)

    def __str__(self) -> str:
        return self.heading or self.text[:60] or str(self.get_kind_display())

    def get_absolute_url(self) -> str:
        return reverse("provision_detail", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.html = richtext.to_html(self.body)
        self.text = richtext.to_text(self.body)
        self.digest = fingerprint(self.kind, self.heading, self.body, self.marking)
        super().save(*args, **kwargs)

    def node(self) -> Node:
        """The provision as the pure code (outline, redline, merge) knows it."""
        return node_of(self)


def node_of(row: Any) -> Node:
    """A `Node` of a Provision or of one of its history rows."""
    return Node(
        id=str(row.id),
        parent=str(row.parent_id) if row.parent_id else None,
        kind=row.kind,
        order=row.order,
        heading=row.heading,
        body=row.body,
        marking=row.marking,
        digest=row.digest,
    )


def fingerprint(kind: str, heading: str, body: dict[str, Any], marking: str) -> str:
    """SHA-256 of what a provision says; the same words give the same digest everywhere."""
    canonical = json.dumps([kind, heading, body, marking], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def shown_to(user: User, guideline: Guideline, placed: list[Placed]) -> list[Placed]:
    """The provisions whose marking lets this person read them. Numbers stay those of the whole text."""
    allowed = clearance(user, [guideline.team_id])
    return [item for item in placed if item.node.marking in allowed]
