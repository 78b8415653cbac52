"""Lanes are read afresh each time: lane advice must follow an opening or closing at once (R-42)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.core.domain.errors import NotFound
from portal.reference.domain.hours import state_at
from portal.reference.models import Crossing, Lane
from portal.reference.selectors.crossings import crossing_list


@dataclass(frozen=True, slots=True)
class LanePlace:
    """A crossing with a kind of lane, and the directions that have one, southbound first."""

    crossing: Crossing
    directions: tuple[str, ...]
    confidence: str


def lane_places(kind: str) -> list[LanePlace]:
    """List the crossings in service that have lanes of a kind, by name, open at the moment or not. One query (R-02, R-14)."""
    found: dict[UUID, dict[str, str]] = {}
    lanes = Lane.objects.filter(kind=kind).order_by("-direction", "number")
    for crossing_id, direction, confidence in lanes.values_list("crossing_id", "direction", "confidence"):
        found.setdefault(crossing_id, {}).setdefault(direction, confidence)
    if not found:
        return []
    return [
        LanePlace(crossing, tuple(found[crossing.id]), next(iter(found[crossing.id].values())))
        for crossing in crossing_list()
        if crossing.id in found
    ]


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
