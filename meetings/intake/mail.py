"""E-mails and web pages saved as one file (MHT): the words of the message, never its attachments."""

from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime

from meetings.intake import html
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.plain import decoded


def read(content: bytes) -> Draft:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    draft = _body(message)
    saved_page = message.get_content_type() == "multipart/related"
    draft.title = draft.title if saved_page and draft.title else _subject(message)
    if not saved_page:  # the date of a saved page is when it was saved
        draft.published = _date(message)
        draft.publisher = ""
    if not draft.text.strip() and any(message.iter_attachments()):
        raise Refusal(Why.ATTACHED)
    return draft


def _body(message: EmailMessage) -> Draft:
    plain = message.get_body(("plain",))
    if plain is not None and (text := _decoded(plain)).strip():
        return Draft(text)
    page = message.get_body(("related", "html"))
    if page is None:
        return _forwarded(message)
    if page.get_content_type() == "multipart/related":
        page = next((part for part in page.walk() if part.get_content_type() == "text/html"), None)
    return html.read(_bytes(page), page.get_content_charset("")) if page else Draft("")


def _forwarded(message: EmailMessage) -> Draft:
    """The body of the mail that this one only passes on."""
    parts = message.iter_parts() if message.is_multipart() else ()
    inner = next((part for part in parts if part.get_content_type() == "message/rfc822"), None)
    passed_on = inner.get_payload(0) if inner else None
    return _body(passed_on) if isinstance(passed_on, EmailMessage) else Draft("")


def _decoded(part: MIMEPart) -> str:
    return decoded(_bytes(part), part.get_content_charset(""))


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _subject(message: EmailMessage) -> str:
    """Programs of old write it without saying in which encoding."""
    said = next((value for name, value in message.raw_items() if name.lower() == "subject"), "")
    if any("\udc80" <= char <= "\udcff" for char in said):
        return decoded(said.encode("utf-8", "surrogateescape"))
    return str(message.get("subject", ""))


def _date(message: MIMEPart) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (ValueError, TypeError):
        return ""
