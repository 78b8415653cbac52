"""What a booth takes along for the time without a server, and what became of its decisions (issue 4 item 9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from clearance.domain.offline import CONFLICT, Found
from clearance.models import Hold, OfflineOutcome, Referral, Release, Score, Trip
from clearance.selectors.booth import trips_for_officer
from clearance.selectors.desks import booth_next
from enrollment.selectors import tags_of_cards
from portal.core import clock
from portal.core.domain.actors import Actor

TAKEN_ALONG = 40
RECENT = timedelta(hours=24)


def found_of(trip: Trip) -> Found:
    """Give what the record says now, of what a decision must not pass over."""
    held = Hold.objects.filter(trip_id=trip.id, closed_at=None).exists()
    lane = trip.lane if trip.scored_version == trip.current_version else ""
    return Found(trip.status, trip.current_version, lane, held)


def facts_found(trip: Trip | None) -> dict[str, Any]:
    """Give the record's side of the facts, whole enough to stand beside the decision for ever."""
    if trip is None:
        return {}
    live: dict[str, Any] = {"trip_id": trip.id}
    return {
        "trip_number": trip.trip_number,
        "status": trip.status,
        "row_version": trip.row_version,
        "filing": trip.current_version,
        "lane": trip.lane,
        "changed_at": trip.updated_at.isoformat(),
        "holds": [
            {"agency": hold.agency, "owner": hold.owner_as, "at": hold.opened_at.isoformat()}
            for hold in Hold.objects.filter(**live, closed_at=None)
        ],
        "releases": [
            {"agency": entry.agency, "officer": entry.released_as, "at": entry.released_at.isoformat()}
            for entry in Release.objects.filter(**live, cancelled_at=None)
        ],
        "referrals": [
            {"cause": entry.cause, "officer": entry.opened_as, "at": entry.opened_at.isoformat()}
            for entry in Referral.objects.filter(**live, closed_at=None, cancelled_at=None)
        ],
    }


def trucks_to_take(*, actor: Actor) -> list[dict[str, Any]]:
    """Give the next trucks of the officer's booth, enough to find and decide them: three queries."""
    trips = booth_next(actor=actor, most=TAKEN_ALONG)
    scores = Score.objects.filter(trip_id__in=[trip.id for trip in trips]).only("trip_id", "version_number", "inputs")
    presumed = {(score.trip_id, score.version_number): bool(score.inputs["presumption"]) for score in scores}
    tags = tags_of_cards({trip.driver_card for trip in trips})
    return [
        {
            "id": str(trip.id),
            "trip_number": trip.trip_number,
            "plate": trip.plate,
            "card": trip.driver_card,
            "tag": tags.get(trip.driver_card, ""),
            "driver": trip.driver_name,
            "row_version": trip.row_version,
            "filing": trip.current_version,
            "lane": trip.lane if trip.scored_version == trip.current_version else "",
            "status": trip.status,
            "presumed": presumed.get((trip.id, trip.current_version), False),
            "eta": trip.eta.isoformat(),
        }
        for trip in trips
    ]


def offline_outcomes(*, actor: Actor) -> QuerySet[OfflineOutcome, OfflineOutcome]:
    """Give the last day's decisions without a server: the officer's own; a supervisor's whole port."""
    rows = OfflineOutcome.objects.select_related("decision", "decision__trip").filter(at__gte=_since())
    if actor.has("officer.supervisor"):
        rows = rows.filter(decision__trip__in=trips_for_officer(actor=actor), decision__agency=actor.agency)
    else:
        rows = rows.filter(decision__officer_id=actor.user_id)
    return rows.order_by("-at", "-id")


def offline_conflict(*, trip_id: UUID) -> OfflineOutcome | None:
    """Give the newest conflict of a trip within a day: one query."""
    rows = OfflineOutcome.objects.filter(decision__trip_id=trip_id, outcome=CONFLICT, at__gte=_since())
    return rows.select_related("decision").order_by("-at").first()


def _since() -> datetime:
    return clock.now() - RECENT
