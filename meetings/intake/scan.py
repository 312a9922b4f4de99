"""Images of pages to text, where tesseract is installed; it knows English and Russian here."""

import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from threading import Lock

import pypdfium2
from PIL import Image

from meetings.intake import bounds
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.wrapped import joined, plain_lines, without_margins

DOTS = 250  # per inch; tesseract reads badly below 200, and no better above
LONGEST_SIDE = 3_600  # pixels: more of a page of any size only costs time
LANGUAGES = "eng+rus"


def read(content: bytes) -> Draft:
    """The text of an image; a fax or a scanner may write many into one file."""
    try:
        image = Image.open(BytesIO(content))
    except Image.DecompressionBombError as error:
        raise Refusal(Why.BOMB) from error
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    return Draft("".join(_recognised(partial(_frame, image), count)))


def pages(document: pypdfium2.PdfDocument) -> list[str]:
    """The text of the pages of a PDF that is made of images."""
    if not any(_has_content(page) for page in document):
        raise Refusal(Why.NO_TEXT)
    return _recognised(partial(_page, document), len(document))


def _has_content(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=2)), None) is not None


def _frame(image: Image.Image, number: int) -> Image.Image:
    image.seek(number)
    frame = image.convert("L")
    frame.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return frame


def _page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    scale = min(DOTS / 72, LONGEST_SIDE / max(page.get_size()))
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    image.info["dpi"] = (72 * scale, 72 * scale)
    return image


def _recognised(draw: Callable[[int], Image.Image], count: int) -> list[str]:
    """The text of each picture; a few are recognised at once, but drawn one by one."""
    tesseract = shutil.which("tesseract")
    if not tesseract:
        raise Refusal(Why.SCAN)
    resource.setrlimit(resource.RLIMIT_AS, (bounds.SCAN_MEMORY, bounds.SCAN_MEMORY))
    turn, until = Lock(), time.monotonic() + bounds.SCAN_SECONDS

    def text(number: int) -> str:
        with turn:
            image = _png(draw(number))
        return _told(tesseract, image, until)

    with ThreadPoolExecutor(bounds.RECOGNISERS) as recognisers:
        try:
            texts = list(recognisers.map(text, range(count)))
        finally:
            recognisers.shutdown(cancel_futures=True)
    return joined(without_margins([plain_lines(text) for text in texts]))


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", **{key: value for key, value in image.info.items() if key == "dpi"})
    return file.getvalue()


def _told(tesseract: str, image: bytes, until: float) -> str:
    command = [tesseract, "stdin", "stdout", "-l", LANGUAGES]
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=max(0, until - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise Refusal(Why.LONG_SCAN) from error
    if done.returncode == -signal.SIGXCPU:
        raise Refusal(Why.LONG_SCAN)
    if done.returncode:
        raise Refusal(Why.DAMAGED, done.stderr.decode(errors="replace")[-200:])
    return done.stdout.decode(errors="replace")
