"""Open or close a lane (R-42)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.core.http import PortalRequest
from portal.reference.forms import LaneSwitchForm
from portal.reference.services import lane_close, lane_open

ACTIONS = {"open": lane_open, "close": lane_close}


@require_POST
def lane_switch(request: PortalRequest, lane_id: UUID, action: str) -> HttpResponse:
    """Switch the lane as the button says and go back to its crossing."""
    if action not in ACTIONS:
        raise Http404
    form = LaneSwitchForm(request.POST)
    version = form.cleaned_data["expected_version"] if form.is_valid() else None
    lane = ACTIONS[action](actor=request.actor, lane_id=lane_id, expected_version=version)
    words = _("Lane %(number)s is open.") if lane.is_open else _("Lane %(number)s is closed.")
    messages.success(request, words % {"number": lane.number})
    return HttpResponseRedirect(reverse("reference:crossing_detail", args=[lane.crossing.code]))
