"""Which passages of a report may be outcomes of the meeting: rules over wording, speaker and place in a list.

Weights were set on one half of the gold reports (docs/suggestions.md); a score of one half is the least that is shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import ModuleType

from meetings.suggest import english, russian
from meetings.suggest.found import Outcome
from meetings.suggest.passages import LONGEST, Passage, language_of, legible, passages
from meetings.suggest.russian_words import addressed, is_infinitive
from meetings.suggest.wording import Verb, Wording

SHOWN = 0.5
SURE = 0.8
IN_LIST = 0.85
ATTRIBUTED = 0.65
MAIN_VERB = 60  # characters from the start: what comes by then is what the sentence is about
TOO_SHORT = 25  # characters; "Agreed." tells nobody what

BODY, UNKNOWN, PERSON = "body", "unknown", "person"
BY_SPEAKER = {BODY: (0.45, 0.5), UNKNOWN: (0.2, 0.45), PERSON: (0.05, 0.3)}

SUBORDINATE = re.compile(
    r"(?:\b(?:which|that|who|whom|as|when|where|previously|earlier|already|if|had|having|has been|once|since|recently|not|newly|to be|been|being|"
    r"документ\w*|ранее|как|уже|не|котор\w+(?: \S+){0,3})\s+(?:\w+ly |also |had |has |have |been |were |was )*|[-/«\"“(])$",
    re.IGNORECASE,
)
PARTICIPLE = re.compile(
    r"\s+(?:by|in \d{4}|at (?:the|its|their) (?:previous|last|first|second|\w+th)|earlier|previously)\b"
)
PRONOUN_PERSON = re.compile(r"\b(?:he|she)\b|(?<!\w)(?:он|она)(?!\w)", re.IGNORECASE)
QUOTE = re.compile(r"^[\"“«'‘„]")
PREPOSITION = re.compile(
    r"(?:\b(?:at|during|of|in|to|for|by|from|before|after|with|on|under|within|between|among|following|against|into|towards?|through|via)"
    r"(?: (?:the|this|that|its|their|our|a|an|all|both|some))?(?: [\w’'-]+){0,2} $)|(?:(?<!\w)(?:на|в|во|к|ко|из|с|со|от|для|у|по|о|об|при|под|за|между|перед|через|после|до|для|ради)(?: \S+){0,1} $)",
    re.IGNORECASE,
)
BODY_SAID = re.compile(
    r"\b(?:cent(?:er|re)|committee|council|press service|press[- ]office|secretariat|ministry|statement|communiqu\w+|organi[sz]ation|agency|commission|service)(?:’s \w+|'s \w+)? (?:said|says|has said|noted|reported|added|told)\b"
    r"|(?:пресс-служб\w*|ведомств\w*|комитет\w*|центр\w*|секретариат\w*|исполком\w*|министерств\w*|АТЦ|МИД\w*|МВД|сообщени\w+|заявлени\w+|документ\w*)",
    re.IGNORECASE,
)
NAMES_ONLY = re.compile(
    r"^[A-Z][a-z]+(?:, [A-Z][a-z]+){0,2} (?:also |then |further )?$"
)  # people; two joined by "and" may be states
BACKGROUND = re.compile(  # how a body came to be
    r"\b(?:established|created|founded|formed|set up|launched)(?: \w+){0,3} in (?:\w+ )?(?:19|20)\d\d"
    r"|\b(?:was|were) (?:adopted|signed|approved|ratified|agreed|concluded)(?: in \w+)? in (?:19|20)\d\d"
    r"|(?<!\w)(?<!буд[еу]т )(?:подписан|принят|утвержд[её]н|ратифицирован|заключ[её]н)\w{0,2} (?:в|\d{1,2} [а-я]+) (?:19|20)\d\d"
    r"|^\W*в (?:19|20)\d\d году (?:\S+ ){0,4}?был[аои]?(?!\w)"
    r"|(?<!\w)(?:назначен|избран)\w{0,2}(?: на \S+ (?:должность|пост))? в (?:19|20)\d\d"
    r"|(?<!\w)(?<!буд[еу]т )(?:создан|основан|учрежд[её]н|образован)\w{0,2}(?: \S+){0,7}? (?:(?:в (?:\w+ )?|\d{1,2} [а-я]+ )(?:19|20)\d\d|в прошлом году|лет назад)",
    re.IGNORECASE,
)
DEADLINE = re.compile(
    r"\b(?:by|before|until|no later than|not later than|within|on) (?:the end of |\d{1,2} |early |late )?(?:\d|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|next)|\bnext (?:month|year|week|session|meeting)\b|(?<!\w)(?:до (?:\d|конца)|к \d|не позднее|в срок|в (?:\S+ )?срок|в течение|в (?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)\w{1,2} 20)",
    re.IGNORECASE,
)
OBLIGED = re.compile(
    r"\b(?:must|shall)\b|(?<!\w)(?:долж\w+|обязан\w*|надлежит|необходимо|следует)(?!\w)", re.IGNORECASE
)
NEXT_MEETING = re.compile(
    r"\b(?:next|following) (?:\w+ ){0,3}(?:meeting|session|conference|summit|forum)\b.{0,80}\b(?:will|is to|to) (?:be held|take place|convene)|(?:следующ|очередн)\w+ (?:\S+ ){0,4}(?:заседани|встреч|сесси|совещани|конференци|саммит|форум)\w*.{0,80}(?:состоится|пройд[её]т|будет проведен\w*|провести)",
    re.IGNORECASE,
)
LONG_AGO = re.compile(
    r"\b(?:had (?:been )?(?:\w+ed)|last (?:year|month|week)|years? ago|in the past|previous(?:ly)?|earlier this|back in)\b|(?<!\w)(?:ранее|в прошлом году|лет назад|год назад|до этого|напомним)(?!\w)",
    re.IGNORECASE,
)


@dataclass
class _List:
    """What the reader has in mind on reaching a passage: an open list or a headed section of outcomes."""

    open: bool = False
    kind: str = "decision"
    paragraph: int = -1
    section: bool = False
    indents: list[int] = field(default_factory=list)


def outcomes(text: str, language: str) -> list[Outcome]:
    """In reading order, none over another. `language` decides where the script of a passage does not."""
    found = []
    for passage, score, kind in _scored(passages(legible(text)), language):
        if score >= SHOWN:
            found.append(Outcome(passage.start, passage.end, kind, score >= SURE, round(min(score, 0.99), 2)))
    return found


def _scored(all_passages: list[Passage], language: str) -> Iterator[tuple[Passage, float, str]]:
    titles = {passage.words for passage in all_passages if passage.heading}
    near = _List()
    previous: tuple[int, float] = (-1, 0.0)
    paragraph_words = _paragraph_words(all_passages)
    for number, passage in enumerate(all_passages):
        wording = _wording(passage.words, language)
        following = all_passages[number + 1].words if number + 1 < len(all_passages) else ""
        _leave_list(near, passage)
        if passage.heading:
            near.section = bool(wording.HEADING.search(passage.words)) or (near.section and len(passage.words) < 4)
        repeated = passage.words in titles and not passage.item
        score, kind = _score(passage, wording, near, paragraph_words[passage.paragraph])
        if (passage.heading or repeated) and not _marked(passage.words, wording):
            score = 0.0
        elif wording.REFERS_BACK.match(following):
            score = max(score, ATTRIBUTED)
        elif previous[0] == passage.paragraph and previous[1] >= 0.6 and 0.25 <= score < 0.7:
            score += 0.2  # it goes on with what was just decided
        previous = (passage.paragraph, score)
        if _opens_list(passage, wording, near):
            near.open, near.kind, near.paragraph, near.indents = True, kind, passage.paragraph, []
            if _bare(passage.words, wording):
                score = 0.0
        yield passage, score, kind


def _paragraph_words(all_passages: list[Passage]) -> dict[int, str]:
    words: dict[int, str] = {}
    for passage in all_passages:
        before = words.get(passage.paragraph, "")
        words[passage.paragraph] = before if len(before) > LONGEST else f"{before} {passage.words}"
    return words


def _wording(words: str, language: str) -> ModuleType:
    letters = len(re.findall(r"[^\W\d_]", words))
    known = language_of(words) if letters > 10 else language
    return russian if known == "ru" else english


def _leave_list(near: _List, passage: Passage) -> None:
    """A list ends with the first paragraph that is no item of it."""
    if not near.open or passage.paragraph == near.paragraph:
        return
    first_after = passage.paragraph == near.paragraph + 1 and not near.indents and passage.position == 0
    if passage.item or passage.words.endswith(";"):
        near.paragraph = passage.paragraph
    elif passage.heading or not first_after or len(passage.words) > 400:
        near.open = False
    if near.open:
        near.indents.append(passage.indent)


def _opens_list(passage: Passage, wording: ModuleType, near: _List) -> bool:
    words = passage.words
    if not words.endswith((":", ";")) and not re.search(r":[\s\"»”]*$", words):
        return False
    if words.endswith(";") and (passage.item or near.open):
        return False
    if wording.COURTESY.search(words):
        return False
    found = list(wording.LEAD.finditer(words))
    refused = wording.NO_LEAD.search(words)
    return bool(found) and (not refused or found[-1].start() > refused.start())


def _bare(words: str, wording: ModuleType) -> bool:
    """Whether a lead-in says nothing itself ("The participants agreed:")."""
    if wording.FOLLOWING.search(words):
        return True
    ends = [match.end() for verb in wording.FINITE + wording.PASSIVE for match in verb.pattern.finditer(words)]
    last = min(ends, default=0)
    return len(words[last:].split()) < 8 or not ends


def _marked(words: str, wording: ModuleType) -> bool:
    """Whether a note-taker marked it ("ACTION: …", "Решили: …")."""
    return any(re.search(r"[:–—.-]$", match[0]) for verb in wording.OPENING if (match := verb.pattern.match(words)))


def _score(passage: Passage, wording: ModuleType, near: _List, paragraph: str) -> tuple[float, str]:
    words = passage.words.lstrip("\"“«'‘„*_ ").replace("ё", "е").replace("Ё", "Е")  # printed with or without its dots
    if wording.BOILERPLATE.match(words) or wording.REFERS_BACK.match(words) or not re.search(r"\w{3}", words):
        return 0.0, "decision"
    opening = _opening(words, wording)
    if len(words) < TOO_SHORT and not (opening and len(words) > 15) and not near.open:
        return 0.0, "decision"
    score, kind = max(_ways(passage, words, wording, opening, near, paragraph), default=(0.0, "decision"))
    return score + _traps(passage, words, wording, near, score), kind


def _ways(
    passage: Passage, words: str, wording: ModuleType, opening: Verb | None, near: _List, paragraph: str
) -> Iterator[tuple[float, str]]:
    """Each reason to take a passage for an outcome, with its weight."""
    preamble = bool(wording.PREAMBLE.match(words))
    if near.open and passage.paragraph > -1 and near.indents and not preamble and not wording.PERSON_SAYS.search(words):
        yield (IN_LIST if passage.position == 0 else 0.6), opening.kind if opening else near.kind
    if opening and not preamble:
        infinitive_alone = wording is russian and not passage.item and not near.section
        yield (0.9 if passage.item or _marked(words, wording) else 0.6 if infinitive_alone else 0.8), opening.kind
    if passage.item and wording is russian and not preamble and _infinitive(words):
        yield (0.8 if not re.search(r"\?$", words) else 0.3), "action"
    if wording is russian and not preamble and addressed(words):
        yield (0.8 if passage.item or near.section else 0.65), "action"
    if near.section:
        yield (0.75 if passage.item else 0.45), opening.kind if opening else "recommendation"
    if wording is english and english.ASSIGNED.search(words) and len(words) < 160:
        yield 0.75, "action"
    yield from _finite(words, wording)
    yield from _passive(words, wording)
    yield from _softer(passage, words, wording, near, paragraph)


def _opening(words: str, wording: ModuleType) -> Verb | None:
    families: Wording = wording.OPENING
    return next((verb for verb in families if verb.pattern.match(words)), None)


def _finite(words: str, wording: ModuleType) -> Iterator[tuple[float, str]]:
    for verb in wording.FINITE:
        for match in verb.pattern.finditer(words):
            before, after = words[: match.start()], words[match.end() :]
            if wording is english and english.NOUN.search(before):
                continue
            if wording is english and english.TOLD.search(words):
                before = english.TELLER.sub("", before)
            if SUBORDINATE.search(before) or (wording is english and PARTICIPLE.match(after)):
                continue
            who = _speaker(before, match[0], wording)
            low, rise = BY_SPEAKER[who]
            score = low + rise * verb.strength
            if who == PERSON and verb.kind == "action":
                score += 0.3  # an instruction from the chair is an outcome
            yield score + _noun(after, wording), verb.kind


def _passive(words: str, wording: ModuleType) -> Iterator[tuple[float, str]]:
    for verb in wording.PASSIVE:
        for match in verb.pattern.finditer(words):
            before = words[: match.start()]
            if re.search(r"(?:\b(?:which|that|who|when|if|as)|котор\w+(?: \S+){0,4}|\bкак)\s*$", before, re.IGNORECASE):
                continue
            yield 0.4 + 0.4 * verb.strength + _noun(words, wording), verb.kind


def _noun(words: str, wording: ModuleType) -> float:
    return 0.05 if wording.OUTCOME_NOUNS.search(words) else 0.0


def _softer(
    passage: Passage, words: str, wording: ModuleType, near: _List, paragraph: str
) -> Iterator[tuple[float, str]]:
    """Duties, promises, results and the body's own words: outcomes only with something else beside them."""
    attributed = bool(wording.ATTRIBUTED.search(words))
    if attributed:
        yield ATTRIBUTED, "finding"
    for verb in wording.DUTY:
        match = verb.pattern.search(words)
        if match:
            speaker = _speaker(words[: match.start()], "", wording)
            firm = 0.05 if OBLIGED.search(match[0]) else 0.0
            score = (
                0.3
                + firm
                + (0.3 if attributed else 0)
                + (0.15 if speaker == BODY else 0)
                + (0.2 if near.section else 0)
            )
            yield score + (0.15 if DEADLINE.search(words) else 0), verb.kind
    if wording is russian and russian.TASKED.search(words):
        yield 0.65 + (0.15 if DEADLINE.search(words) else 0), "action"
    if result := wording.RESULT.search(words):
        named = wording.OUTCOME_NOUNS.search(words, result.end()) or wording.PASSIVE[0].pattern.search(result[0])
        yield (0.65 if named else 0.4), "decision"
    if wording.WE_OPERATIVE.search(words):
        quoted = bool(re.search(r"[\"“”«»]", paragraph)) or passage.words[0] in "'‘"
        declared = 0.8 if words.lower().startswith(("we", "мы")) or wording.PREAMBLE.match(words) else 0.45
        yield (0.62 if quoted and BODY_SAID.search(paragraph) else 0.3 if quoted else declared), "finding"
    if NEXT_MEETING.search(words):
        yield 0.85, "decision"  # more than the trap for what is to come takes away


def _traps(passage: Passage, words: str, wording: ModuleType, near: _List, score: float) -> float:
    """What takes away from a score, whatever it rests on."""
    minus = 0.0
    if wording.PERSON_SAYS.search(passage.words.replace("ё", "е")):
        minus -= 0.15 if wording.TOLD.search(words) else 0.4
    if courtesy := wording.COURTESY.search(words):
        minus -= 0.5 if courtesy.start() < MAIN_VERB else 0.35
    if wording.PREVIEW.search(words) and score < 0.9:
        minus -= 0.3
    if (
        wording.PREAMBLE.match(words)
        and not near.open
        and wording is english
        and not english.WE_OPERATIVE.search(words)
    ):
        minus -= 0.3
    if words.endswith("?"):
        minus -= 0.3
    if BACKGROUND.search(words):
        minus -= 0.4
    if (past := LONG_AGO.search(words)) and not near.open:
        minus -= 0.25 if past.start() else 0.5  # "Last year …" is nothing but background
    if wording is russian and russian.UNREAL.search(words):
        minus -= 0.4
    if passage.item and not near.open and not near.section and not words.endswith((".", ";", ":")) and score < 0.9:
        minus -= 0.3  # one of a list of links or topics
    return minus


def _speaker(before: str, verb: str, wording: ModuleType) -> str:
    """Whose act it is, by the first noun that can act in the words before the verb."""
    before = english.CAUSE.sub(" ", before) if wording is english else before
    if wording is russian and re.search(r"(?:ли|лись|ют|ят|ены)$", verb.split()[0] if verb else ""):
        return BODY  # only several people can be the subject of a plural
    if NAMES_ONLY.match(before) and not before.startswith("The ") and not _nouns(wording.BODY).search(before):
        return PERSON
    if wording is english and english.TOGETHER.search(before):
        return BODY
    clause = before[-260:]
    if not re.search(r"\w", clause):
        return BODY if wording is english else UNKNOWN
    body = _first(clause, _nouns(wording.BODY), wording)
    person = _first(clause, _nouns(wording.INDIVIDUAL), wording)
    if body is None and person is None:
        return UNKNOWN
    if person is None or (body is not None and body < person):
        return BODY
    return PERSON


@lru_cache(maxsize=8)
def _nouns(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _first(clause: str, nouns: re.Pattern[str], wording: ModuleType) -> int | None:
    for match in nouns.finditer(clause):
        if not PREPOSITION.search(clause[: match.start()]):
            return match.start()
    return None


@lru_cache(maxsize=4096)
def _infinitive(words: str) -> bool:
    first = re.match(r"[а-яё]+", words.lower())
    if not first or not re.search(r"(?:ть|ться|ти|тись|чь|чься)$", first[0]):
        return False
    return is_infinitive(first[0])
