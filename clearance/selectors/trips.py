"""Trips as traders see them. Row scoping lives here: a stranger's trip is NotFound, like a missing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from clearance.domain.trip_filters import FILTERS
from clearance.models import AgencyLine, Score, Trip, TripVersion
from clearance.selectors.agency_status import AgencyStatus, agency_statuses
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

CROSSING_STAFF = frozenset({"CBP", "CBSA"})


def trips_for_actor(*, actor: Actor) -> QuerySet[Trip, Trip]:
    """Give the trips of the carriers the actor may act for, and those its own organisation filed.

    Officers of the two border agencies see every trip (R-27), and so does the system; nobody else any.
    """
    if actor.kind == "system" or (actor.is_staff and actor.agency in CROSSING_STAFF):
        return Trip.objects.all()
    if actor.organisation_id is None or actor.is_staff:
        return Trip.objects.none()
    return Trip.objects.filter(Q(carrier_id__in=actor.reach) | Q(filer_id=actor.organisation_id))


def trip_list_for_trader(*, actor: Actor, **filters: str) -> QuerySet[Trip, Trip]:
    """Give the trips for lists, newest first; `filters` are equality on the names in FILTERS."""
    wanted = {name: value for name, value in filters.items() if name in FILTERS and value}
    return trips_for_actor(actor=actor).filter(**wanted).order_by("-created_at", "-id")


def trip_for_actor(*, actor: Actor, trip_id: UUID, lock: bool = False) -> Trip:
    """Give one trip, locked on demand; raises NotFound."""
    trips = trips_for_actor(actor=actor).filter(pk=trip_id)
    trip = (trips.select_for_update(of=("self",)) if lock else trips).first()
    if trip is None:
        raise NotFound
    return trip


@dataclass(frozen=True, slots=True)
class TripPage:
    """A trip with everything its page shows: six queries at most, however many shipments it has."""

    trip: Trip
    version: TripVersion
    versions: tuple[TripVersion, ...]
    lines: tuple[AgencyLine, ...]
    score: Score | None
    statuses: dict[str, AgencyStatus]

    @property
    def manifest(self) -> dict[str, Any]:
        data: dict[str, Any] = self.version.manifest
        return data


def trip_page(*, actor: Actor, trip_id: UUID) -> TripPage:
    """Give the trip, its versions (without their content, except the current one), lines and latest score."""
    heads = TripVersion.objects.defer("manifest", "warnings").order_by("-number")
    trip = (
        trips_for_actor(actor=actor)
        .prefetch_related(
            Prefetch("versions", queryset=heads),
            Prefetch("agency_lines", queryset=AgencyLine.objects.order_by("created_at", "id")),
        )
        .filter(pk=trip_id)
        .first()
    )
    if trip is None:
        raise NotFound
    version = TripVersion.objects.get(trip_id=trip.id, number=trip.current_version)
    score = Score.objects.filter(trip_id=trip.id, version_number=trip.current_version).first()
    lines = tuple(trip.agency_lines.all())
    statuses = agency_statuses(trip=trip, lines=lines, filing=version.manifest)
    return TripPage(trip, version, tuple(trip.versions.all()), lines, score, statuses)


def version_get(*, actor: Actor, trip_id: UUID, number: int) -> TripVersion:
    """Give one filing of a trip; raises NotFound."""
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    version = TripVersion.objects.filter(trip_id=trip.id, number=number).first()
    if version is None:
        raise NotFound
    return version


def version_list(*, actor: Actor, trip_id: UUID) -> list[TripVersion]:
    """Give every filing of a trip, newest first, without its content."""
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    return list(trip.versions.defer("manifest", "warnings").order_by("-number"))


def manifest_data(trip: Trip) -> dict[str, Any]:
    """Give the JSON of the current filing of a trip the caller has already been allowed to see."""
    version = TripVersion.objects.only("manifest").get(trip_id=trip.id, number=trip.current_version)
    data: dict[str, Any] = version.manifest
    return data


def public_reasons(score: Score) -> list[dict[str, Any]]:
    """Give the reasons of the lane advice marked public: code and words, never a weight or a look-out."""
    return [{"code": reason["code"], "text": reason["text"]} for reason in score.reasons if reason.get("public", True)]
