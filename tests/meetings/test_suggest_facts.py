"""What a report says of its meeting: place, states, dates, organisers. Texts are our own."""

import pytest

from meetings import suggest


def values(text: str, field: str, language: str = "en", published: str = "") -> list[str]:
    return [fact.value for fact in suggest.facts(text, language, published) if fact.field == field]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        (
            "The meeting was attended by delegations from Kazakhstan, the Kyrgyz Republic and Viet Nam.",
            {"KZ", "KG", "VN"},
        ),
        ("Experts from Georgia Tech and from Georgia and Armenia took part in the seminar.", {"GE", "AM"}),
        ("The participants came from the Bank of China and the University of Georgia.", set()),
        ("Участие приняли представители Киргизии, Белоруссии и Республики Корея.", {"KG", "BY", "KR"}),
        ("Во встрече участвовали делегации Российской Федерации, США и Таджикистана.", {"RU", "US", "TJ"}),
        ("The participants discussed the situation in Syria.", set()),
        ("Ghana, Togo and Benin have agreed to share patrol boats.", {"GH", "TG", "BJ"}),
        ("The panel was chaired by former President John Banda of Malawi.", set()),
        ("Prime Minister John Banda of Malawi opened the talks.", {"MW"}),
        ("The judges of the International Tribunal for Rwanda sent a paper.", set()),
        ("Состоялись переговоры между Монголией и Таджикистаном.", {"MN", "TJ"}),
        (
            "Les délégations du Tchad, de la Mauritanie et du Sénégal ont pris part à la réunion des ministres.",
            {"TD", "MR", "SN"},
        ),
        ("Participaron de la reunión los ministros de Haití, Perú y de la República Dominicana.", {"HT", "PE", "DO"}),
    ],
)
def test_states_that_took_part(text, states):
    assert set(values(text, "countries")) == states


def test_the_town_of_the_news_agency_is_not_the_venue():
    text = "MOSCOW, March 3. /AGENCY/. An expert meeting on prisons was held in Bishkek, Kyrgyzstan, on Thursday."

    assert values(text, "place")[0] == "Bishkek"
    assert values(text, "country")[0] == "KG"


def test_the_dateline_is_the_venue_where_nothing_else_speaks():
    assert values("MINSK, 4 May 2010 – The seminar closed today.", "place") == ["Minsk"]
    assert values("ISLAMABAD Feb 28 (APP): The Council held a meeting here on Tuesday.", "place")[0] == "Islamabad"


def test_a_russian_town_is_given_in_its_first_form():
    text = "В Москве 5 мая 2014 года под председательством Киргизии состоялось заседание комиссии. Следующая встреча пройдет в Минске."

    assert values(text, "place", "ru")[0] == "Москва"
    assert values(text, "country", "ru")[0] == "RU"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The meeting was held on 9–10 February 1976.", ["1976-02-09", "1976-02-10"]),
        ("The conference took place on May 3, 2012 in Vienna.", ["2012-05-03"]),
        ("Заседание состоялось 25 апреля 2003 г. в Минске.", ["2003-04-25"]),
        ("Совещание прошло в ноябре 2011 года.", ["2011-11"]),
        ("Заседание состоялось 08.02.2016 в Пекине.", ["2016-02-08"]),
        ("Ош, 08.02.16. Заседание завершилось.", ["2016-02-08"]),
        ("La réunion tenue à Lyon le 3 juillet 2015 a pris fin.", ["2015-07-03"]),
        ("Date: 26, September 2015. The Council met.", ["2015-09-26"]),
        ("The meeting was held on 9 November.", []),
        ("The meeting was held on 31 February 2010.", []),
    ],
)
def test_dates_are_as_precise_as_the_words(text, dates):
    assert values(text, "date") == dates


def test_a_year_comes_only_from_the_day_of_publication_itself():
    text = "The meeting was held on 9 November in Vienna."

    assert values(text, "date", published="2017-11-09") == ["2017-11-09"]
    assert values(text, "date", published="2017-11-10") == []


def test_the_day_of_the_meeting_comes_before_a_deadline():
    text = "Проект соглашения подготовить до 1 марта 2020 года. Совещание состоялось 14 ноября 2019 года в Бишкеке."

    assert values(text, "date", "ru")[0] == "2019-11-14"


def test_organisers_bodies_and_title():
    text = "The Third Regional Conference on Prisons was organized by the Ministry of Justice in Vienna. The Council of Europe took part."

    assert values(text, "organiser") == ["Ministry of Justice"]
    assert "Council of Europe" in values(text, "body")
    assert values(text, "title")[0].startswith("Third Regional Conference")
    assert values("Заседание Совета министров обороны прошло в Минске.", "body", "ru")[0] == "Совет министров обороны"


def test_each_fact_shows_the_words_it_came_from():
    text = "Во встрече в Бишкеке 3 мая 2011 года участвовали делегации Киргизии и Таджикистана."
    for fact in suggest.facts(text, "ru"):
        assert text[fact.start : fact.end].strip()
    labels = {fact.value: fact.label for fact in suggest.facts(text, "ru") if fact.field == "countries"}
    assert labels["TJ"] == "Таджикистан"


def test_a_day_without_a_year_is_told_by_the_day_that_the_report_bears_only_where_it_is_that_day():
    report = "Conference closes\n\n18 May 2006\n\nTwelve states took part in the conference on {}."

    assert values(report.format("17-18 May"), "date") == ["2006-05-17", "2006-05-18"]
    assert values(report.format("16 May"), "date") == ["2006-05-18"]


def test_the_day_of_the_meeting_is_before_a_month_and_the_day_of_another_paper():
    text = "Bulletin of September 2009\n\nThe parties met on 8 September 2009. The strategy, adopted by the Assembly on 3 May 2008, was praised."

    assert values(text, "date")[0] == "2009-09-08"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BENIDORM, Spain - The assembly ended with a set of measures.", "Benidorm"),
        ("The workshop was held in Labuan Bajo, Indonesia, in May.", "Labuan Bajo"),
        ("La réunion s’est tenue à Alger.", "Alger"),
        ("The leaders met at the lake resort of Cholpon-Ata.", "Cholpon-Ata"),
    ],
)
def test_towns_beside_their_state_and_in_other_languages(text, place):
    assert values(text, "place")[0] == place


def test_a_paper_called_by_a_town_is_no_venue():
    text = "The panel on the Rome Statute met in The Hague."

    assert values(text, "place")[0] == "The Hague"
    assert "IT" not in values(text, "countries")


def test_states_are_known_by_their_delegations_and_officers():
    assert set(values("The Tajik and Turkmen leaders did not sign.", "countries")) == {"TJ", "TM"}
    assert values("Белорусскую делегацию возглавил Иван Шумов.", "countries", "ru") == ["BY"]
    assert values("The guests tasted Kyrgyz and Uzbek dishes.", "countries") == []
    text = "The talks were attended by the Minister of Justice of Kazakhstan Nurlan Alimov."
    assert values(text, "countries") == ["KZ"]


JOINT = (
    "ASTANA, 3 March. Experts met in Osh on the initiative of the Border Academy and the Council of Prison Services. "
    "Those who fled the war in Libya were spoken of."
)


def test_conveners_that_stand_together_are_offered_one_by_one():
    assert values(JOINT, "organiser") == ["Border Academy", "Council of Prison Services"]
    one = "Experts met on the initiative of the Ministry of Justice and the Interior in Osh."
    assert values(one, "organiser") == ["Ministry of Justice and the Interior"]


@pytest.mark.parametrize(
    ("line", "town"), [("Nairobi, Kenya", "Nairobi"), ("г. Душанбе, 3 марта 2014 года", "Душанбе")]
)
def test_a_town_in_a_line_of_its_own_at_the_head_is_the_place(line, town):
    later = "The next meeting will be held in Minsk." if town == "Nairobi" else "Следующее заседание пройдёт в Минске."
    text = f"COMMUNIQUE\n\n{line}\n\nThe Council met in session. {later}"
    assert values(text, "place", suggest.language_of(text))[0] == town


def test_a_town_in_capitals_is_no_body():
    assert "ASTANA" not in values(JOINT, "body")


def test_where_a_town_is_told_no_other_country_hosts():
    assert "LY" not in values(JOINT, "country")
    assert values("Experts met in Libya to train prison staff.", "country") == ["LY"]
