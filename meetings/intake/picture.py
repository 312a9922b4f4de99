"""One page of a PDF as a picture, run as a program: the file on stdin, the number of the page as argument, PNG on stdout."""

import sys

import pypdfium2

from meetings.intake import worker

WIDTH = 1200  # pixels: sharp at the width of the desk


def main() -> None:
    worker.set_limits()
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = document[int(sys.argv[1]) - 1]
    bitmap = page.render(scale=WIDTH / max(page.get_width(), 1))
    bitmap.to_pil().convert("P").save(sys.stdout.buffer, "PNG")


if __name__ == "__main__":
    main()
