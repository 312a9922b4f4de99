"""Rich text as WordPad, Word and a hundred older programs write it; notes stand at the end."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from meetings.intake import bounds
from meetings.intake.extracted import Draft, Refusal, Why
from meetings.intake.layout import Layout
from meetings.intake.lines import paragraphs
from meetings.intake.plain import score

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])|(?P<brace>[{}])|(?P<words>[^\\{}\r\n]+)"
)
CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")
WESTERN = "cp1252"
SURE = 5.0  # points by which another code page must be likelier than the one that the file names
CHARSETS = {
    **{128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 177: "cp1255"},
    **{178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"},
}
SIGNS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " "},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": " ", "_": "-"},
    **{"{": "{", "}": "}", "\\": "\\"},
}
ENDS = frozenset(["par", "sect", "page", "column", "\n", "\r"])  # of a paragraph
#: Groups that hold no words of the text. A group that begins with `\*` is one, unless it is among `READ`.
# fmt: off
SILENT = frozenset(
    [
        "colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl",
        "footerr", "footerf", "pict", "listtable", "list", "listoverridetable", "listoverride", "revtbl",
        "filetbl", "fldinst", "xe", "tc", "tcn", "rxe", "txe", "bkmkstart", "bkmkend", "annotation",
        "atnid", "atnauthor", "comment", "generator", "nonesttables", "shprslt", "sp", "ftnsep", "ftnsepc",
        "ftncn", "aftnsep", "aftnsepc", "aftncn", "upr", "private", "template",
    ]
)
# fmt: on
READ = frozenset(["footnote", "shpinst", "shptxt", "do", "dptxbxtext", "nesttableprops", "ud"])
BOXES = frozenset(["shptxt", "dptxbxtext"])
TEXT, TITLE, MARKER, FONTS, NOWHERE = "text", "title", "marker", "fonts", "nowhere"
SINKS = {"fonttbl": FONTS, "title": TITLE, "listtext": MARKER, "pntext": MARKER, **dict.fromkeys(SILENT, NOWHERE)}


@dataclass(slots=True)
class State:
    """What holds until the group ends."""

    sink: str = TEXT
    font: int = -1
    skipped: int = 1  # characters after one in Unicode, for programs that know none
    hidden: bool = False
    level: int = 0  # of the table that the paragraph is in
    frame: str = ""  # that begins with the group


@dataclass(slots=True)
class Place:
    """Where the reading is in the body, a note or a box."""

    paragraph: bool = False
    cells: int = 0  # that are open, one in the other
    row: bool = False


@dataclass(slots=True)
class Document:
    """Reads the file once, with a guess of the code page where the file does not give it for certain."""

    guess: str
    layout: Layout = field(default_factory=Layout)
    notes: list[str] = field(default_factory=list)
    text: str = ""
    title: list[str] = field(default_factory=list)
    marker: list[str] = field(default_factory=list)
    guessed: bool = False
    state: State = field(default_factory=State)
    stack: list[State] = field(default_factory=list)
    places: list[Place] = field(default_factory=lambda: [Place()])
    fonts: dict[int, str] = field(default_factory=dict)
    usual: int = -1  # font
    pending: bytearray = field(default_factory=bytearray)
    skip: int = 0

    def read(self, source: str) -> None:
        for token in tokens(source):
            if token["words"] or token["byte"]:
                self._take(token["words"].encode("latin-1") if token["words"] else bytes.fromhex(token["byte"]))
                continue
            self._flush()
            self.skip = 0
            if token["brace"] == "{":
                self._open()
            elif token["brace"]:
                self._close()
            elif token["word"]:
                self._control(token["word"], token["number"])
            elif token["sign"]:
                self._sign(token["sign"])
            if not self.stack:
                break
        self._flush()
        while self.stack:  # the file was cut short
            self._close()
        self._end_cells(0)
        self._end_paragraph()
        self.text = paragraphs([*self.layout.close_frame(), *self.notes])

    def _take(self, content: bytes) -> None:
        skipped = min(self.skip, len(content))
        self.skip -= skipped
        if self.state.sink not in (NOWHERE, FONTS):
            self.pending += content[skipped:]

    def _flush(self) -> None:
        if self.pending:
            content, self.pending = bytes(self.pending), bytearray()
            self._write(content.decode(self._encoding(content), errors="replace"))

    def _encoding(self, content: bytes) -> str:
        said = self.fonts.get(self.state.font, "")
        self.guessed |= not said and not content.isascii()
        return said or self.guess

    def _write(self, words: str) -> None:
        if self.state.hidden:
            return
        if self.state.sink == TEXT:
            self._begin_paragraph()
            self.layout.write(words)
        elif self.state.sink == TITLE:
            self.title.append(words)
        elif self.state.sink == MARKER:
            self.marker.append(words)

    def _open(self) -> None:
        if len(self.stack) > bounds.XML_DEPTH:
            raise Refusal(Why.DAMAGED, "too deep")
        self.stack.append(self.state)
        self.state = replace(self.state, frame="")

    def _close(self) -> None:
        if not self.stack:
            return
        ended, self.state = self.state, self.stack.pop()
        if ended.frame:
            self._end_frame(ended.frame)
        if ended.sink == MARKER and self.state.sink == TEXT:
            self._mark()

    def _mark(self) -> None:
        """The number of an item stands before it; whatever sign stands there is one dash."""
        marker, self.marker = "".join(self.marker).strip(), []
        self._begin_paragraph()
        if marker != "o" and any(char.isalnum() for char in marker):
            self.layout.write(f"{marker} ")
        elif self.layout.paragraph:
            self.layout.paragraph.item = bool(marker)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.state.sink = NOWHERE if self.state.sink == TEXT else self.state.sink
        elif sign in ENDS:
            self._control("par", None)
        elif sign in SIGNS:
            self._write(SIGNS[sign])

    def _control(self, word: str, number: str | None) -> None:
        value = int(number) if number else 0
        if word in SINKS:
            self.state.sink = SINKS[word]
        elif word in READ:
            self._read_after_all(word)
        elif word == "u":
            self._write(chr(value % 0x10000))
            self.skip = self.state.skipped
        elif word == "uc":
            self.state.skipped = max(0, value)
        elif word in ("f", "deff", "plain", "fcharset", "cpg"):
            self._font(word, value)
        elif word in ("v", "deleted"):
            self.state.hidden = number != "0"
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif self.state.sink == TEXT:
            self._place(word, value)

    def _read_after_all(self, word: str) -> None:
        before = self.stack[-2 if word == "ud" else -1 :][:1]
        self.state.sink = before[0].sink if before else TEXT
        if self.state.sink == TEXT and (word == "footnote" or word in BOXES):
            self._begin_paragraph()  # that the note or the box belongs to
            self.state.frame = word
            self.places.append(Place())
            self.layout.open_frame()

    def _font(self, word: str, value: int) -> None:
        if word == "deff":
            self.usual = self.state.font = value
        elif word == "plain":
            self.state.font, self.state.hidden = self.usual, False
        elif word == "f":
            self.state.font = value
        elif self.state.sink == FONTS:
            known = CHARSETS.get(value, "") if word == "fcharset" else code_page(str(value))
            self.fonts[self.state.font] = known

    def _place(self, word: str, value: int) -> None:
        place = self.places[-1]
        if word == "pard":
            self.state.level = 0
        elif word == "intbl":
            self.state.level = max(1, self.state.level)
        elif word == "itap":
            self.state.level = min(value, 9)
        elif word == "trowd":
            place.row = True
        elif word in ("cell", "nestcell"):
            self._end_cell()
        elif word in ("row", "nestrow"):
            self._end_row(nested=word == "nestrow")
        elif word in ENDS:
            self._begin_paragraph()
            self._end_paragraph()

    def _begin_paragraph(self) -> None:
        place = self.places[-1]
        if place.paragraph:
            return
        level = max(self.state.level, int(place.row))
        self._end_cells(level)
        for _cell in range(place.cells, level):
            self.layout.open_frame()
        place.cells = level
        self.layout.open_paragraph()
        place.paragraph = True

    def _end_paragraph(self) -> None:
        place = self.places[-1]
        if place.paragraph and self.layout.paragraph:
            self.layout.paragraph.glued = self.state.hidden
            self.layout.close_paragraph()
        place.paragraph = False

    def _end_cell(self) -> None:
        self.state.level = max(1, self.state.level)
        self._begin_paragraph()
        self._end_paragraph()
        if self.places[-1].cells:
            self.layout.close_cell()
            self.places[-1].cells -= 1

    def _end_row(self, *, nested: bool) -> None:
        self._end_cells(int(nested))
        self.layout.close_row()
        self.places[-1].row = nested

    def _end_cells(self, level: int) -> None:
        """Of rows that nothing ended."""
        place = self.places[-1]
        while place.cells > level:
            self._end_paragraph()
            self.layout.close_cell()
            self.layout.close_row()
            place.cells -= 1

    def _end_frame(self, frame: str) -> None:
        self._end_cells(0)
        self._end_paragraph()
        self.places.pop()
        if frame == "footnote":
            self.notes.extend(self.layout.close_frame())
        else:
            self.layout.close_box()


def read(content: bytes) -> Draft:
    if len(content) > bounds.RTF:
        raise Refusal(Why.RTF_TOO_BIG)
    source = content.decode("latin-1")
    found = CODE_PAGE.search(source)
    page = code_page(found[1]) if found else WESTERN
    document = _read(source, page)
    if document.guessed:  # many a program says “Western” and writes in the code page of its machine
        others = [_read(source, guess) for guess in ("cp1251", WESTERN) if guess != page]
        best = max(others, key=_likely)
        document = best if _likely(best) > _likely(document) + SURE else document
    return Draft(whole(document.text), title=whole("".join(document.title)))


def _likely(document: Document) -> float:
    return score(document.text[:20_000])


def _read(source: str, guess: str) -> Document:
    document = Document(guess)
    document.read(source)
    return document


def tokens(source: str) -> Iterator[re.Match[str]]:
    place = 0
    while token := TOKEN.search(source, place):
        yield token
        place = token.end()
        if token["word"] == "bin" and token["number"]:
            place += max(0, int(token["number"]))


def code_page(number: str) -> str:
    known = {"10000": "mac_roman", "10007": "mac_cyrillic", "65001": "utf-8"}
    try:
        return codecs.lookup(known.get(number, f"cp{number}")).name
    except LookupError:
        return WESTERN


def whole(text: str) -> str:
    """Characters beyond 65,535 come in halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
