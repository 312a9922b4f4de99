"""The history of a text: its revisions as sentences, one as it was, two compared, an earlier one restored."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import clearance, verdict
from accounts.web import Request, attempt, page_of
from guidelines import richtext, sentences
from guidelines.actions.drafting import restore_revision
from guidelines.forms.revisions import RestoreForm
from guidelines.models import Guideline, Provision, Revision
from guidelines.models.guideline import node_of
from guidelines.outline import Placed, place
from guidelines.permissions import check_can_draft, get_draft, get_provision, get_revision
from guidelines.redline import Change, compare

SUGGESTED = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One revision as a line of the history."""

    revision: Revision
    sentence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One provision of a revision as it was."""

    placed: Placed
    html: SafeString


@dataclass(frozen=True, slots=True)
class Compared:
    """One provision in a comparison, with what became of it as a sentence."""

    change: Change
    sentence: str


def revisions(request: Request, code: str) -> HttpResponse:
    guideline = get_draft(request.user, code)
    page = page_of(request, _history(guideline))
    hidden = _hidden(request.user, guideline)
    context = {
        "guideline": guideline,
        "page": page,
        "rows": [Row(revision, _sentence(revision.changes, hidden)) for revision in page],
    }
    return render(request, "guidelines/revision/list.html", context)


def revision_detail(request: Request, code: str, number: int) -> HttpResponse:
    revision = get_revision(request.user, code, number)
    guideline = revision.guideline
    hidden = _hidden(request.user, guideline)
    placed = revision.placed()
    forbidden = _forbidden(request.user, guideline, placed)
    context = {
        "guideline": guideline,
        "revision": revision,
        "newest": guideline.revisions.values_list("number", flat=True).order_by("-number")[0],
        "sentence": _sentence(revision.changes, hidden),
        "provisions": [_shown(item) for item in placed if item.node.id not in forbidden],
        "left_out": len(forbidden),
        "can_restore": verdict(check_can_draft, request.user, guideline),
    }
    return render(request, "guidelines/revision/detail.html", context)


def revision_compare(request: Request, code: str) -> HttpResponse:
    guideline = get_draft(request.user, code)
    suggested = _suggested(guideline)
    if not suggested:
        return redirect("revisions", code)
    newest = suggested[0][0]
    new_number = _number(request, "new", newest)
    old, new = _two(guideline, _number(request, "old", max(1, new_number - 1)), new_number)
    whole = request.GET.get("whole") == "1"
    context = {
        "guideline": guideline,
        "suggested": suggested,
        "newest": newest,
        "old": old,
        "new": new,
        "side_by_side": request.GET.get("view") == "side",
        "whole": whole,
        **_comparison(request.user, guideline, old, new, whole=whole),
    }
    return render(request, "guidelines/revision/compare.html", context)


def revision_restore(request: Request, code: str, number: int) -> HttpResponse:
    revision = get_revision(request.user, code, number)
    check_can_draft(request.user, revision.guideline)
    form = RestoreForm(request.POST or None)
    if form.is_valid():
        restored = attempt(form, restore_revision, revision, by=request.user, **form.cleaned_data)
        if restored:
            words = _("Revision %(number)s restored as revision %(new)s.")
            messages.success(request, words % {"number": number, "new": restored.number})
            return redirect(restored)
        if not form.errors:
            messages.info(request, _("The text stands like this already: nothing had to be restored."))
            return redirect(revision)
    context = {"form": form, "revision": revision, "guideline": revision.guideline}
    return render(request, "guidelines/revision/restore.html", context)


def provision_history(request: Request, pk: UUID) -> HttpResponse:
    provision = get_provision(request.user, pk)
    page = page_of(request, _history_of(provision))
    rows = [
        Row(revision, sentences.say(fact for fact in revision.changes if fact["id"] == str(pk))) for revision in page
    ]
    context = {"guideline": provision.guideline, "provision": provision, "page": page, "rows": rows}
    return render(request, "guidelines/provision/history.html", context)


def _history(guideline: Guideline) -> Any:
    """The revisions, newest first, without their manifests, which no list needs."""
    revisions = guideline.revisions.select_related("author").defer("manifest").order_by("-number")
    return revisions.annotate(restored_number=F("restored_from__number"))


def _history_of(provision: Provision) -> Any:
    """The revisions that changed this provision: those whose changes name its id, looked for as text, which both
    databases can do."""
    revisions = _history(provision.guideline).annotate(told=Cast("changes", TextField()))
    return revisions.filter(told__contains=str(provision.pk))


def _suggested(guideline: Guideline) -> list[tuple[int, str]]:
    """The newest revisions, to choose from in both fields; the number of any other can be typed."""
    rows = guideline.revisions.order_by("-number").values_list("number", "made_at", "author__name")
    return [
        (number, f"{date_format(localtime(at), 'SHORT_DATETIME_FORMAT')} · {name}")
        for number, at, name in rows[:SUGGESTED]
    ]


def _two(guideline: Guideline, old: int, new: int) -> tuple[Revision, Revision]:
    """Two revisions with one query."""
    found = {revision.number: revision for revision in guideline.revisions.filter(number__in=(old, new))}
    if old not in found or new not in found:
        raise Http404
    return found[old], found[new]


def _hidden(user: User, guideline: Guideline) -> set[str]:
    """The provisions whose marking, as it is now, keeps them from this person in every revision."""
    allowed = clearance(user, [guideline.team_id])
    rows = guideline.provisions.exclude(marking__in=allowed).values_list("pk", flat=True)
    return {str(pk) for pk in rows}


def _forbidden(user: User, guideline: Guideline, placed: list[Placed]) -> set[str]:
    """What of these texts the person may not read, for its marking then or now. Of a comparison, hidden on one side is
    hidden on both: half of it would read as added or deleted."""
    allowed, hidden = clearance(user, [guideline.team_id]), _hidden(user, guideline)
    return {item.node.id for item in placed if item.node.marking not in allowed or item.node.id in hidden}


def _sentence(facts: Iterable[dict[str, Any]], hidden: set[str]) -> str:
    known = list(facts)
    said = sentences.say(fact for fact in known if fact["id"] not in hidden)
    return said or (_("changes that are not shown to you") if known else _("no change of the text"))


def _shown(item: Placed) -> Shown:
    return Shown(item, mark_safe(richtext.to_html(item.node.body)))  # to_html escapes every word


def _number(request: Request, name: str, otherwise: int) -> int:
    given = request.GET.get(name, "")
    if not given:
        return otherwise
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise Http404
    return int(given)


def _comparison(user: User, guideline: Guideline, old: Revision, new: Revision, *, whole: bool) -> dict[str, Any]:
    before, after = _texts(old, new)
    forbidden = _forbidden(user, guideline, [*before, *after])
    before = [item for item in before if item.node.id not in forbidden]
    after = [item for item in after if item.node.id not in forbidden]
    redline = compare(before, after)
    told = sentences.by_provision(redline, after)
    changes = redline.changes if whole else redline.changed
    return {
        "redline": redline,
        "compared": [Compared(change, told.get(change.id, "")) for change in changes],
        "left_out": len(forbidden),
    }


def _texts(*revisions: Revision) -> list[list[Placed]]:
    """The texts of several revisions with one query; what they share is the same object, and compares at once."""
    wanted = {row for revision in revisions for row in revision.manifest.values()}
    rows = Provision.history.filter(history_id__in=wanted)
    fields = ("history_id", "id", "parent_id", "kind", "order", "heading", "body", "marking", "digest")
    nodes = {row.history_id: node_of(row) for row in rows.values_list(*fields, named=True)}
    return [place(nodes[row] for row in revision.manifest.values()) for revision in revisions]
