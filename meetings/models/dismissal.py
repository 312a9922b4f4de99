"""What an officer refused of all that was suggested."""

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet
from accounts.models import User
from meetings.models.report import Report


class DismissalQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "DismissalQuerySet":
        """As its report is."""
        return self.filter(report__in=Report.objects.visible_to(user).values("pk"))


class Dismissal(Tracked):
    """A suggestion that is not to be made again, whatever version of the text it would be made on.

    `about` says what was suggested: "outcome", or the fact's field; `key` identifies the words (or the value).
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="dismissals", verbose_name=_("report"))
    about = models.CharField(_("what was suggested"), max_length=20)
    key = models.CharField(max_length=64, editable=False)
    words = models.TextField(_("words"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("refused by")
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = DismissalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("refused suggestion")
        verbose_name_plural = _("refused suggestions")
        constraints = (models.UniqueConstraint(fields=("report", "about", "key"), name="dismissal_once"),)

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def said(self) -> str:
        """The words as people read them: a state by its name."""
        return str(countries.name(self.words)) if self.about in ("country", "countries") else self.words


def key_of(words: str) -> str:
    """The same for the same words, however they are broken into lines."""
    return hashlib.sha256(" ".join(words.split()).casefold().encode()).hexdigest()
