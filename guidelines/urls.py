"""Addresses of the drafting room. One word names the view, its address, its template and its test."""

from django.urls import path

from guidelines.views import bases, editions, guidelines, history, provisions, richtext, rounds

urlpatterns = [
    # Guidelines and their drafts
    path("guidelines/", guidelines.guidelines, name="guidelines"),
    path("guidelines/new/", guidelines.guideline_new, name="guideline_new"),
    path("guidelines/<str:code>/", guidelines.guideline_detail, name="guideline_detail"),
    path("guidelines/<str:code>/edit/", guidelines.guideline_edit, name="guideline_edit"),
    path("guidelines/<str:code>/team/", guidelines.guideline_team, name="guideline_team"),
    path("team/<int:pk>/remove/", guidelines.membership_remove, name="membership_remove"),
    path("guidelines/<str:code>/provisions/new/", provisions.provision_new, name="provision_new"),
    path("provisions/<uuid:pk>/", provisions.provision_detail, name="provision_detail"),
    path("provisions/<uuid:pk>/edit/", provisions.provision_edit, name="provision_edit"),
    path("provisions/<uuid:pk>/move/", provisions.provision_move, name="provision_move"),
    path("provisions/<uuid:pk>/delete/", provisions.provision_delete, name="provision_delete"),
    # What rests on what
    path("guidelines/<str:code>/open-resolutions/", guidelines.resolutions_open, name="resolutions_open"),
    path(
        "guidelines/<str:code>/open-resolutions/<int:pk>/decline/", bases.resolution_decline, name="resolution_decline"
    ),
    path("guidelines/<str:code>/unsupported/", guidelines.provisions_unsupported, name="provisions_unsupported"),
    path("guidelines/<str:code>/trace/", bases.trace, name="trace"),
    path("provisions/<uuid:pk>/bases/new/", bases.basis_new, name="basis_new"),
    path("bases/<int:pk>/edit/", bases.basis_edit, name="basis_edit"),
    path("bases/<int:pk>/untie/", bases.basis_untie, name="basis_untie"),
    path("resolutions/<int:pk>/uses/", bases.resolution_uses, name="resolution_uses"),
    path("resolutions/<int:pk>/tie/", bases.resolution_tie, name="resolution_tie"),
    # History
    path("guidelines/<str:code>/revisions/", history.revisions, name="revisions"),
    path("guidelines/<str:code>/revisions/<int:number>/", history.revision_detail, name="revision_detail"),
    path("guidelines/<str:code>/revisions/<int:number>/restore/", history.revision_restore, name="revision_restore"),
    path("guidelines/<str:code>/compare/", history.revision_compare, name="revision_compare"),
    path("provisions/<uuid:pk>/history/", history.provision_history, name="provision_history"),
    # Review
    path("guidelines/<str:code>/rounds/", rounds.rounds, name="rounds"),
    path("guidelines/<str:code>/rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round_detail"),
    path("rounds/<int:pk>/position/", rounds.position_new, name="position_new"),
    path("rounds/<int:pk>/approve/", rounds.round_approve, name="round_approve"),
    path("rounds/<int:pk>/return/", rounds.round_return, name="round_return"),
    path("rounds/<int:pk>/withdraw/", rounds.round_withdraw, name="round_withdraw"),
    # Editions and print
    path("editions/", editions.editions, name="editions"),
    path("guidelines/<str:code>/editions/<int:number>/", editions.edition_detail, name="edition_detail"),
    path("guidelines/<str:code>/editions/<int:number>/pdf/", editions.edition_pdf, name="edition_pdf"),
    path("guidelines/<str:code>/editions/<int:number>/source/", editions.edition_source, name="edition_source"),
    path("guidelines/<str:code>/editions/<int:number>/print/", editions.edition_print, name="edition_print"),
    path("guidelines/<str:code>/draft.pdf", editions.draft_pdf, name="draft_pdf"),
    path("meetings/<int:pk>/pdf/", editions.meeting_pdf, name="meeting_pdf"),
    # The editor
    path("richtext/clean/", richtext.richtext_clean, name="richtext_clean"),
]
