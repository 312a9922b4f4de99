"""Guidelines, their review and their editions in the administration.

A draft is written on its pages; here it is looked at, by whom the pages would show it. The acts of the review are the
same here and there: one check, one form, one action.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Marking, teams_that_see
from accounts.tracked_admin import Act, ActsMixin, ReadOnlyAdmin, TrackedAdmin
from guidelines.actions import drafting, reviewing
from guidelines.forms.guidelines import GuidelineEditForm, GuidelineForm
from guidelines.forms.rounds import ApprovalForm, PositionForm, ReturnForm, SubmitForm
from guidelines.models import Basis, Edition, EditionFile, Guideline, Position, Provision, ReviewRound, Revision
from guidelines.models.guideline import shown_to
from guidelines.models.revision import newest_revision
from guidelines.permissions import (
    check_can_approve,
    check_can_return,
    check_can_submit,
    check_can_take_position,
    check_can_withdraw,
)
from meetings.admin import EvidenceAdmin, Visible
from meetings.forms.base import EditForm, TidyForm
from meetings.models import Resolution

# Which rows a person sees


def drafts_of(user: User) -> models.QuerySet:
    return Guideline.objects.with_draft_visible_to(user)


def provisions_shown_to(user: User) -> models.QuerySet:
    """The provisions of every draft this person may see, as far as their marking allows."""
    rows = Provision.objects.filter(guideline__in=drafts_of(user).values("pk"))
    if user.is_secretariat:
        return rows
    allowed = Q(marking=Marking.PUBLIC)
    for marking in (Marking.MEMBERS, Marking.RESTRICTED):
        allowed |= Q(marking=marking, guideline__team__in=teams_that_see(user, marking).values("team"))
    return rows.filter(allowed)


def or_nothing(user: User) -> Q:
    """What concerns no single provision, or one that this person may read."""
    return Q(provision__isnull=True) | Q(provision__in=provisions_shown_to(user).values("pk"))


# How they are shown


def words(name: str, label: Any) -> Callable[[Any], str]:
    """A related record by its name alone: not every reader may open its own row."""

    @admin.display(description=label, ordering=name)
    def shown(row: Any) -> str:
        return str(getattr(row, name) or "—")

    return shown


AUTHOR = words("author", _("author"))
CONFIRMED_BY = words("confirmed_by", _("confirmed by"))
DELEGATION = words("delegation", _("delegation"))
PROVISION = words("provision", _("provision"))
BY = words("by", _("by"))
SUBMITTED_BY = words("submitted_by", _("submitted by"))
CLOSED_BY = words("closed_by", _("closed by"))
APPROVED_BY = words("approved_by", _("approved by"))


def page_link(url: str, label: Any) -> str:
    return format_html('<a href="{}">{}</a>', url, label)


class OfDraft(Visible, ReadOnlyAdmin):
    """What belongs to a draft: seen by those who see the draft, written on its pages."""

    guideline_path: ClassVar[str] = "guideline"

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.filter(**{f"{self.guideline_path}__in": drafts_of(user).values("pk")})


OF_GUIDELINE = ("guideline", admin.RelatedOnlyFieldListFilter)


# Guidelines


class NewGuidelineForm(TidyForm):
    class Meta(GuidelineForm.Meta):
        pass


class ChangedGuidelineForm(EditForm):
    class Meta(GuidelineEditForm.Meta):
        pass


def sent(request: HttpRequest) -> Any:
    """What a form was sent with, be it nothing at all; None where it is only shown."""
    return request.POST if request.method == "POST" else None


def submit_form(request: HttpRequest, guideline: Guideline) -> forms.Form:
    newest = newest_revision(guideline)
    return SubmitForm(sent(request), initial={"revision_number": newest.number if newest else 0})


def submitted(review_round: ReviewRound) -> str:
    values = {"number": review_round.revision.number, "code": review_round.guideline.code}
    return gettext("Revision %(number)s of %(code)s is submitted to the delegations.") % values


@admin.register(Guideline)
class GuidelineAdmin(ActsMixin, EvidenceAdmin):
    """Opened here or on the pages; its words are written on its pages."""

    new_form, edit_form = NewGuidelineForm, ChangedGuidelineForm
    create, change = drafting.open_guideline, drafting.change_guideline
    parent = "series"
    fields: ClassVar[Any] = ("series", "code", "title", "language", "marking")
    fixed = ("series", "code")
    parts = ("shown_stage", "draft", "review", "published")
    list_display = ("code", "title", "series", "stage", "marking", "language")
    list_display_links = ("code", "title")
    list_filter = ("stage", "marking", "language", ("series", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("series", "team")
    search_fields = ("code", "title")
    acts = (
        Act(
            "submit",
            _("Submit for review"),
            check_can_submit,
            submit_form,
            reviewing.submit,
            submitted,
            explained=_("Every delegation of the team is asked about exactly this text. A later edit ends the round."),
            sign="send",
            kind="primary",
        ),
    )

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.with_draft_visible_to(user)

    @admin.display(description=_("stage"))
    def shown_stage(self, guideline: Guideline) -> str:
        return guideline.get_stage_display()

    @admin.display(description=_("text"))
    def draft(self, guideline: Guideline) -> str:
        newest = newest_revision(guideline)
        if newest is None:
            return page_link(guideline.get_absolute_url(), _("Write the first provision"))
        label = gettext("Revision %(number)s: read and write it on its page") % {"number": newest.number}
        return page_link(guideline.get_absolute_url(), label)

    @admin.display(description=_("review"))
    def review(self, guideline: Guideline) -> str:
        newest = guideline.rounds.order_by("-number").first()
        if newest is None:
            return gettext("not reviewed yet")
        values = {"number": newest.number, "outcome": newest.get_outcome_display()}
        address = reverse("admin:guidelines_reviewround_change", args=[newest.pk])
        return page_link(address, gettext("Round %(number)s: %(outcome)s") % values)

    @admin.display(description=_("editions"))
    def published(self, guideline: Guideline) -> str:
        address = reverse("admin:guidelines_edition_changelist")
        count = guideline.editions.count()
        if not count:
            return gettext("none yet")
        label = ngettext("%(count)d edition", "%(count)d editions", count) % {"count": count}
        return page_link(f"{address}?guideline__id__exact={guideline.pk}", label)


@admin.register(Provision)
class ProvisionAdmin(OfDraft):
    list_display = ("__str__", "guideline", "kind", "marking", "deleted")
    list_filter = (OF_GUIDELINE, "kind", "marking", "deleted")
    list_select_related = ("guideline",)
    search_fields = ("heading", "text")
    fields: ClassVar[Any] = ("guideline", "kind", "heading", "text", "marking", "deleted", "digest")

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.filter(pk__in=provisions_shown_to(user).values("pk")).defer("body", "html")


@admin.register(Revision)
class RevisionAdmin(OfDraft):
    list_display = ("__str__", AUTHOR, "made_at", "reason", "restored_from")
    list_filter = (OF_GUIDELINE, "made_at")
    list_select_related = ("guideline", "author", "restored_from__guideline")
    ordering = ("-pk",)
    search_fields = ("guideline__code", "reason", "digest", "author__name")
    fields: ClassVar[Any] = ("guideline", "number", AUTHOR, "made_at", "reason", "restored_from", "digest")

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return super().visible_rows(rows, user).defer("manifest", "changes")


@admin.register(Basis)
class BasisAdmin(OfDraft):
    list_display = ("resolution", "relation", "provision", "guideline", "state")
    list_filter = (OF_GUIDELINE, "relation", "state")
    list_select_related = ("guideline", "provision", "resolution__meeting__series", "confirmed_by")
    search_fields = ("note", "provision__heading", "resolution__wording")
    fields: ClassVar[Any] = (
        "guideline",
        "provision",
        "resolution",
        "relation",
        "state",
        "note",
        CONFIRMED_BY,
        "confirmed_at",
    )

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        readable = Resolution.objects.visible_to(user).values("pk")
        return super().visible_rows(rows, user).filter(or_nothing(user), resolution__in=readable)

    def view_on_site(self, obj: Basis) -> str:
        return (obj.provision or obj.guideline).get_absolute_url()


# The review


def position_form(request: HttpRequest, review_round: ReviewRound) -> forms.Form:
    placed = shown_to(request.user, review_round.guideline, review_round.revision.placed())  # type: ignore[arg-type]
    return PositionForm(sent(request), placed=placed)


def approval_form(request: HttpRequest, review_round: ReviewRound) -> forms.Form:
    return ApprovalForm(sent(request), initial={"digest": review_round.revision.digest})


def return_form(request: HttpRequest, review_round: ReviewRound) -> forms.Form:
    return ReturnForm(sent(request))


def withdrawal_form(request: HttpRequest, review_round: ReviewRound) -> forms.Form:
    return forms.Form(sent(request))


def position_taken(position: Position) -> str:
    values = {"delegation": position.delegation, "position": position.get_value_display()}
    return gettext("Position of %(delegation)s recorded: %(position)s.") % values


def approved(edition: Edition) -> str:
    values = {"number": edition.number, "code": edition.guideline.code}
    return gettext("Edition %(number)s of %(code)s is approved.") % values


def returned(review_round: ReviewRound) -> str:
    return gettext("Round %(number)s is returned to the drafters.") % {"number": review_round.number}


def withdrawn(review_round: ReviewRound) -> str:
    return gettext("Round %(number)s is withdrawn.") % {"number": review_round.number}


class PositionInline(admin.TabularInline):
    """What was said in the round, oldest first."""

    model = Position
    fields: ClassVar[Any] = (DELEGATION, "value", PROVISION, "text", BY, "at")
    readonly_fields = fields
    can_delete = False
    extra = 0

    def get_queryset(self, request: Any) -> models.QuerySet:
        rows = super().get_queryset(request).filter(or_nothing(request.user))
        return rows.select_related("delegation", "provision", "by")

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(ReviewRound)
class ReviewRoundAdmin(ActsMixin, Visible, TrackedAdmin):
    list_display = ("__str__", "revision", "outcome", SUBMITTED_BY, "submitted_at", "deadline")
    list_filter = (OF_GUIDELINE, "outcome", "submitted_at")
    list_select_related = ("guideline__team", "revision__guideline", "submitted_by", "closed_by")
    search_fields = ("guideline__code", "guideline__title", "note", "closing_note")
    fields: ClassVar[Any] = (
        "guideline", "number", "read", "asked_delegations", "outcome", SUBMITTED_BY, "submitted_at", "note", "deadline",
        CLOSED_BY, "closed_at", "closing_note",
    )  # fmt: skip
    inlines = (PositionInline,)
    acts = (
        Act(
            "position",
            _("Take a position"),
            check_can_take_position,
            position_form,
            reviewing.take_position,
            position_taken,
            explained=_("A later position takes the place of an earlier one; both are kept."),
            sign="flag",
        ),
        Act(
            "approve",
            _("Approve"),
            check_can_approve,
            approval_form,
            reviewing.approve,
            approved,
            explained=_("Approve exactly this text? An approved edition never changes."),
            sign="seal",
            kind="primary",
        ),
        Act(
            "return",
            _("Return to the drafters"),
            check_can_return,
            return_form,
            reviewing.return_to_drafters,
            returned,
            sign="left",
        ),
        Act(
            "withdraw",
            _("Withdraw"),
            check_can_withdraw,
            withdrawal_form,
            reviewing.withdraw,
            withdrawn,
            explained=_("Take the draft back? The round ends without a decision."),
            sign="undo",
        ),
    )

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.filter(guideline__in=drafts_of(user).values("pk"))

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("text under review"))
    def read(self, review_round: ReviewRound) -> str:
        revision = review_round.revision
        return page_link(revision.get_absolute_url(), gettext("Revision %(number)s") % {"number": revision.number})

    @admin.display(description=_("delegations asked"))
    def asked_delegations(self, review_round: ReviewRound) -> str:
        return ", ".join(str(each.delegation) for each in review_round.asked.select_related("delegation"))


@admin.register(Position)
class PositionAdmin(OfDraft):
    guideline_path = "round__guideline"
    list_display = (DELEGATION, "value", "provision", "round", BY, "at")
    list_filter = ("value", ("round__guideline", admin.RelatedOnlyFieldListFilter), "at")
    list_select_related = ("delegation", "provision", "round__guideline", "by")
    ordering = ("-pk",)
    search_fields = ("delegation__code", "delegation__name_en", "delegation__name_ru", "text", "by__name")
    fields: ClassVar[Any] = ("round", DELEGATION, "value", "provision", "text", BY, "at")

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return super().visible_rows(rows, user).filter(or_nothing(user))

    def view_on_site(self, obj: Position) -> str:
        return obj.round.get_absolute_url()


# Editions


@admin.register(Edition)
class EditionAdmin(Visible, ReadOnlyAdmin):
    """Approved for ever: to be read."""

    list_display = ("__str__", "title", "marking", APPROVED_BY, "approved_at")
    list_filter = (OF_GUIDELINE, "marking", "approved_at")
    list_select_related = ("guideline", "approved_by")
    search_fields = ("guideline__code", "guideline__title", "source_sha256")
    fields: ClassVar[Any] = ("guideline", "number", "marking", APPROVED_BY, "approved_at", "source_sha256")

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        return rows.visible_to(user).defer("source")

    @admin.display(description=_("guideline"), ordering="guideline__title")
    def title(self, edition: Edition) -> str:
        return edition.guideline.title


@admin.register(EditionFile)
class EditionFileAdmin(Visible, ReadOnlyAdmin):
    list_display = ("edition", "pages", "sha256", "made_at")
    list_filter = ("made_at",)
    list_select_related = ("edition__guideline",)
    search_fields = ("edition__guideline__code", "sha256")
    fields: ClassVar[Any] = ("edition", "pages", "sha256", "renderer", "made_at")

    def visible_rows(self, rows: Any, user: User) -> models.QuerySet:
        seen = Edition.objects.visible_to(user).values("pk")
        return rows.filter(edition__in=seen).defer("pdf", "edition__source")

    def view_on_site(self, obj: EditionFile) -> str:
        return obj.edition.get_absolute_url()
