"""Builds the demo story by the real actions, as the demo people."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate

from accounts import demo
from accounts.demo import PASSWORD, PEOPLE, DemoPerson
from accounts.models import Delegation, User
from accounts.models.team import Role
from guidelines import richtext
from guidelines.actions import drafting, reviewing
from guidelines.demo import texts
from guidelines.models import Guideline, Provision
from meetings.actions import meetings as meeting_actions
from meetings.actions.reports import file_report
from meetings.actions.resolutions import Selection, record_resolution
from meetings.actions.series import create_series
from meetings.models import Meeting, Organisation, Report, Resolution


@transaction.atomic
def build() -> None:
    """The whole story, or nothing of it."""
    with translation.override("en"):
        Story().build()


#: Who does what in both guidelines' teams, and for which delegation.
TEAM = (
    (demo.DRAFTER, Role.DRAFTER, ""),
    (demo.SECOND_DRAFTER, Role.DRAFTER, ""),
    (demo.REVIEWER_KG, Role.REVIEWER, "KG"),
    (demo.REVIEWER_KZ, Role.REVIEWER, "KZ"),
    (demo.REVIEWER_ATC, Role.REVIEWER, "ATC"),
    (demo.APPROVER, Role.APPROVER, ""),
    (demo.READER, Role.READER, ""),
)

DELEGATIONS = (
    {"code": "KG", "name_en": "Kyrgyzstan", "name_ru": "Кыргызстан", "state": "KG"},
    {"code": "KZ", "name_en": "Kazakhstan", "name_ru": "Казахстан", "state": "KZ"},
    {"code": "ATC", "name_en": "CIS Anti-Terrorism Center", "name_ru": "Антитеррористический центр СНГ"},
)


class Story:
    """The people, and what they make one after the other."""

    def build(self) -> None:
        self.people = {person: _account(person) for person in PEOPLE}
        self.officer = self.people[demo.OFFICER]
        for fields in DELEGATIONS:
            Delegation(**fields).record(self.people[demo.ADMINISTRATOR])
        self.series = create_series(
            by=self.officer,
            code="PRISON",
            title="Countering recruitment in penitentiary facilities",
            purpose="Expert meetings of security services, police and prison services that lead to common guidelines.",
        )
        self.bodies()
        self.first_meeting()
        self.second_meeting()
        self.resolutions = {str(one): one for one in Resolution.objects.select_related("meeting__series")}
        self.guideline()
        self.leaflet()

    # The evidence

    def bodies(self) -> None:
        def body(**fields: Any) -> Organisation:
            return meeting_actions.create_organisation(by=self.officer, **fields)

        self.atc = body(
            name_en="CIS Anti-Terrorism Center", name_ru="Антитеррористический центр СНГ", acronym="ATC",
            kind="intergovernmental",
        )  # fmt: skip
        self.gknb = body(
            name_en="Kyrgyz National Security Committee",
            name_ru="Государственный комитет национальной безопасности Кыргызской Республики",
            acronym="GKNB", kind="security", state="KG",
        )  # fmt: skip
        self.penal = body(
            name_en="Committee of the Penal System", name_ru="Комитет уголовно-исполнительной системы", kind="prison",
            state="KZ",
        )  # fmt: skip
        self.academy = body(
            name_en="Academy of the Prison Service",
            name_ru="Академия пенитенциарной службы",
            kind="academic",
            state="UZ",
        )

    def first_meeting(self) -> None:
        """Known from a press report only: no date, no names, no head-count."""
        meeting = meeting_actions.create_meeting(
            self.series, by=self.officer, title="Expert meeting on recruitment in penitentiary facilities",
            city="Bishkek", country="KG", reported="2016-01-21", marking="public",
        )  # fmt: skip
        took_part = meeting_actions.add_participation
        took_part(meeting, by=self.officer, organisation=self.atc, role="convener")
        took_part(meeting, by=self.officer, organisation=self.gknb, role="convener", state="KG")
        for category in ("security and intelligence services", "law enforcement bodies", "penitentiary facilities"):
            took_part(meeting, by=self.officer, category=category)
        report = file_report(
            self.series, by=self.officer, meeting=meeting, kind="press", publisher="Steppe News Agency",
            title="Terrorist groups look for followers in prisons", dateline="BISHKEK / MOSCOW, January 21",
            published="2016-01-21", language="en", marking="public", text=texts.PRESS_REPORT,
        )  # fmt: skip
        self.record(meeting, report, texts.PRESS_OUTCOMES, marking="public")

    def second_meeting(self) -> None:
        """Known from signed minutes in Russian: dates, names, agenda, an excused absence."""
        meeting = meeting_actions.create_meeting(
            self.series, by=self.officer, title="Второе совещание экспертов: обучение и обмен сведениями",
            city="Алматы", country="KZ", starts="2016-05-12", ends="2016-05-13", format="in_person", status="closed",
        )  # fmt: skip
        for title in (
            "Обучение персонала пенитенциарных учреждений",
            "Обмен сведениями между службами",
            "Структура проекта руководства",
        ):
            meeting_actions.add_agenda_item(meeting, by=self.officer, title=title)
        self.named(meeting, "Е. С. Жумабаев", self.penal, "chair", "KZ", "present")
        self.named(meeting, "Н. В. Орлова", self.atc, "rapporteur", "", "present")
        self.named(meeting, "М. Т. Каримов", self.academy, "expert", "UZ", "excused")
        meeting_actions.add_participation(
            meeting, by=self.officer, organisation=self.gknb, role="participant", state="KG", head_count=3,
            attendance="present",
        )  # fmt: skip
        report = file_report(
            self.series, by=self.officer, meeting=meeting, kind="minutes", language="ru", published="2016-05-13",
            title="Протокол второго совещания экспертов", text=texts.MINUTES,
        )  # fmt: skip
        self.record(meeting, report, texts.MINUTES_OUTCOMES)
        record_resolution(
            meeting, by=self.officer, kind="recommendation", marking="restricted",
            wording="Ведомствам назвать контактных лиц по вопросам вербовки.",
            no_source_reason="Сказано устно в конце совещания; записано сотрудником секретариата.",
        )  # fmt: skip

    def named(
        self, meeting: Meeting, name: str, organisation: Organisation, role: str, state: str, attendance: str
    ) -> None:
        person = meeting_actions.create_person(by=self.officer, name=name, organisation=organisation)
        meeting_actions.add_participation(
            meeting, by=self.officer, person=person, organisation=organisation, role=role, state=state,
            attendance=attendance,
        )  # fmt: skip

    def record(self, meeting: Meeting, report: Report, outcomes: list[dict[str, Any]], **shared: Any) -> None:
        text = report.newest_text()
        for outcome in outcomes:
            fields = {**outcome, **shared}
            words = fields.pop("quote")
            start = text.text.index(words)
            record_resolution(
                meeting, by=self.officer, selections=[Selection(text, start, start + len(words), words)], **fields
            )

    # The guideline: drafted, reviewed, approved, and drafted on

    def guideline(self) -> None:
        guideline = self.open("PRISON-GL", "Guidelines on countering recruitment in penitentiary facilities", "en")
        timur, marina = self.people[demo.DRAFTER], self.people[demo.SECOND_DRAFTER]
        self.write(guideline, texts.GUIDELINE, by=timur, reason="First draft after the Bishkek meeting")
        self.reword(
            guideline, "Training of staff", by=marina, reason="Almaty asked for exercises too",
            old="to recognise the signs of recruitment;", new="to recognise the signs of recruitment, with exercises;",
        )  # fmt: skip
        released = self.provision(guideline, "After release")
        drafting.move_provision(
            released,
            by=timur,
            parent=released.parent,
            after=None,
            reason="Release comes first in the minds of those held",
        )
        drafting.move_provision(
            released, by=marina, parent=released.parent, after=self.provision(guideline, "Individual plan"),
            reason="Back to the order of time",
        )  # fmt: skip
        self.approve(guideline)
        self.reword(
            guideline, "Exchange of information", by=timur, reason="To be discussed at the third meeting",
            old="at least once a quarter", new="at least once a month",
        )  # fmt: skip

    def approve(self, guideline: Guideline) -> None:
        review_round = self.submit(guideline, note="Please answer for your delegation.")
        for person, value, text in (
            (demo.REVIEWER_KG, "agree", ""),
            (demo.REVIEWER_KZ, "agree_with_text", "In 2.2, add “with exercises” in the Russian version as well."),
            (demo.REVIEWER_ATC, "no_objection", ""),
        ):
            reviewing.take_position(review_round, by=self.people[person], value=value, text=text)
        reviewing.approve(
            review_round, by=self.people[demo.APPROVER], digest=review_round.revision.digest,
            note="Approved after the second meeting.",
        )  # fmt: skip

    def leaflet(self) -> None:
        """A second text, in Russian, on which one delegation has spoken."""
        guideline = self.open("PRISON-MEMO", "Памятка сотруднику: признаки вербовки и первые действия", "ru")
        self.write(guideline, texts.RUSSIAN_GUIDELINE, by=self.people[demo.SECOND_DRAFTER], reason="Первый проект")
        review_round = self.submit(
            guideline, note="Просим высказаться по проекту памятки.", deadline=localdate() + datetime.timedelta(days=21)
        )
        reviewing.take_position(
            review_round, by=self.people[demo.REVIEWER_KZ], value="object", provision=self.provision(guideline, "Первые шаги"),
            text="Срок «до конца дежурства» слишком велик: сообщать следует немедленно.",
        )  # fmt: skip

    def open(self, code: str, title: str, language: str) -> Guideline:
        guideline = drafting.open_guideline(
            self.series, by=self.officer, code=code, title=title, language=language, marking="public"
        )
        for person, role, delegation in TEAM:
            drafting.set_member(
                guideline, by=self.officer, user=self.people[person], role=role,
                delegation=Delegation.objects.filter(code=delegation).first(),
            )  # fmt: skip
        return guideline

    def write(self, guideline: Guideline, outline: list[Any], *, by: User, reason: str) -> None:
        path: list[Provision] = []
        last: dict[int, Provision] = {}
        for depth, kind, heading, markup, bases in outline:
            parent = path[depth - 1] if depth else None
            last = {level: provision for level, provision in last.items() if level <= depth}
            provision = drafting.add_provision(
                guideline, by=by, kind=kind, heading=heading, body=richtext.from_markup(markup), parent=parent,
                after=last.get(depth), reason=reason,
            )  # fmt: skip
            path[depth:] = [provision]
            last[depth] = provision
            for label, relation, note in bases:
                drafting.tie(provision, self.resolutions[label], by=by, relation=relation, note=note)

    def reword(self, guideline: Guideline, heading: str, *, by: User, old: str, new: str, reason: str) -> None:
        provision = self.provision(guideline, heading)
        markup = richtext.to_markup(provision.body)
        newest = drafting.newest_revision(guideline)
        if newest is None or old not in markup:
            raise LookupError(f"The demo text has no “{old}” in “{heading}”.")
        drafting.edit_provision(
            provision, by=by, base=newest.number, heading=heading, body=richtext.from_markup(markup.replace(old, new)),
            reason=reason,
        )  # fmt: skip

    def submit(self, guideline: Guideline, **fields: Any) -> Any:
        newest = drafting.newest_revision(guideline)
        assert newest is not None
        return reviewing.submit(guideline, by=self.people[demo.SECOND_DRAFTER], revision_number=newest.number, **fields)

    def provision(self, guideline: Guideline, heading: str) -> Provision:
        return Provision.objects.select_related("guideline", "parent").get(guideline=guideline, heading=heading)


def _account(person: DemoPerson) -> User:
    return User.objects.create_user(
        person.email,
        PASSWORD,
        name=person.name,
        office=person.office,
        language=person.language,
        is_staff=person.is_staff,
    )
