"""Pages of this app."""

from django.urls import path

from enrollment import views

app_name = "enrollment"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("programmes/<slug:code>/", views.programme, name="programme"),
    path("sanctions/", views.matrix, name="matrix"),
    path("mine/", views.mine, name="mine"),
    path("find/", views.find, name="find"),
    path("applications/start/", views.application_start, name="application_start"),
    path("applications/<uuid:application_id>/", views.application, name="application"),
    path("applications/<uuid:application_id>/submit/", views.application_submit, name="application_submit"),
    path("applications/<uuid:application_id>/withdraw/", views.application_withdraw, name="application_withdraw"),
    path("applications/<uuid:application_id>/consent/end/", views.consent_withdraw, name="consent_withdraw"),
    path(
        "applications/<uuid:application_id>/files/<slug:question>/",
        views.answer_documents,
        name="answer_documents",
    ),
    path("applications/<uuid:application_id>/<slug:section>/", views.application_section, name="application_section"),
    path(
        "applications/<uuid:application_id>/<slug:section>/autosave/",
        views.application_autosave,
        name="application_autosave",
    ),
    path("notice/", views.purpose_notice, name="purpose_notice"),
    path("documents/", views.documents, name="documents"),
    path("documents/<uuid:document_id>/", views.document, name="document"),
    path("documents/<uuid:document_id>/file/", views.document_file, name="document_file"),
    path("documents/<uuid:document_id>/replace/", views.document_replace, name="document_replace"),
    path("documents/<uuid:document_id>/remove/", views.document_remove, name="document_remove"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<uuid:application_id>/", views.review, name="review"),
    path("decisions/<uuid:decision_id>/", views.decision, name="decision"),
    path("<uuid:membership_id>/", views.membership, name="membership"),
    path("<uuid:membership_id>/graduate/", views.membership_graduate, name="membership_graduate"),
    path("<uuid:membership_id>/demote/", views.membership_demote, name="membership_demote"),
    path("<uuid:membership_id>/leave/", views.membership_leave, name="membership_leave"),
]
