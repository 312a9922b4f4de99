"""Paragraphs, cells and boxes as a word processor nests them, put into reading order."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Paragraph:
    words: list[str] = field(default_factory=list)
    item: bool = False
    glued: bool = False  # its end was deleted: it goes on in the next one
    boxes: list[str] = field(default_factory=list)  # what floats beside it

    def text(self) -> str:
        words = "".join(self.words).strip()
        return f"- {words}" if self.item and words else words


@dataclass(slots=True)
class Frame:
    """What holds paragraphs: the body, a cell, a box, a note."""

    blocks: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)  # of the table row that is being read
    held: list[str] = field(default_factory=list)  # words of a glued paragraph


class Layout:
    def __init__(self) -> None:
        self.frames = [Frame()]
        self.open: list[Paragraph] = []

    @property
    def paragraph(self) -> Paragraph | None:
        return self.open[-1] if self.open else None

    def write(self, words: str) -> None:
        if self.open:
            self.open[-1].words.append(words)

    def open_paragraph(self, *, item: bool = False) -> None:
        paragraph = Paragraph(self.frames[-1].held, item=item)
        self.frames[-1].held = []
        self.open.append(paragraph)

    def close_paragraph(self) -> None:
        if not self.open:
            return
        paragraph, frame = self.open.pop(), self.frames[-1]
        if paragraph.glued:
            frame.held = paragraph.words
        else:
            frame.blocks.append(paragraph.text())
        frame.blocks.extend(paragraph.boxes)

    def open_frame(self) -> None:
        self.frames.append(Frame())

    def close_frame(self) -> list[str]:
        """The blocks of the frame that ends here, perhaps within a row that nothing ended."""
        if self.frames[-1].cells:
            self.close_row()
        frame = self.frames.pop()
        return [block for block in [*frame.blocks, "".join(frame.held)] if block.strip()]

    def close_box(self) -> None:
        """A text box stands after the paragraph it is anchored in."""
        blocks = self.close_frame()
        (self.open[-1].boxes if self.open else self.frames[-1].blocks).extend(blocks)

    def close_cell(self) -> None:
        blocks = self.close_frame()
        self.frames[-1].cells.append(blocks)

    def close_row(self) -> None:
        """A row of short cells is one line; cells with paragraphs of their own lay out a page and come one by one."""
        frame = self.frames[-1]
        cells, frame.cells = [cell for cell in frame.cells if cell], []
        if all(len(cell) == 1 and "\n" not in cell[0] for cell in cells):
            frame.blocks.append(" | ".join(cell[0] for cell in cells))
        else:
            frame.blocks.extend(block for cell in cells for block in cell)
