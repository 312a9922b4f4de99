"""E-mails and web pages saved as one file (MHT): the words of the message, never its attachments."""

from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime

from meetings.intake import html
from meetings.intake.extracted import Draft
from meetings.intake.plain import decoded

PARTS = 1_000


def read(content: bytes) -> Draft:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    draft = _body(message)
    saved_page = message.get_content_type() == "multipart/related"
    draft.title = draft.title if saved_page and draft.title else str(message.get("subject", ""))
    if not saved_page:  # the date of a saved page is when it was saved
        draft.published = _date(message)
        draft.publisher = ""
    return draft


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


def _decoded(part: MIMEPart) -> str:
    return decoded(_bytes(part), part.get_content_charset(""))


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _date(message: MIMEPart) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (ValueError, TypeError):
        return ""
