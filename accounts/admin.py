"""The administrator's desk: accounts, delegations, teams, and the register of what was done."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, Event, Membership, Team, User
from accounts.tracked_admin import ReadOnlyAdmin, TrackedAdmin, TrackedForm

admin.site.unregister(Group)  # a role is an office or a place in a team, never a group
admin.site.unregister(EmailAddress)  # the address is the account's


class UserForm(TrackedForm):
    """An account. A password is given once; afterwards the person resets it by e-mail."""

    new_password = forms.CharField(
        label=_("password"),
        required=False,
        strip=False,
        help_text=_(
            "For a new account; empty keeps the old one. Hand it over in person; it can be changed in the profile."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = ("email", "name", "language", "office", "is_staff", "is_active")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("new_password")
        if not password and self.instance._state.adding:
            self.add_error("new_password", _("Give a first password."))
        if password:
            self._check(password)
        return cleaned

    def _check(self, password: str) -> None:
        try:
            validate_password(password, self.instance)
        except forms.ValidationError as error:
            self.add_error("new_password", error)

    def save(self, commit: bool = True) -> User:
        if self.cleaned_data["new_password"]:
            self.instance.set_password(self.cleaned_data["new_password"])
        return super().save(commit)


@admin.register(User)
class UserAdmin(TrackedAdmin):
    form = UserForm
    list_display = ("name", "email", "office", "language", "is_staff", "is_active")
    list_filter = ("office", "is_active", "language")
    search_fields = ("name", "email")


@admin.register(Delegation)
class DelegationAdmin(TrackedAdmin):
    list_display = ("code", "name_en", "name_ru", "state")
    search_fields = ("code", "name_en", "name_ru")


@admin.register(Team)
class TeamAdmin(TrackedAdmin):
    search_fields = ("name",)


@admin.register(Membership)
class MembershipAdmin(TrackedAdmin):
    list_display = ("team", "user", "role", "delegation")
    list_filter = ("team", "role")
    list_select_related = ("team", "user", "delegation")


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "actor_label", "verb", "target_type", "target_label")
    list_filter = ("target_type", "verb")
    search_fields = ("actor_label", "target_label")
    date_hierarchy = "at"
