"""Which trip and shipment numbers are already in use, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

# A shipment number counts as in use when the current version of a live trip holds it.
IN_USE = """
SELECT 'trip' AS kind, trip.trip_number AS number
FROM clearance_trip trip
WHERE trip.trip_number = ANY(%s) AND trip.carrier_id = %s AND trip.status <> 'cancelled' AND trip.id <> %s
UNION ALL
SELECT 'shipment', shipment.control_number
FROM clearance_shipment shipment
JOIN clearance_trip_version version ON version.id = shipment.version_id
JOIN clearance_trip trip ON trip.id = version.trip_id AND trip.current_version = version.number
WHERE shipment.control_number = ANY(%s) AND trip.status <> 'cancelled' AND trip.id <> %s
"""
NOBODY = UUID(int=0)


def numbers_in_use(
    *, carrier_id: UUID, trip_numbers: Sequence[str], shipment_numbers: Sequence[str], exclude_trip: UUID | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Give those of the trip numbers and of the shipment numbers that another live trip holds."""
    other = exclude_trip or NOBODY
    with connection.cursor() as cursor:
        cursor.execute(IN_USE, [list(trip_numbers), carrier_id, other, list(shipment_numbers), other])
        rows = cursor.fetchall()
    trips = frozenset(number for kind, number in rows if kind == "trip")
    return trips, frozenset(number for kind, number in rows if kind == "shipment")
