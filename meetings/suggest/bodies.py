"""Bodies, organisers and the title of the meeting, by the words they are made of."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from meetings.suggest.russian_words import nominative

ENGLISH_HEADS = (
    r"Council|Committee|Cent(?:er|re)|Commission|Organi[sz]ation|Union|Ministry|Agency|Assembly|Office|Secretariat|Bureau|Nations|Forum|Bank|Fund|Service"
    r"|Court|Group|Association|Institute|Academy|Department|Directorate|Commonwealth|League|Federation|Alliance|Parliament|Foundation|Board|Authority|University|Police"
)
# "the Anti-Terrorism Center of the Commonwealth of Independent States"
ENGLISH_BODY = re.compile(
    rf"(?:[A-Z][\w’'&-]+,? (?:(?:and|for|of|on) (?:the )?)?){{0,5}}(?:{ENGLISH_HEADS})s?(?![\w-])"
    r"(?: (?:of|for|on|in|to|against)(?: the)?(?: (?:and |the )?[A-Z][\w’'&-]+(?: of(?: the)?)?){1,7}(?<! of)(?<! of the))?"
)
RUSSIAN_HEADS = (
    r"совет|комитет|госкомитет|центр|комисси|организаци|союз|министерств|агентств|ассамбле|секретариат|исполком|бюро|содружеств|фонд|служб|суд|ассоциаци|институт|академи"
    r"|департамент|управлени|лиг|федераци|парламент|правительств|прокуратур|палат|рад"
)
RUSSIAN_BODY = re.compile(
    rf"(?<!\w)(?:(?!Заседани|Решени|Совещани|Постановлени|Заявлени|Соглашени|Поручени)[А-ЯЁ][а-яёА-ЯЁ-]+(?:ая|ий|ый|ой|ого|его|ому|ему|ым|им|ом|ем|ое|ее|ую|юю|ие|ые|ых|их)\s+(?:[а-яё-]+(?:ая|ий|ый|ой|ого|его|ому|ому|ое|ых|их)\s+){{0,2}})?"
    rf"(?P<head>[А-ЯЁ](?:{'|'.join(head[1:] for head in RUSSIAN_HEADS.split('|'))})[а-яё]{{0,6}})(?!\w)"
    r"(?P<rest>(?:\s+(?:по|и|в|на|государств|глав|стран|безопасности|министров|секретарей|национальных|координаторов|иностранных|дел|обороны|правительств|борьб[еы]|с|терроризмом|сотрудничества|[а-яё]+(?:ов|ей|ий|ых|их|ого|ой|ам|ями))(?!\w)|\s+[А-ЯЁ][\w«»-]+){0,8})"
)
HEAD = re.compile(rf"\b(?:{ENGLISH_HEADS})s?\b")
TOGETHER = re.compile(r",? and the (?=[A-Z])")
ACRONYM = re.compile(
    r"(?<![\w.-])(?:[A-Z]{2,7}|[А-ЯЁ]{2,7}|INTERPOL|Europol|Eurojust|UNICEF|UNESCO|Интерпол\w*|Европол\w*|Евросоюз\w*|Госдум\w+|Минздрав\w*|Минюст\w*|Минобороны|Минфин\w*)(?![\w.-])"
)
NO_BODY = frozenset(
    [
        "TASS",
        "APP",
        "AFP",
        "BBC",
        "OK",
        "TV",
        "PDF",
        "USA",
        "US",
        "UK",
        "UAE",
        "ACTION",
        "THE",
        "AND",
        "OF",
        "IN",
        "ON",
        "FOR",
        "TO",
        "HTTP",
        "HTTPS",
        "URL",
        "ID",
        "AM",
        "PM",
        "CET",
        "GMT",
        "HE",
        "NEWS",
        "RELEASE",
        "DRAFT",
        "FINAL",
        "HIV",
        "AIDS",
        "COVID",
        "США",
        "РФ",
        "ОАЭ",
        "КНР",
        "КНДР",
        "ЮАР",
        "ТАСС",
        "РИА",
        "РИЯ",
        "ИА",
        "ОАО",
        "ЗАО",
        "ООО",
        "НК",
        "ГСМ",
        "ПВО",
        "ВИЧ",
        "ФРГ",
        "СССР",
        "РЕШЕНИЕ",
        "ПРОТОКОЛ",
        "ОТ",
        "О",
        "И",
        "НА",
        "В",
        "ПО",
        "ДО",
        "ИЗ",
        "ДЛЯ",
        "СМИ",
        "ТВ",
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "IX",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XX",
        "XXI",
    ]
)

ORGANISERS = [
    re.compile(
        r"\b(?:co-?organi[sz]ed|organi[sz]ed|hosted|convened|co-?hosted|jointly held|sponsored|arranged)(?: jointly| together)? by\s+(?P<who>.+?)(?=\s+(?:in|with|for|on|at|to|from|within|took|and was|under|as)\s|[.;:]|,\s+(?!and)|$)"
    ),
    re.compile(r"\b(?:on|at) the initiative of\s+(?P<who>.+?)(?=[.;,]|\s+(?:in|with|on|at|took|was)\s|$)"),
    re.compile(
        r"\bunder the (?:auspices|aegis|chairmanship|patronage|presidency) of\s+(?P<who>.+?)(?=[.;,]|\s+(?:in|with|on|at|took|was)\s|$)"
    ),
    re.compile(
        r"\b(?P<who>[A-Z][\w’'&-]+(?: (?:of |the |and |for |in )*[A-Z][\w’'&-]+){0,9}) (?:hosted|organi[sz]ed|convened|co-hosted|is hosting)\b"
    ),
    re.compile(
        r"(?:(?:организован\w*|организовал\w*|проведен\w*|проводится|организуем\w+)\s+(?=[А-ЯЁ])(?:совместно с )?|по инициативе\s+|под эгидой\s+|организатор\w*(?: \S+){0,3} (?:выступил\w*|стал\w*|явля\w+)\s+|под председательством\s+)"
        r"(?P<who>.+?)(?=[.;,]|\s+(?:в сотрудничестве|при поддержке|в рамках|с участием|состоял\w+|прош[её]л|прошл[аио]|завершил\w+|в г\.|в [А-ЯЁ]|который|которое|которая)|\s\(|$)"
    ),
    re.compile(r"(?P<who>[А-ЯЁ]\S+(?: \S+){0,6}) (?:организовал\w*|выступил\w* организатор\w+)"),
]

EVENTS = r"[Mm]eeting|[Cc]onference|[Ss]ummit|[Ss]ession|[Ff]orum|[Ss]eminar|[Ww]orkshop|[Aa]ssembly|[Cc]ongress|[Ss]ymposium|[Cc]onsultations|[Rr]ound ?[Tt]able|MEETING|CONFERENCE|SUMMIT|SESSION"
ENGLISH_TITLE = re.compile(
    rf"(?:(?:[A-Z0-9][\w’'&-]*|[Aa]nnual|[Rr]egional|[Ee]xpert|[Mm]inisterial|[Ii]nternational|[Jj]oint|[Pp]lenary|[Rr]egular|[Ee]xtraordinary|[Hh]igh-level|\d+(?:st|nd|rd|th)|first|second|third|[a-z]+th|and|on|of)\s+){{0,9}}(?:{EVENTS})\b"
    r"(?:\s+(?:of|on|for|between|with)(?: the| all)?(?:\s+(?:[A-Z][\w’'&-]*|of|the|and|for|on|in the|to|member|heads|national|states?|countries|nations|employees|services?|agencies|bodies|authorities|experts|security|law|enforcement|intelligence|secretaries|ministers|law-enforcement|[a-z-]+ centers|combating|countering)(?![\w]),?)+)?"
)
RUSSIAN_TITLE = re.compile(
    r"(?:(?:[А-ЯЁа-яё0-9-]+(?:ая|ое|ий|ый|ой|ого|его|ому|ем|ом|ым|им|ую)|[IVXLC]+|\d+-\w{1,3})\s+){0,4}(?P<head>[Зз]аседани[еяюи]м?|[Сс]овещани[еяюи]м?|[Вв]стреч[аеиу]й?|[Кк]онференци[яиюей]+|[Сс]аммит[аеу]?|[Фф]орум[аеу]?|[Сс]есси[яиюей]+|[Сс]еминар[аеу]?|[Сс]ъезд[аеу]?|[Кк]ругл\w+ стол\w?)(?!\w)"
    r"(?:\s+(?!состоял|прош|заверш|подпис|сообщ|принял|были|был|в\s+[А-ЯЁ])[^\s.,;:()]+){0,14}"
)
NUMBERED = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\b(?:first|second|third|[a-z]+th|annual|regional|ministerial|expert|regular)\b|очередно|внеочередно|\d-е|[IVX]+ ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    value: str
    start: int
    end: int
    score: float


def bodies(text: str) -> list[Phrase]:
    """Each body named, the most often named first, at the place of its first naming."""
    counts: Counter[str] = Counter()
    first: dict[str, Phrase] = {}
    for phrase in _body_names(text):
        counts[phrase.value.casefold()] += 1
        first.setdefault(phrase.value.casefold(), phrase)
    found = [
        Phrase(phrase.value, phrase.start, phrase.end, min(0.95, phrase.score + 0.05 * counts[key]))
        for key, phrase in first.items()
    ]
    return sorted(found, key=lambda phrase: (-phrase.score, phrase.start))


def _body_names(text: str) -> Iterator[Phrase]:
    for match in ENGLISH_BODY.finditer(text):
        for start, end in _each(text, *match.span()):
            value = re.sub(r"^(?:The|And|At|In|On|Of|For) ", "", " ".join(text[start:end].split()))
            if " " in value:
                yield Phrase(value, start, end, 0.6)
    for match in RUSSIAN_BODY.finditer(text):
        value = " ".join(match[0].split())
        if " " in value:
            yield Phrase(nominative(value), match.start(), match.end(), 0.6)
    shouted = sum(char.isupper() for char in text) > len(text) / 2
    for match in ACRONYM.finditer("" if shouted else text):
        around = text[max(0, match.start() - 12) : match.start()] + text[match.end() : match.end() + 12]
        if match[0] not in NO_BODY and not re.search(r"[A-ZА-ЯЁ]{4,} ?$|^ ?[A-ZА-ЯЁ]{4,}", around):
            yield Phrase(match[0], match.start(), match.end(), 0.5)


def _each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bodies that stand together, one by one: “and the” parts two names only where both sides have a body's word."""
    for joint in TOGETHER.finditer(text, start, end):
        if HEAD.search(text, start, joint.start()) and HEAD.search(text, joint.end(), end):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def organisers(text: str) -> list[Phrase]:
    found = []
    for pattern in ORGANISERS:
        for match in pattern.finditer(text):
            for start, end in _each(text, *match.span("who")):
                who = re.sub(r"^(?:the|a|an) ", "", " ".join(text[start:end].split()))
                if 2 < len(who) < 160:
                    found.append(Phrase(who, start, end, 0.7 if match.start() < 1500 else 0.5))
    return sorted(found, key=lambda phrase: (-phrase.score, phrase.start))


def titles(text: str, heading: tuple[int, int] | None) -> list[Phrase]:
    """What the meeting may be called: its name in the running text, then the report's own heading."""
    found: dict[str, Phrase] = {}
    for match in [*ENGLISH_TITLE.finditer(text[:6000]), *RUSSIAN_TITLE.finditer(text[:6000])]:
        value = re.sub(r"^(?:The|An?|This|At|In|of|on|and|Of|On|And)\s+", "", " ".join(match[0].split())).strip(" ,")
        value = re.sub(r"(?:\s+(?:of|on|for|the|and|in|with|между|по|с|в|и|на))+$", "", value)
        if len(value.split()) < 2:
            continue
        score = (
            0.35 + min(len(value.split()), 10) * 0.03 + (0.15 if NUMBERED.search(value) else 0) - match.start() / 20_000
        )
        shown = nominative(value) if re.search("[А-яЁ]", value) else value
        kept = found.get(shown.casefold())
        if not kept or kept.score < score:
            found[shown.casefold()] = Phrase(shown[:1].upper() + shown[1:], match.start(), match.end(), round(score, 2))
    if heading:
        found.setdefault("", Phrase(" ".join(text[heading[0] : heading[1]].split()).lstrip("# "), *heading, 0.45))
    return sorted(found.values(), key=lambda phrase: (-phrase.score, phrase.start))
