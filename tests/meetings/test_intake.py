"""Text comes out of whatever officers have: words, paragraphs, title and date."""

import shutil
import zipfile
from base64 import b64encode
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from guidelines.publish.sandbox import print_pdf
from meetings.intake import sandbox
from meetings.intake.bullets import marked
from meetings.intake.wrapped import Line, joined

RUSSIAN = "Участники совещания решили обмениваться сведениями о вербовке. «Это важно» — отметил Иванов."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"],
)  # fmt: skip
def test_plain_text_in_any_russian_encoding(encoding: str) -> None:
    words = RUSSIAN
    if encoding in ("koi8-r", "cp866", "iso8859-5"):  # which have no such signs
        words = words.translate(str.maketrans("«»—", '""-'))
    found = sandbox.read(words.encode(encoding), "note.txt")
    assert (found.text, found.language, found.media_type) == (words, "ru", "text/plain")


def test_quotes_of_windows_that_were_taken_over_as_they_were() -> None:
    assert (
        sandbox.read("It is \x93agreed\x94 \x96 the states\x92 view.".encode()).text
        == "It is “agreed” – the states’ view."
    )


@pytest.mark.parametrize("words", ["Résumé: the café was agreed – “fine”.", "Übung für Größe"])
def test_plain_text_in_a_western_encoding(words: str) -> None:
    assert sandbox.read(words.encode("cp1252"), "note.txt").text == words


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
    assert sandbox.read(docx(body + joined)).text == "They agreed to meet.\n\nOne sentence."


def test_word_text_boxes_content_controls_and_notes() -> None:
    box = f"<w:txbxContent>{para('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent><w:t>and after.</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{para('Controlled.')}</w:sdtContent></w:sdt>"
    )
    found = sandbox.read(docx(body, word__footnotes_xml=f"<w:footnote>{para('A note.')}</w:footnote>"))
    assert found.text == "Before and after.\n\nIn the box.\n\nControlled.\n\nA note."


def test_word_tables_row_by_row_and_lists_line_by_line() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    item = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    table = f"<w:tbl>{row(para('State'), para('Vote'))}{row(para('Long.') + para('Text.'), para('Yes'))}</w:tbl>"
    text = sandbox.read(docx(para("They decided:") + para("to meet;", item) + para("to talk.", item) + table)).text
    assert text == "They decided:\n\n- to meet;\n- to talk.\n\nState | Vote\n\nLong.\n\nText.\n\nYes"


def test_word_items_and_headlines_by_their_style() -> None:
    """Many documents number and mark by styles alone; a Russian Word names them by numbers."""
    listed, first = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    styles = (
        f'<w:style w:styleId="a1">{listed}</w:style><w:style w:styleId="a2"><w:basedOn w:val="a1"/></w:style>'
        f'<w:style w:styleId="1"><w:name w:val="heading 1"/>{first}{listed}</w:style>'
    )
    body = [para("Решения", '<w:pStyle w:val="1"/>'), para("встретиться;", '<w:pStyle w:val="a2"/>')]
    off = '<w:pStyle w:val="a1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    text = sandbox.read(
        docx("".join(body) + para("обучать.", '<w:pStyle w:val="a1"/>') + para("Конец.", off), word__styles_xml=styles)
    ).text
    assert text == "Решения\n\n- встретиться;\n- обучать.\n\nКонец."


def test_word_without_hidden_words_and_with_its_large_first_letter() -> None:
    body = para("T", '<w:framePr w:dropCap="drop"/>') + (
        "<w:p><w:r><w:t>hey </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>agreed.</w:t></w:r></w:p>'
    )
    assert sandbox.read(docx(body)).text == "They agreed."


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
    found = sandbox.read(odt(body))
    assert found.text == "Совещание\n\nThey agreed to meet .\n\n- one;\n- two.\n\na | b\n\nA note."
    assert found.title == "Minutes"


PAGE = """<html lang="{lang}"><head><meta charset="{charset}"><title>Experts met – TASS</title>
<meta property="og:site_name" content="TASS"><meta property="article:published_time" content="2016-01-21T10:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav><article><h1>{title}</h1>
<p>{first} The experts of nine states agreed to train prison staff
and to exchange information on recruitment in prisons.</p><p>They decided:</p>
<ul><li>to meet every year;</li><li>to share lists.</li></ul><p>The next meeting takes place in Minsk in spring.</p>
</article><footer>© 2016 All rights reserved</footer><script>var x = "hidden";</script></body></html>"""
ARTICLE = """{title}

{first} The experts of nine states agreed to train prison staff and to exchange information on recruitment in prisons.

They decided:

- to meet every year;
- to share lists.

The next meeting takes place in Minsk in spring."""


def page(charset: str = "utf-8", title: str = "Experts met", first: str = "MOSCOW.", lang: str = "en") -> str:
    return PAGE.format(charset=charset, title=title, first=first, lang=lang)


def test_a_saved_page_without_what_stands_around_it() -> None:
    found = sandbox.read(page().encode(), "report.pdf")  # whatever it is called
    assert found.text == ARTICLE.format(title="Experts met", first="MOSCOW.")
    assert (found.media_type, found.title, found.publisher) == ("text/html", "Experts met", "TASS")
    assert (found.published, found.language) == ("2016-01-21", "en")


@pytest.mark.parametrize(
    ("charset", "declared"), [("windows-1251", "windows-1251"), ("koi8-r", "koi8-r"), ("cp1251", "")]
)
def test_a_saved_page_in_an_old_encoding(charset: str, declared: str) -> None:
    title, first = "Эксперты встретились", "МОСКВА, 21 января. Участники совещания решили."
    found = sandbox.read(page(declared, title, first, "ru").replace("–", "-").replace("©", "").encode(charset))
    assert found.text == ARTICLE.format(title=title, first=first)


def test_a_page_that_gives_no_date_gets_none() -> None:
    plain = (
        "<html><body><article><p>The experts met on 5 May 2015 and agreed to meet again.</p></article></body></html>"
    )
    assert sandbox.read(plain.encode()).published == ""


def test_a_page_whose_title_stands_for_the_name_of_the_site_too() -> None:
    found = sandbox.read(page().replace('content="TASS"', 'content="Experts met"').encode())
    assert (found.title, found.publisher) == ("Experts met", "")


def test_a_scrap_of_a_page() -> None:
    assert sandbox.read(b"<p>Agreed:<ul><li>one;</li><li>two.</li></ul>").text == "Agreed:\n\n- one;\n- two."


def test_a_text_saved_as_a_page_by_a_word_processor() -> None:
    """Nothing stands around it, so every word is kept, the small print included."""
    body = "<p class=MsoNormal><b>PROTOCOL</b><o:p></o:p></p><p>The Council\ndecided:</p><table><tr><td>1.</td><td>to meet</td></tr></table>"
    found = sandbox.read(
        f"<html><head><style>p{{}}</style></head><body>{body}<p>Done in Minsk.</p></body></html>".encode()
    )
    assert found.text == "PROTOCOL\n\nThe Council decided:\n\n1. | to meet\n\nDone in Minsk."


def test_what_is_not_to_be_seen_on_a_page_is_not_read() -> None:
    body = '<p>One<br>line.</p><div style="display: none">Hidden</div><p hidden>Hidden</p><p>Seen.</p>'
    assert sandbox.read(f"<html><body>{body}</body></html>".encode()).text == "One\nline.\n\nSeen."


def mail(subtype: str, **parts: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"] = "Итоги совещания", "Desk <desk@example.org>"
    message["Date"], message["Message-ID"] = "Thu, 21 Jan 2016 10:00:00 +0300", "<1@example.org>"
    if subtype == "plain":
        message.set_content(parts["plain"], charset="koi8-r")
        message.add_alternative(parts["html"], subtype="html")
        message.add_attachment(b"%PDF-1.4 secret", maintype="application", subtype="pdf", filename="a.pdf")
    else:
        message.set_content(parts["html"], subtype="html")
    return message


def test_a_mail_gives_its_plain_words_and_no_attachment() -> None:
    found = sandbox.read(mail("plain", plain="Участники решили встретиться.\n", html=page()).as_bytes(), "mail.eml")
    assert (found.text, found.title) == ("Участники решили встретиться.", "Итоги совещания")
    assert (found.published, found.publisher, found.media_type) == ("2016-01-21", "Desk", "message/rfc822")


def test_a_mail_of_html_only() -> None:
    found = sandbox.read(mail("html", html=page()).as_bytes(policy=SMTP), "mail.eml")
    assert found.text == ARTICLE.format(title="Experts met", first="MOSCOW.")


def test_a_page_saved_as_one_file() -> None:
    archive = MIMEMultipart("related", type="text/html")
    archive["From"], archive["Subject"], archive["MIME-Version"] = "<Saved by Blink>", "Experts met – TASS", "1.0"
    archive["Date"] = "Mon, 1 Jan 2024 10:00:00 +0300"
    archive.attach(MIMEText(page(), "html", "utf-8"))
    archive.attach(MIMEText("p{color:red}", "css"))
    found = sandbox.read(archive.as_bytes(), "page.mht")
    assert found.text == ARTICLE.format(title="Experts met", first="MOSCOW.")
    assert (found.media_type, found.title, found.published) == ("multipart/related", "Experts met", "2016-01-21")


def test_a_mail_that_only_passes_another_on() -> None:
    """Who wrote it, and when, is said in the one that was passed on."""
    outer = EmailMessage()
    outer["Message-ID"], outer["Subject"], outer["From"] = "<2@example.org>", "Fwd", "registry@example.org"
    outer.add_attachment(mail("html", html=page()))
    found = sandbox.read(outer.as_bytes())
    assert found.text == ARTICLE.format(title="Experts met", first="MOSCOW.")
    assert (found.title, found.published, found.publisher) == ("Итоги совещания", "2016-01-21", "Desk")


def test_a_mail_with_pictures_is_no_saved_page() -> None:
    inline = MIMEMultipart("related")
    inline["From"], inline["To"], inline["Subject"] = "Desk <desk@example.org>", "a@example.org", "Minutes"
    inline["Date"], inline["MIME-Version"] = "Thu, 21 Jan 2016 10:00:00 +0300", "1.0"
    inline.attach(MIMEText("<p>They agreed to meet again.</p>", "html", "utf-8"))
    found = sandbox.read(inline.as_bytes())
    assert (found.text, found.media_type) == ("They agreed to meet again.", "message/rfc822")
    assert (found.title, found.published, found.publisher) == ("Minutes", "2016-01-21", "Desk")


def in_base64(words: bytes, charset: str) -> str:
    return f"=?{charset}?B?{b64encode(words).decode()}?="


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (in_base64("Итоги".encode()[:5], "utf-8") + "\n " + in_base64("Итоги".encode()[5:], "utf-8"), "Итоги"),
        (in_base64("Итоги ".encode("koi8-r"), "koi8-r") + " =?windows-1251?Q?=E2=F1=F2=F0=E5=F7=E8?=", "Итоги встречи"),
        ("On =?UTF-8?q?=D0=98=D1=82=D0=BE=D0=B3?= 2016", "On Итог 2016"),
        ("=?no-such-code?B?zzz?=", "=?no-such-code?B?zzz?="),
    ],
)
def test_the_head_of_a_mail_in_pieces_and_old_encodings(subject: str, title: str) -> None:
    """The subject and the name of the sender; a piece may end within a letter."""
    head = f"Message-ID: <4@example.org>\nMIME-Version: 1.0\nSubject: {subject}\nFrom: {subject} <desk@example.org>\n\n"
    found = sandbox.read(head.encode() + b"They agreed.")
    assert (found.title, found.publisher) == (title, title)


@pytest.mark.parametrize("date", ["", "21.01.2016", "Thu, 99 Jan 2016 99:00:00", "(" * 5000])
def test_a_mail_without_a_date_that_can_be_read(date: str) -> None:
    head = f"Message-ID: <5@example.org>\nFrom: desk@example.org\nDate: {date}\n\nThey agreed."
    found = sandbox.read(head.encode())
    assert (found.text, found.published, found.publisher) == ("They agreed.", "", "desk@example.org")


def test_a_mail_of_an_old_program() -> None:
    old = "Message-ID: <3@example.org>\nSubject: Итоги совещания\n\nРешили встретиться.\n"
    found = sandbox.read(old.encode("cp1251"))
    assert (found.title, found.text) == ("Итоги совещания", "Решили встретиться.")


def test_a_memo_that_looks_like_a_mail_is_text() -> None:
    memo = "From: Desk\nSubject: Meeting\n\nThey agreed."
    assert sandbox.read(memo.encode()).text == memo


def rtf(body: str, fonts: str = r"{\f0\fcharset204 Arial;}", head: str = "") -> bytes:
    escaped = "".join(char if char < "\x80" else f"\\'{char.encode('cp1251')[0]:02x}" for char in body)
    return rf"{{\rtf1\ansi\ansicpg1251\deff0{{\fonttbl{fonts}}}{head}\f0 {escaped}}}".encode()


@pytest.mark.parametrize("fonts", [r"{\f0\fcharset204 Arial;}", r"{\f0\fcharset0 Arial;}", r"{\f0 Arial;}"])
def test_rich_text_in_the_code_page_of_its_words(fonts: str) -> None:
    found = sandbox.read(rtf(r"Участники решили\par «встретиться».", fonts), "note.rtf")
    assert (found.text, found.language) == ("Участники решили\n\n«встретиться».", "ru")


def test_rich_text_without_what_was_deleted() -> None:
    found = sandbox.read(rtf(r"They {\deleted refused}agreed\u8212 ? {\b fine}.", head=r"{\info{\title Minutes}}"))
    assert (found.text, found.title) == ("They agreed— fine.", "Minutes")


def test_rich_text_tables_lists_boxes_and_notes() -> None:
    """Laid out as Word documents are: rows as lines, items close together, notes at the end."""
    row = r"\trowd\cellx1\cellx2\pard\intbl State\cell Vote\cell\row\pard "
    items = r"{\pntext\'b7\tab}to meet;\par{\listtext\'a7\tab}to talk;\par{\pntext 3)\tab}to vote.\par "
    box = r"{\shp{\*\shpinst\shpleft0{\sp{\sn posh}{\sv 2}}{\shptxt In the box.\par}}{\shprslt old}}"
    body = rf"Agreed{{\super 1{{\footnote\pard Not by all.\par}}}}{box} again.\par {row}{items}"
    text = sandbox.read(rtf(body)).text
    assert text == "Agreed1 again.\n\nIn the box.\n\nState | Vote\n\n- to meet;\n- to talk;\n3) to vote.\n\nNot by all."


def test_rich_text_says_no_address_of_a_link_and_nothing_hidden() -> None:
    link = r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt the protocol}}'
    assert sandbox.read(rtf(rf"See {link}{{\v secret}}.")).text == "See the protocol."


def test_rich_text_in_unicode_with_a_fallback_for_old_programs() -> None:
    found = sandbox.read(
        rb"{\rtf1\ansi\ansicpg1251\uc1 \u1056\'d0\u1077\u1096\'f8\'e8\'eb\'e8 {\uc2 \u8212--} \u-10179 ?\u-8704 ?}"
    )
    assert found.text == "Решили — 😀"


def test_rich_text_with_bytes_that_look_like_braces() -> None:
    assert sandbox.read(rb"{\rtf1 They {\pict\bin6 }}{{}} }met.}").text == "They met."


def test_rich_text_in_russian_that_claims_to_be_western() -> None:
    russian = RUSSIAN.encode("cp1251").hex(" ").replace(" ", "\\'")
    assert sandbox.read(rf"{{\rtf1\ansi\ansicpg1252 \'{russian}}}".encode()).text == RUSSIAN


def test_rich_text_in_a_table_that_nothing_ends() -> None:
    assert sandbox.read(rb"{\rtf1 \trowd\cellx1 State\cell Vote\cell}").text == "State | Vote"


LEAD = "The experts of the member states agreed, after a long and friendly discussion, that recommendations are due. "


def printed(body: str, style: str = "") -> bytes:
    css = "body{font:11pt serif;text-align:justify;hyphens:auto}@page{size:A5;@bottom-center{content:counter(page)}}"
    html = f'<html lang="en"><title>Minutes</title><style>{css}{style}</style><body>{body}</body></html>'
    return print_pdf(html, identifier="00" * 16).pdf


@pytest.mark.parametrize("style", ["", "body{columns:2}", "p{margin:0;text-indent:8mm}"])
def test_the_paragraphs_of_a_pdf(style: str) -> None:
    blocks = [LEAD * 4 + "They decided:", "• to meet every year;", "• to share lists.", LEAD * 5, "Short end."]
    found = sandbox.read(printed("".join(f"<p>{block.strip()}</p>" for block in blocks), style), "minutes.pdf")
    assert [line.strip() for line in found.text.split("\n") if line] == [block.strip() for block in blocks]
    assert (found.title, found.published, found.pages) == ("Minutes", "", [0])


def test_a_sentence_over_two_pages_stays_one() -> None:
    running = '@page{@top-center{content:"Protocol of the meeting"}}'
    words = (chr(97 + number * 7 % 26) * (1 + number % 9) for number in range(1200))  # no line of it twice
    text = f"The experts agreed {' '.join(words)} and left."
    found = sandbox.read(printed(f"<p>{text}</p>", running))
    assert found.text == text
    assert found.pages is not None and len(found.pages) > 3
    assert found.pages[0] == 0 and all(found.text[start - 1] == " " for start in found.pages[1:])


def test_bullets_of_a_pdf_stand_before_their_items() -> None:
    """The program that prints draws them after all else on the page; here that would part a sentence of two pages."""
    items = [f"to exchange {number} lists;" for number in range(3)]
    listed = "".join(f"<li>{item}</li>" for item in items)
    found = sandbox.read(printed(f"<p>They decided:</p><ul>{listed}</ul><p>{LEAD * 25}</p>"))
    assert found.text == "\n".join(["They decided:\n", *(f"• {item}" for item in items), f"\n{(LEAD * 25).strip()}"])
    assert found.pages is not None and len(found.pages) > 1


def test_bullets_of_a_symbol_font_and_numbers_apart() -> None:
    page = [
        Line("\uf0b7 to meet;", 20, 90, 100, 110),
        Line("to talk;", 40, 90, 80, 90),
        Line("2)", 20, 26, 81, 89),
        Line("to vote.", 40, 90, 60, 70),
        Line("7", 200, 206, 20, 28),
    ]
    assert [line.text for line in marked(page)] == ["• to meet;", "2) to talk;", "to vote.", "7"]


def test_a_headline_of_two_lines_is_one() -> None:
    found = sandbox.read(
        printed(f"<h1>Minutes of the meeting of experts on the training of staff</h1><p>{LEAD * 6}</p>")
    )
    assert found.text.startswith("Minutes of the meeting of experts on the training of staff\n\nThe experts")


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("PNG", "Эксперты решили вновь собраться в Бишкеке."),
        ("JPEG", "The experts agreed to meet again in Bishkek."),
        ("TIFF", "The experts agreed to meet again in Bishkek."),
        ("PDF", "Эксперты решили вновь собраться в Бишкеке."),
    ],
)
def test_scans_are_recognised(kind: str, words: str) -> None:
    """Of two pages where the format has pages."""
    document = PdfDocument(printed(f"<p>{words}</p><p style='break-before:page'>{words}</p>"))
    first, second = (page.render(scale=200 / 72, grayscale=True).to_pil() for page in document)
    file = BytesIO()
    first.save(
        file,
        kind,
        **({"save_all": True, "append_images": [second], "resolution": 200} if kind in ("TIFF", "PDF") else {}),
    )
    found = sandbox.read(file.getvalue(), "scan")
    assert found.text.split("\n\n") == [words] * (2 if kind in ("TIFF", "PDF") else 1)
    assert found.pages == ([0, len(words) + 2] if kind == "PDF" else None)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["решили начать подго-", "товку встречи"], "решили начать подготовку встречи"),
        (["главы государств-", "членов Содружества"], "главы государств-членов Содружества"),
        (["встреча в Санкт-", "Петербурге"], "встреча в Санкт-Петербурге"),
        (["INTER-", "POL met"], "INTERPOL met"),
        (["co-operation and co-", "operation"], "co-operation and co-operation"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], text: str) -> None:
    assert joined([[Line(line) for line in lines]]) == [text]
