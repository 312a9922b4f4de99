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
HEADLINE = re.compile(r"heading|title", re.IGNORECASE)  # programs in every language keep these names
BODY, NO_LIST = "9", "0"  # how the file says: no headline, no item
DEEPEST = 20  # styles that are based on one another
PARTS = ("word/footnotes.xml", "word/endnotes.xml")


class Styles:
    """Listens to `styles.xml`: which styles of paragraphs are headlines, and which number or mark an item of a list."""

    def __init__(self) -> None:
        self.style = ""
        self.based: dict[str, str] = {}
        self.headlines: set[str] = set()
        self.items: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, value = local(tag), value_of(attributes)
        if name == "style":
            self.style = value_of(attributes, "styleId")
            self.based[self.style] = ""
        elif name == "basedOn":
            self.based[self.style] = value
        elif (name == "outlineLvl" and value != BODY) or (name == "name" and HEADLINE.match(value)):
            self.headlines.add(self.style)
        elif name == "numId" and value != NO_LIST:
            self.items.add(self.style)

    def data(self, words: str) -> None:
        pass

    def end(self, tag: str) -> None:
        pass

    def headline(self, style: str) -> bool:
        return self._among(style, self.headlines) if style in self.based else bool(HEADLINE.match(style))

    def item(self, style: str) -> bool:
        return self._among(style, self.items)

    def _among(self, style: str, styles: set[str]) -> bool:
        """Whether it or one that it is based on is one of these."""
        for _step in range(DEEPEST):
            if style in styles:
                return True
            style = self.based.get(style, "")
        return False


class Document:
    """Listens to `document.xml` or a file of notes and lays out its paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.hidden = False
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
            self._item(name, value_of(attributes))
        elif name == "framePr" and value_of(attributes, "dropCap") in ("drop", "margin") and self.layout.paragraph:
            self.layout.paragraph.glued = True  # a first letter as high as several lines
        elif name == "r" or self.path[-3:] == ["r", "rPr", "vanish"]:
            self.hidden = name == "vanish" and value_of(attributes) not in ("0", "false", "off")

    def data(self, words: str) -> None:
        if self.path and self.path[-1] == "t" and not self.silent and not self.hidden:
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
            self.heading = self.styles.headline(value)
        if self.layout.paragraph and not self.heading:
            self.layout.paragraph.item = self.styles.item(value) if name == "pStyle" else value != NO_LIST


def read(content: bytes) -> Draft:
    package = Package(content)
    main = min((name for name in package.members if re.fullmatch(r"word/document\d*\.xml", name)), key=len)
    styles = Styles()
    if known := package.unpacked("word/styles.xml"):
        listen(known, styles)
    blocks = [block for name in (main, *PARTS) for block in _blocks(package.unpacked(name), styles)]
    about = package.unpacked("docProps/core.xml")
    return Draft(paragraphs(blocks), title=words_of(about, "title"))


def value_of(attributes: dict[str, str], name: str = "val") -> str:
    return next((value for key, value in attributes.items() if local(key) == name), "")


def _blocks(xml: bytes, styles: Styles) -> list[str]:
    document = Document(styles)
    if xml:
        listen(xml, document)
    return document.layout.close_frame()
