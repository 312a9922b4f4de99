"""Plain text in whatever encoding: byte-order mark, strict UTF-8, then the likeliest of the old code pages."""

import codecs
import re
from itertools import pairwise

from meetings.intake.extracted import Draft

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CODE_PAGES = ("cp1251", "koi8-r", "cp866", "cp1252", "iso8859-5", "mac-cyrillic", "latin-1")
SAMPLE = 100_000  # bytes that are enough to tell code pages apart
FREQUENT = frozenset("оеаинтсрвлкмдпуяы")  # nine letters of ten in Russian
UNSEEN = re.compile("[\u00ad\u200b\ufeff]")  # marks where a word may be broken; they hide it from every search
OTHER_BLANKS = re.compile(r"[\u0085\u2028\u2029\v]")
#: Quotes and dashes of Windows that a program took over as they were.
MISTAKEN = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # and halves of characters


def read(content: bytes) -> Draft:
    return Draft(decoded(content))


def decoded(content: bytes, declared: str = "") -> str:
    """The text of the bytes; `declared` is what the file says of itself, which is often wrong."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\0" in content[:1000] and (wide := _wide(content)):
        return content.decode(wide, errors="replace")
    for encoding in ("utf-8", declared):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if _nearly_utf8(content):
        return content.decode("utf-8", errors="replace")
    return content.decode(_likeliest(content[:SAMPLE]), errors="replace")


def looks_binary(text: str) -> bool:
    """Whether no person wrote this: more than a stray control character or sign of damage."""
    sample = text[:SAMPLE].translate(MISTAKEN)
    strange = len(CONTROLS.findall(sample)) + sample.count("\ufffd")
    return strange > max(3, len(sample) // 200)


def without_controls(text: str) -> str:
    return UNSEEN.sub("", CONTROLS.sub("", OTHER_BLANKS.sub("\n", text).translate(MISTAKEN)))


def russian(text: str) -> bool:
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    return sum("\u0400" <= char <= "\u04ff" for char in letters) * 2 > len(letters)


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: every second byte of Latin or Russian text is 0 or 4."""
    even, odd = (sum(byte in (0, 4) for byte in content[:1000][start::2]) for start in (0, 1))
    if max(even, odd) < 300 * min(1, len(content) / 1000) or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _nearly_utf8(content: bytes) -> bool:
    """Cut short or hurt in a few places, as saved mails are."""
    text = content[:SAMPLE].decode("utf-8", errors="replace")
    beyond = sum(char > "\x7f" for char in text)
    return text.count("\ufffd") * 50 < beyond


def _likeliest(sample: bytes) -> str:
    return max(CODE_PAGES, key=lambda encoding: score(sample.decode(encoding, errors="replace")))


def score(text: str) -> float:
    """How much the letters beyond ASCII look like words of a language; the more the likelier."""
    points = 0.0
    for before, char in pairwise(" " + text):
        if char > "\x7f":
            points += _point(before, char)
    return points


def _point(before: str, char: str) -> float:
    if char == "\ufffd" or CONTROLS.match(char) or "\u2500" <= char <= "\u259f":  # boxes: cp866 or koi8-r read wrongly
        return -2.0
    if char.isalpha() and before.isalpha():
        return _pair(before, char)
    if char in "«»„“”’–—№…":
        return 0.8
    if char.isalpha():
        return 0.5 if char.lower() in FREQUENT else 0.0
    return -0.2


def _pair(before: str, char: str) -> float:
    if before.islower() and char.isupper():  # koi8-r read as cp1251 turns the case round
        return -2.0
    cyrillic = "\u0400" <= char <= "\u04ff"
    if cyrillic != ("\u0400" <= before <= "\u04ff"):  # a Latin and a Cyrillic letter in one word
        return -1.0
    if cyrillic:
        return 1.0 if char.lower() in FREQUENT else 0.3
    return 0.6 if before.isascii() else -0.6  # é stands between plain letters; a row of such is mojibake
