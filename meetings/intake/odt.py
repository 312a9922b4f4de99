"""OpenDocument texts as they read with all changes accepted; notes stand at the end."""

from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.layout import Layout
from meetings.intake.lines import flat, paragraphs
from meetings.intake.package import Package, listen, local, words_of

#: Deleted words are kept in `tracked-changes`; annotations are remarks about the text.
SILENT = frozenset(
    [
        "tracked-changes",
        "annotation",
        "note-citation",
        "title",
        "desc",
        "forms",
        "sequence-decls",
        "variable-decls",
        "scripts",
    ]
)
SIGNS = {"tab": "\t", "line-break": "\n"}
FRAMES = frozenset(("table-cell", "text-box", "note-body"))


class Document:
    """Listens to `content.xml` and lays out its paragraphs."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.notes: list[str] = []
        self.silent = 0
        self.new_item = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self.silent += name in SILENT
        if self.silent:
            return
        if name in ("p", "h"):
            self.layout.open_paragraph(item=self.new_item)
            self.new_item = False
        elif name == "list-item":
            self.new_item = True
        elif name in FRAMES:
            self.layout.open_frame()
            self.new_item = False
        elif name in SIGNS:
            self.layout.write(SIGNS[name])
        elif name == "s":
            self.layout.write(" ")

    def data(self, words: str) -> None:
        if not self.silent:
            self.layout.write(flat(words))

    def end(self, tag: str) -> None:
        name = local(tag)
        silent = self.silent
        self.silent -= name in SILENT
        if silent:
            return
        if name in ("p", "h"):
            self.layout.close_paragraph()
        elif name == "table-cell":
            self.layout.close_cell()
        elif name == "table-row":
            self.layout.close_row()
        elif name == "text-box":
            self.layout.close_box()
        elif name == "note-body":
            self.notes.extend(self.layout.close_frame())


def read(content: bytes) -> Draft:
    package = Package(content)
    kind = package.unpacked("mimetype")
    if b"opendocument" in kind and b"opendocument.text" not in kind:  # a spreadsheet, a presentation
        raise Refusal(Why.UNKNOWN)
    if b"encryption-data" in package.unpacked("META-INF/manifest.xml"):
        raise Refusal(Why.ENCRYPTED)
    document = Document()
    listen(package.unpacked("content.xml"), document)
    about = package.unpacked("meta.xml")
    return Draft(paragraphs([*document.layout.close_frame(), *document.notes]), title=words_of(about, "title"))
