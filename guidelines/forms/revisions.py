"""What is asked before an earlier text is restored."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.base import Tidy


class RestoreForm(Tidy):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The history shows it beside the restored revision.")
    )
