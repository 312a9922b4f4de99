"""Text comes out of whatever officers have: words, paragraphs, title and date."""

import zipfile
from io import BytesIO

import pytest

from meetings import intake

RUSSIAN = "Участники совещания решили обмениваться сведениями о вербовке. «Это важно» — отметил Иванов."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866"])
def test_plain_text_in_any_russian_encoding(encoding: str) -> None:
    words = RUSSIAN if encoding != "koi8-r" else RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-")
    words = words if encoding != "cp866" else words.replace("«", '"').replace("»", '"').replace("—", "-")
    found = intake.read(words.encode(encoding), "note.txt")
    assert (found.text, found.language, found.media_type) == (words, "ru", "text/plain")


@pytest.mark.parametrize("words", ["Résumé: the café was agreed – “fine”.", "Übung für Größe"])
def test_plain_text_in_a_western_encoding(words: str) -> None:
    assert intake.read(words.encode("cp1252"), "note.txt").text == words


def packed(**parts: str) -> bytes:
    """A package of parts; `__` in a name stands for a slash, `_` for a dot."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), part)
    return file.getvalue()


def docx(body: str, **parts: str) -> bytes:
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    wrapped = {name: f"<w:x {spaces}>{part}</w:x>" for name, part in parts.items()}
    return packed(word__document_xml=f"<w:document {spaces}><w:body>{body}</w:body></w:document>", **wrapped)


def para(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_word_with_its_changes_accepted() -> None:
    ins = "<w:ins><w:r><w:t>agreed</w:t></w:r></w:ins>"
    gone = "<w:del><w:r><w:delText>refused</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom>"
    body = f"<w:p><w:r><w:t>They </w:t></w:r>{ins}{gone}<w:r><w:t> to</w:t><w:tab/><w:t>meet.</w:t></w:r></w:p>"
    joined = para("One ", "<w:rPr><w:del/></w:rPr>") + para("sentence.")
    assert intake.read(docx(body + joined)).text == "They agreed to meet.\n\nOne sentence."


def test_word_text_boxes_content_controls_and_notes() -> None:
    box = f"<w:txbxContent>{para('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>and after.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{para('Controlled.')}</w:sdtContent></w:sdt>"
    )
    found = intake.read(docx(body, word__footnotes_xml=f"<w:footnote>{para('A note.')}</w:footnote>"))
    assert found.text == "Before and after.\n\nIn the box.\n\nControlled.\n\nA note."


def test_word_tables_row_by_row_and_lists_line_by_line() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    item = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    table = f"<w:tbl>{row(para('State'), para('Vote'))}{row(para('Long.') + para('Text.'), para('Yes'))}</w:tbl>"
    text = intake.read(docx(para("They decided:") + para("to meet;", item) + para("to talk.", item) + table)).text
    assert text == "They decided:\n\n- to meet;\n- to talk.\n\nState | Vote\n\nLong.\n\nText.\n\nYes"


def odt(body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    return packed(
        mimetype="application/vnd.oasis.opendocument.text",
        content_xml=f"<office:document-content {spaces}>{body}</office:document-content>",
        meta_xml='<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Minutes</dc:title></m>',
    )


def test_open_document() -> None:
    body = """<text:tracked-changes><text:deletion><text:p>Gone.</text:p></text:deletion></text:tracked-changes>
    <text:h>Совещание</text:h><text:p>They <text:span>agreed</text:span><text:s text:c="2"/>to
    meet<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>
    </text:note>.</text:p><text:list><text:list-item><text:p>one;</text:p></text:list-item><text:list-item>
    <text:p>two.</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p>
    </table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"""
    found = intake.read(odt(body))
    assert found.text == "Совещание\n\nThey agreed to meet .\n\n- one;\n- two.\n\na | b\n\nA note."
    assert found.title == "Minutes"
