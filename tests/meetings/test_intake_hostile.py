"""Files that mean harm or are broken: one clear sentence, soon, and without the server's memory."""

import base64
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pypdf import PdfReader, PdfWriter

from meetings.intake import bounds, sandbox
from meetings.intake.extracted import Why
from tests.meetings.test_intake import docx, packed, para

SECONDS = 20  # for any of these; the bound itself is 45


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """Every refusal comes within bounds, and no child is ever larger than it may be."""
    start, largest = time.monotonic(), largest_child()
    yield
    assert time.monotonic() - start < SECONDS
    assert largest_child() in (largest, min(largest_child(), 1.2 * 1024**3))


def largest_child() -> int:
    """Bytes of the largest child that this process ever had, other tests' children included."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def refusal(content: bytes, name: str = "file") -> Why:
    with pytest.raises(sandbox.Unreadable) as caught:
        sandbox.read(content, name)
    sentence = str(caught.value)
    assert sentence.endswith(".") and "\n" not in sentence
    return caught.value.why


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + table + trailer


def pages(count: int, content: bytes = b"", box: bytes = b"0 0 600 800", extra: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>" % box
    stream = b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream,
        *[page] * count,
    )


HELLO = b"BT /F 12 Tf 72 720 Td (They agreed to meet.) Tj ET"


def packed_stream(unpacked: int) -> bytes:
    packer = zlib.compressobj(2)  # small enough, and soon
    piece = b"0 0 m " * 170_000
    return b"".join(packer.compress(piece) for _ in range(unpacked // len(piece))) + packer.flush()


def big_docx(size: int, name: str = "word/document.xml") -> bytes:
    file = BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(size // 2**20):
            member.write(b" " * 2**20)
    return file.getvalue()


def test_the_minimal_pdf_is_good() -> None:
    found = sandbox.read(pages(2, HELLO), "minutes.pdf")
    assert (found.text, found.pages) == ("They agreed to meet.\n\nThey agreed to meet.", [0, 22])


def test_every_reason_is_one_sentence_for_people() -> None:
    assert set(sandbox.SENTENCES) == set(Why)


def test_nothing_at_all() -> None:
    assert refusal(b"") == refusal(b" \n\t") == refusal(b"\0" * 5000) == Why.EMPTY


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf", b"\xff\xfe\0\0", "\u200b\u202e\u00a0".encode() * 99, b". . . .\n---"]
)
def test_nothing_to_read_in_it(content: bytes) -> None:
    """A text without a letter or a figure would become an empty report."""
    assert refusal(content) in (Why.EMPTY, Why.NO_TEXT)


def test_markup_and_programs_that_happen_to_be_text() -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><text>agreed</text></svg>"
    assert (
        refusal(drawing)
        == refusal(b"<?xml version='1.0'?>" + drawing)
        == refusal(b"%!PS\n(agreed) show")
        == Why.UNKNOWN
    )


def test_larger_than_an_upload() -> None:
    assert refusal(b"a" * (bounds.UPLOAD + 1)) == Why.TOO_BIG


def test_junk() -> None:
    junk = bytes(number * number * 31 % 251 for number in range(50_000))
    assert refusal(junk) == refusal(b"\x7fELF\x02\x01\x01" + junk) == Why.UNKNOWN


def test_a_package_that_unpacks_to_gigabytes() -> None:
    assert refusal(big_docx(2**30)) == Why.BOMB


def test_a_package_within_a_member_but_packed_too_well() -> None:
    assert refusal(big_docx(30 * 2**20)) == Why.BOMB


def test_a_package_that_lies_about_sizes() -> None:
    content = big_docx(200 * 2**20)
    size = (200 * 2**20).to_bytes(4, "little")
    lying = content.replace(size, (1000).to_bytes(4, "little"))
    assert lying != content and refusal(lying) in (Why.DAMAGED, Why.BOMB)


def test_a_package_of_too_many_members() -> None:
    file = BytesIO(docx(para("Agreed.")))
    with zipfile.ZipFile(file, "a") as package:
        for number in range(bounds.ZIP_MEMBERS):
            package.writestr(f"word/media/{number}", b"")
    assert refusal(file.getvalue()) == Why.TOO_MANY_MEMBERS


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_xml_with_a_document_type(declared: str) -> None:
    assert refusal(packed(word__document_xml=f"{declared}<w:document>&a;</w:document>")) == Why.DOCTYPE


def test_xml_too_deep() -> None:
    assert refusal(docx("<w:a>" * 5000 + "</w:a>" * 5000)) == Why.DAMAGED


def test_packages_cut_short_and_of_other_kinds() -> None:
    assert refusal(docx(para("Agreed."))[:-100]) == Why.DAMAGED
    assert refusal(docx("<w:p>")[:200] + b"PK\x05\x06" + b"\0" * 18) in (Why.DAMAGED, Why.UNKNOWN)
    assert refusal(packed(xl__workbook_xml="<x/>")) == Why.UNKNOWN
    sheet = packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<x/>")
    assert refusal(sheet) == Why.UNKNOWN
    assert refusal(docx(para(""))) == Why.NO_TEXT


def test_an_encrypted_package() -> None:
    content = bytearray(docx(para("Agreed.")))
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of encryption, in the directory
    assert refusal(bytes(content)) == Why.ENCRYPTED


def test_old_and_encrypted_office_files() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    assert refusal(old + "WordDocument".encode("utf-16-le")) == Why.OLD_WORD
    assert refusal(old + "EncryptedPackage".encode("utf-16-le")) == Why.ENCRYPTED
    assert refusal(old + "__substg1.0_1000".encode("utf-16-le")) == Why.OUTLOOK


def test_a_pdf_with_a_stream_of_a_gigabyte() -> None:
    stream = packed_stream(1000 * 2**20)
    assert len(stream) < 8 * 2**20
    why = refusal(pages(1, stream, extra=b"/Filter/FlateDecode"))
    assert why in (Why.TOO_MUCH_MEMORY, Why.TOO_SLOW, Why.DAMAGED)


def test_a_pdf_of_too_many_or_too_large_pages() -> None:
    assert refusal(pages(bounds.PDF_PAGES + 1, HELLO)) == Why.TOO_MANY_PAGES
    assert refusal(pages(1, HELLO, box=b"0 0 14000 14000")) == Why.PAGE_TOO_LARGE


def encrypted(password: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pages(1, HELLO))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def test_an_encrypted_pdf() -> None:
    assert refusal(encrypted("secret")) == Why.ENCRYPTED
    assert sandbox.read(encrypted("")).text == "They agreed to meet."  # anybody may read it, though not change it


CATALOGUE, PAGE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"


@pytest.mark.parametrize(
    "content",
    [
        pdf(CATALOGUE, b"<</Type/Pages/Count 5/Kids[2 0 R 2 0 R]>>"),
        pdf(CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", PAGE + b"/Contents 4 0 R>>", b"<</Length 4 0 R>>stream\nBT\nendstream"),
        pages(1).replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev 9"),
        pages(1).replace(b"/Count 1", b"/Count 2147483647"),
        pages(1).replace(b"/Type/Catalog", b"/X " + b"[" * 500_000 + b"/Type/Catalog"),
        pages(1, b"\2" * 99, extra=b"/DecodeParms<</Predictor 12/Columns 2147483647>>/Filter/FlateDecode"),
    ],
    ids=["pages in pages", "length of itself", "table of itself", "count", "deep", "predictor"],
)  # fmt: skip
def test_a_pdf_that_points_at_itself_or_lies(content: bytes) -> None:
    assert refusal(content) in (Why.NO_TEXT, Why.DAMAGED, Why.TOO_MUCH_MEMORY, Why.TOO_SLOW, Why.TOO_MANY_PAGES)


def test_a_pdf_of_dots_only() -> None:
    assert refusal(pages(1, HELLO.replace(b"They agreed to meet.", b"....."))) == Why.NO_TEXT


def test_pdfs_cut_short_or_empty() -> None:
    assert refusal(b"%PDF-1.7\n" + b"x" * 1000) == Why.DAMAGED
    assert refusal(pages(1)) == Why.NO_TEXT


def test_a_page_of_tags_in_tags() -> None:
    deep = b"<html><body>" + b"<div>" * 200_000 + b"Agreed."
    assert refusal(deep) in (Why.NO_TEXT, Why.DAMAGED, Why.TOO_SLOW)


def test_pages_and_rtf_beyond_their_bounds() -> None:
    assert refusal(b"<html><body><p>" + b"a " * bounds.HTML) == Why.HTML_TOO_BIG
    assert refusal(b"{\\rtf1 " + b"a " * bounds.RTF) == Why.RTF_TOO_BIG
    assert refusal(b"agreed " * 150_000) == refusal("согласие ".encode("cp1251") * 2_200_000) == Why.TOO_LONG
    assert refusal(("a" + "\u0301\u0316" * 900_000).encode()) == Why.TOO_LONG  # which would take minutes to compose


def test_hostile_rtf() -> None:
    assert refusal(b"{\\rtf1" + b"{" * 100_000) == Why.DAMAGED
    assert refusal(b"{\\rtf1 {\\pict\\bin") in (Why.DAMAGED, Why.NO_TEXT)
    assert refusal(b"{\\rtf1 {\\pict\\bin2147483647 " + b"x" * 1000 + b"}}") == Why.NO_TEXT
    assert refusal(b"{\\rtf1 {\\title " + b"\\u1 " * 1_000_000) == Why.NO_TEXT
    assert refusal(b"{\\rtf1\\uc2147483647 \\u8212 they met}") == Why.NO_TEXT


def test_hostile_mail() -> None:
    head = b"MIME-Version: 1.0\nMessage-ID: <1@x>\n"
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (depth, depth) for depth in range(3000)
    )
    assert refusal(head + nested) in (Why.NO_TEXT, Why.DAMAGED, Why.TOO_SLOW)
    only_attached = (
        head + b'Content-Type: application/pdf\nContent-Disposition: attachment; filename="a.pdf"\n\nJVBERg=='
    )
    assert refusal(only_attached) in (Why.ATTACHED, Why.NO_TEXT)


def test_mail_of_bytes_that_are_no_words() -> None:
    junk = base64.encodebytes(bytes(number * number * 31 % 251 for number in range(50_000)))
    head = b"MIME-Version: 1.0\nMessage-ID: <1@x>\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    assert refusal(head + junk) == Why.DAMAGED


def test_mail_that_attacks_by_its_head() -> None:
    head = b"MIME-Version: 1.0\nMessage-ID: <1@x>\n"
    assert refusal(head + b"Subject: " + b"=?utf-8?q?a?= " * 400_000 + b"\n\n") in (Why.TOO_MUCH_MEMORY, Why.NO_TEXT)
    assert refusal(head + b"Content-Type: message/rfc822\n\n" * 10_000) == Why.DAMAGED
    assert refusal(head + b'Content-Type: text/plain; charset="a\0b"\n\n\xff') in (Why.DAMAGED, Why.NO_TEXT)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)


def png(width: int, height: int, packed_rows: bytes) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed_rows) + chunk(b"IEND", b"")


def test_images_that_unpack_to_gigabytes_or_are_none() -> None:
    """Refused before anything looks for text in them, so tesseract is not asked."""
    assert (
        refusal(png(50_000, 50_000, packed_stream(10 * 2**20))) == refusal(png(2**31 - 1, 2**31 - 1, b"")) == Why.BOMB
    )
    for magic in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"GIF89a", b"RIFF\0\0\0\0WEBP"):
        assert refusal(magic + bytes(range(256)) * 20) == Why.DAMAGED
    assert refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(range(256)) * 20) == Why.UNKNOWN


IMAGE = b"q 500 0 0 500 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"  # one black point, as large as a page


def test_a_scan_is_recognised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With a recogniser that says how it was asked and what it got."""
    recogniser = tmp_path / "tesseract"
    recogniser.write_text('#!/bin/sh\necho "$@"; head -c 4 | tail -c 3\n')
    recogniser.chmod(0o755)
    monkeypatch.setitem(sandbox.ENVIRONMENT, "PATH", f"{tmp_path}:/usr/bin:/bin")
    found = sandbox.read(pages(2, IMAGE), "scan.pdf")
    assert found.text == "stdin stdout -l eng+rus PNG stdin stdout -l eng+rus PNG"


def test_a_scan_where_nothing_recognises_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sandbox.ENVIRONMENT, "PATH", "")
    assert refusal(PIXEL, "scan.png") == refusal(pages(1, IMAGE), "scan.pdf") == Why.SCAN


def test_a_scan_of_many_pages_is_stopped_with_a_word_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A recogniser that uses up its time, as tesseract does on a poor page."""
    slow = tmp_path / "tesseract"
    slow.write_text("#!/bin/sh\nkill -XCPU $$\n")
    slow.chmod(0o755)
    monkeypatch.setitem(sandbox.ENVIRONMENT, "PATH", f"{tmp_path}:/usr/bin:/bin")
    assert refusal(pages(30, IMAGE)) == Why.LONG_SCAN


def test_what_takes_too_long_is_stopped_with_all_it_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A recogniser that never ends, such as tesseract on a poor page."""
    endless = tmp_path / "tesseract"
    endless.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 100\n")
    endless.chmod(0o755)
    monkeypatch.setitem(sandbox.ENVIRONMENT, "PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(bounds, "WALL_SECONDS", 2)
    assert refusal(PIXEL) == Why.TOO_SLOW
    pid, soon = (tmp_path / "pid").read_text().strip(), time.monotonic() + 5
    while runs(pid) and time.monotonic() < soon:
        os.sched_yield()
    assert not runs(pid)


def runs(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # dead, but nobody asked for it yet


def extract_text(file: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", "extract_text", str(file)]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60)


def test_the_command_says_one_line_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    file.write_bytes(big_docx(100 * 2**20))
    done = extract_text(file)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "unpacks" in done.stderr


def test_the_command_reads_files_only(tmp_path: Path) -> None:
    """A pipe that nobody writes to, or a device without an end, would be read for ever."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, tmp_path / "missing\nname", Path("/dev/zero")):
        with pytest.raises(CommandError) as caught:
            call_command("extract_text", str(path))
        assert len(str(caught.value).splitlines()) == 1
