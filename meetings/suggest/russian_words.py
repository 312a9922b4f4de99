"""Russian words and their first forms, by pymorphy3. It loads on the first question: most pages never ask one."""

from functools import lru_cache

import pymorphy3


@lru_cache(maxsize=1)
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    return str(_analyser().parse(word)[0].normal_form)


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> frozenset[str]:
    return frozenset(str(parse.normal_form) for parse in _analyser().parse(word)[:4])


def is_infinitive(word: str) -> bool:
    return "INFN" in _analyser().parse(word)[0].tag
