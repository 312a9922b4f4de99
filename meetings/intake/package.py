"""The parts of a DOCX or ODT file, unpacked with an eye on their size, and their XML read piece by piece.

No tree is built: a document of 40 MB of XML costs its text and no more.
"""

import zipfile
import zlib
from io import BytesIO
from typing import Protocol

from lxml import etree

from meetings.intake import bounds
from meetings.intake.extracted import Refusal, Why

CHUNK = 64 * 1024
SMALL = bounds.MEGABYTE  # what unpacks to less is no bomb, however well it was packed
ENCRYPTED = 0x1


class Listener(Protocol):
    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def data(self, words: str) -> None: ...
    def end(self, tag: str) -> None: ...


class Package:
    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(content))
        self.members = {info.filename: info for info in self.zip.infolist()}
        if len(self.zip.infolist()) > bounds.ZIP_MEMBERS:
            raise Refusal(Why.TOO_MANY_MEMBERS)

    def unpacked(self, name: str) -> bytes:
        """The content of a member, counted while it is read, since its declared size may be a lie; nothing if absent."""
        info = self.members.get(name)
        if info is None:
            return b""
        if info.flag_bits & ENCRYPTED:
            raise Refusal(Why.ENCRYPTED)
        if info.file_size > bounds.ZIP_MEMBER:
            raise Refusal(Why.BOMB)
        try:
            return self._counted(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise Refusal(Why.DAMAGED, str(error)) from error

    def _counted(self, info: zipfile.ZipInfo) -> bytes:
        content = bytearray()
        most = min(bounds.ZIP_MEMBER, max(SMALL, info.compress_size * bounds.ZIP_RATIO))
        with self.zip.open(info) as member:
            while chunk := member.read(CHUNK):
                content += chunk
                if len(content) > most:
                    raise Refusal(Why.BOMB)
        return bytes(content)


class _Bounded:
    """Passes the events of the parser on; refuses document types and absurd depth."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.depth = 0

    def doctype(self, *_declared: object) -> None:
        raise Refusal(Why.DOCTYPE)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > bounds.XML_DEPTH:
            raise Refusal(Why.DAMAGED, "too deep")
        self.listener.start(tag, attributes)

    def data(self, words: str) -> None:
        self.listener.data(words)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.listener.end(tag)

    def close(self) -> None:
        pass


def listen(xml: bytes, listener: Listener) -> None:
    """Tell the listener each tag and each piece of text, in order."""
    target = _Bounded(listener)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for place in range(0, len(xml), CHUNK):
        parser.feed(xml[place : place + CHUNK])
    parser.close()


class Words:
    """Listens for the words of one element, by its local name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.inside = False
        self.words = ""

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.inside = local(tag) == self.name and not self.words

    def data(self, words: str) -> None:
        self.words += words if self.inside else ""

    def end(self, _tag: str) -> None:
        self.inside = False


def words_of(xml: bytes, name: str) -> str:
    words = Words(name)
    if xml:
        listen(xml, words)
    return words.words.strip()


def local(tag: str) -> str:
    return tag.rpartition("}")[2]
