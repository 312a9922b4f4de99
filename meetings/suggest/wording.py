"""The shape of a language's wording of outcomes."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """A family of verbs: the hint of a kind it gives, and how far it alone makes an outcome (0 to 1)."""

    kind: str
    strength: float
    pattern: re.Pattern[str]


Wording = tuple[Verb, ...]


def verbs(*families: tuple[str, float, str]) -> Wording:
    return tuple(
        Verb(kind, strength, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
        for kind, strength, pattern in families
    )
