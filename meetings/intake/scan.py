"""Images of pages to text, where tesseract is installed; it knows English and Russian here."""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO

import pypdfium2

from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.wrapped import joined, plain_lines

DOTS = 300  # per inch; tesseract reads badly below 200
LONGEST_SIDE = 5_000  # pixels
LANGUAGES = "eng+rus"


def read(content: bytes) -> Draft:
    """The text of one image."""
    text = joined([plain_lines(_recognised(content))])
    return Draft(text[0])


def pages(document: pypdfium2.PdfDocument) -> list[str]:
    """The text of the pages of a PDF that is made of images."""
    if not any(_has_content(page) for page in document):
        raise Refusal(Why.NO_TEXT)
    return [_recognised(image) for image in _images(document)]


def _has_content(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=2)), None) is not None


def _images(document: pypdfium2.PdfDocument) -> Iterator[bytes]:
    for page in document:
        scale = min(DOTS / 72, LONGEST_SIDE / max(page.get_size()))
        image = page.render(scale=scale, grayscale=True).to_pil()
        file = BytesIO()
        image.save(file, "PNG", dpi=(72 * scale, 72 * scale))
        yield file.getvalue()


def _recognised(image: bytes) -> str:
    tesseract = shutil.which("tesseract")
    if not tesseract:
        raise Refusal(Why.SCAN)
    done = subprocess.run([tesseract, "stdin", "stdout", "-l", LANGUAGES], input=image, capture_output=True)
    if done.returncode:
        raise Refusal(Why.DAMAGED, done.stderr.decode(errors="replace")[-200:])
    return done.stdout.decode(errors="replace")
