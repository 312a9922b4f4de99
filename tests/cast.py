"""The cast and the situations they find themselves in. Every test tells its story with the same people."""

from functools import cached_property
from typing import Any

from accounts.models import Delegation, Membership, User
from guidelines import richtext
from guidelines.actions import drafting, reviewing
from guidelines.models import Guideline, Provision, ReviewRound
from meetings.actions.meetings import create_meeting
from meetings.actions.reports import file_report
from meetings.actions.resolutions import Selection, record_resolution
from meetings.actions.series import create_series
from meetings.models import Meeting, Report, Resolution, Series

PASSWORD = "an honest password"
REPORT = (
    "MOSCOW, January 21. Experts met in Bishkek. The participants agreed to train prison staff every year.\n"
    "They recommended that records be shared between the services. 🙂 The next meeting will be held in spring."
)


class Cast:
    """People and situations, each made when it is first asked for."""

    def person(self, name: str, **fields: Any) -> User:
        return User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", PASSWORD, name=name, **fields)

    @cached_property
    def administrator(self) -> User:
        return self.person("Ada Administrator", office=User.Office.ADMINISTRATOR, is_staff=True)

    @cached_property
    def officer(self) -> User:
        return self.person("Olga Officer", office=User.Office.OFFICER, is_staff=True)

    @cached_property
    def drafter(self) -> User:
        return self._member("Daniyar Drafter", Membership.Role.DRAFTER)

    @cached_property
    def second_drafter(self) -> User:
        return self._member("Saule Second", Membership.Role.DRAFTER)

    @cached_property
    def approver(self) -> User:
        return self._member("Azamat Approver", Membership.Role.APPROVER, is_staff=True)

    @cached_property
    def reader(self) -> User:
        return self._member("Rita Reader", Membership.Role.READER)

    @cached_property
    def stranger(self) -> User:
        """Has an account, and is in no team."""
        return self.person("Stan Stranger")

    @cached_property
    def reviewers(self) -> list[User]:
        """The contact points of three delegations: KG, KZ and ATC."""
        names = [("KG", "Kyrgyzstan", "Кыргызстан"), ("KZ", "Kazakhstan", "Казахстан"), ("ATC", "CIS ATC", "АТЦ СНГ")]
        return [self._reviewer(*name) for name in names]

    @cached_property
    def reviewer(self) -> User:
        return self.reviewers[0]

    def _reviewer(self, code: str, name_en: str, name_ru: str) -> User:
        delegation = Delegation(code=code, name_en=name_en, name_ru=name_ru).record(self.officer)
        return self._member(f"Contact {code}", Membership.Role.REVIEWER, delegation, is_staff=True)

    def _member(self, name: str, role: str, delegation: Delegation | None = None, **fields: Any) -> User:
        user = self.person(name, **fields)
        drafting.set_member(self.guideline, by=self.officer, user=user, role=role, delegation=delegation)
        return user

    @cached_property
    def series(self) -> Series:
        return create_series(by=self.officer, code="PRISON", title="Countering recruitment in penitentiary facilities")

    @cached_property
    def meeting(self) -> Meeting:
        return create_meeting(
            self.series, by=self.officer, title="Expert meeting", city="Bishkek", country="KG", reported="2016-01-21"
        )

    @cached_property
    def report(self) -> Report:
        return file_report(
            self.series, by=self.officer, meeting=self.meeting, title="Experts met", publisher="TASS",
            published="2016-01-21", text=REPORT,
        )  # fmt: skip

    @cached_property
    def resolution(self) -> Resolution:
        """PRISON-1/1, on the words "agreed to train prison staff every year"."""
        return self.resolution_on("agreed to train prison staff every year")

    def resolution_on(self, words: str, **fields: Any) -> Resolution:
        text = self.report.newest_text()
        start = text.text.index(words)
        given = {"kind": Resolution.Kind.COMMITMENT, "wording": words, **fields}
        selection = Selection(text, start, start + len(words), words)
        return record_resolution(self.meeting, by=self.officer, selections=[selection], **given)

    @cached_property
    def guideline(self) -> Guideline:
        return drafting.open_guideline(
            self.series, by=self.officer, code="PRISON-GL", title="Guidelines on countering recruitment"
        )

    @cached_property
    def chapter(self) -> Provision:
        return drafting.add_provision(
            self.guideline,
            by=self.drafter,
            kind=Provision.Kind.CHAPTER,
            heading="Training",
            body=body("Staff are trained."),
        )

    @cached_property
    def provision(self) -> Provision:
        """1.1, with some words to change."""
        return drafting.add_provision(
            self.guideline, by=self.drafter, kind=Provision.Kind.PARAGRAPH, heading="Every year", parent=self.chapter,
            body=body("Each service trains its staff once a year."),
        )  # fmt: skip

    @cached_property
    def review_round(self) -> ReviewRound:
        """The draft submitted to the three delegations."""
        assert self.provision and self.reviewers
        guideline = Guideline.objects.get(pk=self.guideline.pk)
        newest = drafting.newest_revision(guideline)
        assert newest
        return reviewing.submit(guideline, by=self.drafter, revision_number=newest.number)


def body(*paragraphs: str) -> dict[str, Any]:
    """A body of plain paragraphs."""
    content = [{"type": "paragraph", "content": [{"type": "text", "text": words}]} for words in paragraphs]
    return {"type": "doc", "content": content} if content else richtext.empty()
