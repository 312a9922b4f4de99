"""The directory: bodies and people that take part in meetings."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet
from accounts.models import User
from meetings.models.series import visible


class Kind(models.TextChoices):
    SECURITY = "security", _("security and intelligence")
    POLICE = "police", _("law enforcement")
    PRISON = "prison", _("penitentiary")
    INTERGOVERNMENTAL = "intergovernmental", _("inter-governmental")
    MINISTRY = "ministry", _("ministry")
    ACADEMIC = "academic", _("academic")
    MEDIA = "media", _("media")
    OTHER = "other", _("other")


class OrganisationQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "OrganisationQuerySet":
        """All of them: that a body exists is no secret; where it took part is shown as far as the meetings are."""
        return self

    def named(self, name: str) -> "Organisation | None":
        """The one of this name or acronym, in either language."""
        acronym = models.Q(acronym__iexact=name) & ~models.Q(acronym="")
        found: Any = self.filter(models.Q(name_en__iexact=name) | models.Q(name_ru__iexact=name) | acronym).first()
        return found


class Organisation(Tracked):
    """A body. One of the two names is enough."""

    Kind = Kind

    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    state = CountryField(_("state"), blank=True, help_text=_("Empty for an inter-governmental body."))

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name_en", "name_ru")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name_en="") | ~models.Q(name_ru=""),
                name="organisation_has_name",
                violation_error_code="name_en",
                violation_error_message=_("Give a name in English or in Russian."),
            ),
            models.UniqueConstraint(
                fields=("name_en", "state"),
                condition=~models.Q(name_en=""),
                name="organisation_name_en_once",
                violation_error_code="name_en",
                violation_error_message=_("This organisation is in the directory already."),
            ),
            models.UniqueConstraint(
                fields=("name_ru", "state"),
                condition=~models.Q(name_ru=""),
                name="organisation_name_ru_once",
                violation_error_code="name_ru",
                violation_error_message=_("This organisation is in the directory already."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in the other."""
        if get_language() == "ru":
            return self.name_ru or self.name_en
        return self.name_en or self.name_ru

    @property
    def other_name(self) -> str:
        """The name in the other language, where there is one."""
        names = {self.name_en, self.name_ru} - {self.name, ""}
        return next(iter(names), "")

    def get_absolute_url(self) -> str:
        return reverse("organisation_detail", args=[self.pk])


class PersonQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "PersonQuerySet":
        """Names are personal data: outside the secretariat only of those who took part in a meeting one may see."""
        if user.is_secretariat:
            return self
        seen = Person.objects.filter(
            visible(user, "participations__meeting__series", "participations__meeting__marking")
        )
        return self.filter(pk__in=seen.values("pk"))


class Person(Tracked):
    """Somebody who took part. Not everybody in the directory has an account."""

    name = models.CharField(_("name"), max_length=200)  # personal data
    position = models.CharField(pgettext_lazy("of a person", "position"), max_length=200, blank=True)  # personal data
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    objects: ClassVar[Any] = PersonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person_detail", args=[self.pk])
