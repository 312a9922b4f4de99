"""How much one file may be and cost. Each bound answers a file that was tried: tests/meetings/test_intake_hostile.py."""

MEGABYTE = 1024**2

UPLOAD = 20 * MEGABYTE
HTML = 3 * MEGABYTE  # a saved page is rarely over one; nested tags cost more than their bytes
RTF = 5 * MEGABYTE

MEMORY = 1024 * MEGABYTE  # address space of the child
CPU_SECONDS = 30
WALL_SECONDS = 45
SCAN_SECONDS = 40  # for all pages
SCAN_MEMORY = 350 * MEGABYTE  # address space, from then on, of the child and of each recogniser
RECOGNISERS = 2  # at once
FILE = 40 * MEGABYTE  # that tesseract may write for itself

ZIP_MEMBERS = 2_000
ZIP_MEMBER = 40 * MEGABYTE
ZIP_RATIO = 200
XML_DEPTH = 200

PDF_PAGES = 300
PDF_POINTS = 5_000  # of a side of a page

CHARACTERS = 1_000_000  # of the text that comes out
