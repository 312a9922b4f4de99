"""A name in a report is matched to the directory as a person would, and never to a body of another name."""

import pytest

from meetings.models import Organisation
from meetings.namesakes import namesakes

CENTER = Organisation(name_en="CIS Anti-Terrorism Center", name_ru="Антитеррористический центр СНГ", acronym="ATC")
INTERIOR = Organisation(name_en="Ministry of Internal Affairs", name_ru="Министерство внутренних дел", acronym="МВД")
FOREIGN = Organisation(name_en="Ministry of External Affairs")
SERVICE = Organisation(name_ru="Федеральная служба исполнения наказаний")
DIRECTORY = [CENTER, INTERIOR, FOREIGN, SERVICE]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("CIS Anti-Terrorism Center", CENTER),
        ("the Anti-Terrorism Centre of the CIS", CENTER),
        ("CIS ANTI–TERRORISM CENTER", CENTER),
        ("«Антитеррористический центр» СНГ", CENTER),
        ("atc", CENTER),
        ("Anti-terrorist structure (ATC)", CENTER),
        ("МВД", INTERIOR),
        ("Ministry of Internal Afairs", INTERIOR),
        ("Федеральная служба исполнения наказания", SERVICE),
    ],
)
def test_a_name_finds_its_body(name: str, body: Organisation) -> None:
    assert namesakes(name, DIRECTORY) == [body]


@pytest.mark.parametrize(
    "name", ["Ministry of Justice", "Anti-Terrorism Center", "Ministry", "of the", "", "ATCX", "Служба наказаний", "()"]
)
def test_another_name_finds_none(name: str) -> None:
    assert namesakes(name, DIRECTORY) == []


def test_bodies_of_one_name_are_all_offered() -> None:
    kyrgyz, kazakh = (Organisation(name_en="Ministry of Justice", state=state) for state in ("KG", "KZ"))
    assert namesakes("ministry of justice", [kyrgyz, kazakh, CENTER]) == [kyrgyz, kazakh]
