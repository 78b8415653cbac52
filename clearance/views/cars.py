"""The car at the window: one number a line, one lane for everybody (R-02)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clearance.forms_cars import CarForm
from clearance.services.cars import car_look_up
from portal.core import clock
from portal.core.domain.errors import DomainError, NotFound
from portal.core.forms import form_refuse
from portal.core.http import PortalRequest
from portal.reference.selectors import crossing_find


@require_http_methods(["GET", "POST"])
def car(request: PortalRequest, crossing: str) -> HttpResponse:
    """Ask about everybody in a car; what was typed stays on the page."""
    place = crossing_find(crossing)
    if place is None or (request.actor.port and request.actor.port != crossing):
        raise NotFound
    form, check, status = CarForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                check, status = car_look_up(actor=request.actor, crossing=crossing, **form.cleaned_data), 200
            except DomainError as error:
                form_refuse(form, error)
    context = {"place": place, "form": form, "check": check, "looked_up_at": clock.now()}
    return render(request, "clearance/car.html", context, status=status)
