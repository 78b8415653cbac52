"""Pages of the joint commission."""

from django.urls import path

from appeals import views

app_name = "appeals"
urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("explore/", views.explore, name="explore"),
    path("appeal/new/", views.case_new, name="case_new"),
    path("case/<uuid:case_id>/", views.case, name="case"),
    path("case/<uuid:case_id>/leave/", views.leave, name="leave"),
    path("case/<uuid:case_id>/panel/", views.panel, name="panel"),
    path("case/<uuid:case_id>/panel/fill/", views.fill, name="fill"),
    path("case/<uuid:case_id>/recuse/", views.recuse, name="recuse"),
    path("case/<uuid:case_id>/vote/", views.vote, name="vote"),
    path("case/<uuid:case_id>/rule/", views.rule, name="rule"),
    path("case/<uuid:case_id>/withdraw/", views.withdraw, name="withdraw"),
    path("case/<uuid:case_id>/safety/", views.safety_except, name="except"),
    path("case/<uuid:case_id>/safety/review/", views.safety_review, name="review"),
    path("case/<uuid:case_id>/docket/", views.file, name="file"),
    path("case/<uuid:case_id>/representatives/", views.represent, name="represent"),
    path("representatives/<uuid:representative_id>/end/", views.represent_end, name="represent_end"),
    path("case/<uuid:case_id>/in-camera/", views.camera, name="camera"),
    path("case/<uuid:case_id>/publication/redact/", views.redact, name="redact"),
    path("case/<uuid:case_id>/publication/", views.publish, name="publish"),
    path("case/<uuid:case_id>/gist/propose/", views.gist_propose, name="gist_propose"),
    path("case/<uuid:case_id>/gist/settle/", views.gist_settle, name="gist_settle"),
    path("case/<uuid:case_id>/hearing/set/", views.hearing_set, name="hearing_set"),
    path("case/<uuid:case_id>/hearing/adjourn/", views.hearing_adjourn, name="hearing_adjourn"),
    path("case/<uuid:case_id>/hearing/cancel/", views.hearing_cancel, name="hearing_cancel"),
    path("case/<uuid:case_id>/hearing/hold/", views.hearing_hold, name="hearing_hold"),
    path("case/<uuid:case_id>/hearing/minutes/", views.hearing_minutes, name="hearing_minutes"),
    path("case/<uuid:case_id>/hearing/ask/", views.hearing_ask, name="hearing_ask"),
    path("case/<uuid:case_id>/hearing.ics", views.hearing_ics, name="hearing_ics"),
    path("decisions/", views.decision_list, name="decision_list"),
    path("decisions/<slug:number>/", views.decision, name="decision"),
    path("changes/", views.change_list, name="change_list"),
    path("changes/<uuid:request_id>/", views.change, name="change"),
    path("timeliness/", views.timeliness, name="timeliness"),
    path("timeliness.csv", views.timeliness_csv, name="timeliness_csv"),
    path("complaints/", views.complaint_list, name="complaint_list"),
    path("complaints/new/", views.complaint_new, name="complaint_new"),
    path("complaints/published/", views.complaints_published, name="complaints_published"),
    path("complaints/published.csv", views.complaints_csv, name="complaints_csv"),
    path("complaints/<uuid:complaint_id>/", views.complaint, name="complaint"),
]
