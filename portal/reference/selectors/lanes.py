"""Lanes are read afresh each time: lane advice must follow an opening or closing at once (R-42)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.core.domain.errors import NotFound
from portal.reference.domain.hours import state_at
from portal.reference.models import Lane


def lanes_for(crossing_code: str, direction: str = "") -> list[Lane]:
    """List the lanes of a crossing in one or both directions, by direction and number. One query."""
    lanes = Lane.objects.filter(crossing__code=crossing_code).select_related("crossing")
    if direction:
        lanes = lanes.filter(direction=direction)
    return list(lanes.order_by("-direction", "number"))


def lane_get(lane_id: UUID) -> Lane:
    """Give one lane with its crossing; raises NotFound."""
    lane = Lane.objects.select_related("crossing").filter(pk=lane_id).first()
    if lane is None:
        raise NotFound
    return lane


def open_lane_kinds(crossing_code: str, direction: str, at: datetime) -> frozenset[str]:
    """Give the kinds of lane that are open and within their own hours at that moment. One query."""
    return frozenset(lane.kind for lane in lanes_for(crossing_code, direction) if lane_in_service(lane, at))


def lane_in_service(lane: Lane, at: datetime) -> bool:
    """Say whether a lane is open and, when it has own hours, within them."""
    if not lane.is_open:
        return False
    if lane.own_hours is None:
        return True
    local = at.astimezone(ZoneInfo(lane.crossing.timezone_for(lane.direction)))
    return bool(state_at([lane.own_hours], local).open)
