"""Addresses of the evidence. One word names the view, its address, its template and its test."""

from django.urls import path

from meetings.views import directory, meetings, participants, reports, resolutions, series

urlpatterns = [
    path("series/", series.series_list, name="series_list"),
    path("series/new/", series.series_new, name="series_new"),
    path("series/<str:code>/", series.series_detail, name="series_detail"),
    path("series/<str:code>/edit/", series.series_edit, name="series_edit"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.meeting_new, name="meeting_new"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("meetings/<int:pk>/participants/new/", participants.participant_new, name="participant_new"),
    path("participants/<int:pk>/edit/", participants.participant_edit, name="participant_edit"),
    path("participants/<int:pk>/remove/", participants.participant_remove, name="participant_remove"),
    path("meetings/<int:pk>/agenda/new/", participants.agenda_item_new, name="agenda_item_new"),
    path("agenda/<int:pk>/edit/", participants.agenda_item_edit, name="agenda_item_edit"),
    path("agenda/<int:pk>/remove/", participants.agenda_item_remove, name="agenda_item_remove"),
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.report_new, name="report_new"),
    path("reports/<int:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/correct/", reports.report_correct, name="report_correct"),
    path("reports/<int:pk>/select/", reports.report_select, name="report_select"),
    path("resolutions/", resolutions.resolutions, name="resolutions"),
    path("resolutions/new/", resolutions.resolution_new, name="resolution_new"),
    path("resolutions/<int:pk>/", resolutions.resolution_detail, name="resolution_detail"),
    path("resolutions/<int:pk>/edit/", resolutions.resolution_edit, name="resolution_edit"),
    path("quotes/<int:pk>/remove/", resolutions.quote_remove, name="quote_remove"),
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/new/", directory.organisation_new, name="organisation_new"),
    path("organisations/<int:pk>/", directory.organisation_detail, name="organisation_detail"),
    path("organisations/<int:pk>/edit/", directory.organisation_edit, name="organisation_edit"),
    path("people/", directory.people, name="people"),
    path("people/new/", directory.person_new, name="person_new"),
    path("people/<int:pk>/", directory.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", directory.person_edit, name="person_edit"),
]
