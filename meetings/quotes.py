"""Finding the words of a quote in a text. Pure: text in, places out; offsets are in code points."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

CONTEXT = 48  # characters kept before and after
CUT = 82  # of 100: less alike than this is another passage (measured, docs/quotes.md)
DECISIVE = 16  # characters of context by which one place must beat the next
LONG_ENOUGH = 40  # characters of a sentence that is known again without its surroundings
PLACES = 500  # of the same words, that we look at; more are never told apart


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text with their place and surroundings (W3C text quote and text position selectors)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def tidy(text: str) -> str:
    """The text as it is stored: LF line ends, Unicode NFC, no byte-order mark.

    Raises:
        ValueError: if it has control characters; they have no place in a report and hide damage.
    """
    text = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").lstrip("\ufeff")
    )
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text):
        raise ValueError("control characters")
    return text.strip("\n")


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end], without the blank ends of a careless selection.

    Raises:
        ValueError: if the place is outside the text or holds no words.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("outside the text")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise ValueError("no words")
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def occurrences(text: str, words: str) -> list[Anchor]:
    """Every place where these words stand in the text, whatever blanks and line ends part them.

    Raises:
        ValueError: if the words have control characters.
    """
    pattern = r"\s+".join(re.escape(word) for word in tidy(words).split())
    if not pattern:
        return []
    return [anchor(text, *match.span()) for match in re.finditer(pattern, text)]


def same_words(one: str, other: str) -> bool:
    """Whether two strings differ in blanks and line ends at most."""
    return one.split() == other.split()


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words of a quote stand in another text, and whether a person must confirm it."""

    anchor: Anchor
    method: str  # same, exact, folded, fuzzy, ends
    score: float  # of 100
    sure: bool = False


def find(quote: Anchor, text: str) -> Found | None:
    """The quote's words in another text, by the strictest way that finds them.

    Only the same words apart from layout, case and typography are sure, and only where they stand in the same sentence
    and their surroundings tell that it is the quote's; everything else is a proposal.
    """
    if not quote.exact.strip():
        return None
    return _unmoved(quote, text) or _same_words(quote, text) or _alike(quote, text)


def _unmoved(quote: Anchor, text: str) -> Found | None:
    """The quick way for a text that has not changed there: no need to fold it."""
    start, end = quote.start, quote.start + len(quote.exact)
    around = quote.prefix + quote.exact + quote.suffix
    if start < len(quote.prefix) or not text.startswith(around, start - len(quote.prefix)):
        return None
    if _edges(quote) != _edges_at(text, start, end):
        return None
    if min(len(quote.prefix), len(quote.suffix)) < CONTEXT and not _Context(quote).holds(text, start, end):
        return None
    return Found(anchor(text, start, end), "same", 100, sure=True)


def _same_words(quote: Anchor, text: str) -> Found | None:
    """The place whose surroundings are most like the quote's; sure if they tell, and no other place comes near it."""
    places = _places(quote, text)
    if not places:
        return None
    context = _Context(quote)
    alone = len(places) == 1
    if not alone:
        places.sort(key=lambda place: (-context.shared(text, *place), abs(place[0] - quote.start)))
        alone = len(places) <= PLACES and context.decides(text, places[0], places[1])
    start, end = places[0]
    # Where the surroundings have closed over the quote, it is gone, and these are the same words of another passage.
    sure = alone and context.holds(text, start, end) and not _known(quote).closed_over(_bounded(text))
    method = "folded" if text[start:end] != quote.exact else "same" if sure and start == quote.start else "exact"
    return Found(anchor(text, start, end), method, 100, sure)


def _places(quote: Anchor, text: str) -> list[tuple[int, int]]:
    words, folded = _fold(quote.exact), _fold_text(text)
    spans = ((start, start + len(words.text)) for start in islice(_all(words.text, folded.text), PLACES + 1))
    places = [folded.place(*span) for span in spans if words.spelled_like(folded, span[0])]
    return [place for place in places if _edges(quote) == _edges_at(text, *place)]


class _Context:
    """The surroundings of a quote, folded, so that a new layout does not hide them."""

    def __init__(self, quote: Anchor) -> None:
        self.quote = quote

    @cached_property
    def before(self) -> str:
        return _fold(self.quote.prefix).text.strip()[::-1]

    @cached_property
    def after(self) -> str:
        return _fold(self.quote.suffix).text.strip()

    def shared(self, text: str, start: int, end: int) -> int:
        """How many characters next to this place are those next to the quote."""
        return sum(self.sides(text, start, end))

    def sides(self, text: str, start: int, end: int) -> tuple[int, int]:
        before, _words, after = _around(text, start, end)
        return _common(self.before, _fold(before).text.strip()[::-1]), _common(self.after, _fold(after).text.strip())

    def decides(self, text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
        most, next_most = self.shared(text, *first), self.shared(text, *second)
        whole = most == len(self.before) + len(self.after)
        return most - next_most >= DECISIVE or (whole and most > next_most)

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether this is the quote's sentence, and its surroundings or its length say that it is no other like it."""
        quote = self.quote
        from_start, to_end = quote.start <= len(quote.prefix), len(quote.suffix) < CONTEXT
        old = _sentence(quote.prefix, quote.exact, quote.suffix, from_start, to_end)
        new = _sentence(*_around(text, start, end), start <= 2 * CONTEXT, end + 2 * CONTEXT >= len(text))
        if not all(mine.continues(other) for mine, other in zip(old, new, strict=True)):
            return False
        if len(quote.exact) >= LONG_ENOUGH:
            return True
        before, after = self.sides(text, start, end)
        return before == len(self.before) > 0 or after == len(self.after) > 0 or before + after >= DECISIVE


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[max(0, start - 2 * CONTEXT) : start], text[start:end], text[end : end + 2 * CONTEXT]


# A mark that is not an abbreviation's, or the number of an item. A line end may be the layout's, or a page's.
_SENTENCE_END = re.compile(
    r"(?:(?<=\w\w\w)|(?<=[)\]»”\"'’]))[.!?…;][)\]»”\"'’]*(?=\s|\Z)"
    r"|^[^\S\n]*(?:\d{1,3}\s?[.)]|[•*·])(?=\s)",
    re.MULTILINE,
)
_WHOLE_SENTENCE = re.compile(r"[.!?…;][)\]»”\"'’]*\Z")


@dataclass(frozen=True, slots=True)
class _Rest:
    """What stands in the same sentence on one side of some words, from the words outwards."""

    text: str
    ends: bool  # with the sentence; otherwise it may go on

    def continues(self, other: "_Rest") -> bool:
        if self.ends:
            return other.ends and self.text == other.text
        return other.text.startswith(self.text)


def _sentence(before: str, words: str, after: str, from_start: bool, to_end: bool) -> tuple[_Rest, _Rest]:
    """The rest of the words' sentence before them, mirrored, and after them."""
    begins = max((end.end() for end in _SENTENCE_END.finditer(before)), default=None)
    mirrored = _fold(before[begins:]).text.strip()[::-1]
    first = _Rest(mirrored, from_start or not mirrored or begins is not None)
    if _WHOLE_SENTENCE.search(words):
        return first, _Rest("", ends=True)
    tail = words[-3:]
    end = _SENTENCE_END.search(tail + after, len(tail))
    rest = (tail + after)[len(tail) : end.end() if end else None]
    return first, _Rest(_fold(rest).text.strip(), to_end or end is not None)


def _common(one: str, other: str) -> int:
    """The length of the beginning that two strings share."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _all(words: str, text: str) -> Iterator[int]:
    """Every place of these words, overlapping ones too."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


# Where a quote begins or ends inside a word, a compound or a number, its words go on: "agreed" is not "disagreed",
# "terrorism" not "anti-terrorism", "5 states" not "1.5 states".

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LETTER = r"[^\W_]"
_BROKEN = r"[ \t]*\n\s*"  # a line end inside a word
_GOES_ON = rf"{_LETTER}(?:[{_UNSEEN}]*|[{_DASHES}](?:{_BROKEN})?|\u00ad{_BROKEN}|['’.,:/]){_LETTER}"
_GOES_ON_BEFORE = re.compile(rf"(?:{_GOES_ON}|[{_DASHES}]\d)\Z")
_GOES_ON_AFTER = re.compile(_GOES_ON)


def _edges(quote: Anchor) -> tuple[bool, bool]:
    return _goes_on(quote.prefix, quote.exact, quote.suffix)


def _edges_at(text: str, start: int, end: int) -> tuple[bool, bool]:
    return _goes_on(text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])


def _goes_on(before: str, words: str, after: str) -> tuple[bool, bool]:
    return bool(_GOES_ON_BEFORE.search(before + words[0])), bool(_GOES_ON_AFTER.match(words[-1] + after))


# Folding: what a new layout, another keyboard or another typesetter changes is made equal.

_BLANKS = "\t\x0b\x0c\r\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u3000"
_ALIKE = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_QUOTES, "'"),
    **dict.fromkeys(_BLANKS, " "),
    "ё": "е",
    "ς": "σ",
}
# In this order. A line end in a word stays what it is; of two blanks the second is made odd.
_SAME = [pair for pair in _ALIKE.items() if pair[0] != pair[1]]
_SAME += [("-\n", "-\r"), ("- \n", "- \r"), ("\u00ad\n", "\u00ad\r"), ("\n", " "), ("  ", " \t")]
_SAME_ASCII = [pair for pair in _SAME if pair[0].isascii()]
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "..."}
_LIGATURE = "".join(_LIGATURES)
_LINE_END = r"[ \t]*\r\s*"
# None begins with a plain blank, of which a text is full.
_ODD = re.compile(
    rf"[-\r\t{_UNSEEN}{_LIGATURE}](?:"
    rf"(?P<hyphen>(?<={_LETTER}-)(?P<broken>{_LINE_END})?(?={_LETTER}))"
    rf"|(?<=\u00ad){_LINE_END}(?={_LETTER})"
    rf"|(?P<ligature>(?<=[{_LIGATURE}]))"
    rf"|(?P<blank>(?<=[^-{_LIGATURE}])[\s{_UNSEEN}]*))"
)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in folded spelling, with the way back to the places of the text itself."""

    text: str
    at: list[int]  # where in the folded text a piece begins
    origin: list[int]  # and where that piece began before; the pieces between run in step
    hyphens: dict[int, bool] = field(default_factory=dict)  # left out here; True: at a line end, perhaps no real one
    hyphen_at: list[int] = field(default_factory=list)

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self._before(start), self._before(end - 1) + 1

    def _before(self, index: int) -> int:
        piece = bisect_right(self.at, index) - 1
        begin = self.origin[piece]
        return begin + index - self.at[piece]

    def spelled_like(self, other: "_Folded", start: int) -> bool:
        """Whether the other has its hyphens from there on where this has them: "re-sign" is not "resign"."""
        first, last = bisect_right(other.hyphen_at, start), bisect_left(other.hyphen_at, start + len(self.text))
        for at in {*self.hyphen_at, *(place - start for place in other.hyphen_at[first:last])}:
            mine, others = self.hyphens.get(at), other.hyphens.get(start + at)
            if mine is not others and not mine and not others:
                return False
        return True


def _fold(text: str) -> _Folded:
    plain = text.lower()
    if len(plain) != len(text):  # İ
        plain = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for one, other in _SAME_ASCII if plain.isascii() else _SAME:  # much faster than str.translate
        plain = plain.replace(one, other)
    parts: list[str] = []
    at, origin = [0], [0]
    hyphens: dict[int, bool] = {}
    length = done = 0
    for odd in _ODD.finditer(plain):
        kept = plain[done : odd.start()]
        new = _instead(odd, plain[odd.start() - 1 : odd.start()])
        length += len(kept)
        if odd["hyphen"] is not None:
            between_letters = plain[odd.start() - 1].isalpha() and plain[odd.end()].isalpha()
            hyphens[length] = bool(odd["broken"]) and between_letters
        # Every character put in comes from the first one taken out.
        for _ in new:
            at.append(length)
            origin.append(odd.start())
            length += 1
        parts += [kept, new]
        at.append(length)
        origin.append(done := odd.end())
    parts.append(plain[done:])
    return _Folded("".join(parts), at, origin, hyphens, list(hyphens))


def _instead(odd: re.Match[str], before: str) -> str:
    if odd["blank"] is None:
        return _LIGATURES.get(odd[0], "")
    return " " if before != " " and odd[0].strip(_UNSEEN) else ""


@lru_cache(maxsize=2)
def _fold_text(text: str) -> _Folded:
    """Kept, because all quotes of a report are looked for in the same new text."""
    return _fold(text)


# Other words, or damaged ones: found by what they share, for a person to confirm.

GRAM = 9  # characters of a piece by which a passage is looked up
GRAMS = 32  # of a quote, looked up
HITS = 24  # of a piece; what stands oftener tells nothing
BIN = 32  # pieces this near to each other speak for the same place
CANDIDATES = 4
LEAST = 1.5
PUT_IN = 200  # characters of a page's foot and head that may part a passage
HELD, HELD_CUT = 60, 60  # where both sides are as like as the first, words as like as the second will do
LEFT_OUT_CUT = 88  # for a passage that became shorter
CLOSED_CUT = 0.92  # of the words, where the surroundings have closed over the passage (docs/quotes.md)
LONG = 4000  # characters; of longer passages only both ends are compared, the middle would take seconds
Heads = tuple[tuple[int, int], ...]
# Characters before the words, and of them, that are looked for: some together, then others alone.
HEADS: tuple[Heads, ...] = (((0, 64), (0, 24), (24, 8)), ((0, 64),), ((48, 0),))
_BEGIN, _END = "\x02" * CONTEXT + " ", " " + "\x03" * CONTEXT  # what is before and after a text; in none


def _alike(quote: Anchor, text: str) -> Found | None:
    known, folded, bounded = _known(quote), _fold_text(text), _bounded(text)
    if not known.words:
        return None
    best = known.best(bounded)
    if not best:
        return None
    start, end = (min(max(0, at - len(_BEGIN)), len(folded.text)) for at in best.span)
    return Found(anchor(text, *folded.place(start, end)), best.method, best.score)


def _bounded(text: str) -> str:
    return f"{_BEGIN}{_fold_text(text).text}{_END}"


def _known(quote: Anchor) -> "_Known":
    before, after = _fold(quote.prefix).text, _fold(quote.suffix).text
    return _Known(
        before if quote.start > len(quote.prefix) else _BEGIN + before,
        _fold(quote.exact).text,
        after if len(quote.suffix) >= CONTEXT else after + _END,
    )


@dataclass(frozen=True, slots=True)
class _Proposal:
    method: str
    score: float
    span: tuple[int, int]
    rank: float
    settled: bool = False  # no other place can be better


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a quote, folded."""

    before: str
    words: str
    after: str

    def best(self, text: str) -> _Proposal | None:
        closed = self.closed_over(text)
        best = None
        for start in self.likely_starts(text):
            proposal = self.proposal(text, start, closed)
            if proposal and (not best or proposal.rank > best.rank):
                best = proposal
            if best and best.settled:
                break
        return best

    def closed_over(self, text: str) -> bool:
        """Whether the surroundings stand in the text with next to nothing between them."""
        before = _telling(self.before[::-1], self.words[::-1])[::-1]
        after = _telling(self.after, self.words)
        if not before or not after:
            return False
        room = len(before) + len(after) + 2 + len(self.words) // 8
        return any(after in text[at + len(before) : at + room] for at in islice(_all(before, text), PLACES))

    def likely_starts(self, text: str) -> list[int]:
        """Where the words may begin: where many pieces of them and of their surroundings lie in their order."""
        known = self.before + self.words + self.after
        votes: defaultdict[int, float] = defaultdict(float)
        for at in range(0, len(known) - GRAM + 1, max(1, len(known) // GRAMS)):
            hits = list(islice(_all(known[at : at + GRAM], text), HITS + 1))
            if len(hits) <= HITS:
                for hit in hits:
                    votes[(hit - at) // BIN] += 1 / len(hits)
        near = {place: votes.get(place - 1, 0) + count + votes.get(place + 1, 0) for place, count in votes.items()}
        best: list[int] = []
        for place in nlargest(3 * CANDIDATES, near, key=near.__getitem__):
            if near[place] > max(LEAST, near[best[0]] / 5 if best else 0) and all(abs(place - one) > 2 for one in best):
                best.append(place)
        return [place * BIN + len(self.before) for place in best[:CANDIDATES]]

    def proposal(self, text: str, start: int, closed: bool) -> _Proposal | None:
        """The place near start by its edges; where that is not settled, by the words' long ends or what is around."""
        best = None
        for heads in HEADS:
            span = self.span(text, start, heads)
            proposal = self.judge(text, span, closed) if span else None
            if proposal and (not best or proposal.rank > best.rank):
                best = proposal
            if best and best.settled:
                break
        return best

    def span(self, text: str, start: int, heads: Heads) -> tuple[int, int] | None:
        """The place near start that begins and ends most like the words do."""
        slack = min(len(self.words) // 2, PUT_IN) + 4 * BIN
        low = max(0, start - slack)
        first = _edge(self.before, self.words, text[low : start + slack], heads)
        if first is None:
            return None
        first += low
        low, high = first + len(self.words) // 3, first + len(self.words) + slack + PUT_IN
        # The end of a string is the beginning of its mirror image.
        last = _edge(self.after[::-1], self.words[::-1], text[low:high][::-1], heads)
        return None if last is None else _whole_words(text, first, min(high, len(text)) - last)

    def judge(self, text: str, span: tuple[int, int], closed: bool) -> _Proposal | None:
        start, end = span
        words, there = _sample(self.words), _sample(text[start:end])
        score = fuzz.ratio(words, there)
        before = fuzz.ratio(self.before, text[max(0, start - len(self.before)) : start])
        after = fuzz.ratio(self.after, text[end : end + len(self.after)])
        around, held = (before + after) / 4, min(before, after) >= HELD
        fuzzy = _Proposal("fuzzy", score, span, score + around, settled=held and score >= CUT)
        if closed:
            return fuzzy if Indel.normalized_similarity(words.split(), there.split()) >= CLOSED_CUT else None
        if score >= CUT:
            return fuzzy
        parted = _parted(words, there)
        # Something left out is proposed only if the rest is whole: the items of a list often have their ends in common.
        if parted >= (CUT if len(there) > len(words) else LEFT_OUT_CUT):
            return _Proposal("ends", parted, span, parted + around - 10)
        return fuzzy if held and score >= HELD_CUT else None


def _telling(beside: str, words: str) -> str:
    """As much from beside the words as cannot be taken for the words themselves: the items of a list begin alike."""
    beside = beside.strip()
    length = max(CONTEXT // 2, _common(beside, words) + CONTEXT // 4)
    return beside[:length].strip() if length <= len(beside) else ""


def _sample(passage: str) -> str:
    return passage if len(passage) <= LONG else passage[: LONG // 2] + passage[-LONG // 2 :]


def _edge(before: str, words: str, region: str, heads: Heads) -> int | None:
    """Where in the region the words begin, by their head, long and short, and by what stood before it."""
    starts = set()
    for context, head in heads:
        context = min(context, len(before))
        known = before[len(before) - context :] + words[:head]
        found = fuzz.partial_ratio_alignment(known, region)
        if found and len(known) <= len(region):
            starts.add(found.dest_start + context)
    known, context = before[-24:] + words[:16], len(before[-24:])
    return max(starts, key=lambda at: fuzz.ratio(known, region[max(0, at - context) : at + 16]), default=None)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place moved to the nearest word ends."""
    left, right = text.rfind(" ", 0, start + 1) + 1, text.find(" ", start)
    if start > left and right >= 0 and right + 1 - start < start - left:
        left = right + 1
    stop = text.find(" ", max(0, end - 1))
    stop = len(text) if stop < 0 else stop
    back = text.rfind(" ", 0, end)
    if back > left and end - back < stop - end:
        stop = back
    return (left, stop) if left < stop else None


def _parted(words: str, there: str) -> float:
    """How much of the shorter string stands in the other in pieces: a page's foot and head part a passage, say."""
    shorter, longer = sorted((len(words), len(there)))
    if longer - shorter > max(PUT_IN, shorter) or shorter < BIN // 2:
        return 0
    blocks = LCSseq.editops(words, there).as_matching_blocks()
    return 100 * sum(block.size for block in blocks if block.size >= 4) / shorter
