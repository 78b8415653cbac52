"""A record as it stood on a day, under /audit/as-of/."""

from django.urls import path

from audit.compliance.views import as_of

urlpatterns = [
    path("membership/<uuid:membership_id>/", as_of.membership, name="membership_as_of"),
    path("trip/<uuid:trip_id>/", as_of.trip, name="trip_as_of"),
    path("organisation/<uuid:organisation_id>/", as_of.organisation, name="organisation_as_of"),
]
