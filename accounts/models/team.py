"""Teams: who writes, reviews and approves one guideline, and for which delegation."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from accounts.history import Tracked

if TYPE_CHECKING:
    from accounts.models.user import User


class Delegation(Tracked):
    """A state or body that speaks with one voice in a review."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("Short and stable, such as KG."))
    name_en = models.CharField(_("name in English"), max_length=200)
    name_ru = models.CharField(_("name in Russian"), max_length=200)
    state = CountryField(_("state"), blank=True, help_text=_("Empty for an inter-governmental body."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_ru if get_language() == "ru" else self.name_en


class Team(Tracked):
    """The people of one guideline."""

    name = models.CharField(pgettext_lazy("of a body", "name"), max_length=200)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    DRAFTER = "drafter", _("drafter")
    REVIEWER = "reviewer", _("reviewer")
    APPROVER = "approver", _("approver")
    READER = "reader", _("reader")


class Membership(Tracked):
    """One person's role in one team. A reviewer is the contact point of a delegation: its one voice."""

    Role = Role

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("team"))
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("delegation"),
        help_text=_("A reviewer speaks for a delegation."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("team", "role", "user__name")
        constraints = (
            models.UniqueConstraint(fields=("team", "user"), name="membership_once"),
            models.UniqueConstraint(
                fields=("team", "delegation"),
                condition=models.Q(role=Role.REVIEWER),
                name="membership_one_voice",
                violation_error_message=_("This delegation has its contact point in this team already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.REVIEWER) | models.Q(delegation__isnull=False),
                name="membership_reviewer_has_delegation",
                violation_error_message=_("Say for which delegation the reviewer speaks."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


def role_in(user: "User", team_id: int | None) -> str | None:
    """The person's role in the team, or None. Reads each person's roles once for as long as the instance lives."""
    roles = user.__dict__.get("_roles")
    if roles is None:
        roles = dict(Membership.objects.filter(user=user.pk).values_list("team_id", "role")) if user.pk else {}
        user.__dict__["_roles"] = roles
    return roles.get(team_id) if user.is_active else None


def forget_roles(user: "User") -> None:
    """Let this instance read its roles anew: a team has changed while it lives."""
    user.__dict__.pop("_roles", None)
