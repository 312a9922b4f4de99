from meetings.forms.base import EditForm, TidyForm
from meetings.models import Series


class SeriesForm(TidyForm):
    class Meta:
        model = Series
        fields = ("code", "title", "purpose")


class SeriesEditForm(EditForm):
    class Meta:
        model = Series
        fields = ("title", "purpose")
