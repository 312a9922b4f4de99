"""Russian words and their first forms, by pymorphy3. It loads on the first question: most pages never ask one."""

import re
from functools import lru_cache

import pymorphy3
from pymorphy3.analyzer import Parse


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


def addressed(words: str) -> bool:
    """Whether a sentence tells somebody what to do ("Министерству … разработать …"): a dative first, no verb but infinitives."""
    tags = [_analyser().parse(word.lower())[0].tag for word in re.findall(r"[А-Яа-яЁё-]{3,}", words)[:40]]
    if not _dative(words) or any("VERB" in tag or "PRTS" in tag or "PRED" in tag for tag in tags):
        return False
    return any("INFN" in tag for tag in tags)


def _dative(words: str) -> bool:
    """Whether the first word is in the dative, or an acronym, which has no case, with its infinitive close by."""
    acronym = re.match(r"[А-ЯЁ]{3,}(?: [\w,«»–—-]+){0,4}? \w+(?:ть|ти|ться)(?!\w)", words)
    if acronym:
        return True
    if not re.match(r"[А-ЯЁа-яё-]+(?:у|ю|е|и|ам|ям|ом|ой|ым|им)(?!\w)", words):
        return False
    return any("datv" in form.tag and "NPRO" not in form.tag for form in _analyser().parse(words.split()[0].lower()))


def nominative(phrase: str) -> str:
    """The phrase with its first words, up to the noun that leads it, in the nominative ("Совета глав" → "Совет глав")."""
    words = phrase.split()
    for position, word in enumerate(words):
        parses = _analyser().parse(word.lower())
        nouns = [parse for parse in parses if "NOUN" in parse.tag]
        if nouns and "NOUN" in parses[0].tag:
            return " ".join(
                [
                    *_agreeing(words[:position], nouns[0]),
                    _like(word, nouns[0].inflect({"nomn"})),
                    *words[position + 1 :],
                ]
            )
        if not any(part in parses[0].tag for part in ("ADJF", "PRTF")):
            return phrase
    return phrase


def _agreeing(words: list[str], noun: Parse) -> list[str]:
    wanted = {"nomn", "plur"} if noun.tag.number == "plur" else {"nomn", "sing", str(noun.tag.gender)}
    return [_like(word, _analyser().parse(word.lower())[0].inflect(wanted)) for word in words]


def _like(word: str, form: Parse | None) -> str:
    """A form written with the capitals of the word it stands for."""
    if form is None:
        return word
    return (
        str(form.word).upper()
        if word.isupper() and len(word) > 1
        else str(form.word).capitalize()
        if word[0].isupper()
        else str(form.word)
    )
