"""Pages of this app."""

from django.urls import path

from enrollment import urls_life, views

app_name = "enrollment"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("programmes/<slug:code>/", views.programme, name="programme"),
    path("sanctions/", views.matrix, name="matrix"),
    *urls_life.urlpatterns,
    path("mine/", views.mine, name="mine"),
    path("find/", views.find, name="find"),
    path("applications/start/", views.application_start, name="application_start"),
    path("applications/<uuid:application_id>/", views.application, name="application"),
    path("applications/<uuid:application_id>/submit/", views.application_submit, name="application_submit"),
    path("applications/<uuid:application_id>/withdraw/", views.application_withdraw, name="application_withdraw"),
    path("applications/<uuid:application_id>/<slug:section>/", views.application_section, name="application_section"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<uuid:application_id>/", views.review, name="review"),
    path("policies/", views.policies, name="policies"),
    path("criteria/new/<slug:code>/", views.criteria_new, name="criteria_new"),
    path("criteria/<uuid:version_id>/", views.criteria_version, name="criteria_version"),
    path("criteria/<uuid:version_id>/<slug:action>/", views.criteria_act, name="criteria_act"),
    path("recognitions/new/", views.recognition_new, name="recognition_new"),
    path("recognitions/<uuid:version_id>/", views.recognition, name="recognition"),
    path("recognitions/<uuid:version_id>/<slug:action>/", views.recognition_act, name="recognition_act"),
    path("graduations/", views.graduations, name="graduations"),
    path("graduations/<uuid:proposal_id>/", views.graduation, name="graduation"),
    path("elsewhere/", views.elsewhere, name="elsewhere"),
    path("elsewhere/desk/", views.elsewhere_desk, name="elsewhere_desk"),
    path("elsewhere/<uuid:scheme_id>/", views.elsewhere_decide, name="elsewhere_decide"),
    path("elsewhere/<uuid:scheme_id>/withdraw/", views.elsewhere_withdraw, name="elsewhere_withdraw"),
    path("where/", views.where, name="where"),
    path("decisions/<uuid:decision_id>/", views.decision, name="decision"),
    path("<uuid:membership_id>/", views.membership, name="membership"),
    path("<uuid:membership_id>/graduate/", views.membership_graduate, name="membership_graduate"),
    path("<uuid:membership_id>/demote/", views.membership_demote, name="membership_demote"),
    path("<uuid:membership_id>/leave/", views.membership_leave, name="membership_leave"),
]
