"""Opening a guideline, changing its title or readers, and its team."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, Membership, User
from accounts.web import SeenMixin
from guidelines.models import Guideline
from meetings.forms.base import Tidy, TidyForm
from meetings.models import Series


class GuidelineForm(TidyForm):
    class Meta:
        model = Guideline
        fields = ("series", "code", "title", "language", "marking")
        help_texts = {"code": _("Short and lasting: it stands on every page of the edition. PRISON-GL")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.visible_to(user)  # type: ignore[attr-defined]


class GuidelineEditForm(SeenMixin, TidyForm):
    class Meta:
        model = Guideline
        fields = ("title", "language", "marking")


class MemberForm(forms.ModelForm):
    """Puts a person in the team, or changes their role in it."""

    class Meta:
        model = Membership
        fields = ("user", "role", "delegation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True).order_by("name")  # type: ignore[attr-defined]
        self.fields["delegation"].queryset = Delegation.objects.order_by("code")  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action validates the membership: it knows whether the person is in the team already."""


class RemovalForm(Tidy):
    """Takes something away, with the reason for it."""

    reason = forms.CharField(label=_("reason"), max_length=300, required=False, help_text=_("Kept in the history."))
