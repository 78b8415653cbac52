"""Pages of this app."""

from django.urls import path

from enrollment import views

app_name = "enrollment"
# Staff state their purpose before these pages show a record.
of_application, of_membership, of_decision = map(views.purpose_first, ("application", "membership", "decision"))
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
    path("reviews/", views.queue, name="reviews"),
    path("reviews/load/", views.load, name="load"),
    path("reviews/<uuid:application_id>/", of_application(views.review), name="review"),
    path("reviews/<uuid:application_id>/desk/", of_application(views.desk), name="desk"),
    path("reviews/<uuid:application_id>/take/", views.desk_take, name="desk_take"),
    path("reviews/<uuid:application_id>/give/", views.desk_give, name="desk_give"),
    path("reviews/<uuid:application_id>/return/", views.desk_return, name="desk_return"),
    path("reviews/<uuid:application_id>/note/", of_application(views.desk_note), name="desk_note"),
    path("lookups/", views.looked, name="looked"),
    path("lookups/look-ups.csv", views.looked_csv, name="looked_csv"),
    path("lookups/sample/", views.lookup_sample, name="lookup_sample"),
    path("lookups/sample/<uuid:review_id>/", views.lookup_review, name="lookup_review"),
    path("lookups/<slug:kind>/<uuid:record_id>/", views.lookup, name="lookup"),
    path("decisions/<uuid:decision_id>/", of_decision(views.decision), name="decision"),
    path("<uuid:membership_id>/", of_membership(views.membership), name="membership"),
    path("<uuid:membership_id>/graduate/", views.membership_graduate, name="membership_graduate"),
    path("<uuid:membership_id>/demote/", of_membership(views.membership_demote), name="membership_demote"),
    path("<uuid:membership_id>/leave/", views.membership_leave, name="membership_leave"),
]
