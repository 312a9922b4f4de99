"""PDF: the lines of each page put together to paragraphs."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from importlib import import_module

import pypdfium2
import pypdfium2.raw as pdfium

from meetings.intake import bounds, scan
from meetings.intake.bullets import marked
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.wrapped import Line, joined, without_margins

LINE_ENDS = (0x0A, 0x0D, 0x02, 0xFFFE)  # the last two are hyphens, after which pdfium writes no line end
GENERATED = re.compile(r"Microsoft |.*\.(?:docx?|pdf|indd|rtf|odt|qxd)$|untitled", re.IGNORECASE)


def read(content: bytes) -> Draft:
    try:
        return _pdfium(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refusal(Why.ENCRYPTED) from error
        return _read_otherwise(content)


def _pdfium(content: bytes) -> Draft:
    document = pypdfium2.PdfDocument(content)
    count = len(document)
    if count > bounds.PDF_PAGES:
        raise Refusal(Why.TOO_MANY_PAGES)
    if any(max(document.get_page_size(number)) > bounds.PDF_POINTS for number in range(count)):
        raise Refusal(Why.PAGE_TOO_LARGE)
    pages, characters = [], 0
    for number in range(count):
        pages.append(marked(list(_lines(document[number]))))
        characters += sum(len(line.text) for line in pages[-1])
        if characters > bounds.CHARACTERS:
            raise Refusal(Why.TOO_LONG)
    title = _title(document.get_metadata_value("Title"))
    if characters:
        return Draft("", title=title, pages=joined(without_margins(pages)))
    draft = _read_otherwise(content)
    if any(page.strip() for page in draft.pages or []):
        return draft
    return Draft("", title=title, pages=scan.pages(document))


def _read_otherwise(content: bytes) -> Draft:
    """By pypdf, which takes longer to load than a usual file takes to read."""
    draft: Draft = import_module("meetings.intake.pdf_by_pypdf").read(content)
    draft.title = _title(draft.title)
    return draft


def _lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    """Asks pdfium for each character, since its whole text has other indices than its boxes."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > bounds.CHARACTERS:
        raise Refusal(Why.TOO_LONG)
    codes = [pdfium.FPDFText_GetUnicode(textpage, index) for index in range(count)]
    start = 0
    for end in [*(index + 1 for index, code in enumerate(codes) if code in LINE_ENDS), count]:
        if text := _string(codes[start:end]):
            yield Line(text, *_box(textpage, codes, start, end))
        start = end


def _string(codes: list[int]) -> str:
    units = b"".join(code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le") for code in codes)
    return units.decode("utf-16-le", "ignore").replace("\0", "").strip()


def _box(textpage: pypdfium2.PdfTextPage, codes: list[int], start: int, end: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and top: of the ends of the line, and of a few letters in it."""
    solid = [index for index in range(start, end) if codes[index] > 32]
    boxes = [_char_box(textpage, index) for index in {*solid[:6], *solid[-6:]}]
    return (
        min((box[0] for box in boxes), default=0.0),
        max((box[1] for box in boxes), default=0.0),
        min((box[2] for box in boxes), default=0.0),
        max((box[3] for box in boxes), default=0.0),
    )


def _char_box(textpage: pypdfium2.PdfTextPage, index: int) -> list[float]:
    sides = [c_double() for _side in range(4)]
    pdfium.FPDFText_GetCharBox(textpage, index, *(byref(side) for side in sides))
    return [side.value for side in sides]


def _title(said: str) -> str:
    """What a program wrote by itself is no title."""
    return "" if GENERATED.match(said) else said
