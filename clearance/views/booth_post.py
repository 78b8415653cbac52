"""Where an officer stands: the lane of the shift, kept in the session, and who is at that booth now (5.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from clearance.domain.lane_reading import lane_label
from clearance.domain.officers import BORDER
from clearance.selectors import at_booth_now, lanes_of_port
from clearance.selectors.desks import RECEIVES
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text
from portal.core.http import PortalRequest
from portal.reference.domain import LANE_KINDS

SESSION_KEY = "booth_lane"


@dataclass(frozen=True, slots=True)
class Post:
    """The lane an officer took for the shift."""

    id: UUID
    label: str
    kind: Text


def lanes_offered(actor: Actor) -> list[Post]:
    """Give the lanes where trucks drive up to this officer's agency: one query."""
    lanes = lanes_of_port(actor, RECEIVES[actor.agency]) if actor.agency in BORDER else []
    return [Post(lane.id, lane_label(lane.direction, lane.number), LANE_KINDS[lane.kind]) for lane in lanes]


def post_of(request: HttpRequest) -> Post | None:
    """Give the lane of the shift from the session, without a query; what is not ours there is none."""
    try:
        lane, label, kind = request.session[SESSION_KEY]
        return Post(UUID(lane), str(label), LANE_KINDS[kind])
    except (KeyError, TypeError, ValueError):
        return None


def window_line(request: PortalRequest) -> dict[str, Any]:
    """Give the lane of the shift and the truck at it: one query, none without a lane."""
    here = post_of(request)
    return {
        "booth_lane": here,
        "at_booth": at_booth_now(actor=request.actor, lane_id=here.id if here else None),
    }


def post_context(request: PortalRequest) -> dict[str, Any]:
    """Give the same with the lanes to choose from."""
    return window_line(request) | {"booth_lanes": lanes_offered(request.actor)}


def with_post(context: dict[str, Any]) -> None:
    """Put booth and lane into the strip, after the port."""
    here = context["booth_lane"]
    if here is not None:
        words = Text(f"{here.label} {here.kind.en}", f"{here.label} {here.kind.fr}")
        context["booth_facts"].insert(1, {"label": Text("Booth", "Guérite"), "value": words})


@require_POST
def choose(request: PortalRequest) -> HttpResponse:
    """Take a booth for the shift; one that is not of this port and direction is none."""
    wanted = request.POST.get("lane", "")
    lanes = lanes_of_port(request.actor, RECEIVES.get(request.actor.agency, ""))
    found = next((lane for lane in lanes if str(lane.id) == wanted), None)
    if found is None:
        request.session.pop(SESSION_KEY, None)
    else:
        request.session[SESSION_KEY] = [wanted, lane_label(found.direction, found.number), str(found.kind)]
    return redirect("clearance:booth")


@require_GET
def at_window(request: PortalRequest) -> HttpResponse:
    """The line that says who stands at the window; live.js fetches it again when a reader speaks."""
    return render(request, "clearance/booth_at_window.html", window_line(request) | {"on": request.GET.get("on", "")})
