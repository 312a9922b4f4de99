"""What a file is, by what is in it: names and declared types lie, and a saved page may be called anything."""

import re
import zipfile
from io import BytesIO

from meetings.intake import plain
from meetings.intake.extracted import Refusal, Why

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PDF, RTF, HTML, PLAIN = "application/pdf", "application/rtf", "text/html", "text/plain"
MAIL, SAVED_PAGE = "message/rfc822", "multipart/related"

IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wrote before 2007, and what it encrypts today
BLANK = b" \t\r\n\xef\xbb\xbf"
FIELD = re.compile(rb"([!-9;-~]{1,70}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
#: What a machine writes above a mail. A memo that people typed begins with “From:” and “Subject:” as well.
MACHINE_FIELDS = frozenset(
    b"mime-version message-id received return-path content-type delivered-to x-mailer dkim-signature".split()
)
SENT = frozenset(b"to received message-id".split())  # fields of a mail that are no part of a page saved as one
TAGS = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<(?:head|body|title|meta|p|div|span|article|section|table|h[1-6]|ul|ol)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
CODE = (b"<?xml", b"<svg", b"%!PS")  # that is text, but not for people
BEGINNING = 4096


def media_type(content: bytes) -> str:
    """The type of the content.

    Raises:
        Refusal: if it is a kind that nobody here can read.
    """
    start = content[:BEGINNING].lstrip(BLANK)
    if not content.strip(BLANK + b"\0"):
        raise Refusal(Why.EMPTY)
    if mail := _mail(start):
        return mail
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK"):
        return _package(content)
    if start.startswith(b"{\\rtf"):
        return RTF
    if content.startswith(COMPOUND):
        raise Refusal(_compound(content))
    for magic, kind in IMAGES:
        if content.startswith(magic) and (magic != b"BM" or b"\0" in content[:32]):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return _words(content)


def _package(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except zipfile.BadZipFile as error:
        raise Refusal(Why.DAMAGED) from error
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return DOCX
    if "content.xml" in names:
        return ODT
    raise Refusal(Why.UNKNOWN)


def _compound(content: bytes) -> Why:
    for name, why in (
        ("EncryptedPackage", Why.ENCRYPTED),
        ("__substg1.0", Why.OUTLOOK),
        ("WordDocument", Why.OLD_WORD),
    ):
        if name.encode("utf-16-le") in content:
            return why
    return Why.UNKNOWN


def _mail(start: bytes) -> str:
    start = re.sub(rb"\AFrom [^\r\n]*\r?\n", b"", start)
    names, place = set(), 0
    while match := FIELD.match(start, place):
        names.add(match[1].lower())
        place = match.end()
    if len(names) < 2 or not names & MACHINE_FIELDS:
        return ""
    related = re.search(rb"^content-type:\s*multipart/related", start[:place], re.I | re.M)
    return SAVED_PAGE if related and not names & SENT else MAIL


def _words(content: bytes) -> str:
    sample = content[:BEGINNING]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = plain.decoded(sample).encode()
    tags = TAGS.findall(sample)
    start = sample.lstrip(BLANK)
    if tags and (start.startswith(b"<") or len(tags) > 2):
        return HTML
    if start.startswith(CODE):
        raise Refusal(Why.UNKNOWN)
    return PLAIN
