"""Which bodies of the directory a name in a report may mean. Pure: a name and bodies in, bodies out; a person decides."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from meetings.models import Organisation

MOST = 3  # offered for one name
SHORT = 5  # letters: acronyms and names of states are the same or are others
ALIKE = 80  # of 100: "centre" and "center" are (83), "internal" and "external" are not (75)
#: Words that tell no body from another.
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "in",
        "of",
        "on",
        "the",
        "to",
        "в",
        "во",
        "для",
        "и",
        "из",
        "на",
        "о",
        "об",
        "от",
        "по",
        "при",
        "с",
        "со",
    ]
)


def namesakes(name: str, bodies: Iterable[Organisation]) -> list[Organisation]:
    """The bodies that may be meant, likeliest first: by acronym, by a name in either language, also spelled otherwise."""
    wanted = _spellings(name)
    scored = [(max(_likeness(one, known) for one in wanted for known in _names(body)), body) for body in bodies]
    likely = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], str(pair[1])))
    return [body for _score, body in likely[:MOST]]


def _names(body: Organisation) -> list[tuple[str, ...]]:
    return [_words(name) for name in (body.name_en, body.name_ru, body.acronym)]


def _spellings(name: str) -> list[tuple[str, ...]]:
    """The whole name, and what stands before and in brackets: "Anti-Terrorism Center (ATC)"."""
    return [_words(part) for part in (name, *re.split(r"[()]", name))]


def _words(name: str) -> tuple[str, ...]:
    """The telling words: case, quotes, dashes, "ё" and the order of the words do not part two names."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return tuple(sorted(word for word in re.findall(r"\w+", plain) if word not in SMALL))


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """0 unless every word of each has its like in the other; 100 for the same words."""
    if not one or len(one) != len(other):
        return 0
    pairs = [max(_alike(word, like) for like in other) for word in one]
    back = [max(_alike(word, like) for like in one) for word in other]
    return sum(pairs) / len(pairs) if min(*pairs, *back) >= ALIKE else 0


def _alike(word: str, like: str) -> float:
    if min(len(word), len(like)) <= SHORT:
        return 100 if word == like else 0
    return fuzz.ratio(word, like)
