"""Pages of site visits."""

from django.urls import path

from enrollment.views import visits

urlpatterns = [
    path("visits/", visits.visits, name="visits"),
    path("visits/<uuid:visit_id>/", visits.visit, name="visit"),
    path("visits/<uuid:visit_id>/<slug:action>/", visits.act, name="visit_act"),
]
