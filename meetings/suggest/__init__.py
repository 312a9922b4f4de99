"""What a report's text suggests: passages that may be outcomes, and facts about the meeting. Pure: text in, places out."""

from meetings.suggest.facts import facts
from meetings.suggest.found import Fact, Outcome
from meetings.suggest.outcomes import outcomes
from meetings.suggest.passages import language_of

__all__ = ["Fact", "Outcome", "facts", "language_of", "outcomes"]
