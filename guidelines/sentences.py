"""What a revision changed: first as data, kept on the revision; then, in the reader's language, as a sentence. Pure."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from guidelines.outline import Placed
from guidelines.redline import Change, Redline, compare

SAID = 8  # changes told one by one; more are counted
NAME = 80

Fact = dict[str, Any]


def changes(old: list[Placed], new: list[Placed]) -> list[Fact]:
    """What was done to which provision, in reading order, as JSON.

    A body that was not loaded ({}) is taken as unchanged, so a caller may leave out those it did not touch.
    """
    before = {item.node.id: item for item in new}
    previous = _previous_siblings(new)
    facts: list[Fact] = []
    for change in compare(_with_known_bodies(old, before), new).changed:
        facts += _facts(change, previous)
    return facts


def by_provision(redline: Redline, new: list[Placed]) -> dict[str, str]:
    """One sentence for each provision that differs, for a comparison."""
    previous = _previous_siblings(new)
    return {change.id: say(_facts(change, previous)) for change in redline.changed}


def _with_known_bodies(old: list[Placed], new: dict[str, Placed]) -> list[Placed]:
    return [_known(item, new.get(item.node.id)) for item in old]


def _known(item: Placed, other: Placed | None) -> Placed:
    if item.node.body or other is None or not other.node.body:
        return item
    node = item.node
    known = type(node)(node.id, node.parent, node.kind, node.order, node.heading, other.node.body, node.marking)
    return Placed(known, item.number, item.depth)


def _previous_siblings(placed: list[Placed]) -> dict[str, str]:
    """The number of the sibling each provision stands after; "" for the first."""
    last: dict[str | None, str] = {}
    previous = {}
    for item in placed:
        previous[item.node.id] = last.get(item.node.parent, "")
        last[item.node.parent] = item.number
    return previous


def _facts(change: Change, previous: dict[str, str]) -> list[Fact]:
    about: Fact = {"id": change.id, "number": change.here.number}
    if change.added or change.deleted:
        verb = "added" if change.added else "deleted"
        return [{"verb": verb, **about, "heading": _name(change.here.node.heading)}]
    assert change.old and change.new
    facts: list[Fact] = []
    if change.moved:
        verb = "indented" if change.indented else "moved"
        was = {"from": change.old.number, "after": previous[change.id]}
        facts.append({"verb": verb, **about, **was})
    if change.retitled:
        facts.append({"verb": "retitled", **about, "heading": _name(change.new.node.heading)})
    if change.rewritten:
        facts.append(_of_body(change, about))
    if change.rekinded:
        facts.append({"verb": "rekinded", **about, "kind": change.new.node.kind})
    if change.remarked:
        facts.append({"verb": "marked", **about, "marking": change.new.node.marking})
    return facts


def _of_body(change: Change, about: Fact) -> Fact:
    if change.reformatted:
        return {"verb": "reformatted", **about}
    inserted, deleted = change.body_words
    return {"verb": "reworded", **about, "inserted": inserted, "deleted": deleted}


def _name(heading: str) -> str:
    return Truncator(heading).chars(NAME)


def say(facts: Iterable[Fact]) -> str:
    """The changes as one sentence in the active language: “moved 2.3 after 2.5; changed 14 words in 3.1”."""
    known = [fact for fact in facts if fact.get("verb") in VERBS]
    told = [VERBS[fact["verb"]](fact) for fact in known[:SAID]]
    rest = len(known) - len(told)
    if rest:
        # Translators: the end of a list of changes to a text.
        told.append(ngettext("and %(count)s more change", "and %(count)s more changes", rest) % {"count": rest})
    return "; ".join(told)


# Each of these is a piece of a list that follows a person's name: "Saule: moved 2.3 after 2.5; added 4.2".
# Translators of all of them: phrase them without the gender of the person, as nouns where the language needs it.


def _added(fact: Fact) -> str:
    if fact.get("heading"):
        return pgettext("change of a text", "added %(number)s “%(heading)s”") % fact
    return pgettext("change of a text", "added %(number)s") % fact


def _deleted(fact: Fact) -> str:
    if fact.get("heading"):
        return pgettext("change of a text", "deleted %(number)s “%(heading)s”") % fact
    return pgettext("change of a text", "deleted %(number)s") % fact


def _moved(fact: Fact) -> str:
    if fact["after"]:
        return pgettext("change of a text", "moved %(from)s after %(after)s (now %(number)s)") % fact
    return pgettext("change of a text", "moved %(from)s to the beginning (now %(number)s)") % fact


def _indented(fact: Fact) -> str:
    """Under another provision, or up to the top."""
    parent, _dot, _last = fact["number"].rpartition(".")
    if parent:
        words = pgettext("change of a text", "moved %(from)s under %(parent)s (now %(number)s)")
        return words % {**fact, "parent": parent}
    return pgettext("change of a text", "moved %(from)s to the top level (now %(number)s)") % fact


def _reworded(fact: Fact) -> str:
    inserted, deleted = fact["inserted"], fact["deleted"]
    if not inserted and not deleted:
        return pgettext("change of a text", "changed punctuation or layout in %(number)s") % fact
    count = max(inserted, deleted)
    if not deleted:
        words = ngettext("added %(count)s word in %(number)s", "added %(count)s words in %(number)s", count)
    elif not inserted:
        words = ngettext("deleted %(count)s word in %(number)s", "deleted %(count)s words in %(number)s", count)
    else:
        words = ngettext("changed %(count)s word in %(number)s", "changed %(count)s words in %(number)s", count)
    return words % {**fact, "count": count}


def _retitled(fact: Fact) -> str:
    if fact["heading"]:
        return pgettext("change of a text", "gave %(number)s the heading “%(heading)s”") % fact
    return pgettext("change of a text", "removed the heading of %(number)s") % fact


def _reformatted(fact: Fact) -> str:
    return pgettext("change of a text", "changed the formatting of %(number)s") % fact


def _rekinded(fact: Fact) -> str:
    kinds = {"chapter": _("chapter"), "section": _("section"), "paragraph": _("paragraph"), "annex": _("annex")}
    words = pgettext("change of a text", "changed the kind of %(number)s to “%(kind)s”")
    return words % {**fact, "kind": kinds.get(fact["kind"], fact["kind"])}


def _marked(fact: Fact) -> str:
    markings = {"public": _("public"), "members": _("members"), "restricted": _("restricted")}
    words = pgettext("change of a text", "changed the marking of %(number)s to “%(marking)s”")
    return words % {**fact, "marking": markings.get(fact["marking"], fact["marking"])}


VERBS: dict[str, Callable[[Fact], str]] = {
    "added": _added,
    "deleted": _deleted,
    "moved": _moved,
    "indented": _indented,
    "reworded": _reworded,
    "retitled": _retitled,
    "reformatted": _reformatted,
    "rekinded": _rekinded,
    "marked": _marked,
}
