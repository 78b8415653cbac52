"""Pages of facility visits, under /audit/visits/; the phone's pages have a folder, and so a worker, of their own."""

from django.urls import path

from audit.compliance.views import visit_phone, visits

urlpatterns = [
    path("", visits.visits, name="visits"),
    path("phone/worker.js", visit_phone.worker, name="visit_worker"),
    path("phone/<uuid:visit_id>/", visit_phone.phone, name="visit_phone"),
    path("phone/<uuid:visit_id>/state/", visit_phone.state, name="visit_state"),
    path("phone/<uuid:visit_id>/send/", visit_phone.send, name="visit_send"),
    path("photo/<uuid:photo_id>/", visit_phone.photo, name="visit_photo"),
    path("<uuid:visit_id>/", visits.visit, name="visit"),
    path("<uuid:visit_id>/answer/", visits.answer, name="visit_answer"),
    path("<uuid:visit_id>/team/", visits.team, name="visit_team"),
    path("<uuid:visit_id>/<slug:action>/", visits.act, name="visit_act"),
]
