"""PDF where pdfium finds nothing or gives up."""

from io import BytesIO

import pypdf

from meetings.intake import bounds
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.wrapped import joined, plain_lines, without_margins


def read(content: bytes) -> Draft:
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refusal(Why.ENCRYPTED)
    if len(reader.pages) > bounds.PDF_PAGES:
        raise Refusal(Why.TOO_MANY_PAGES)
    pages, characters = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        characters += len(pages[-1])
        if characters > bounds.CHARACTERS:
            raise Refusal(Why.TOO_LONG)
    title = str(reader.metadata.title or "") if reader.metadata else ""
    return Draft("", title=title, pages=joined(without_margins([plain_lines(page) for page in pages])))
