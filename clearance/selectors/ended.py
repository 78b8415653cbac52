"""Crossings that ended, with what makes them alike and how long they took: the benefit ledger counts them (R-39)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

ENDED = ("released", "closed", "refused")
BATCH = 2000
LONGEST_HOURS = 24  # a reader that saw the truck earlier than that saw another crossing of it

_STATEMENT = """
SELECT t.id, t.trip_number, t.carrier_id, coalesce(nullif(f.carrier_tier, ''), 'T0'),
    local.at::date, t.crossing, t.direction, coalesce(left(heaviest.hs_code, 2), left(f.hs[1], 2), ''),
    extract(hour FROM local.at)::int / 6,
    EXISTS (SELECT 1 FROM clearance_inspection i WHERE i.trip_id = t.id AND i.status = 'completed'),
    round(extract(epoch FROM gone.at - seen.at) / 60)::int, nullif(t.loop_number, 0), f.hs
FROM clearance_trip t
JOIN clearance_trip_facts f ON f.trip_id = t.id
LEFT JOIN reference_crossing c ON c.code = t.crossing
LEFT JOIN LATERAL (
    SELECT max(r.released_at) AS at FROM clearance_release r WHERE r.trip_id = t.id AND r.cancelled_at IS NULL
) gone ON true
LEFT JOIN LATERAL (
    SELECT min(s.seen_at) AS at FROM clearance_lane_sighting s
    WHERE s.trip_id = t.id AND s.seen_at BETWEEN gone.at - make_interval(hours => %(longest)s) AND gone.at
) seen ON true
LEFT JOIN LATERAL (
    SELECT l.hs_code FROM clearance_trip_version v JOIN clearance_goods_line l ON l.version_id = v.id
    WHERE v.trip_id = t.id AND v.number = t.current_version ORDER BY l.weight_kg DESC, l.hs_code LIMIT 1
) heaviest ON true
CROSS JOIN LATERAL (
    SELECT coalesce(gone.at, t.eta) AT TIME ZONE
        coalesce(CASE t.direction WHEN 'SB' THEN c.us_timezone ELSE c.ca_timezone END, 'America/Toronto') AS at
) local
WHERE t.status = ANY(%(ended)s) AND {wanted}
"""


@dataclass(frozen=True, slots=True)
class EndedTrip:
    """One crossing: who drove it in which tier, where and when by the clock of arrival, and what became of it.

    `chapter` is that of the heaviest goods, empty without goods; `band` a quarter of the day from 0. `minutes` from the
    first reader that saw the truck to the release of both agencies; None where none saw it or nobody released it.
    """

    trip_id: UUID
    trip_number: str
    carrier_id: UUID
    tier: str
    day: date
    crossing: str
    direction: str
    chapter: str
    band: int
    inspected: bool
    minutes: int | None
    loop_number: int | None
    goods: tuple[str, ...]


def trips_ended(trip_ids: Sequence[UUID]) -> list[EndedTrip]:
    """Give those of the trips that ended. One query."""
    return list(_read("t.id = ANY(%(ids)s)", {"ids": list(trip_ids)}))


def trips_ended_of(first: date, last: date) -> Iterator[list[EndedTrip]]:
    """Give all trips expected on these days (UTC, both included) that ended, in batches: to fill a ledger anew."""
    batch: list[EndedTrip] = []
    for trip in _read("t.eta >= %(first)s AND t.eta < %(last)s::date + 1", {"first": first, "last": last}):
        batch.append(trip)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(wanted: str, values: dict[str, Any]) -> Iterator[EndedTrip]:
    with connection.cursor() as cursor:
        known: dict[str, Any] = {"ended": list(ENDED), "longest": LONGEST_HOURS, **values}
        cursor.execute(_STATEMENT.format(wanted=wanted), known)
        for row in cursor.fetchall():
            yield EndedTrip(*(*row[:-1], tuple(row[-1] or ())))
