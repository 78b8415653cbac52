"""Pages of the simulator."""

from django.urls import path

from clearance.views import simulations

urlpatterns = [
    path("simulations/", simulations.simulations, name="simulations"),
    path("simulations/<uuid:simulation_id>/", simulations.simulation, name="simulation"),
]
