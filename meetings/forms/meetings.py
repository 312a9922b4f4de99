from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from meetings.forms.base import EditForm, TidyForm
from meetings.forms.dates import PartialDateField
from meetings.models import AgendaItem, Meeting, Organisation, Participation, Person, Series

FACTS = ("title", "city", "country", "format", "status", "starts", "ends", "reported", "note", "marking")
DATES = {"starts": PartialDateField, "ends": PartialDateField, "reported": PartialDateField}


class MeetingForm(TidyForm):
    """Only the series and a title are needed: what the report does not tell stays empty."""

    number = forms.IntegerField(
        label=_("number"), required=False, min_value=1, help_text=_("In the series; empty: the next one.")
    )

    class Meta:
        model = Meeting
        fields = ("series", "number", *FACTS)
        field_classes = DATES

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.visible_to(user)  # type: ignore[attr-defined]


class MeetingEditForm(EditForm):
    class Meta:
        model = Meeting
        fields = FACTS
        field_classes = DATES


PARTICIPANT = ("category", "organisation", "person", "role", "state", "head_count", "attendance", "note")


class ParticipantForm(TidyForm):
    """A category, a body or a person: whichever the report names."""

    class Meta:
        model = Participation
        fields = PARTICIPANT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["head_count"].help_text = _("Only if the report gives it.")


class ParticipantEditForm(EditForm):
    class Meta:
        model = Participation
        fields = PARTICIPANT


class AgendaItemForm(TidyForm):
    number = forms.IntegerField(label=_("number"), required=False, min_value=1, help_text=_("Empty: at the end."))

    class Meta:
        model = AgendaItem
        fields = ("number", "title", "note")


class AgendaItemEditForm(EditForm):
    class Meta:
        model = AgendaItem
        fields = ("number", "title", "note")


class OrganisationForm(TidyForm):
    class Meta:
        model = Organisation
        fields = ("name_en", "name_ru", "acronym", "kind", "state")


class OrganisationEditForm(EditForm):
    class Meta:
        model = Organisation
        fields = ("name_en", "name_ru", "acronym", "kind", "state")


class PersonForm(TidyForm):
    class Meta:
        model = Person
        fields = ("name", "position", "organisation")


class PersonEditForm(EditForm):
    class Meta:
        model = Person
        fields = ("name", "position", "organisation")
