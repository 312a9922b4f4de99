"""Countries and cities named in a text, English and Russian, each with its place and the words around it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from babel import Locale

from meetings.suggest.gazetteer import ADJECTIVES, CITIES, ENGLISH_COUNTRIES, NOT_COUNTRIES, RUSSIAN_COUNTRIES
from meetings.suggest.russian_words import lemmas

OFFICE = [
    "president",
    "prime",
    "minister",
    "ministers",
    "premier",
    "foreign",
    "affairs",
    "government",
    "embassy",
    "ambassador",
    "republic",
    "kingdom",
    "secretary",
    "state",
    "delegation",
    "chancellor",
    "parliament",
    "council",
    "federation",
    "interior",
    "defence",
    "defense",
    "justice",
    "police",
    "customs",
    "representatives",
    "delegates",
    "territory",
    "of",
    "and",
    "the",
    "from",
    "in",
]
OTHER_NAME = frozenset(
    [
        "new",
        "south",
        "north",
        "northern",
        "southern",
        "university",
        "bank",
        "gulf",
        "sea",
        "bay",
        "voice",
        "radio",
        "michael",
        "tech",
        "institute",
        "today",
        "airways",
        "daily",
        "mount",
        "lake",
        "port",
        "st",
        "saint",
        "street",
        "avenue",
        "hotel",
    ]
)
# "Bank of China", "University of Georgia": the country is a part of another name.
PART_OF = re.compile(
    r"\b(?:(?:University|Bank|Gulf|Sea|Voice|College|Strait|Bay|Cape|Isle|State|City|Port|Province) of"
    r"|(?:Tribunal|Court|Representative|Envoy|Mission) (?:for|in|to)) (?:the )?$"
)
US_STATE = re.compile(r"(?:Atlanta|Savannah|Augusta|Athens|Brunswick),? $|(?:state|State) of $")
# Words that only texts of a language are full of, by which its names of states are read as well.
ROMANCE = {
    "es": re.compile(r"\b(?:los|las|del|una|por|con|para|y)\b"),
    "fr": re.compile(r"\b(?:les|des|du|une|est|aux|sur|et)\b"),
}
OFTEN = 0.04  # of all words
WORD = re.compile(r"[А-ЯЁІЇЄҐа-яёіїєґ]+(?:[-’'][А-ЯЁІЇЄҐа-яёіїєґ]+)*")


@dataclass(frozen=True, slots=True)
class Named:
    """A name met in the text."""

    code: str  # of the country
    name: str  # as a person would write it by itself
    start: int
    end: int


def _romance(text: str) -> str:
    """Which of the two languages a text in Latin letters is in, if it is in one."""
    words = max(1, text.count(" "))
    return next((name for name, pattern in ROMANCE.items() if len(pattern.findall(text)) > OFTEN * words), "")


@lru_cache(maxsize=3)
def _latin_countries(romance: str) -> dict[str, str]:
    names = _english_countries()
    if not romance:
        return names
    known = set(names.values())
    return {name: code for code, name in Locale(romance).territories.items() if code in known} | names


@lru_cache(maxsize=1)
def _english_countries() -> dict[str, str]:
    names = {
        name: code
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }
    for code, aliases in ENGLISH_COUNTRIES.items():
        names |= {alias.strip(): code for alias in aliases.split(",")}
    return names | {name.replace("’", "'"): code for name, code in names.items()}


@lru_cache(maxsize=1)
def _english_cities() -> dict[str, tuple[str, str]]:
    return {name: (code, names[0]) for code, names in _cities(0) for name in names}


def _cities(side: int) -> list[tuple[str, list[str]]]:
    """Country and names of each city, its usual name first: side 0 is English, 1 Russian."""
    found = []
    for code, line in CITIES.items():
        for city in re.split(r", (?=[^,]+/)", line):
            english, _, rest = city.partition("/")
            russian, *others = rest.split("=")
            alike = [other for other in others if bool(re.search("[А-яЁё]", other)) == bool(side)]
            found.append((code, [(russian if side else english).strip(), *(other.strip() for other in alike)]))
    return found


@lru_cache(maxsize=4)
def _latin_pattern(cities: bool, romance: str) -> re.Pattern[str]:
    names = sorted(_english_cities() if cities else _latin_countries(romance), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-]|’s? [A-Z]\w+ [A-Z])")


@lru_cache(maxsize=4)
def _shouted_pattern(cities: bool) -> re.Pattern[str]:
    """For texts in capitals, in which a poor scan may have put blanks between the letters of a name."""
    names = sorted(
        (name for name in (_english_cities() if cities else _english_countries()) if len(name) > 3),
        key=len,
        reverse=True,
    )
    return re.compile(r"(?<![\w-])(?:" + "|".join(_spaced(name.upper()) for name in names) + r")(?![\w-])")


def _spaced(name: str) -> str:
    return r"\s*".join(" ?".join(re.escape(letter) for letter in word) for word in name.split())


def countries(text: str, language: str) -> list[Named]:
    """Every country named, in reading order; never one inside another name ("Georgia Tech")."""
    found = [named for named in _english(text, cities=False) if not _inside_another(text, named)]
    found += _russian(text, cities=False)
    return sorted(set(found), key=lambda named: named.start)


@lru_cache(maxsize=1)
def _delegation_pattern() -> re.Pattern[str]:
    english = "|".join(line.split("/")[0] for line in ADJECTIVES.values())
    russian = "|".join(line.split("/")[1] for line in ADJECTIVES.values())
    return re.compile(
        rf"(?<![\w-])(?P<one>{english})(?: and (?P<two>{english}))? (?:(?:Foreign|Interior|Defen[cs]e|Justice|Prime) )?"
        r"(?:President|Ministers?|[Dd]elegations?|[Dd]elegates|sides?|Ambassador|[Ll]eaders|experts|representatives|officials)(?!\w)"
        rf"|(?i:(?<![\w-])(?P<three>{russian})\w{{2,3}}(?: и (?P<four>{russian})\w{{2,3}})? (?:сторон|делегаци|министр|президент|премьер|эксперт|коллег|ведомств|представител|посол|посл[аы]|спецслужб)\w*)"
    )


def delegations(text: str) -> list[Named]:
    """States by the adjective beside an office, a side or a delegation ("the Kyrgyz delegation")."""
    found = []
    for match in _delegation_pattern().finditer(text):
        for group in ("one", "two", "three", "four"):
            if match[group]:
                word = match[group].lower()
                code = next(code for code, line in ADJECTIVES.items() if word in re.split(r"[/|]", line.lower()))
                found.append(Named(code, match[group], *match.span(group)))
    return found


def cities(text: str, language: str) -> list[Named]:
    return sorted({*_english(text, cities=True), *_russian(text, cities=True)}, key=lambda named: named.start)


# "held in Labuan Bajo, Indonesia"; "LABUAN BAJO, Indonesia – …"
TOWN = re.compile(r"(?:\b(?:in|at) |^[ \t]*|\n[ \t]*)(?P<town>[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+){0,2}), (?:the )?$")


def towns_beside_states(text: str, language: str) -> list[Named]:
    """Towns told by the state after them, whether or not the gazetteer has them."""
    found = []
    for state in countries(text, language):
        before = text[max(0, state.start - 60) : state.start]
        if match := TOWN.search(before):
            start = state.start - len(before) + match.start("town")
            found.append(Named(state.code, _title_case(match["town"]), start, start + len(match["town"])))
    return [town for town in found if town.name not in _latin_countries("")]


def _title_case(town: str) -> str:
    return town.title() if town.isupper() else town


def country_name(code: str, language: str) -> str:
    return str(Locale("ru" if language == "ru" else "en").territories.get(code, code))


def _english(text: str, *, cities: bool) -> list[Named]:
    if not re.search(r"[A-Z]", text):
        return []
    found = []
    romance = "" if cities else _romance(text)
    for match in _latin_pattern(cities, romance).finditer(text):
        code = _english_cities()[match[0]][0] if cities else _latin_countries(romance)[match[0]]
        found.append(Named(code, match[0], match.start(), match.end()))
    for shout in re.finditer(r"[A-Z][^a-zа-яё]{3,}[A-Z]", text):
        for match in _shouted_pattern(cities).finditer(text, shout.start(), shout.end()):
            code, name = _by_letters(cities)["".join(match[0].split())]
            found.append(Named(code, name, match.start(), match.end()))
    return found


@lru_cache(maxsize=4)
def _by_letters(cities: bool) -> dict[str, tuple[str, str]]:
    known = _english_cities() if cities else {name: (code, name) for name, code in _english_countries().items()}
    return {"".join(name.upper().split()): value for name, value in known.items()}


def _inside_another(text: str, named: Named) -> bool:
    before, after = text[max(0, named.start - 40) : named.start], text[named.end : named.end + 30]
    if text[named.start : named.end].isupper() and len(named.name) > 3:
        return False
    if named.name == "Georgia" and (US_STATE.search(before) or re.match(r",? (?:USA|US|U\.S\.|United States)", after)):
        return True
    if PART_OF.search(before):
        return True
    following = re.match(r"[ -]([A-Z]\w*)", after)
    holder = re.search(r"[a-z] of (?:the )?$", before)  # "Minister of Kazakhstan Nurlan Alimov"
    if following and not holder and following[1].lower() not in OFFICE and not following[1].isupper():
        return True
    preceding = re.search(r"([A-Z][\w’']*)[ -]$", before)
    if preceding and preceding[1].lower() in OTHER_NAME:
        return True
    first_of_sentence = bool(re.search(r"(?:^|[.!?:\n]\s*)[A-Z][\w’']* $", before))
    if not preceding or first_of_sentence:
        return False
    return preceding[1].lower() not in OFFICE and not preceding[1].isupper()


def _russian(text: str, *, cities: bool) -> list[Named]:
    if not re.search(r"[А-ЯЁІЇЄҐ]", text):
        return []  # and the dictionary stays on its shelf
    known = _russian_names(cities)
    tokens = list(WORD.finditer(text))
    found: list[Named] = []
    at = 0
    while at < len(tokens):
        named, length = _russian_at(text, tokens, at, known) if tokens[at][0][0].isupper() else (None, 1)
        if named:
            found.append(named)
        at += length
    return found


def _russian_at(
    text: str, tokens: list[re.Match[str]], at: int, known: dict[str, list[tuple[tuple[str, ...], str, str]]]
) -> tuple[Named | None, int]:
    """The longest name that begins at a word."""
    forms = _forms(tokens[at][0])
    for form in forms:
        for words, code, name in known.get(form, ()):
            rest = tokens[at : at + len(words)]
            if len(rest) == len(words) and _same_words(text, rest, words):
                if len(words) == 1 and name.isupper() and not tokens[at][0].isupper():
                    continue
                return Named(code, name, rest[0].start(), rest[-1].end()), len(words)
    return None, 1


def _same_words(text: str, tokens: list[re.Match[str]], words: tuple[str, ...]) -> bool:
    if any(text[one.end() : other.start()].strip() for one, other in pairwise(tokens)):
        return False
    return all(word in _forms(token[0]) for token, word in zip(tokens, words, strict=True))


def _forms(word: str) -> frozenset[str]:
    small = word.lower()
    return (lemmas(small) if len(small) > 3 else frozenset()) | {small}


@lru_cache(maxsize=2)
def _russian_names(cities: bool) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """By the first word: the words of each name, in their first forms, longest name first."""
    index: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for name, code, shown in _russian_list(cities):
        words = [word[0] for word in WORD.finditer(name)]
        if not words:
            continue
        for first in _forms(words[0]):
            index[first].append(((first, *(_first_form(word) for word in words[1:])), code, shown))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(index)


def _first_form(word: str) -> str:
    small = word.lower()
    known = lemmas(small)
    return small if small in known or not known else sorted(known)[0]


def _russian_list(cities: bool) -> list[tuple[str, str, str]]:
    if cities:
        return [(name, code, names[0]) for code, names in _cities(1) for name in names]
    territories = Locale("ru").territories
    listed = [
        (name.split(" (")[0], code, name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    ]
    for code, aliases in RUSSIAN_COUNTRIES.items():
        listed += [(alias.strip(), code, alias.strip()) for alias in aliases.split(",")]
    return listed
