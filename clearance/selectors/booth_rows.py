"""The rows behind the one screen: read once, kept until one of them changes, prepared before the truck arrives.

What is kept is found by a stamp over every row it was made of, read with each look: a kept screen is never an old
one, and its age is shown. The cache only spares the reading; without it the rows come from the database.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import redis
from django.core.cache import cache
from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from clearance.domain.officers import arrival_agency
from clearance.domain.trip_workflow import AT_BORDER, BEFORE_BORDER
from clearance.models import (
    AgencyLine,
    AgencyRequest,
    DelegationOrder,
    Hold,
    Inspection,
    Referral,
    Score,
    Trip,
    TripNote,
    TripVersion,
)
from clearance.selectors.orders import orders_open
from clearance.selectors.replies import requests_of_trip
from portal.core import clock

log = logging.getLogger(__name__)

LAST_CROSSINGS = 5
KEPT_SECONDS = 45 * 60
AHEAD = timedelta(minutes=15)
MOST_PREPARED = 200

# Every row the screen is made of, as text: whatever changes one of them changes the stamp.
STAMP = """
SELECT md5(concat_ws('#', t::text,
    (SELECT string_agg(r::text, '|' ORDER BY r.id) FROM clearance_agency_line r WHERE r.trip_id = t.id),
    (SELECT string_agg(r.id::text, '|' ORDER BY r.id) FROM clearance_trip_note r WHERE r.trip_id = t.id),
    (SELECT string_agg(r::text, '|' ORDER BY r.id) FROM clearance_hold r WHERE r.trip_id = t.id),
    (SELECT string_agg(r::text, '|' ORDER BY r.id) FROM clearance_referral r WHERE r.trip_id = t.id),
    (SELECT string_agg(r::text, '|' ORDER BY r.id) FROM clearance_inspection r WHERE r.trip_id = t.id),
    (SELECT string_agg(r.id::text, '|' ORDER BY r.id) FROM clearance_score r WHERE r.trip_id = t.id),
    (SELECT string_agg(r::text, '|' ORDER BY r.id) FROM clearance_agency_request r WHERE r.trip_id = t.id),
    (SELECT string_agg(r.id::text || r.row_version, '|' ORDER BY r.id)
       FROM clearance_delegation_order r WHERE r.status = 'in_force'),
    (SELECT r::text FROM accounts_organisation r WHERE r.id = t.carrier_id)))
FROM clearance_trip t WHERE t.id = %s
"""


@dataclass(frozen=True, slots=True)
class BoothRows:
    """What the screen is made of, before an officer looks at it. `prepared_at` is when it was read."""

    trip: Trip
    version: TripVersion
    score: Score | None
    orders: tuple[DelegationOrder, ...]
    requests: tuple[AgencyRequest, ...]
    last: tuple[Trip, ...]
    prepared_at: datetime
    prepared: bool = False


def booth_rows(*, trip_id: UUID, agency: str) -> BoothRows | None:
    """Give the rows of a trip the caller may see: kept ones while their stamp is still true, else fresh ones."""
    stamp = _stamp(trip_id)
    if stamp is None:
        return None
    key = f"booth:{agency}:{trip_id}:{stamp}"
    kept = _kept(key)
    if kept is not None:
        return replace(kept, prepared=True)
    rows = _read(trip_id, agency)
    if rows is not None and _worth_keeping(rows.trip):
        _keep(key, rows)
    return rows


def booth_prepare() -> int:
    """Prepare the screens of the trucks due within fifteen minutes; gives how many. A worker does this each minute."""
    now = clock.now()
    due = Trip.objects.filter(
        status__in=(*BEFORE_BORDER, AT_BORDER), eta__gte=now - AHEAD, eta__lte=now + AHEAD
    ).order_by("eta")
    trips = list(due.values_list("id", "direction")[:MOST_PREPARED])
    for trip_id, direction in trips:
        booth_rows(trip_id=trip_id, agency=arrival_agency(direction))
    return len(trips)


def _stamp(trip_id: UUID) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(STAMP, [trip_id])
        row = cursor.fetchone()
    return None if row is None else str(row[0])


def _worth_keeping(trip: Trip) -> bool:
    return trip.status in (*BEFORE_BORDER, AT_BORDER)


def _kept(key: str) -> BoothRows | None:
    try:
        found = cache.get(key)
    except (redis.RedisError, OSError):
        log.warning("prepared screens not read: cache unavailable")
        return None
    return found if isinstance(found, BoothRows) else None


def _keep(key: str, rows: BoothRows) -> None:
    try:
        cache.set(key, rows, KEPT_SECONDS)
    except (redis.RedisError, OSError):
        log.warning("prepared screen not kept: cache unavailable")


def _read(trip_id: UUID, agency: str) -> BoothRows | None:
    trip = (
        Trip.objects.select_related("carrier")
        .prefetch_related(
            Prefetch("agency_lines", queryset=AgencyLine.objects.order_by("created_at", "id")),
            Prefetch("notes", queryset=_readable_notes(agency)),
            Prefetch("holds", queryset=Hold.objects.filter(closed_at=None)),
            Prefetch("referrals", queryset=Referral.objects.filter(cancelled_at=None).order_by("-opened_at")),
            Prefetch("inspections", queryset=Inspection.objects.order_by("-created_at")),
            Prefetch("scores", queryset=Score.objects.order_by("-version_number", "-run")),
        )
        .filter(pk=trip_id)
        .first()
    )
    if trip is None:
        return None
    return BoothRows(
        trip=trip,
        version=TripVersion.objects.get(trip_id=trip.id, number=trip.current_version),
        score=next((entry for entry in trip.scores.all() if entry.version_number == trip.current_version), None),
        orders=tuple(orders_open()),
        requests=tuple(requests_of_trip(trip.id)),
        last=tuple(last_crossings(trip)),
        prepared_at=clock.now(),
    )


def _readable_notes(agency: str) -> QuerySet[TripNote, TripNote]:
    """Notes for both agencies, and the restricted ones of the officer's own (R-50)."""
    return TripNote.objects.filter(Q(restricted_reason="") | Q(agency=agency)).order_by("-created_at")


def last_crossings(trip: Trip) -> QuerySet[Trip, Trip]:
    """Give the carrier's last crossings with this plate or card."""
    same = Q(plate=trip.plate)
    if trip.driver_card:
        same |= Q(driver_card=trip.driver_card)
    return (
        Trip.objects.filter(same, carrier_id=trip.carrier_id, status__in=("released", "closed", "refused"))
        .exclude(pk=trip.id)
        .order_by("-eta")[:LAST_CROSSINGS]
    )
