"""The people who sign in."""

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet


class Office(models.TextChoices):
    """What a person does in the secretariat; what they do in a team is their `Membership`."""

    ADMINISTRATOR = "administrator", _("administrator")
    OFFICER = "officer", _("officer")
    MEMBER = "member", _("team member")


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> TrackedQuerySet:
        return TrackedQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"office": Office.ADMINISTRATOR, "is_staff": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Tracked):
    """A person who signs in by e-mail. People are deactivated, never deleted: their name stays under what they did."""

    Office = Office

    email = models.EmailField(_("e-mail address"))  # personal data
    name = models.CharField(_("name"), max_length=200)  # personal data
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    office = models.CharField(_("office"), max_length=20, choices=Office, default=Office.MEMBER)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off instead of deleting: what a person did keeps their name.")
    )
    is_staff = models.BooleanField(_("may open the administration"), default=False)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person with an account")
        verbose_name_plural = _("people with an account")
        ordering = ("name",)
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("People are deactivated, never deleted.")

    @property
    def is_administrator(self) -> bool:
        return self.is_active and self.office == Office.ADMINISTRATOR

    @property
    def is_secretariat(self) -> bool:
        """Officers and administrators see every record of every series."""
        return self.is_active and self.office in (Office.ADMINISTRATOR, Office.OFFICER)

    # Django's admin asks these. What a person may do to a record is said by permissions.py of its app,
    # and the admin classes ask there; only the administrator passes here.
    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff
