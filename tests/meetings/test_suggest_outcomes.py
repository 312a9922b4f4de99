"""Which words of a report are suggested as outcomes. Sentences are our own, one group for each family of rules."""

from itertools import pairwise

import pytest

from meetings import suggest


def suggested(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in suggest.outcomes(text, language)]


def story(sentence: str) -> str:
    return f"Report of the meeting\n\nIt rained on that day.\n\n{sentence}\n\nThe weather was fine then.\n"


DECIDED = """The parties agreed to set up a joint working group on border security by the end of the year.
It was decided that the secretariat would prepare a draft work plan before the next session.
Following the talks, the two sides signed a memorandum of understanding on the transfer of prisoners.
The Council appointed Mr. John Smith as Director of the Centre for a term of three years.
The Commission, having considered the report, requested the Secretariat to circulate it to members.
The next meeting of the Council will be held in Tashkent in May 2019.
Участники совещания договорились о создании совместной рабочей группы.
По итогам заседания принято решение о проведении совместных учений в 2019 году.
Комитету поручено подготовить проект соглашения до 1 марта 2020 года.
Президент поручил правительству до конца года разработать программу по борьбе с экстремизмом.
Министерству юстиции совместно с ведомствами в срок до 1 июня разработать порядок взаимодействия.
Следующее заседание комиссии состоится в Душанбе в апреле 2020 года.""".splitlines()

FOUND = """Participants underlined the importance of sharing information in real time.
The Heads of Government noted with concern the growth of drug trafficking across the region.
Particular attention should be paid to juvenile offenders, the participants believe.
Ministers reaffirmed their commitment to the rule of law.
The workshop resulted in a set of recommendations for prison administrations.
Стороны подчеркнули необходимость дальнейшего укрепления сотрудничества в сфере безопасности.
По мнению участников встречи, особого внимания требует работа с осужденными за экстремизм.
Главы делегаций выразили обеспокоенность ростом угрозы терроризма в регионе.
В документе отмечается, что государства будут развивать сотрудничество в сфере безопасности.
Результатом встречи станут методические рекомендации для сотрудников тюрем.""".splitlines()

TRAPS = """Minister John Brown said that his country would support the initiative.
He noted that the problem of radicalisation in prisons is growing.
In his speech, Secretary General Smith stressed the importance of unity.
Martin agrees, and thinks that a second draft is better.
The participants discussed the situation in the region and exchanged views on further cooperation.
The meeting was attended by representatives of twelve countries.
The President thanked the participants for their contribution.
The conference will discuss the fight against terrorism and will be attended by experts from 20 countries.
The organization was established in 1992 and has nine members.
For more information on the recommendations adopted, visit our page.
Министр Иван Петров отметил, что сотрудничество развивается успешно.
«Мы должны работать вместе», — сказал Петров.
Он подчеркнул важность межведомственного взаимодействия.
Участники обсудили ситуацию в регионе и обменялись мнениями.
В заседании приняли участие представители десяти стран.
Президент поблагодарил участников за работу.
Планируется, что участники обсудят вопросы борьбы с терроризмом.
Организация создана в 2001 году и объединяет восемь государств.
Читайте также: министры утвердили новую программу сотрудничества.""".splitlines()


@pytest.mark.parametrize("sentence", DECIDED + FOUND)
def test_an_outcome_of_the_body_is_suggested(sentence):
    assert suggested(story(sentence)) == [sentence]


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_one_person_says_or_people_only_do_is_not(sentence):
    assert suggested(story(sentence)) == []


def test_items_after_an_operative_lead_in_are_passages_and_the_bare_lead_in_is_none():
    text = (
        "The participants agreed:\n\n• to exchange lists of contact points;\n• joint training of prison staff;\n"
        "• a handbook for governors.\n\nThe dinner was excellent."
    )

    assert suggested(text) == [
        "to exchange lists of contact points;",
        "joint training of prison staff;",
        "a handbook for governors.",
    ]


def test_items_of_an_agenda_are_no_passages():
    assert suggested("The following topics were on the agenda:\n\n• prison staff training;\n• border control;\n") == []


def test_infinitives_of_a_russian_decision_are_its_passages():
    text = "Совет глав правительств\nрешил:\n1. Принять к сведению доклад секретариата.\n2. Поручить комитету подготовить\nпроект плана.\n"

    assert suggested(text, "ru") == [
        "Принять к сведению доклад секретариата.",
        "Поручить комитету подготовить\nпроект плана.",
    ]


def test_items_that_run_on_in_one_line_are_told_apart():
    text = "Участники совещания решили: 1) Создать рабочую группу по тюрьмам; 2) Провести семинар в Бишкеке; 3) Издать сборник."

    assert suggested(text, "ru") == [
        "Создать рабочую группу по тюрьмам;",
        "Провести семинар в Бишкеке;",
        "Издать сборник.",
    ]


def test_marked_lines_of_minutes_are_sure_and_headlines_are_never_suggested():
    text = "Ministers adopt new plan\n\nACTION: Chair to write to the members\n\nMinisters adopt new plan\n\nNothing else was said of it.\n"
    found = suggest.outcomes(text, "en")

    assert [text[one.start : one.end] for one in found] == ["ACTION: Chair to write to the members"]
    assert found[0].sure and found[0].kind == "action"


def test_the_first_words_are_a_title_only_above_a_date_or_a_dateline():
    sentence = "The Council adopts a new programme."

    assert suggested(f"{sentence}\n\n8 October 2004\n\nIt rained on that day, says the record of it.\n") == []
    assert suggested(f"{sentence}\n\nIt rained on that day, says the record that we keep of it.\n") == [sentence]


def test_the_operative_paragraphs_of_a_resolution_are_suggested_and_its_preamble_is_not():
    text = (
        "The General Conference,\n\nRecalling its earlier resolutions on the matter,\n\nNoting the report of the Director,\n\n"
        "1. Urges all States to ratify the Convention without delay;\n\n2. Requests the Secretariat to report on progress.\n"
    )

    assert suggested(text) == [
        "Urges all States to ratify the Convention without delay;",
        "Requests the Secretariat to report on progress.",
    ]


def test_a_wrapped_sentence_is_one_passage():
    text = "It was a long day in the old town hall, with speeches from\nnoon until dusk.\nThe Committee adopted the plan of work that had been laid\nbefore it by the Secretariat of the\nUnion.\n"

    assert suggested(text) == [
        "The Committee adopted the plan of work that had been laid\nbefore it by the Secretariat of the\nUnion."
    ]


def test_places_are_counted_in_code_points_in_reading_order_and_never_overlap():
    text = "📎 Report 📎\n\n" + "\n\n".join(DECIDED)
    found = suggest.outcomes(text, "en")

    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert text[found[0].start : found[0].end] == DECIDED[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Участники приняли решение", "ru"), ("The parties agreed, as Москва said", "en"), ("", "en"), ("12:30", "en")],
)
def test_language_is_told_by_script(text, language):
    assert suggest.language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", " \n\n", "…", "• ", "1.\n2.\n", "a" * 5000, "The parties agreed: " * 200, "(" * 2000]
)
def test_any_text_is_taken(text):
    for one in suggest.outcomes(text, "en"):
        assert 0 <= one.start < one.end <= len(text)
    suggest.facts(text, "ru")
