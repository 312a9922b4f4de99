"""An approved revision, frozen with everything that explains it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.history import AppendOnly, AppendOnlyQuerySet
from accounts.models import User
from accounts.permissions import Marking, teams_that_see
from guidelines.models.guideline import Guideline
from guidelines.models.review import ReviewRound
from guidelines.models.revision import Revision


class EditionQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User) -> "EditionQuerySet":
        """Public editions for everyone who signs in, the others for the team as far as each role may read."""
        if user.is_secretariat:
            return self
        allowed = Q(marking=Marking.PUBLIC)
        for marking in (Marking.MEMBERS, Marking.RESTRICTED):
            allowed |= Q(marking=marking, guideline__team__in=teams_that_see(user, marking).values("team"))
        return self.filter(allowed)


class Edition(AppendOnly):
    """One approved revision for ever. `source` is the canonical JSON (guidelines/publish/source.py) that is printed.

    The row and its `EditionFile` are held by triggers; the next edition supersedes this one without touching it.
    """

    guideline = models.ForeignKey(
        Guideline, on_delete=models.PROTECT, related_name="editions", verbose_name=_("guideline")
    )
    number = models.PositiveIntegerField(_("number"))
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="edition")
    round = models.OneToOneField(ReviewRound, on_delete=models.PROTECT, related_name="edition")
    marking = models.CharField(_("readers"), max_length=20, choices=Marking)
    source = models.TextField(editable=False)
    source_sha256 = models.CharField("SHA-256", max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"))

    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("guideline", "-number")
        constraints = (models.UniqueConstraint(fields=("guideline", "number"), name="edition_number_once"),)

    def __str__(self) -> str:
        return f"{self.guideline.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("edition_detail", args=[self.guideline.code, self.number])

    def file_name(self, suffix: str) -> str:
        """The name under which people find it again on their disks."""
        return f"{self.guideline.code}-{self.number}.{suffix}"


class EditionFile(AppendOnly):
    """The edition's PDF, byte for byte. In the database, so that one trigger holds row and bytes alike (docs/adr)."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="file")
    pdf = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveIntegerField(_("pages"))
    renderer = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.edition}: {self.sha256[:12]}"
