"""A series of expert meetings that aims at one guideline or several."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.history import Tracked, TrackedQuerySet
from accounts.models import Membership, Team, User
from accounts.permissions import Marking, teams_that_see

CODE = RegexValidator(
    r"^[A-Z][A-Z0-9]{1,11}$", _("Two to twelve capital Latin letters and digits, beginning with a letter: PRISON.")
)


class SeriesQuerySet(TrackedQuerySet):
    def visible_to(self, user: User) -> "SeriesQuerySet":
        """Series of the person's teams, and those with something public to see."""
        if user.is_secretariat:
            return self
        public = Series.objects.filter(meetings__marking=Marking.PUBLIC).values("pk")
        return self.filter(
            models.Q(pk__in=series_of(Membership.objects.filter(user=user.pk))) | models.Q(pk__in=public)
        )


class Series(Tracked):
    """Its short code begins the number of every meeting and resolution: PRISON-3/2."""

    code = models.CharField(_("code"), max_length=12, unique=True, validators=[CODE])
    title = models.CharField(_("title"), max_length=300)
    purpose = models.TextField(_("purpose"), blank=True, help_text=_("What the meetings are to lead to."))

    objects: ClassVar[Any] = SeriesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("series_detail", args=[self.code])


class SeriesTeam(Tracked):
    """This team sees the series' records, as far as their marking allows."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="audience")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("series", "team"), name="series_team_once"),)

    def __str__(self) -> str:
        return f"{self.series.code}: {self.team}"


def series_of(memberships: models.QuerySet[Membership]) -> models.QuerySet:
    """The series (as a subquery of ids) whose audience includes these memberships' teams."""
    return SeriesTeam.objects.filter(team__in=memberships.values("team")).values("series")


def visible(user: User, series: str = "series", marking: str = "marking") -> models.Q:
    """The permission rule as a filter, for records of a series that bear a marking.

    Args:
        user: who asks.
        series: the path from the record to its series.
        marking: the path to its marking.
    """
    if user.is_secretariat:
        return models.Q()
    allowed = models.Q(**{marking: Marking.PUBLIC})
    for value in (Marking.MEMBERS, Marking.RESTRICTED):
        allowed |= models.Q(**{marking: value, f"{series}__in": series_of(teams_that_see(user, value))})
    return allowed
