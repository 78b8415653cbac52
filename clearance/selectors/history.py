"""What the record says of the people and firms of a trip: counts over the windows targeting defines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from clearance.models import Trip
from clearance.targeting.facts import History
from portal.core import clock

TRIPS_DAYS = 90
FINDINGS_DAYS = 365

COUNTS = """
SELECT
    count(*) FILTER (WHERE t.eta >= %(trips)s AND t.status IN ('released', 'closed')),
    count(*) FILTER (WHERE t.eta >= %(trips)s AND t.status IN ('released', 'closed')
                     AND t.driver_card <> '' AND t.driver_card = %(card)s)
FROM clearance_trip t
WHERE t.carrier_id = %(carrier)s AND t.eta >= %(trips)s AND t.id <> %(trip)s
"""
# What the joint commission set aside counts against nobody.
FINDINGS = """
SELECT count(*), count(*) FILTER (WHERE i.result = 'finding')
FROM clearance_inspection i JOIN clearance_trip t ON t.id = i.trip_id
WHERE t.carrier_id = %(carrier)s AND i.status = 'completed' AND i.result <> 'clean' AND i.completed_at >= %(findings)s
    AND NOT EXISTS (SELECT 1 FROM clearance_overturned_movement o WHERE o.trip_id = t.id)
"""
GOODS = """
SELECT DISTINCT left(g.hs_code, 4)
FROM clearance_trip t
JOIN clearance_trip_version v ON v.trip_id = t.id AND v.number = t.current_version
JOIN clearance_shipment s ON s.version_id = v.id
JOIN clearance_goods_line g ON g.shipment_id = s.id
WHERE t.carrier_id = %(carrier)s AND t.eta >= %(trips)s AND t.id <> %(trip)s AND t.status IN ('released', 'closed')
LIMIT 500
"""


def history_of(trip: Trip) -> History:
    """Count earlier crossings and findings in three queries; nothing that happened after the filing is used."""
    now = clock.now()
    values: dict[str, Any] = {
        "carrier": trip.carrier_id,
        "card": trip.driver_card,
        "trip": trip.id,
        "trips": now - timedelta(days=TRIPS_DAYS),
        "findings": now - timedelta(days=FINDINGS_DAYS),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, values)
        carrier_trips, pair_trips = cursor.fetchone()
        cursor.execute(FINDINGS, values)
        findings, security = cursor.fetchone()
        cursor.execute(GOODS, values)
        goods = frozenset(row[0] for row in cursor.fetchall())
    known_driver = pair_trips if trip.driver_card else None
    return History(carrier_trips, known_driver, known_driver, findings, security, goods)
