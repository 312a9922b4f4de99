"""What a report's text suggests: passages that may be outcomes, and facts about the meeting. Pure: text in, places out."""

from meetings.suggest.facts import facts
from meetings.suggest.found import Fact, Outcome
from meetings.suggest.outcomes import outcomes
from meetings.suggest.passages import language_of

__all__ = ["Fact", "Outcome", "facts", "language_of", "outcomes", "warm"]


def warm() -> None:
    """Load the dictionaries and the names of states, which else the first report would wait for (half a second)."""
    for text, language in (
        ("OSH, 3 March. Experts from KENYA met in Osh.", "en"),
        ("Эксперты решили встретиться в Оше.", "ru"),
    ):
        outcomes(text, language)
        facts(text, language)
