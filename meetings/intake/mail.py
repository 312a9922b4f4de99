"""E-mails and web pages saved as one file (MHT): the words of the message, never its attachments."""

from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from meetings.intake import html, sniff
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.plain import decoded

FIELD = 2_000  # characters of a field that anybody would read


def read(content: bytes) -> Draft:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return _saved_page(message) if sniff.media_type(content) == sniff.SAVED_PAGE else _mail(message)


def _saved_page(message: EmailMessage) -> Draft:
    """The date of the message is when the page was saved."""
    draft = _body(message)
    draft.title = draft.title or _subject(message)
    return draft


def _mail(message: EmailMessage) -> Draft:
    text = _body(message).text
    if not text.strip():
        if passed_on := _passed_on(message):
            return _mail(passed_on)
        if any(message.iter_attachments()):
            raise Refusal(Why.ATTACHED)
    return Draft(text, title=_subject(message), published=_date(message), publisher=_sender(message))


def _body(message: EmailMessage) -> Draft:
    plain = message.get_body(("plain",))
    if plain is not None and (text := _decoded(plain)).strip():
        return Draft(text)
    page = message.get_body(("related", "html"))
    if page is None:
        return Draft("")
    if page.get_content_type() == "multipart/related":
        page = next((part for part in page.walk() if part.get_content_type() == "text/html"), None)
    return html.read(_bytes(page), page.get_content_charset("")) if page else Draft("")


def _passed_on(message: EmailMessage) -> EmailMessage | None:
    """The mail that this one only passes on; who wrote it, and when, is told there."""
    parts = message.iter_parts() if message.is_multipart() else ()
    inner = next((part for part in parts if part.get_content_type() == "message/rfc822"), None)
    passed_on = inner.get_payload(0) if inner else None
    return passed_on if isinstance(passed_on, EmailMessage) else None


def _decoded(part: MIMEPart) -> str:
    return decoded(_bytes(part), part.get_content_charset(""))


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _subject(message: EmailMessage) -> str:
    return _words(_field(message, "subject"))


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_field(message, "from"))
    return _words(name) or address


def _field(message: EmailMessage, name: str) -> str:
    """As it stands in the file: what Python makes of it has blanks within words that are encoded in pieces."""
    return next((str(value)[:FIELD] for key, value in message.raw_items() if key.lower() == name), "")


def _words(said: str) -> str:
    """Programs of old write them without saying in which encoding."""
    if any("\udc80" <= char <= "\udcff" for char in said):
        return decoded(said.encode("utf-8", "surrogateescape"))
    try:
        return str(make_header(decode_header(said)))
    except (LookupError, ValueError, HeaderParseError):  # an encoding that nobody knows
        return said


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_field(message, "date")).date().isoformat()
    except (ValueError, TypeError):
        return ""
