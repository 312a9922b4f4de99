"""Every component in each state, in both languages and both appearances."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Marking, Verdict

KINDS = (("decision", _("decision")), ("recommendation", _("recommendation")))


class SampleForm(forms.Form):
    title = forms.CharField(label=_("title"), help_text=_("As people will look for it."))
    kind = forms.ChoiceField(label=_("kind"), choices=KINDS, widget=forms.RadioSelect)
    due = forms.DateField(label=_("due date"), widget=forms.DateInput(attrs={"type": "date"}))
    marking = forms.ChoiceField(label=_("marking"), choices=Marking.choices)
    note = forms.CharField(label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    urgent = forms.BooleanField(label=_("Tell everybody concerned"), required=False)


def gallery(request: HttpRequest) -> HttpResponse:
    sample = RUSSIAN if get_language() == "ru" else ENGLISH
    kg, kz, cis = (SimpleNamespace(code=code, name=name) for code, name in sample["delegations"])
    words = sample["words"]
    today = timezone.localdate()
    context = {
        "sample": sample,
        "refused": Verdict(False, sample["refusal"]),
        "form": SampleForm(),
        "wrong": SampleForm({"title": "", "kind": "x", "due": "31.02.2026"}, auto_id="wrong_%s"),
        "delegations": (kg, kz, cis),
        "deadlines": (today - timedelta(2), today + timedelta(3), today + timedelta(60), None),
        "states": [
            [(word, words[word]) for word in row.split()]
            for row in (
                "open taken_up done superseded withdrawn",
                "drafting review approved suspect",
                "agree no_objection agree_with_text object abstain silence stale",
            )
        ]
        + [Marking.choices],
        "standings": [(word, words[word]) for word in ("adopted", "minutes", "note", "communique", "press")],
        "rows": [
            (f"PRISON-1/{number}", sample["sure"], sample["speaker"], proof, words[proof], status, words[status])
            for number, proof, status in ((1, "adopted", "done"), (2, "note", "taken_up"), (3, "press", "open"))
        ],
        "page": Paginator(range(480), 25).page(7),
        "matrix": [
            (f"2.{row}", sample["faint"], [(word, words[word]) for word in line.split()])
            for row, line in enumerate(("agree agree_with_text object", "stale abstain silence"), start=1)
        ],
    }
    return render(request, "gallery.html", context)


ENGLISH: dict[str, Any] = {
    "any": "any status",
    "tally": "3 resolutions, 1 not yet taken up",
    "columns": ("Resolution", "Said by", "Proof", "Status"),
    "kicker": "Meeting · PRISON-1",
    "held": "held",
    "title": "Expert meeting on recruitment in penitentiary facilities",
    "absent": "not given",
    "facts": (("Place", "Bishkek, Kyrgyzstan"), ("Dates", "date not given; reported 21 January 2016"), ("Heads counted", "")),
    "tabs": ("Resolutions", "Participants", "History"),
    "history": (
        ("23 November 2026, 14:05", "Aigul Sadykova", "moved 2.3 after 2.5; changed 14 words in 3.1"),
        ("21 November 2026, 09:30", "Timur Akhmedov", "recorded resolution PRISON-1/3"),
    ),
    "empty_title": "No meeting yet",
    "empty_text": "A meeting needs no date, no names and no head-count: record what the report says, and add the rest when you learn it.",
    "desk": "PRISON · Meeting 1 · Report: 21 January 2016",
    "before": "The participants discussed",
    "faint": "the tasks facing the competent authorities",
    "between": "of the member states, among them",
    "sure": "preventive work of high quality among prisoners",
    "now": "and a yearly exchange of methods",
    "old": "may consider",
    "new": "should carry out",
    "press": "press report",
    "speaker": "the participants",
    "success": "Resolution PRISON-1/3 recorded on its quote.",
    "info": "Revision 8 is in review until 5 December 2026.",
    "warning": "The resolution changed after it was tied to 2.3: look at the link again.",
    "error": "The file holds no text. Paste the words of the report instead.",
    "refusal": "You submitted this revision yourself: another person approves it.",
    "delegations": (("KG", "Kyrgyzstan"), ("KZ", "Kazakhstan"), ("ATC", "Anti-Terrorism Center")),
    "words": {
        "open": "open", "taken_up": "taken up", "done": "done", "superseded": "superseded", "withdrawn": "withdrawn",
        "drafting": "drafting", "review": "in review", "approved": "approved", "suspect": "suspect",
        "agree": "agree", "no_objection": "no objection", "agree_with_text": "agree with text", "object": "object",
        "abstain": "abstain", "silence": "silent", "stale": "text has changed",
        "adopted": "adopted text", "minutes": "signed minutes", "note": "secretariat note",
        "communique": "communiqué", "press": "press report only",
    },
}  # fmt: skip
RUSSIAN: dict[str, Any] = {
    "any": "любое состояние",
    "tally": "3 резолюции, 1 ещё не учтена",
    "columns": ("Резолюция", "Кем сказано", "Подтверждение", "Состояние"),
    "kicker": "Совещание · PRISON-1",
    "held": "состоялось",
    "title": "Экспертное совещание по противодействию вербовке в пенитенциарных учреждениях",
    "absent": "не указано",
    "facts": (("Место", "Бишкек, Кыргызстан"), ("Даты", "дата не указана; по сообщению от 21 января 2016 г."), ("Число участников", "")),
    "tabs": ("Резолюции", "Участники и организации", "История изменений"),
    "history": (
        ("23 ноября 2026 г., 14:05", "Айгуль Садыкова", "переместила 2.3 после 2.5; изменила 14 слов в 3.1"),
        ("21 ноября 2026 г., 09:30", "Тимур Ахмедов", "записал резолюцию PRISON-1/3"),
    ),
    "empty_title": "Совещаний пока нет",
    "empty_text": "Совещанию не нужны ни дата, ни имена, ни число участников: запишите то, что сказано в материале, остальное добавите, когда узнаете.",
    "desk": "PRISON · Совещание 1 · Материал от 21 января 2016 г.",
    "before": "Участники обсудили",
    "faint": "задачи, стоящие перед компетентными органами",
    "between": "государств-участников, среди которых",
    "sure": "качественная профилактическая работа среди осуждённых",
    "now": "и ежегодный обмен методиками",
    "old": "могут рассмотреть",
    "new": "должны проводить",
    "press": "сообщение печати",
    "speaker": "участники",
    "success": "Резолюция PRISON-1/3 записана вместе с цитатой.",
    "info": "Редакция 8 на согласовании до 5 декабря 2026 г.",
    "warning": "Резолюция изменилась после того, как на неё сослалось положение 2.3: проверьте связь.",
    "error": "В файле нет текста. Вставьте слова материала сами.",
    "refusal": "Вы сами представили эту редакцию: утверждать её будет другой.",
    "delegations": (("KG", "Кыргызстан"), ("KZ", "Казахстан"), ("АТЦ", "Антитеррористический центр")),
    "words": {
        "open": "открыта", "taken_up": "учтена", "done": "выполнена", "superseded": "заменена", "withdrawn": "отозвана",
        "drafting": "в работе", "review": "на согласовании", "approved": "утверждено", "suspect": "под вопросом",
        "agree": "согласны", "no_objection": "не возражаем", "agree_with_text": "согласны с формулировкой",
        "object": "возражаем", "abstain": "воздерживаемся", "silence": "молчание", "stale": "текст изменился",
        "adopted": "принятый текст", "minutes": "протокол", "note": "записка секретариата",
        "communique": "коммюнике", "press": "только сообщение печати",
    },
}  # fmt: skip
