"""Pages of this app."""

from django.urls import path

from enrollment import urls_interviews, urls_visits, views

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
    path("applications/<uuid:application_id>/<slug:section>/", views.application_section, name="application_section"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<uuid:application_id>/", views.review, name="review"),
    path("decisions/<uuid:decision_id>/", views.decision, name="decision"),
    *urls_interviews.urlpatterns,
    *urls_visits.urlpatterns,
    path("<uuid:membership_id>/", views.membership, name="membership"),
    path("<uuid:membership_id>/graduate/", views.membership_graduate, name="membership_graduate"),
    path("<uuid:membership_id>/demote/", views.membership_demote, name="membership_demote"),
    path("<uuid:membership_id>/leave/", views.membership_leave, name="membership_leave"),
]
