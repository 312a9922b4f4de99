"""The people of the demo story: made by the demo command, offered on the sign-in page where DEMO is set."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models.user import Office

PASSWORD = "rapporteur demo"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    name: str
    role: str | Promise
    office: Office = Office.MEMBER
    is_staff: bool = False
    language: str = "en"
    password = PASSWORD

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@demo.example"


OFFICER = DemoPerson("Aigul Sadykova", _("officer: records meetings and resolutions"), Office.OFFICER, is_staff=True)
DRAFTER = DemoPerson("Timur Akhmedov", _("drafter: writes the guideline"))
SECOND_DRAFTER = DemoPerson("Marina Orlova", _("drafter: writes beside him, in Russian"), language="ru")
REVIEWER_KG = DemoPerson("Bakyt Isaev", _("reviewer for Kyrgyzstan"), is_staff=True)
REVIEWER_KZ = DemoPerson("Dana Serikova", _("reviewer for Kazakhstan"), is_staff=True)
REVIEWER_ATC = DemoPerson("Pavel Voronin", _("reviewer for the Anti-Terrorism Center"), is_staff=True, language="ru")
APPROVER = DemoPerson("Nargiza Karimova", _("approver: approves what the delegations agreed"), is_staff=True)
READER = DemoPerson("Elena Petrova", _("reader: sees what is open to members"))
ADMINISTRATOR = DemoPerson("Ruslan Adilov", _("administrator: accounts and teams"), Office.ADMINISTRATOR, is_staff=True)

PEOPLE = (
    OFFICER,
    DRAFTER,
    SECOND_DRAFTER,
    REVIEWER_KG,
    REVIEWER_KZ,
    REVIEWER_ATC,
    APPROVER,
    READER,
    ADMINISTRATOR,
)
