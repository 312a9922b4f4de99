"""Word documents as they read with all changes accepted: insertions, text boxes and content controls included."""

import re

from meetings.intake.extracted import Draft
from meetings.intake.layout import Layout
from meetings.intake.lines import paragraphs
from meetings.intake.package import Package, listen, local, words_of

WORD = re.compile(r"\{http://(?:schemas\.openxmlformats\.org/wordprocessingml|purl\.oclc\.org/ooxml/wordprocessingml)/")
#: Deleted or moved away; what stands again in an older form for older programs; comments.
SILENT = frozenset(("del", "moveFrom", "Fallback"))
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
PARTS = ("word/footnotes.xml", "word/endnotes.xml")


class Document:
    """Listens to `document.xml` or a file of notes and lays out its paragraphs."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.path: list[str] = []
        self.silent = 0
        self.heading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self.path.append(name)
        self.silent += name in SILENT
        if self.silent:
            self._deleted_mark()
        elif name == "p" and WORD.match(tag):
            self.layout.open_paragraph()
            self.heading = False
        elif name in ("tc", "txbxContent", "footnote", "endnote"):
            self.layout.open_frame()
        elif name in SIGNS and self.path[-2:-1] == ["r"]:
            self.layout.write(SIGNS[name])
        elif name in ("pStyle", "numId"):
            self._item(name, next((value for key, value in attributes.items() if local(key) == "val"), ""))

    def data(self, words: str) -> None:
        if self.path and self.path[-1] == "t" and not self.silent:
            self.layout.write(words)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        silent = self.silent
        self.silent -= name in SILENT
        if silent:
            return
        if name == "p" and WORD.match(tag):
            self.layout.close_paragraph()
        elif name == "tc":
            self.layout.close_cell()
        elif name == "tr":
            self.layout.close_row()
        elif name in ("txbxContent", "footnote", "endnote"):
            self.layout.close_box()

    def _deleted_mark(self) -> None:
        """`<w:del/>` among the properties of a paragraph deletes its end, not its words."""
        if self.path[-3:] == ["pPr", "rPr", "del"] and self.layout.paragraph:
            self.layout.paragraph.glued = True

    def _item(self, name: str, value: str) -> None:
        if name == "pStyle":
            self.heading = value.lower().startswith(("heading", "title")) or value.isdigit()
        elif self.layout.paragraph and value != "0" and not self.heading:
            self.layout.paragraph.item = True


def read(content: bytes) -> Draft:
    package = Package(content)
    main = min((name for name in package.members if re.fullmatch(r"word/document\d*\.xml", name)), key=len)
    blocks = [block for name in (main, *PARTS) for block in _blocks(package.unpacked(name))]
    about = package.unpacked("docProps/core.xml")
    return Draft(paragraphs(blocks), title=words_of(about, "title"))


def _blocks(xml: bytes) -> list[str]:
    document = Document()
    if xml:
        listen(xml, document)
    return document.layout.close_frame()
