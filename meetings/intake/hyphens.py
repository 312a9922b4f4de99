"""A hyphen at the end of a line: is it part of the word (“государств-членов”) or of the typesetting?"""

from collections import Counter
from functools import cache
from importlib import import_module
from typing import Any

HYPHENS = "-\u00ad\u2010\ufffe\x02"  # pdfium writes one of the last two for a hyphen at the end of a line


def keeps_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Whether “first-second” is one word with a hyphen.

    Args:
        words: how often each word of the document stands in it unbroken, in lower case.
    """
    whole, parted = words[f"{first}{second}".lower()], words[f"{first}-{second}".lower()]
    if whole or parted:
        return parted > whole
    if not second[:1].isalpha() or (second[0].isupper() and not first.isupper()):
        return True
    if russian(first) and russian(second):
        return not known(first + second) and known(first) and known(second)
    return len(first) > 3 and bool(words[first.lower()] and words[second.lower()])


def russian(word: str) -> bool:
    return all("а" <= char <= "я" or char == "ё" for char in word.lower())


def known(word: str) -> bool:
    return len(word) > 2 and bool(_dictionary().word_is_known(word.lower()))


@cache
def _dictionary() -> Any:
    """Loaded when a Russian word is parted, which many files have none of."""
    return import_module("pymorphy3").MorphAnalyzer(lang="ru")
