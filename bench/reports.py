"""Reports of meetings, written for the bench in English and Russian, and the files they come in. The same at every run."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from random import Random

from guidelines.publish.sandbox import print_pdf

LISTS = 4  # every fourth paragraph is a list of what was agreed
CHAPTER = 6  # paragraphs under one heading
ITEMS = 3
SENTENCES = 5

TITLE = {
    "en": "Report of the expert meeting on cooperation",
    "ru": "Отчёт о совещании экспертов по вопросам сотрудничества",
}
HEADINGS = {
    "en": ("Opening", "Exchange of experience", "Training", "Protection of data", "Next steps"),
    "ru": ("Открытие", "Обмен опытом", "Подготовка кадров", "Защита данных", "Дальнейшие шаги"),
}
INTRODUCTIONS = {"en": "The participants agreed:", "ru": "Участники совещания решили:"}
AGREED = {
    "en": (
        "to hold the next meeting in {place} on {day} May {year};",
        "to exchange lists of contact points within {day} days;",
        "to ask the secretariat for a survey of the laws of {state} and {other};",
        "to train {number} officers a year at the centre in {place};",
        "to recommend that the states adopt a common form for requests.",
    ),
    "ru": (
        "провести следующую встречу в городе {place} {day} мая {year} года;",
        "обменяться списками контактных лиц в течение {day} дней;",
        "поручить секретариату подготовить обзор законодательства: {state} и {other};",
        "ежегодно обучать {number} сотрудников в учебном центре в городе {place};",
        "рекомендовать государствам принять единую форму запросов.",
    ),
}
PROSE = {
    "en": (
        "The experts of {state} and {other} met in {place} on {day} May {year} at the invitation of the secretariat.",
        "The delegation of {state} described how {number} requests had been answered in {year}.",
        "The meeting recommended that the states review the rules on the storage of personal data by {year}.",
        "According to the representative of {other}, a shared list of contact points shortens an answer by {day} days.",
        "Some speakers doubted whether a register that is kept by hand can be trusted.",
        "The participants stressed the need for well-trained staff, above all in border regions near {place}.",
        "It was noted that in {year} no more than {number} cases had been passed on to the competent authorities.",
        "The chair thanked {state} for its hospitality and closed the first session at {day} minutes past four.",
        "The experts exchanged views on long-term storage, decision-making and the cost of interpreters.",
        "The meeting called upon {state} to share its methods of risk assessment with the other delegations.",
        "“We learn most from what went wrong,” said the head of the training centre in {place}.",
        "The secretariat was instructed to circulate the draft of the guideline to all delegations in {year}.",
    ),
    "ru": (
        "Эксперты из государств {state} и {other} встретились в городе {place} {day} мая {year} года.",
        "Делегация государства {state} рассказала, как в {year} году были исполнены {number} запросов.",
        "Совещание рекомендовало государствам-участникам пересмотреть до {year} года правила хранения данных.",
        "По словам представителя государства {other}, общий список контактных лиц ускоряет ответ на {day} дней.",
        "Некоторые выступавшие усомнились в надёжности реестра, который ведётся вручную.",
        "Участники подчеркнули необходимость подготовки кадров, прежде всего в приграничных районах у города {place}.",
        "Было отмечено, что в {year} году компетентным органам передано не более {number} дел.",
        "Председатель поблагодарил принимающую сторону ({state}) за гостеприимство и закрыл первое заседание.",
        "Эксперты обменялись мнениями о долгосрочном хранении, принятии решений и расходах на переводчиков.",
        "Совещание призвало государство {state} поделиться методикой оценки рисков с другими делегациями.",
        "«Больше всего мы учимся на ошибках», — сказал руководитель учебного центра в городе {place}.",
        "Секретариату поручено направить проект руководства всем делегациям в {year} году.",
    ),
}
STATES = {
    "en": (
        "Armenia",
        "Belarus",
        "Kazakhstan",
        "Kyrgyzstan",
        "Mongolia",
        "Russia",
        "Serbia",
        "Tajikistan",
        "Uzbekistan",
    ),
    "ru": ("Армения", "Беларусь", "Казахстан", "Киргизия", "Монголия", "Россия", "Сербия", "Таджикистан", "Узбекистан"),
}
PLACES = {
    "en": ("Minsk", "Astana", "Yerevan", "Bishkek", "Tashkent", "Belgrade", "Kazan"),
    "ru": ("Минск", "Астана", "Ереван", "Бишкек", "Ташкент", "Белград", "Казань"),
}
WORD_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TITLED = '<w:pStyle w:val="Heading{}"/>'
NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'
DELETED = '<w:del w:id="1" w:author="x"><w:r><w:delText>withdrawn </w:delText></w:r></w:del>'
INSERTED = '<w:ins w:id="2" w:author="x"><w:r>{}</w:r></w:ins>'


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or an item of a list."""

    tag: str  # h1, h2, p, li
    words: str


@cache
def report(language: str, words: int) -> tuple[Block, ...]:
    """A report of about so many words."""
    blocks: list[Block] = []
    for block in _blocks(language, Random(11)):
        blocks.append(block)
        words -= len(block.words.split())
        if words <= 0:
            break
    return tuple(blocks)


def _blocks(language: str, random: Random) -> Iterator[Block]:
    yield Block("h1", TITLE[language])
    number = 0
    while True:
        if number % CHAPTER == 0:
            yield Block("h2", f"{number // CHAPTER + 1}. {random.choice(HEADINGS[language])}")
        number += 1
        if number % LISTS:
            yield Block(
                "p", " ".join(_filled(line, language, random) for line in random.sample(PROSE[language], SENTENCES))
            )
            continue
        yield Block("p", INTRODUCTIONS[language])
        yield from (Block("li", _filled(line, language, random)) for line in random.sample(AGREED[language], ITEMS))


def _filled(line: str, language: str, random: Random) -> str:
    state, other = random.sample(STATES[language], 2)
    return line.format(
        state=state, other=other, place=random.choice(PLACES[language]), day=random.randint(2, 28),
        year=random.randint(2001, 2025), number=random.randint(30, 4000),
    )  # fmt: skip


def plain(blocks: tuple[Block, ...]) -> str:
    return "\n\n".join(f"- {block.words}" if block.tag == "li" else block.words for block in blocks)


def files(language: str, words: int) -> dict[str, bytes]:
    """The report in each format but PDF, which takes long to print."""
    blocks = report(language, words)
    return {"txt": _text(blocks), "html": _saved_page(blocks, language), "docx": _word(blocks)}


def pdf(language: str, words: int) -> tuple[bytes, int]:
    """The report printed with a running head and page numbers, and how many pages it has."""
    style = (
        f"@page {{ size: A4; margin: 25mm; @top-center {{ content: '{TITLE[language]}' }} "
        "@bottom-center { content: counter(page) } } body { font: 11pt/1.4 serif; text-align: justify; hyphens: auto }"
    )
    title = escape(TITLE[language])
    page = (
        f'<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>'
        f"<body>{_article(report(language, words))}</body></html>"
    )
    printed = print_pdf(page, identifier="0b" * 16)
    return printed.pdf, printed.pages


def _text(blocks: tuple[Block, ...]) -> bytes:
    """As old programs saved it."""
    return plain(blocks).replace("\n", "\r\n").encode("cp1251")


def _article(blocks: tuple[Block, ...]) -> str:
    parts, before = [], ""
    for block in (*blocks, Block("", "")):
        opened, closed = block.tag == "li" and before != "li", block.tag != "li" and before == "li"
        parts.append("<ul>" * opened + "</ul>" * closed)
        parts.append(f"<{block.tag}>{escape(block.words)}</{block.tag}>" if block.tag else "")
        before = block.tag
    return "\n".join(parts)


def _saved_page(blocks: tuple[Block, ...], language: str) -> bytes:
    """An article with what a site puts around it."""
    links = "".join(f'<li><a href="/{number}">Sitelink {number}</a></li>' for number in range(40))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{TITLE[language]}</title>'
        f"<script>var hidden = 1;</script></head><body><nav><ul>{links}</ul></nav><main><article>"
        f"{_article(blocks)}</article></main><aside><ul>{links}</ul></aside>"
        "<footer>© Imprint Cookies Sitemap</footer></body></html>"
    ).encode()


def _word(blocks: tuple[Block, ...]) -> bytes:
    body = "".join(_paragraph(number, block) for number, block in enumerate(blocks))
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {WORD_SPACE}><w:body>{body}</w:body></w:document>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # its date is always the same
    return file.getvalue()


def _paragraph(number: int, block: Block) -> str:
    """In runs of eight words, as Word cuts them; each fifth paragraph has words put in and words taken out."""
    words = block.words.split(" ")
    runs = [" ".join(words[at : at + 8]) + (" " if at + 8 < len(words) else "") for at in range(0, len(words), 8)]
    marked = [f'<w:t xml:space="preserve">{escape(run, quote=False)}</w:t>' for run in runs]
    pieces = [f"<w:r><w:rPr/>{piece}</w:r>" for piece in marked]
    if number % 5 == 0:
        pieces[-1:] = [DELETED, INSERTED.format(marked[-1])]
    style = {"h1": TITLED.format(1), "h2": TITLED.format(2), "li": NUMBERED}.get(block.tag, "")
    return f"<w:p><w:pPr>{style}</w:pPr>{''.join(pieces)}</w:p>"
