"""Home: what waits for me, what changed in what I follow, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.web import Request
from guidelines.models import Edition, Guideline, ReviewRound, Revision
from guidelines.waiting import waiting_for
from meetings.models import Meeting

NEWS = 8


@dataclass(frozen=True, slots=True)
class News:
    """One line of what changed, as components/history.html shows it."""

    when: datetime
    who: User
    what: str | Promise
    url: str
    why: str = ""


def home(request: Request) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.user).filter(status=Meeting.Status.PLANNED)
    context = {
        "tasks": waiting_for(request.user),
        "news": _news(request.user),
        "next_meetings": meetings.select_related("series").order_by("starts")[:5],
        "guidelines": Guideline.objects.with_draft_visible_to(request.user)[:8],
    }
    return render(request, "guidelines/home.html", context)


def _news(user: User) -> list[News]:
    """The newest revisions, rounds and editions that the person may see."""
    drafts = Guideline.objects.with_draft_visible_to(user)
    revisions = Revision.objects.filter(guideline__in=drafts).select_related("guideline", "author").order_by("-made_at")
    rounds = ReviewRound.objects.filter(guideline__in=drafts).select_related("guideline", "revision", "submitted_by")
    editions = Edition.objects.visible_to(user).select_related("guideline", "approved_by").order_by("-approved_at")
    news = [
        *(_of_revision(revision) for revision in revisions[:NEWS]),
        *(_of_round(review_round) for review_round in rounds[:NEWS]),
        *(_of_edition(edition) for edition in editions[:NEWS]),
    ]
    return sorted(news, key=lambda line: line.when, reverse=True)[:NEWS]


def _of_revision(revision: Revision) -> News:
    what = _("made revision %(number)s of %(guideline)s")
    words = {"number": revision.number, "guideline": revision.guideline.code}
    return News(revision.made_at, revision.author, what % words, revision.get_absolute_url(), revision.reason)


def _of_round(review_round: ReviewRound) -> News:
    what = _("submitted revision %(number)s of %(guideline)s to the delegations")
    words = {"number": review_round.revision.number, "guideline": review_round.guideline.code}
    return News(review_round.submitted_at, review_round.submitted_by, what % words, review_round.get_absolute_url())


def _of_edition(edition: Edition) -> News:
    what = _("approved edition %(number)s of %(guideline)s")
    words = {"number": edition.number, "guideline": edition.guideline.code}
    return News(edition.approved_at, edition.approved_by, what % words, edition.get_absolute_url())
