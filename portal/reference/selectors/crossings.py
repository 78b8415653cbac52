"""Crossings: the register of land ports as both countries know them (R-14)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from portal.core.domain.errors import NotFound
from portal.reference.domain.directions import NORTHBOUND, SOUTHBOUND
from portal.reference.domain.lanes import FastSides, fast_sides
from portal.reference.domain.words import fold
from portal.reference.models import Crossing, Lane
from portal.reference.selectors.cache import cached


class FastFilter(StrEnum):
    """Which crossings to list by their FAST lanes."""

    ALL = ""
    ANY = "any"
    SOUTHBOUND_ONLY = "southbound_only"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """A crossing as the list shows it: where it has FAST lanes and how many lanes of each kind."""

    crossing: Crossing
    fast: FastSides
    counts: dict[tuple[str, str], int]

    def lanes(self, direction: str) -> dict[str, int]:
        return {kind: count for (side, kind), count in self.counts.items() if side == direction}

    @property
    def southbound(self) -> dict[str, int]:
        return self.lanes(SOUTHBOUND)

    @property
    def northbound(self) -> dict[str, int]:
        return self.lanes(NORTHBOUND)


def _by_code() -> dict[str, Crossing]:
    return cached("crossings", lambda: {crossing.code: crossing for crossing in Crossing.objects.all()})


def crossing_find(code: str) -> Crossing | None:
    return _by_code().get(code)


def crossing_get(code: str) -> Crossing:
    """Give the crossing with that code, for example `ambassador-bridge`; raises NotFound."""
    crossing = crossing_find(code)
    if crossing is None:
        raise NotFound
    return crossing


def crossing_get_by_id(crossing_id: UUID) -> Crossing:
    """Give the crossing with that id; raises NotFound."""
    for crossing in _by_code().values():
        if crossing.id == crossing_id:
            return crossing
    raise NotFound


def crossing_codes() -> list[str]:
    return list(_by_code())


def crossing_list(*, active: bool | None = True, commercial: bool | None = None) -> list[Crossing]:
    """List crossings by name; by default those in service, `commercial=True` for those that take trucks."""
    found = [
        crossing
        for crossing in _by_code().values()
        if (active is None or crossing.active == active) and (commercial is None or crossing.commercial == commercial)
    ]
    return sorted(found, key=lambda crossing: crossing.name_en)


def crossing_by_port(port_code: str, direction: str) -> Crossing:
    """Find the crossing meant by the code of the receiving side: CBP port southbound, CBSA office northbound.

    A CBP port with several crossings means its default one. Raises NotFound.
    """
    for crossing in _by_code().values():
        if direction == SOUTHBOUND:
            hit = crossing.is_port_default and crossing.cbp_port_code == port_code
        else:
            hit = crossing.cbsa_office_code == port_code
        if hit and port_code:
            return crossing
    raise NotFound


def crossing_overview(
    *, query: str = "", fast: FastFilter = FastFilter.ALL, trucks_only: bool = False
) -> list[CrossingRow]:
    """List crossings with their lanes, the busiest ports first. `fast` narrows to an asymmetry (R-14). One query."""
    counts = _lane_counts()
    rows = []
    for crossing in crossing_list(active=None, commercial=True if trucks_only else None):
        own = counts.get(crossing.id, {})
        row = CrossingRow(crossing, fast_sides(own), own)
        if _wanted(row.fast, fast) and _named(crossing, query):
            rows.append(row)
    return sorted(rows, key=lambda row: (-(row.crossing.port_trucks_2019_06 or 0), row.crossing.name_en))


def _lane_counts() -> dict[UUID, dict[tuple[str, str], int]]:
    found: dict[UUID, dict[tuple[str, str], int]] = defaultdict(dict)
    for crossing_id, direction, kind in Lane.objects.order_by("direction", "number").values_list(
        "crossing_id", "direction", "kind"
    ):
        found[crossing_id][direction, kind] = found[crossing_id].get((direction, kind), 0) + 1
    return found


def _wanted(fast: FastSides, wanted: FastFilter) -> bool:
    return {
        FastFilter.ALL: True,
        FastFilter.ANY: fast.any,
        FastFilter.SOUTHBOUND_ONLY: fast.southbound_only,
        FastFilter.BOTH: fast.southbound and fast.northbound,
        FastFilter.NONE: not fast.any,
    }[wanted]


def _named(crossing: Crossing, query: str) -> bool:
    text = " ".join(
        [
            crossing.name_en,
            crossing.name_fr,
            crossing.us_place,
            crossing.ca_place_en,
            crossing.ca_place_fr,
            crossing.cbp_port_code,
            crossing.cbsa_office_code,
            crossing.state,
            crossing.province,
        ]
    )
    folded = fold(text)
    return all(part in folded for part in fold(query).split())
