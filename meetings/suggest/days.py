"""Dates that a text gives, as precise as its words are; a year is never guessed."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
RUSSIAN = ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"]
UKRAINIAN = ["січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд"]
SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|январ[яеь]|феврал[яеь]|март[ае]?|апрел[яеь]|ма[йяе]|июн[яеь]|июл[яеь]|август[ае]?|сентябр[яеь]|октябр[яеь]|ноябр[яеь]|декабр[яеь]"
    r"|янв|фев|мар|апр|июн|июл|авг|сент?|окт|ноя(?:б)?|дек"
    r"|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?!\w)\.?"
)
DAY = r"(?<![\d.])(?P<day>[0-3]?\d)(?:st|nd|rd|th|-?го|-?е)?"
RANGE = r"(?:\s?(?:-|–|—|to|and|по|и|y|al)\s?(?P<last>[0-3]?\d)(?:st|nd|rd|th|-?го|-?е)?)?"
YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"

SHAPES = [
    re.compile(rf"{DAY}{RANGE},?\s+(?:of\s+|de\s+)?{MONTH},?\s+(?:de\s+)?{YEAR}", re.IGNORECASE),
    re.compile(rf"(?<!\w){MONTH}\s+{DAY}{RANGE},?\s+{YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\d.])(?P<day>[0-3]\d)\.(?P<number>[01]\d)\.{YEAR}", re.IGNORECASE),
    re.compile(r"(?<![\d.])(?P<day>[0-3]\d)\.(?P<number>[01]\d)\.(?P<short>\d\d)(?!\d|\.\d)"),
    re.compile(rf"(?<!\d){YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    re.compile(rf"(?<!\w){MONTH},?\s+(?:of\s+|de\s+)?{YEAR}", re.IGNORECASE),
    re.compile(rf"{DAY}{RANGE}\s+(?:of\s+)?{MONTH}", re.IGNORECASE),
    re.compile(rf"(?<!\w){MONTH}\s+{DAY}{RANGE}(?!\d|:)", re.IGNORECASE),
]
FULL = SHAPES[:5]  # those with day, month and year
HEAD, LONGEST_DATELINE = 600, 60  # characters
MOST = 300  # dates read: a table of more is no report
ACROSS = re.compile(rf"{DAY}\s+{MONTH}\s?(?:-|–|—|to|по)\s?$", re.IGNORECASE)

MEETING = re.compile(
    r"\b(?:held|took place|meeting|conference|summit|session|forum|seminar|workshop|gathered|met|convened|concluded|closed|opened|assembly|communiqu\w+|adopted|done at|signed at)\b"
    r"|(?:состоял\w+|прош[её]л|прошл[аио]|заседани\w+|встреч\w+|совещани\w+|конференци\w+|саммит\w*|форум\w*|семинар\w*|сессии|подписан\w*|завершил\w+|проходил\w*|провед[её]н\w*|reunidas|накануне|tenue|réunion|conférence)",
    re.IGNORECASE,
)
NOT_THE_MEETING = re.compile(
    r"(?:\b(?:adopted by\s[^.;]{3,80}\son|by|before|until|till|since|no later than|deadline|after|adopted on|resolution of|prior to|of the year|born)\s+(?:the\s+)?$)"
    r"|(?:(?:до|после|с начала|не позднее|срок|к|решени\w+(?: \S+){0,10} от|соглашени\w+ от|договор\w*(?: \S+){0,7} от|протокол\w*(?: \S+){0,5} от|закон\w*(?: \S+){0,5} от|родил\w+|указ\w*(?: \S+){0,4} от)\s+$)",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|to be held|forthcoming|next|upcoming|scheduled|planned|later)\b|(?<!\w)(?:состоится|пройд[её]т|предстоящ\w+|планируется|намечен\w*|следующ\w+|будет|очередной раз)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    value: str
    start: int
    end: int
    score: float


def days(text: str, published: str = "") -> list[Day]:
    """Possible dates of the meeting, the likeliest first."""
    best: dict[str, Day] = {}
    for day in _all(text, published):
        if day.value not in best or best[day.value].score < day.score:
            best[day.value] = day
    return sorted(best.values(), key=lambda day: (-day.score, day.start))


def _all(text: str, published: str) -> Iterator[Day]:
    taken: list[tuple[int, int]] = []
    reported = published or _reported(text)
    for shape in SHAPES:
        for match in shape.finditer(text):
            if len(taken) > MOST or any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            score = _score(text, match.start(), match.end())
            values = _values(match, reported)
            across = ACROSS.search(text[max(0, match.start() - 30) : match.start()])
            if any(values) and across:
                values.insert(0, _iso(values[0][:4], _month(across["month"]), int(across["day"])))
            for position, value in enumerate(filter(None, values)):
                yield Day(value, match.start(), match.end(), round(score - 0.01 * position, 2))


def _reported(text: str) -> str:
    """The day that the report itself bears: the one full date by itself on a line near its head."""
    for line in text[:HEAD].split("\n"):
        if len(line) > LONGEST_DATELINE:
            continue
        for shape in FULL:
            if match := shape.search(line):
                return _values(match, "")[-1]
    return ""


def _values(match: re.Match[str], reported: str) -> list[str]:
    groups = match.groupdict()
    number = int(groups["number"]) if groups.get("number") else _month(groups["month"])
    year = groups.get("year") or (f"20{groups['short']}" if groups.get("short") else None)
    if not number:
        return []
    if not groups.get("day"):
        return [f"{year}-{number:02}"] if year else []
    firsts = [int(groups["day"]), int(groups["last"])] if groups.get("last") else [int(groups["day"])]
    if year:
        return [_iso(year, number, day) for day in firsts]
    # Without a year only the day of the report itself can be told, and the days that it is named together with.
    values = [_iso(reported[:4], number, day) for day in firsts] if reported else []
    return values if reported in values else []


def _iso(year: str, month: int, day: int) -> str:
    try:
        return datetime.date(int(year), month, day).isoformat()
    except ValueError:
        return ""


def _month(word: str) -> int:
    small = word.lower()
    for names in (ENGLISH, RUSSIAN, UKRAINIAN, SPANISH, FRENCH):
        for number, name in enumerate(names, 1):
            if (
                small[:4] == name[:4]
                or small[:3] == name[:3] != "jui"
                or (name == "ма" and small[:2] == "ма" and small[:3] != "мар")
            ):
                return number
    return 0


def _score(text: str, start: int, end: int) -> float:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[max(0, start - 160) : start], text[end : end + 100]
    clause = re.split(r"[.!?]\s+(?=[A-ZА-ЯЁ])|\n\s*\n", before)[-1]
    score = 0.4
    if MEETING.search(clause) or MEETING.search(re.split(r"[.;]\s|\n\s*\n", after)[0]):
        score += 0.25
    if line_end == -1 or len(text[line_start:line_end]) < 60 or start - line_start < 45:
        score += 0.15  # a dateline, or the date under a title
    if not line_start and start < 200:
        score += 0.2  # the heading of a decision names its day
    if start < 600:
        score += 0.1
    if NOT_THE_MEETING.search(before) and line_start:
        score -= 0.4
    if TO_COME.search(clause):
        score -= 0.35
    if not re.search(r"\d\D+\d", text[start:end]):
        score -= 0.2  # a month tells less than a day
    return max(0.05, score)
