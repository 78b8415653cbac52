"""Pages of interviews and of the centres they are held at."""

from django.urls import path

from enrollment.views import centres, interviews
from enrollment.views.looking import purpose_first

of_appointment = purpose_first("appointment")
urlpatterns = [
    path("interviews/<uuid:application_id>/", purpose_first("interview")(interviews.interview), name="interview"),
    path("interviews/<uuid:application_id>/times/", interviews.times, name="interview_times"),
    path("interviews/<uuid:application_id>/earlier/", interviews.earlier, name="interview_wish"),
    path("interviews/wishes/<uuid:wish_id>/withdraw/", interviews.wish_withdraw, name="wish_withdraw"),
    path("interviews/offers/<uuid:offer_id>/<slug:action>/", interviews.offer, name="interview_offer"),
    path("interviews/bookings/<uuid:interview_id>/cancel/", interviews.cancel, name="interview_cancel"),
    path("interviews/bookings/<uuid:interview_id>/calendar.ics", interviews.calendar_file, name="interview_ics"),
    path("interviews/bookings/<uuid:interview_id>/record/", of_appointment(centres.record), name="interview_record"),
    path(
        "interviews/bookings/<uuid:interview_id>/end/<slug:action>/", of_appointment(centres.end), name="interview_end"
    ),
    path("centres/", centres.centres, name="centres"),
    path("centres/<uuid:centre_id>/", centres.centre, name="centre"),
    path("centres/<uuid:centre_id>/day/", centres.day, name="centre_day"),
    path("centres/<uuid:centre_id>/act/<slug:action>/", centres.act, name="centre_act"),
]
