"""What a report's text says of its meeting: title, place, countries, dates, organisers, bodies. Likeliest first; people decide."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from meetings.suggest import names
from meetings.suggest.bodies import Phrase, bodies, organisers, titles
from meetings.suggest.days import days
from meetings.suggest.found import Fact
from meetings.suggest.names import Named
from meetings.suggest.passages import LONGEST, legible, passages

MOST = {"title": 3, "place": 4, "country": 3, "date": 4, "organiser": 4, "body": 15}

EVENT = r"meetings?|conference|summit|session|forum|seminar|workshop|assembly|congress|symposium|talks|consultations|round ?table|event|gathering|exercise|COM|training"
VENUE = re.compile(
    rf"\b(?:held|took place|taking place|convened|hosted|gathered|met|concluded|closed|opened|ended|began|wrapped up|assembled|kicked off|is underway|signed|organi[sz]ed|adopted|{EVENT})\b[^.;]{{0,70}}?\b(?:in|at)(?: the)?(?: city of| capital| city)?,? $",
    re.IGNORECASE,
)
RUSSIAN_VENUE = re.compile(
    r"(?:состоял\w+|прош[её]л|прошл[аио]|проходит|проходил\w*|завершил\w+|открыл\w+|начал\w+|собрал\w+|заседани\w+|встреч\w+|совещани\w+|конференци\w+|саммит\w*|форум\w*|семинар\w*|переговор\w+|съезд\w*|подписан\w*|обсудили|обсуждают|подвели итоги|провел\w*|принят\w*|сесси\w+|мероприяти\w+|учени\w+)(?:(?!после|теракт)[^.;]){0,80}?(?:в|во|на) (?:городе |г\. ?|столице (?:\S+ ){1,2})?$",
    re.IGNORECASE,
)
RUSSIAN_VENUE_AFTER = re.compile(
    r"[^.;]{0,90}?(?:состоял\w+|прош[её]л|прошл[аио]|проходит|проходил\w*|завершил\w+|открыл\w+|начал\w+|собрал\w+|обсудили|обсуждают|обсужда\w+|подписал\w*|подписан\w*|подвели|заседани\w+|встреч\w+|совещани\w+|конференци\w+|саммит\w*|форум\w*|семинар\w*|провел\w*|принял\w*|сесси\w+)",
    re.IGNORECASE,
)
IN = re.compile(
    r"(?:\b(?:in|at)(?: the)?(?: city of)?|(?<!\w)(?:в|во)(?: городе| г\.)?|(?<!\w)г(?:ород|\.)|місто|ciudad de|en|(?<!\w)à) ?$",
    re.IGNORECASE,
)
CITY_OF = re.compile(r"(?<!\w)(?:г\.|гор\.|город|городе|місто|ciudad de|city of|town of|resort of) ?$", re.IGNORECASE)
DATELINE = re.compile(r"[,.]?\s*(?:\([^)]{2,30}\)|[,–—-]|/|[A-ZА-ЯЁ]?[a-zа-яё]{2,9}\.? \d|\d{1,2} [A-ZА-ЯЁa-zа-яё])")
AHEAD = re.compile(
    r"\b(?:will|forthcoming|next|upcoming|to be held|future|previous|last|próxim[oa]|se llevará|prochaine?)\b|(?<!\w)(?:предстоящ\w+|следующ\w+|состоится|пройд[её]т|планируется|будет|прошл(?:ого|ом|ой)|очередной раз)(?!\w)",
    re.IGNORECASE,
)
# Papers called by the town where they were made: "the Rome Statute".
PAPER = re.compile(r" (?:Statute|Conventions?|Treaty|Pact|Process|Protocols?|Accords?|[Aa]greements?)\b")
HERE = re.compile(r"\b(?:here (?:on|today|yesterday)|held here|met here)\b|(?<!\w)здесь(?!\w)", re.IGNORECASE)

TAKING_PART = re.compile(
    r"\b(?:attended|took part|take part|participat\w+|brought together|represent\w*|delegat\w+|present|gathered|members?|comprising|composed of|joined|signed by|officials? from|experts? (?:from|and officials)|consisting|countries of|governments? of|leaders of|presidents of|heads of government who|ministers? (?:of|for) |secretary of)\b"
    r"|(?:приня\w+ участие|принима\w+ участие|участвовал\w*|участник\w*|участием|делегаци\w+|представител\w+|собрал\w*|присутствовал\w*|представлял\w*|прибыл\w*|глав\w* |министр\w*|премьер\w*|президент\w*|секретар\w+|членами|государства-участники|autoridades|representantes|reunidas|participar\w+|asistieron|delegaciones|ministros?|ministres?|délégations?|représentants?|pris part|participé|réunis)",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"(?:\b(?:Ministers?|President|Prime Minister|Secretary|Government|Council|delegations?|Ambassador|Chairman|Parliament|Chancellor|Affairs|representatives?|Embassy|Interior|Defen[cs]e|King|MINISTER|PRESIDENT)\b(?-i: [A-Z][\w.’'-]+){0,3}(?: (?:of|for|from|the|and|Foreign|Affairs|Security|Internal|Interior|Justice)\b)*(?: the)? $)"
    r"|(?:(?:министр\w*|президент\w*|премьер\w*|правительств\w*|делегаци\w+|представител\w+|посол|посла|МИД\w*|МВД|парламент\w*|совет\w* безопасности|совбез\w*|секретар\w+|глав[аыуе]|сторон\w+|председател\w+ \w+) (?:\w+ ){0,4}$)",
    re.IGNORECASE,
)
# "Kenya, Uganda and Somalia have urged": a sentence that begins with the states that act.
ACTS = re.compile(
    r"\W*(?:the )?(?:[A-ZА-ЯЁ][\w’'-]*,? (?:and |и )?(?:the )?)+(?:(?:also|jointly|have|has|will|would) )*"
    r"(?:(?:agree|sign|urge|call|pledge|host|support|decide|adopt|propose|condemn|reaffirm|express|welcome|endorse|commit|resolve|stress|establish|join|launch|conclude|chair|organi[sz]e|undertake)(?:d|s|ed|ted)?|undertook"
    r"|договорились|подписали|намерены|создадут|создают|призвали|условились|объединят|поддержали|обсудили|согласовали|усилят|усиливают|будут|провели|заключили|приняли|предложили|выступили)(?!\w)"
)
BETWEEN = re.compile(
    r"\b(?:between|signed (?:by|with)|talks with) (?:the )?(?:[A-Z][\w’'-]+ (?:and |, )?)?$|(?<!\w)между (?:[А-ЯЁ][\w-]+ и )?$"
)
FORMER = re.compile(r"\b(?:former|late|ex)\b|(?<!\w)(?:бывш|экс-)", re.IGNORECASE)
APPLICANT = re.compile(
    r"\b(?:membership|admission|accession|application|joined)\b|вступлени\w+|присоединени\w+|принят\w* в", re.IGNORECASE
)
LOCATED = re.compile(
    r"(?:\b(?:in|to|on|against|inside|near)(?: the)?(?: Republic of)?(?: the)? $)|(?<!\w)(?:в|во|на территории|ситуаци\w+ в|с|из|границ\w+ с) $",
    re.IGNORECASE,
)
SITUATION = re.compile(
    r"\b(?:situation|conflict|war|crisis|attacks?|returning|terrorist attacks|fighting|border with|academy|aid to|pressure|exports|trade with)\b|ситуаци\w+|конфликт\w*|войн\w+|теракт\w+|внимания|кризис\w*|боевик\w*|санкци\w+|борьб\w+ за",
    re.IGNORECASE,
)
HEAD = 800  # characters in which a document says where and when it was made
# "New York, USA", "г. Алматы, 12 мая 2016 года": a line of its own for the town, perhaps with its state and a date.
OWN_LINE = re.compile(r"[^\w\n]*(?:(?:г|гор)\. ?)?")
REST_OF_LINE = re.compile(
    r"(?:, ?[A-ZА-ЯЁ][\w’'. -]{1,40}| \([A-ZА-ЯЁ][\w’'. -]{1,40}\))?"
    r"(?:,? [\d–-]+ ?\w* ?\d{0,4} ?(?:г|года?)?)?[^\w\n]*$",
    re.MULTILINE,
)
LIKELY = 0.1  # of a host
TOLD = 0.4  # of a town in which something was held
MOST_IN_SENTENCE = 60  # states
MANY = 4  # states in one sentence are a list of those present, unless the sentence is about something else


def facts(text: str, language: str, published: str = "") -> list[Fact]:
    """Suggestions for each field of the meeting's record, best first within a field."""
    text = legible(text[:60_000])  # who met, where and when is said early
    places = _places(text, language)
    host = _host(text, language, places)
    towns = {place.value.casefold() for place in places}  # in capitals, one looks like an acronym
    found = [
        *_phrases("title", titles(text, _heading(text))),
        *places,
        *host,
        *_countries(text, language, host[0] if host else None),
        *(
            Fact("date", day.value, " ".join(text[day.start : day.end].split()), day.start, day.end, day.score)
            for day in days(text, published)
        ),
        *_phrases("organiser", organisers(text)),
        *_phrases("body", [body for body in bodies(text) if body.value.casefold() not in towns]),
    ]
    return list(_best(found))


def _best(found: list[Fact]) -> Iterator[Fact]:
    """Few of each field: what comes late in the list is seldom right and always in the way."""
    counts: dict[str, int] = defaultdict(int)
    seen: set[tuple[str, str]] = set()
    for fact in found:
        key = (fact.field, fact.value.casefold())
        if key not in seen and counts[fact.field] < MOST.get(fact.field, 60):
            counts[fact.field] += 1
            seen.add(key)
            yield fact


def _phrases(name: str, phrases: list[Phrase]) -> Iterator[Fact]:
    for phrase in phrases:
        yield Fact(name, phrase.value, phrase.value, phrase.start, phrase.end, round(phrase.score, 2))


def _heading(text: str) -> tuple[int, int] | None:
    return next(((one.start, one.end) for one in passages(text[:3000]) if one.heading and len(one.words) > 20), None)


def _places(text: str, language: str) -> list[Fact]:
    """Towns by what stands around them; the town of a news agency's dateline only where nothing else speaks."""
    scores: dict[str, float] = {}
    best: dict[str, tuple[float, Named]] = {}
    here = bool(HERE.search(text[:1500]))
    for named in names.cities(text, language):
        one = _place_score(text, named, here)
        if named.name not in best or best[named.name][0] < one:
            best[named.name] = (one, named)
        scores[named.name] = max(one, scores.get(named.name, 0.0)) + (0.1 if named.name in scores else 0.0)
    for named in names.towns_beside_states(text, language):  # towns that the gazetteer does not have
        if named.name not in best:
            best[named.name] = (scores.setdefault(named.name, _place_score(text, named, here)), named)
    ranked = sorted(best, key=lambda name: (-scores[name], best[name][1].start))
    return [
        Fact("place", name, name, best[name][1].start, best[name][1].end, round(min(0.99, max(0.05, scores[name])), 2))
        for name in ranked
    ]


def _place_score(text: str, named: Named, here: bool) -> float:
    line = text.rfind("\n", 0, named.start) + 1
    own_line = OWN_LINE.fullmatch(text, line, named.start) and REST_OF_LINE.match(text, named.end)
    if own_line and named.start < HEAD:
        return 0.75
    clause = re.split(r"(?<=[a-zа-яё\d)»”])[.!?]\s+(?=[A-ZА-ЯЁ])", text[max(line, named.start - 200) : named.start])[-1]
    if (
        not re.search(r"\w", text[line : named.start])
        and (text[named.start : named.end].isupper() or named.start < 400)
        and DATELINE.match(text, named.end)
    ):
        return 0.9 if here else 0.3
    after = text[named.end : named.end + 120]
    if PAPER.match(after):
        return 0.05
    score = 0.15
    of_event = re.match(rf" (?:{EVENT})\b", after)  # "the Minsk conference"
    venue = VENUE.search(clause) or RUSSIAN_VENUE.search(clause)
    if of_event or CITY_OF.search(clause) or venue or (IN.search(clause) and RUSSIAN_VENUE_AFTER.match(after)):
        score = 0.6
    elif IN.search(clause):
        score = 0.4
    if AHEAD.search(clause):
        score -= 0.35
    if re.match(r",? (?:in )?(?:\w+ )?(?:19|20)\d\d", after) and re.search(r"follow|since|after|после", clause):
        score -= 0.2  # where an earlier meeting was
    return score + max(0.0, 0.15 - named.start / 10_000)


def _host(text: str, language: str, places: list[Fact]) -> list[Fact]:
    """The country of the likeliest towns; without a town, the country in which something was held."""
    towns = [*names.towns_beside_states(text, language), *names.cities(text, language)]
    codes = {named.name: named.code for named in towns}
    found = [
        _country_fact("country", codes[place.value], language, place.start, place.end, place.score) for place in places
    ]
    told = any(place.score >= TOLD for place in places)
    for named in names.countries(text, language):
        before = text[max(0, named.start - 160) : named.start]
        if (VENUE.search(before) or RUSSIAN_VENUE.search(before)) and not AHEAD.search(before[-90:]):
            found.append(_country_fact("country", named.code, language, named.start, named.end, 0.45))
        elif not told and IN.search(before) and not SITUATION.search(before[-40:]):
            found.append(_country_fact("country", named.code, language, named.start, named.end, 0.3))
    return sorted(found, key=lambda fact: (-fact.score, fact.start))


def _country_fact(name: str, code: str, language: str, start: int, end: int, score: float) -> Fact:
    return Fact(name, code, names.country_name(code, language), start, end, score)


def _countries(text: str, language: str, host: Fact | None) -> list[Fact]:
    """States that took part: listed, named with an office, or hosting. A state only spoken about is left out."""
    best: dict[str, Fact] = {}
    if host and host.score >= LIKELY:
        best[host.value] = _country_fact("countries", host.value, language, host.start, host.end, host.score)
    for named in names.delegations(text):
        best.setdefault(named.code, _country_fact("countries", named.code, language, named.start, named.end, 0.7))
    mentions = names.countries(text, language)
    for start, end in _sentence_spans(text):
        here = [named for named in mentions if start <= named.start < end]
        acts = ACTS.match(text, start, end) if here else None
        acting, together = acts.end() if acts else start, len({named.code for named in here})
        for named in here[:MOST_IN_SENTENCE]:
            score = _part(text, named, start, end, together, acting)
            if score >= 0.5 and (named.code not in best or best[named.code].score < score):
                best[named.code] = _country_fact("countries", named.code, language, named.start, named.end, score)
    return sorted(best.values(), key=lambda fact: fact.start)


def _sentence_spans(text: str) -> list[tuple[int, int]]:
    return [
        (start, min(start + LONGEST, passage.end))
        for passage in passages(text)
        for start in range(passage.start, passage.end, LONGEST)
    ]


def _part(text: str, named: Named, start: int, end: int, together: int, acting: int) -> float:
    """How likely a named state took part."""
    sentence, before = text[start:end], text[max(start, named.start - 90) : named.start]
    if OFFICE.search(before) and not FORMER.search(before):
        return 0.8
    if text[named.start - 1 : named.start] == "(" and text[named.end : named.end + 1] == ")":
        return 0.7  # "(Россия)" after a name
    applies, about, taking_part = _speaks_of(sentence)
    if applies:
        return 0.6
    if not about and named.end <= acting:
        return 0.7
    if together > 1 and not about and BETWEEN.search(before):
        return 0.6
    if taking_part and together > 1 and not about and not (LOCATED.search(before) and together < 3):
        return 0.8
    if together >= MANY and not about:
        return 0.6
    return 0.5 if taking_part and not about and not LOCATED.search(before) else 0.1


@lru_cache(maxsize=8)
def _speaks_of(sentence: str) -> tuple[bool, bool, bool]:
    """Of an applicant, of a situation, of taking part."""
    return bool(APPLICANT.search(sentence)), bool(SITUATION.search(sentence)), bool(TAKING_PART.search(sentence))
