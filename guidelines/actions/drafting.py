"""Writing the draft: every change of the text is a revision with its author and reason.

The one door for pages, admin and commands. Each action locks the guideline, changes provisions and makes one
revision; a text that somebody else changed meanwhile comes back as a `Collision`, never overwritten.
"""

import hashlib
from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from fractional_indexing import generate_key_between

from accounts import records
from accounts.models import Delegation, Membership, Team, User
from accounts.models.team import forget_roles
from accounts.permissions import Marking
from guidelines import merge, richtext, sentences
from guidelines.actions import reviewing
from guidelines.models import Basis, Guideline, Provision, Revision
from guidelines.models.guideline import node_of
from guidelines.models.revision import newest_revision
from guidelines.outline import Node, Placed, place, with_bodies
from guidelines.permissions import check_can_draft, check_can_manage_team, check_can_open_guideline
from guidelines.workflow import Stage
from meetings.actions.series import share_series
from meetings.models import Resolution, Series


@dataclass(frozen=True, slots=True)
class Wording:
    """What a drafter writes in a provision."""

    heading: str
    body: dict[str, Any]


class Collision(Exception):
    """Somebody saved the same provision meanwhile. Nothing was written; everything needed to merge is here."""

    def __init__(
        self, provision: Provision, base: Wording, theirs: Wording, mine: Wording, revision: Revision, met: Revision
    ) -> None:
        super().__init__(str(provision.pk))
        self.provision = provision
        self.base = base
        self.theirs = theirs
        self.mine = mine
        self.revision = revision  # what the merged text starts from
        self.met = met  # the one that changed this provision: others may have come after it
        self.body = merge.merge(base.body, theirs.body, mine.body)
        self.heading = merge.merge_text(base.heading, theirs.heading, mine.heading)


# The guideline and its team


@transaction.atomic
def open_guideline(series: Series, *, by: User, code: str, title: str, **fields: Any) -> Guideline:
    """Open a guideline in a series, with a team of its own that sees the series' records."""
    check_can_open_guideline(by)
    team = Team(name=code).record(by)
    guideline = records.create(Guideline(series=series, team=team, code=code, title=title, **fields), by=by)
    share_series(series, by=by, team=team)
    return guideline


def change_guideline(guideline: Guideline, *, by: User, seen: int | None = None, **fields: Any) -> Guideline:
    """Change the title, language or readers; the code stays, and the stage moves by its own acts."""
    check_can_open_guideline(by)
    for fixed in ("code", "stage", "series", "team"):
        fields.pop(fixed, None)
    return records.change(guideline, by=by, seen=seen, **fields)


@transaction.atomic
def set_member(
    guideline: Guideline, *, by: User, user: User, role: str, delegation: Delegation | None = None
) -> Membership:
    """Put a person in the team, or change their role in it."""
    check_can_manage_team(by)
    forget_roles(user)
    standing = Membership.objects.filter(team=guideline.team_id, user=user).first()
    if standing:
        return records.change(standing, by=by, role=role, delegation=delegation)
    return records.create(Membership(team=guideline.team, user=user, role=role, delegation=delegation), by=by)


def remove_member(membership: Membership, *, by: User, reason: str = "") -> None:
    check_can_manage_team(by)
    records.remove(membership, by=by, reason=reason)


# The text


@transaction.atomic
def add_provision(
    guideline: Guideline,
    *,
    by: User,
    kind: str,
    heading: str = "",
    body: dict[str, Any] | None = None,
    marking: str = "public",
    parent: Provision | None = None,
    after: Provision | None = None,
    reason: str = "",
) -> Provision:
    """Add a provision under `parent` (None: at the top), after the sibling `after` (None: as the first)."""
    guideline = _open_for_writing(guideline, by)
    before = guideline.outline()
    order = _order_key(before, _id(parent), after)
    provision = Provision(
        guideline=guideline, parent=parent, kind=kind, heading=_line(heading), order=order,
        body=_body(body or richtext.empty()), marking=marking,
    )  # fmt: skip
    _check_place(before, provision)
    _revise(guideline, by, reason, before, [provision])
    return provision


@transaction.atomic
def edit_provision(
    provision: Provision,
    *,
    by: User,
    base: int,
    heading: str,
    body: dict[str, Any],
    kind: str | None = None,
    marking: str | None = None,
    reason: str = "",
) -> Revision | None:
    """Change a provision's words.

    Args:
        base: the number of the revision the person started from.

    Returns:
        The new revision, or None if nothing differs from what stands.

    Raises:
        Collision: if somebody else changed the same provision's words since `base`.
        ValidationError: for a text the schema does not know; nothing was written.
    """
    guideline = _open_for_writing(provision.guideline, by)
    outline = guideline.outline()
    provision = _current(provision, outline)
    mine = Wording(_line(heading), _body(body))
    newest = newest_revision(guideline)
    read = _changed_since(provision, base, newest)
    provision.kind = _settled(read and read.kind, provision.kind, kind)
    provision.marking = _settled(read and read.marking, provision.marking, marking)
    if read:
        _refuse_collision(guideline, provision, base, read, mine)
    before = with_bodies(outline, {str(provision.pk): provision.body})
    provision.heading, provision.body = mine.heading, mine.body
    _check_place(before, provision)
    return _revise(guideline, by, reason, before, [provision], previous=newest)


@transaction.atomic
def move_provision(
    provision: Provision, *, by: User, parent: Provision | None, after: Provision | None, reason: str = ""
) -> Revision | None:
    """Put a provision, with all that stands under it, in another place. Its id and its words stay."""
    guideline = _open_for_writing(provision.guideline, by)
    before = guideline.outline()
    provision = _current(provision, before)
    if _stays(before, provision, _id(parent), _id(after)):
        return None
    provision.parent = parent
    provision.order = _order_key(before, _id(parent), after, moving=str(provision.pk))
    _check_place(before, provision)
    return _revise(guideline, by, reason, before, [provision])


@transaction.atomic
def delete_provision(provision: Provision, *, by: User, reason: str = "") -> Revision | None:
    """Take a provision and what stands under it out of the draft. It stays in every earlier revision."""
    guideline = _open_for_writing(provision.guideline, by)
    before = guideline.outline()
    doomed = _with_descendants(before, str(provision.pk))
    provisions = list(Provision.objects.select_for_update().filter(pk__in=doomed))
    for each in provisions:
        each.deleted = True
    return _revise(guideline, by, reason, before, provisions)


@transaction.atomic
def restore_revision(revision: Revision, *, by: User, reason: str = "") -> Revision | None:
    """Make the text of an earlier revision the newest one. What was written since stays in the history."""
    guideline = _open_for_writing(revision.guideline, by)
    wanted = {item.node.id: item.node for item in revision.placed()}
    provisions = list(Provision.objects.select_for_update().filter(guideline=guideline))
    before = place(provision.node() for provision in provisions if not provision.deleted)
    touched = [provision for provision in provisions if _take_over(provision, wanted.get(str(provision.pk)))]
    return _revise(guideline, by, reason, before, touched, restored_from=revision)


# The basis


@transaction.atomic
def tie(
    provision: Provision, resolution: Resolution, *, by: User, relation: str, note: str = "", state: str = "drafted"
) -> Basis:
    """Rest a provision on a resolution. Both ends' fingerprints are kept as they are now.

    Raises:
        ValidationError: if the guideline declines the resolution, or the two are tied already.
    """
    check_can_draft(by, provision.guideline)
    guideline = records.lock(provision.guideline)
    if records.lock(provision).deleted:
        raise ValidationError({"provision": _("This provision was deleted meanwhile. Choose another.")})
    if Basis.objects.filter(guideline=guideline, resolution=resolution, relation=Basis.Relation.DECLINED).exists():
        message = _("%(code)s declines this resolution. Take that back first.")
        raise ValidationError({"resolution": message % {"code": guideline.code}})
    basis = Basis(
        guideline=provision.guideline, provision=provision, resolution=resolution, relation=relation, note=note,
        state=state, **_confirmation(by, provision, resolution),
    )  # fmt: skip
    return records.create(basis, by=by)


@transaction.atomic
def decline(guideline: Guideline, resolution: Resolution, *, by: User, note: str) -> Basis:
    """Say, with a reason, that the guideline does not take the resolution up."""
    check_can_draft(by, guideline)
    guideline = records.lock(guideline)
    carried = Basis.objects.filter(guideline=guideline, resolution=resolution, provision__deleted=False)
    if carried.exists():
        names = ", ".join(f"“{basis.provision}”" for basis in carried.select_related("provision"))
        raise ValidationError(_("It cannot be declined while %(provisions)s rests on it.") % {"provisions": names})
    basis = Basis(
        guideline=guideline, resolution=resolution, relation=Basis.Relation.DECLINED, note=note,
        **_confirmation(by, None, resolution),
    )  # fmt: skip
    return records.create(basis, by=by)


@transaction.atomic
def change_basis(basis: Basis, *, by: User, seen: int | None = None, **fields: Any) -> Basis:
    """Change the relation, note or state; the link is confirmed as it stands by this."""
    check_can_draft(by, basis.guideline)
    confirmed = _confirmation(by, basis.provision, basis.resolution)
    return records.change(basis, by=by, seen=seen, **fields, **confirmed)


def untie(basis: Basis, *, by: User, reason: str = "") -> None:
    check_can_draft(by, basis.guideline)
    records.remove(basis, by=by, reason=reason)


# How it is done


def _open_for_writing(guideline: Guideline, by: User) -> Guideline:
    """Lock the guideline and move it back to drafting, ending a review that the edit overtakes."""
    check_can_draft(by, guideline)
    guideline = records.lock(guideline)
    if guideline.stage == Stage.REVIEW:
        return reviewing.overtake(guideline, by=by)
    if guideline.stage == Stage.APPROVED:
        guideline.stage = Stage.DRAFTING
        guideline.record(by)
    return guideline


def _current(provision: Provision, outline: list[Placed]) -> Provision:
    """The provision as it is now, an instance of the action's own; refused if it was deleted meanwhile.

    Args:
        outline: the draft, read under the guideline's lock, which every change of a provision takes. Where it shows the
            provision as it was fetched for its permission, the words need not be read a second time.
    """
    stands = next((item.node for item in outline if item.node.id == str(provision.pk)), None)
    if stands is None:
        raise ValidationError(
            _("This provision was deleted. Restore an earlier revision to bring it back."), code="stale"
        )
    parent = UUID(stands.parent) if stands.parent else None
    if provision.was_read_as(digest=stands.digest, order=stands.order, parent_id=parent, deleted=False):
        return copy(provision)
    return Provision.objects.get(pk=provision.pk)


def _revise(
    guideline: Guideline,
    by: User,
    reason: str,
    before: list[Placed],
    touched: list[Provision],
    *,
    previous: Revision | None = None,
    restored_from: Revision | None = None,
) -> Revision | None:
    """Save the touched provisions and make the revision that holds them. None if nothing changed.

    Args:
        previous: the newest revision, if it was read already, under the same lock.
    """
    previous = previous or newest_revision(guideline)
    manifest = dict(previous.manifest) if previous else {}
    written = [provision for provision in touched if _write(provision, by, reason, manifest)]
    if not written:
        return None
    after = _after(before, written)
    revision = Revision(
        guideline=guideline,
        number=previous.number + 1 if previous else 1,
        author=by,
        reason=reason,
        restored_from=restored_from,
        manifest=manifest,
        changes=sentences.changes(before, after),
        digest=_digest(after),
    )
    revision.full_clean(
        exclude=["guideline", "author", "restored_from", "manifest", "changes"],
        validate_unique=False,
        validate_constraints=False,
    )
    revision.save()
    return revision


def _write(provision: Provision, by: User, reason: str, manifest: dict[str, int]) -> bool:
    """Save one provision and note its history row in the manifest. False if it did not change."""
    key = provision.pk.hex
    provision.full_clean(exclude=["guideline", "parent", "body"], validate_unique=False, validate_constraints=False)
    version = provision.record(by, reason).version
    if version is None:
        return False
    if provision.deleted:
        return manifest.pop(key, None) is not None
    manifest[key] = version
    return True


def _after(before: list[Placed], written: list[Provision]) -> list[Placed]:
    """The outline with the written provisions in it."""
    nodes = {item.node.id: item.node for item in before}
    for provision in written:
        nodes.pop(str(provision.pk), None)
        if not provision.deleted:
            nodes[str(provision.pk)] = node_of(provision)
    return place(nodes.values())


def _digest(placed: list[Placed]) -> str:
    """SHA-256 over numbers and provisions' digests in reading order: binds an approval to these exact words."""
    lines = [f"{item.number} {item.node.id} {item.node.digest}" for item in placed]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _changed_since(provision: Provision, base: int, newest: Revision | None) -> Any:
    """The provision's history row as the person read it, if somebody has changed the provision since."""
    if newest is None or newest.number == base:
        return None
    started = provision.guideline.revisions.filter(number=base).first()
    if started is None:
        raise ValidationError(
            _("The revision you started from does not exist. Open the provision again."), code="stale"
        )
    row_then, row_now = started.manifest.get(provision.pk.hex), newest.manifest.get(provision.pk.hex)
    return None if row_then is None or row_then == row_now else Provision.history.get(history_id=row_then)


def _refuse_collision(guideline: Guideline, provision: Provision, base: int, read: Any, mine: Wording) -> None:
    base_wording, theirs = Wording(read.heading, read.body), Wording(provision.heading, provision.body)
    if base_wording == theirs or theirs == mine:
        return
    since = list(guideline.revisions.filter(number__gt=base).order_by("number"))
    rows = [revision.manifest.get(provision.pk.hex) for revision in since]
    raise Collision(provision, base_wording, theirs, mine, since[-1], since[rows.index(rows[-1])])


def _settled(read: str | None, stands: str, mine: str | None) -> str:
    """Who left a choice as they read it keeps what somebody else has chosen meanwhile."""
    return stands if mine is None or mine == read else mine


def _take_over(provision: Provision, node: Node | None) -> bool:
    """Give the provision what it had in another revision. True if that changes it."""
    if node is None:
        changed = not provision.deleted
        provision.deleted = True
        return changed
    if not provision.deleted and provision.node() == node:
        return False
    provision.deleted = False
    provision.parent_id = UUID(node.parent) if node.parent else None
    provision.kind, provision.order, provision.heading = node.kind, node.order, node.heading
    provision.body = node.body
    # Restoring words is no reason to open to more people what was closed to them since.
    provision.marking = max(provision.marking, node.marking, key=Marking.values.index)
    return True


def _order_key(placed: list[Placed], parent: str | None, after: Provision | None, moving: str | None = None) -> str:
    """A key between `after` and the sibling that follows it."""
    siblings = [item.node for item in placed if item.node.parent == parent and item.node.id != moving]
    siblings.sort(key=lambda node: (node.order, node.id))
    if after is None:
        return generate_key_between(None, siblings[0].order if siblings else None)
    ids = [node.id for node in siblings]
    if str(after.pk) not in ids:
        raise ValidationError(
            _("The place has changed: the provision it was to follow is elsewhere now."), code="stale"
        )
    position = ids.index(str(after.pk))
    # Two siblings may bear one key (two revisions merged by a restore): go behind both.
    following = [node.order for node in siblings[position + 1 :] if node.order > siblings[position].order]
    return generate_key_between(siblings[position].order, following[0] if following else None)


def _stays(placed: list[Placed], provision: Provision, parent: str | None, after: str | None) -> bool:
    if _id_of(provision.parent_id) != parent:
        return False
    siblings = [item.node.id for item in placed if item.node.parent == parent]
    position = siblings.index(str(provision.pk))
    return (siblings[position - 1] if position else None) == after


def _check_place(placed: list[Placed], provision: Provision) -> None:
    """A provision stands under one that is in the draft and not under itself; annexes stand at the top."""
    parent = _id_of(provision.parent_id)
    if parent is None:
        return
    if provision.kind == Provision.Kind.ANNEX:
        raise ValidationError({"kind": _("An annex stands at the top of the outline, under nothing.")})
    if parent not in {item.node.id for item in placed}:
        raise ValidationError(_("The provision it was to stand under is not in the draft any more."), code="stale")
    if parent in _with_descendants(placed, str(provision.pk)):
        raise ValidationError(_("A provision cannot stand under itself."))


def _with_descendants(placed: list[Placed], pk: str) -> set[str]:
    found = {pk}
    for item in placed:  # reading order: parents come before their children
        if item.node.parent in found:
            found.add(item.node.id)
    return found


def _confirmation(by: User, provision: Provision | None, resolution: Resolution) -> dict[str, Any]:
    return {
        "provision_digest": provision.digest if provision else "",
        "resolution_digest": resolution.fingerprint(),
        "confirmed_by": by,
        "confirmed_at": now(),
    }


def _body(body: dict[str, Any]) -> dict[str, Any]:
    try:
        return richtext.clean(body)
    except richtext.BodyError as error:
        raise ValidationError({"body": error.message}) from error


def _line(heading: str) -> str:
    return " ".join(heading.split())


def _id(provision: Provision | None) -> str | None:
    return str(provision.pk) if provision else None


def _id_of(pk: UUID | None) -> str | None:
    return str(pk) if pk else None
