from meetings.models.directory import Organisation, Person
from meetings.models.dismissal import Dismissal
from meetings.models.meeting import AgendaItem, Meeting, Participation
from meetings.models.original import Original
from meetings.models.report import Report, ReportText
from meetings.models.resolution import Addressee, Quote, Resolution
from meetings.models.series import Series, SeriesTeam

__all__ = [
    "Addressee",
    "AgendaItem",
    "Dismissal",
    "Meeting",
    "Organisation",
    "Original",
    "Participation",
    "Person",
    "Quote",
    "Report",
    "ReportText",
    "Resolution",
    "Series",
    "SeriesTeam",
]
