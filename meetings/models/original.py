"""The file a report came as."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.history import AppendOnly, AppendOnlyQuerySet


class Original(AppendOnly):
    """A file as it came, byte for byte. In the database, so that row and bytes come and stay together (docs/adr/0009).

    It has no page of its own: who may read a report of it may have it.
    """

    LIMIT = 20 * 1024 * 1024  # bytes

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    pages = models.PositiveIntegerField(_("pages"), default=0, help_text=_("That can be shown as pictures."))
    content = models.BinaryField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)

    objects: ClassVar[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("original file")
        verbose_name_plural = _("original files")

    @property
    def numbers(self) -> range:
        """Of the pages that can be shown."""
        return range(1, self.pages + 1)

    def __str__(self) -> str:
        return self.name
