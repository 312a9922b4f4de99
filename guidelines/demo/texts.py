"""What the demo's reports and provisions say. Provisions are in the markup of guidelines/richtext/markup.py."""

from typing import Any

PRESS_REPORT = """BISHKEK / MOSCOW, January 21. Groups behind international terrorism are looking for followers behind prison walls, the Anti-Terrorism Center of the Commonwealth of Independent States (CIS) warned on Thursday.

The question stood first on the programme of a meeting of experts in Bishkek, Kyrgyzstan, the Center's press service told our correspondent. The Center and the Kyrgyz National Security Committee had taken the initiative; staff of security and intelligence services, of law enforcement bodies and of penitentiary facilities sat at one table.

“We observe that terrorist organisations turn to convicts, whose readiness for violence they hope to use for attacks and for acts against the constitutional order,” the Center stated. The growth of terrorist activity in the world was only one of the reasons for meeting, it added; threats to the states of Central Asia have to be noticed and averted in good time.

Also today: snow closes the pass for a third day · new school opens in Naryn

In the view of the experts, correcting and resocialising persons convicted of terrorist and extremist offences calls for particular attention of the law enforcement bodies.

Among the tasks of the competent authorities of the CIS states they named thorough preventive work, so that criminal and extremist ideas do not grow into one. Relapse among those who are serving or have served such a sentence is to be prevented as well, the Center said.

At the end of the series of meetings there will be guidelines with concrete mechanisms to slow the spread of extremist religious ideology and to counter recruitment in the penitentiary facilities of the CIS states."""

#: The five outcomes of the press report: kind, first and last words of the quote, wording, who said it, addressees, due.
PRESS_OUTCOMES: list[dict[str, Any]] = [
    {
        "kind": "finding",
        "quote": "“We observe that terrorist organisations turn to convicts, whose readiness for violence they hope to use "
        "for attacks and for acts against the constitutional order,”",
        "wording": "Terrorist organisations seek followers among convicts, to use their readiness for violence for attacks "
        "and acts against the constitutional order.",
        "speaker": "agency",
        "speaker_name": "CIS Anti-Terrorism Center",
    },
    {
        "kind": "finding",
        "quote": "correcting and resocialising persons convicted of terrorist and extremist offences calls for particular "
        "attention of the law enforcement bodies",
        "wording": "The correction and resocialisation of persons convicted of terrorist and extremist offences calls for "
        "particular attention.",
        "speaker": "participants",
        "addressees": ["law enforcement bodies"],
    },
    {
        "kind": "action",
        "quote": "thorough preventive work, so that criminal and extremist ideas do not grow into one",
        "wording": "Carry out thorough preventive work, so that criminal and extremist ideologies do not merge.",
        "speaker": "participants",
        "addressees": ["competent authorities of the CIS states"],
    },
    {
        "kind": "action",
        "quote": "Relapse among those who are serving or have served such a sentence is to be prevented as well",
        "wording": "Prevent relapse among persons who are serving or have served a sentence for terrorist or extremist "
        "offences.",
        "speaker": "participants",
        "addressees": ["competent authorities of the CIS states"],
    },
    {
        "kind": "commitment",
        "quote": "At the end of the series of meetings there will be guidelines with concrete mechanisms to slow the spread "
        "of extremist religious ideology and to counter recruitment in the penitentiary facilities of the CIS states",
        "wording": "The series of meetings results in guidelines with concrete mechanisms to slow the spread of extremist "
        "religious ideology and to counter recruitment in penitentiary facilities.",
        "speaker": "body",
        "due_text": "at the end of the series of meetings",
    },
]

MINUTES = """ПРОТОКОЛ
второго совещания экспертов по противодействию вербовке в пенитенциарных учреждениях
г. Алматы, 12–13 мая 2016 года

Председатель: Е. С. Жумабаев. Докладчик: Н. В. Орлова.
Приглашён, отсутствовал по уважительной причине: М. Т. Каримов.

Повестка дня:
1. Обучение персонала пенитенциарных учреждений.
2. Обмен сведениями между службами.
3. Структура проекта руководства.

По первому вопросу. Заслушав докладчика, участники совещания решили рекомендовать пенитенциарным службам ежегодно обучать персонал распознаванию признаков вербовки; новые сотрудники проходят обучение в течение шести месяцев со дня назначения.

По второму вопросу. Участники договорились, что службы безопасности и пенитенциарные службы обмениваются сведениями о признаках вербовки не реже одного раза в квартал. Сведения о здоровье осуждённых обмену не подлежат.

По третьему вопросу. Секретариату поручено подготовить проект руководства до 1 октября 2016 года и разослать его делегациям.

Участники отметили, что психологическая помощь осуждённым снижает риск вербовки.

Подписи: Жумабаев, Орлова."""

MINUTES_OUTCOMES: list[dict[str, Any]] = [
    {
        "kind": "recommendation",
        "quote": "решили рекомендовать пенитенциарным службам ежегодно обучать персонал распознаванию признаков вербовки; "
        "новые сотрудники проходят обучение в течение шести месяцев со дня назначения",
        "wording": "Пенитенциарным службам ежегодно обучать персонал распознаванию признаков вербовки; новых сотрудников — "
        "в течение шести месяцев со дня назначения.",
        "speaker": "participants",
        "addressees": ["пенитенциарные службы"],
    },
    {
        "kind": "commitment",
        "quote": "службы безопасности и пенитенциарные службы обмениваются сведениями о признаках вербовки не реже одного "
        "раза в квартал",
        "wording": "Службы безопасности и пенитенциарные службы обмениваются сведениями о признаках вербовки не реже одного "
        "раза в квартал.",
        "speaker": "participants",
        "addressees": ["службы безопасности", "пенитенциарные службы"],
        "due_text": "не реже одного раза в квартал",
    },
    {
        "kind": "action",
        "quote": "Секретариату поручено подготовить проект руководства до 1 октября 2016 года и разослать его делегациям",
        "wording": "Секретариату подготовить проект руководства и разослать его делегациям.",
        "speaker": "body",
        "addressees": ["секретариат"],
        "due_text": "до 1 октября 2016 года",
        "due": "2016-10-01",
        "status": "done",
    },
    {
        "kind": "finding",
        "quote": "психологическая помощь осуждённым снижает риск вербовки",
        "wording": "Психологическая помощь осуждённым снижает риск вербовки.",
        "speaker": "participants",
    },
]

#: The outline of PRISON-GL: depth, kind, heading, text, and the resolutions it rests on (label, relation, note).
GUIDELINE = [
    (0, "chapter", "Purpose and scope", "", []),
    (
        1,
        "paragraph",
        "Purpose",
        "These guidelines set out *concrete mechanisms* by which penitentiary facilities slow the spread of extremist "
        "ideology and counter recruitment.^[The series of expert meetings was opened in Bishkek with this aim.]",
        [("PRISON-1/5", "requires", "The purpose is taken over word by word.")],
    ),
    (
        1,
        "paragraph",
        "Persons concerned",
        "They apply to:\n\n- persons serving a sentence for terrorist or extremist offences;\n- persons held with them;\n"
        "- persons released within the last **three years**.",
        [("PRISON-1/4", "informs", "")],
    ),
    (0, "chapter", "Prevention", "", []),
    (
        1,
        "section",
        "Recognising recruitment",
        "Recruitment seldom begins with ideology. Staff look for a change of company, of money and of manners before they "
        "look for books.",
        [("PRISON-1/1", "informs", "")],
    ),
    (
        2,
        "paragraph",
        "Signs",
        "The facility keeps a list of signs and revises it every year.\n\n|= Sign |= First step |= Who acts |\n"
        "| Sudden payment of debts by third parties | note and verify | operational officer |\n"
        "| Isolation from former company | talk within a week | psychologist |\n"
        "| Refusal of all state staff | talk within a day | head of unit |",
        [("PRISON-1/1", "requires", "")],
    ),
    (
        2,
        "paragraph",
        "Keeping ideologies apart",
        "Persons convicted of terrorist offences are not placed with leaders of criminal groups. An exception needs the "
        "written consent of the head of the facility.",
        [("PRISON-1/3", "requires", "The merger of ideologies is to be prevented by placement.")],
    ),
    (
        1,
        "section",
        "Training of staff",
        "Each service trains its staff once a year to recognise the signs of recruitment; new staff within six months of "
        "their appointment.",
        [("PRISON-2/1", "requires", "")],
    ),
    (0, "chapter", "Rehabilitation", "", []),
    (
        1,
        "paragraph",
        "Individual plan",
        "Every convicted person concerned has an individual plan:\n\n1. assessment within a month of arrival;\n"
        "2. psychological assistance on request, *without* consequences for the regime;\n3. education or work;\n"
        "4. preparation of release, begun a year before it.",
        [("PRISON-1/2", "requires", ""), ("PRISON-2/4", "informs", "Psychological assistance lowers the risk.")],
    ),
    (
        1,
        "paragraph",
        "After release",
        "The facility hands the plan over to the probation service three months before release.",
        [("PRISON-1/4", "requires", "")],
    ),
    (0, "chapter", "Cooperation of services", "", []),
    (
        1,
        "paragraph",
        "Exchange of information",
        "Security and penitentiary services exchange information on signs of recruitment at least once a quarter. "
        "Information on the health of convicts is not exchanged.^[As agreed in Almaty: сведения о здоровье осуждённых "
        "обмену не подлежат.]",
        [("PRISON-2/2", "requires", "")],
    ),
    (
        0,
        "annex",
        "Form for the record of signs",
        "|= Question |= Answer |\n| Date and time | |\n| What was seen or heard | |\n| By whom | |\n| First step taken | |",
        [],
    ),
]

#: A short guideline in Russian, which is in review.
RUSSIAN_GUIDELINE = [
    (0, "chapter", "Общие положения", "", []),
    (
        1,
        "paragraph",
        "Назначение",
        "Памятка помогает сотруднику пенитенциарного учреждения распознать признаки вербовки и правильно действовать в "
        "первые сутки.^[Памятка дополняет руководство PRISON-GL и не заменяет его.]",
        [("PRISON-2/1", "requires", "")],
    ),
    (0, "chapter", "Действия сотрудника", "", []),
    (
        1,
        "paragraph",
        "Первые шаги",
        "Заметив признаки вербовки, сотрудник:\n\n1. записывает, что видел и слышал, **без оценок**;\n2. сообщает начальнику "
        "смены до конца дежурства;\n3. не вступает в спор о вере.",
        [("PRISON-1/3", "informs", "")],
    ),
    (
        1,
        "paragraph",
        "Обмен сведениями",
        "Учреждение передаёт сведения о признаках вербовки службе безопасности не реже одного раза в квартал. Сведения о "
        "здоровье осуждённых не передаются.",
        [("PRISON-2/2", "requires", "")],
    ),
]
