"""A text cut into its paragraphs, list items and sentences, as they were before line ends and page breaks cut them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

LONGEST = 2_000  # characters of a sentence that are read: beyond that it is no sentence, and no reader waits for it
NO_WORD = re.compile(r"\S{150,}")
WIDEST_WRAP = 100  # where lines are usually longer, nobody wrapped them: the end of a line is the end of a paragraph

MARKER = re.compile(
    r"[ \t>|]*(?:[•·▪◦●‣■□➢➤✓*\uf0b7–—-]|\(?\d{1,3}(?:\.\d{1,2}){0,3}\s?[.)]|\(\w{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,3}"
    r"|[a-zа-я][.)]|[ivx]{1,5}[.)]|[IVX]{1,5}[.)])[ \t]+(?=\S)"
)
BARE_NUMBER = re.compile(r"[ \t]*(?:\d{1,3}\s?\.?|[IVX]{1,5}\.?)[ \t]*$")
INLINE_NUMBER = re.compile(r"(?<=[\w.;:,»\")])\s+(\d{1,2})[.)]\s+(?=[«\"“]?[A-ZА-ЯЁЄІЇ])")
INLINE_PARENTHESIS = re.compile(r"(?<=[;:,])\s+(\d{1,2}|[a-zа-я])\)\s+(?=\w)")

ENGLISH_ABBREVIATIONS = (
    "mr mrs ms dr prof gen col lt capt maj sgt rev hon st jr sr h.e e.g i.e no nos art arts para paras vol p pp cf al ed "
    "inc ltd co corp dept approx jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c viz vs sec fig amb "
    "gov pres sen rep res doc ref ch"
)
RUSSIAN_ABBREVIATIONS = (
    "г гг г-н г-жа гос им т.е т.д т.п т.к тыс млн млрд трлн руб коп долл др пр ст п пп пункт ч чл см рис табл стр с ул "
    "д кв обл р-н респ акад проф доц канд д-р ген полк ген.-м подп лейт янв фев февр мар апр июн июл авг сен сент окт "
    "ноя нояб дек н.э вв в напр англ рус лат мин сек ред изд тов гр р о оз"
)
ABBREVIATIONS = frozenset(f"{ENGLISH_ABBREVIATIONS} {RUSSIAN_ABBREVIATIONS}".split())

# A line that ends with one of these goes on, whatever stands between it and the next (a page break, an empty line).
UNFINISHED = re.compile(
    r"(?:\b(?:the|an?|of|to|in|on|at|by|for|with|from|and|or|that|which|since|as|its|their|was|were|is|are|be|has|have"
    r"|и|в|во|на|с|со|к|по|о|об|от|до|из|за|для|при|у|не|что|а|или|их|его|под|над|между|через|также)|,)\s*$",
    re.IGNORECASE,
)
END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[.!?…][\"”»](?=\s)|;(?=\s*\n)")
OPENING = re.compile(r"\s+(?=[\"'“‘«(\[—–-]*\s?[A-ZА-ЯЁЄІЇҐÀ-Ý0-9])")
STOPS = (".", "!", "?", "…", ":", ";")
CLOSING = "\"'”’»)] "


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, or the whole of a list item that is one sentence."""

    start: int
    end: int
    words: str  # on one line
    paragraph: int
    position: int  # within the paragraph
    item: bool
    heading: bool
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    item: bool
    indent: int = 0
    heading: bool = False


def language_of(text: str) -> str:
    """By the script of its letters: Cyrillic is Russian, anything else is taken for English."""
    cyrillic = len(re.findall(r"[а-яёА-ЯЁ]", text))
    return "ru" if cyrillic > len(re.findall(r"[^\W\d_]", text)) / 2 else "en"


def legible(text: str) -> str:
    """The text with what is no word (data, a line of signs) blanked, in the same places: patterns would dwell on it."""
    return NO_WORD.sub(lambda run: " " * len(run[0]), text)


def passages(text: str) -> list[Passage]:
    found = []
    for number, paragraph in enumerate(paragraphs(text)):
        for position, (start, end) in enumerate(sentences(text, paragraph.start, paragraph.end)):
            words = " ".join(text[start : min(end, start + LONGEST)].split())
            if words:
                found.append(
                    Passage(start, end, words, number, position, paragraph.item, paragraph.heading, paragraph.indent)
                )
    return found


def paragraphs(text: str) -> list[Paragraph]:
    """In order, list markers left out; what a page break or a narrow column cut is whole again."""
    found: list[Paragraph] = []
    blank, numbered = True, False
    previous = ""
    usual = _usual_width(text)
    for start, end, line in _lines(text):
        if not line.strip():
            blank = True
            continue
        if BARE_NUMBER.match(line) and len(line.strip()) < 5:  # the number of the paragraph that follows
            blank, numbered = True, True
            continue
        marker = MARKER.match(line)
        if found and not numbered and not marker and _goes_on(previous, line, blank, usual):
            found[-1] = replace(found[-1], end=end)
        else:
            begin = start + (marker.end() if marker else len(line) - len(line.lstrip()))
            found.append(Paragraph(begin, end, bool(marker) or numbered, len(line) - len(line.lstrip())))
        blank, numbered, previous = False, False, line
    return _headings(text, [piece for paragraph in found for piece in _inline_items(text, paragraph)])


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.rstrip()), line
        start += len(line) + 1


def _usual_width(text: str) -> float:
    """Of the lines that hold more than a few words."""
    return median([len(line) for line in text.split("\n") if len(line) > 30] or [0])


def _goes_on(previous: str, line: str, blank: bool, usual: float) -> bool:
    """Whether this line is the rest of the paragraph that the line before began."""
    before, after = previous.rstrip(), line.strip()
    if before.endswith(STOPS) or before.rstrip(CLOSING).endswith(STOPS):
        return not blank and _abbreviated(before)
    if after.startswith(("#", "|", "=", "---")) or before.lstrip().startswith("#"):
        return False
    if UNFINISHED.search(before) or (after[0].islower() and (len(before) > 25 or not blank)):
        return True
    if blank:
        return False
    wrapped = usual <= WIDEST_WRAP and len(before) > 30 and len(before) > 0.7 * usual
    return wrapped and before.isupper() == after.isupper()


def _abbreviated(words: str) -> bool:
    last = words.rstrip(".").split()[-1] if words.endswith(".") and words.rstrip(".").split() else ""
    return _is_abbreviation(last)


def _is_abbreviation(word: str) -> bool:
    bare = word.lstrip("\"'“«(")
    return bare.lower() in ABBREVIATIONS or bool(re.fullmatch(r"(?:[A-ZА-ЯЁ]\.?-?){1,3}", bare) and len(bare) != 3)


def _inline_items(text: str, paragraph: Paragraph) -> list[Paragraph]:
    """Items that run on in one line ("1. … 2. …", "a) …; b) …"), counted up from the first."""
    for pattern in (INLINE_NUMBER, INLINE_PARENTHESIS):
        cuts: list[re.Match[str]] = []
        for match in pattern.finditer(text, paragraph.start, paragraph.end):
            number = match[1]
            counted = int(number) if number.isdigit() else ord(number) - ord("a" if number.isascii() else "а") + 1
            if counted == len(cuts) + 1 or (not cuts and paragraph.item and counted == 2):
                cuts.append(match)
        if len(cuts) > 1 or (cuts and cuts[0][1] in "2b"):
            starts = [paragraph.start, *(match.end() for match in cuts)]
            ends = [*(match.start() for match in cuts), paragraph.end]
            pieces = [
                replace(paragraph, start=one, end=other, item=True) for one, other in zip(starts, ends, strict=True)
            ]
            return [replace(pieces[0], item=paragraph.item), *pieces[1:]]
    return [paragraph]


def _headings(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """Marks titles: short, and not ended as a sentence is. The first words of all may have a full stop and yet be one."""
    marked = []
    for number, paragraph in enumerate(found):
        words = text[paragraph.start : paragraph.end].strip()
        stopped = words.rstrip(CLOSING).endswith(STOPS)
        short = len(words) < 200 and not paragraph.item and "\n" not in words
        first = number == 0 and len(words) < 110 and not words.endswith((":", ";")) and _body_begins(text, found[1:2])
        shouted = (
            words.isupper() and len(words) < 300 and not text[max(0, paragraph.start - 3000) : paragraph.end].isupper()
        )
        cut = (
            len(found) > 1 and number == len(found) - 1 and len(words) > 60
        )  # a text that was cut ends in mid-sentence
        heading = (short and (not stopped or first) and not cut) or words.startswith("#") or (shouted and not stopped)
        marked.append(replace(paragraph, heading=heading))
    return marked


def _body_begins(text: str, following: list[Paragraph]) -> bool:
    """Whether a date or a dateline ("CANCUN, Mexico - …") follows, as under a title."""
    words = "".join(text[one.start : one.end] for one in following)
    return 0 < len(words) < 40 or bool(re.match(r"[A-ZА-ЯЁ]{4,}[ ,.–—-]", words))


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the blanks around it."""
    begin = start
    for match in END.finditer(text, start, end):
        if match.end() >= end:
            break
        opening = OPENING.match(text, match.end())
        if not opening or not _ends(text, begin, match, opening.end()):
            continue
        yield _stripped(text, begin, match.end())
        begin = opening.end()
    if text[begin:end].strip():
        yield _stripped(text, begin, end)


def _ends(text: str, begin: int, match: re.Match[str], after: int) -> bool:
    """Whether a stop is the end of a sentence, and not of an abbreviation, an initial or a number."""
    if match[0][0] != ".":
        # "Is it?" asked he: a question inside of quotation marks goes on
        return True
    words = text[begin : match.start()].split()
    if not words:
        return False
    last = words[-1]
    if len(words) == 1 and re.fullmatch(r"\(?(?:\d{1,3}|[IVXivx]{1,4})", last):
        return False
    if last.lower() in {"г", "гг"} or (last.lower() in {"др", "пр", "т.д", "т.п"}):
        return (
            not re.match(r"[«\"]?[A-ZА-ЯЁ]\.", text[after : after + 4])
            and not text[after].isdigit()
            and (last.lower() not in {"г", "гг"} or bool(re.search(r"\d\s*$", " ".join(words[:-1]))))
        )
    return not _is_abbreviation(last)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
