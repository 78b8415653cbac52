"""Kinds of lane, and where FAST lanes exist (R-14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.core.domain.text import Text
from portal.reference.domain.directions import NORTHBOUND, SOUTHBOUND


class LaneKind(StrEnum):
    """GENERAL, FAST and GREEN_FAST take trucks; NEXUS takes members in cars."""

    GENERAL = "GENERAL"
    FAST = "FAST"
    GREEN_FAST = "GREEN_FAST"
    NEXUS = "NEXUS"


LANE_KINDS: dict[str, Text] = {
    LaneKind.GENERAL: Text("General", "Générale"),
    LaneKind.FAST: Text("FAST", "EXPRES"),
    LaneKind.GREEN_FAST: Text("Green-FAST", "EXPRES vert"),
    LaneKind.NEXUS: Text("NEXUS", "NEXUS"),
}
FAST_KINDS = frozenset({LaneKind.FAST, LaneKind.GREEN_FAST})


@dataclass(frozen=True, slots=True)
class FastSides:
    """In which directions a crossing has a FAST lane."""

    southbound: bool
    northbound: bool

    @property
    def southbound_only(self) -> bool:
        return self.southbound and not self.northbound

    @property
    def any(self) -> bool:
        return self.southbound or self.northbound


def fast_sides(lanes: Iterable[tuple[str, str]]) -> FastSides:
    """Tell from (direction, kind) pairs which directions have a FAST lane."""
    directions = {direction for direction, kind in lanes if kind in FAST_KINDS}
    return FastSides(SOUTHBOUND in directions, NORTHBOUND in directions)
