"""Quotes hold: when a report's text gets a new version, each of its quotes is found again, or a person decides."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import records
from accounts.models import User
from meetings import quotes
from meetings.models import Quote, Report, ReportText
from meetings.permissions import check_can_record


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A quote of an earlier version, and where its words may stand now; None where they are not to be found."""

    quote: Quote
    proposal: quotes.Found | None

    @property
    def name(self) -> str:
        """Names the card, and the words in the text."""
        return f"q{self.quote.pk}"


def unsettled(report: Report, text: ReportText) -> list[Unsettled]:
    """The quotes that wait for a person to say where they stand in the text in force."""
    waiting = Quote.objects.filter(text__report=report, lost=False).exclude(text=text)
    rows = waiting.select_related("resolution__meeting__series", "text").defer("text__text").order_by("start", "pk")
    return [Unsettled(quote, quotes.find(_anchor(quote), text.text)) for quote in rows]


def refind(report: Report, text: ReportText, *, by: User) -> None:
    """Move every quote whose words stand in the new version beyond doubt. Called inside the correction's transaction."""
    for one in unsettled(report, text):
        if one.proposal and one.proposal.sure:
            _move(one.quote, text, one.proposal, by=by)


@transaction.atomic
def confirm_quote(quote: Quote, *, by: User, start: int, end: int) -> Quote:
    """A person says that the quote's words stand at this place of the text in force."""
    check_can_record(by)
    quote = records.lock(quote)
    text = quote.text.report.newest_text()
    try:
        place = quotes.anchor(text.text, start, end)
    except ValueError as error:
        raise ValidationError(_("Select some words of the report.")) from error
    _move(quote, text, quotes.Found(place, "confirmed", 1.0), by=by)
    return quote


@transaction.atomic
def lose_quote(quote: Quote, *, by: User) -> Quote:
    """A person says that its words are not in the text any more; it stays on the version that has them."""
    check_can_record(by)
    return records.change(quote, by=by, reason=_("not in the corrected text"), lost=True)


def _move(quote: Quote, text: ReportText, found: quotes.Found, *, by: User) -> None:
    """The quote's history keeps its old words and place."""
    place = found.anchor
    if Quote.objects.filter(resolution=quote.resolution_id, text=text, start=place.start, end=place.end).exists():
        return  # the resolution rests on these words already
    records.change(
        quote, by=by, reason=_("found again in version %(version)s") % {"version": text.version}, text=text,
        exact=place.exact, prefix=place.prefix, suffix=place.suffix, start=place.start, end=place.end, lost=False,
    )  # fmt: skip


def _anchor(quote: Quote) -> quotes.Anchor:
    return quotes.Anchor(quote.exact, quote.prefix, quote.suffix, quote.start, quote.end)
