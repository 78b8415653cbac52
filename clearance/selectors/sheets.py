"""What goes on the lead sheet of a trip, for the member, and for the driver who holds the link (requirements 4.3)."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from clearance.domain.gateway_workflow import QUEUED
from clearance.domain.manifest import Manifest, read
from clearance.domain.officers import arrival_agency
from clearance.domain.sheet.content import (
    SheetContent,
    agencies_of,
    bring_of,
    consignments_of,
    drivers_of,
    seals_of,
    trailers_of,
)
from clearance.domain.sheet.layout import SheetCode
from clearance.domain.sheet.signing import Checked, check
from clearance.domain.sheet.standing import Standing, standing
from clearance.domain.sheet.stops import stop_of
from clearance.domain.trip_workflow import CANCELLED, CLOSED, REFUSED, RELEASED
from clearance.models import AgencyLine, Inspection, Score, Trip, TripVersion
from clearance.selectors.booth import trips_for_officer
from clearance.selectors.gateways import AgencySide, messages_for
from clearance.selectors.prior import priors_riding
from clearance.selectors.sheet_keys import sheet_verifiers
from clearance.selectors.trips import trips_for_actor
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_get

AFTER_CROSSING = timedelta(hours=24)
NEVER_CAME = timedelta(hours=72)
FINISHED = (RELEASED, CLOSED, REFUSED, CANCELLED)
_TAG, _ID = 12, 16


@dataclass(frozen=True, slots=True)
class LeadSheet:
    """A trip with what its sheet says."""

    trip: Trip
    content: SheetContent

    @property
    def cancelled(self) -> bool:
        return self.trip.status == CANCELLED

    @property
    def code(self) -> SheetCode:
        """Give what the signed code says of it."""
        content = self.content
        return SheetCode(
            trip_number=content.trip_number,
            eta=content.eta_day,
            plate_country=content.plate_country,
            plate_jurisdiction=content.plate_jurisdiction,
            plate=content.plate,
            movement=self.trip.id,
            number=content.number,
            tier=content.tier,
            lane=content.lane,
            issued=content.issued,
            expires=content.expires,
        )


def lead_sheet(*, actor: Actor, trip_id: UUID) -> LeadSheet:
    """Give the sheet of a trip the actor may see, in eight queries however many consignments. Raises NotFound."""
    return _sheet(trips_for_actor(actor=actor), trip_id)


def driver_sheet(*, token: str) -> LeadSheet:
    """Give the sheet behind a driver's link. Raises NotFound for a link that was not made here for this driver."""
    trip_id, tag = _opened(token)
    sheet = _sheet(Trip.objects.all(), trip_id)
    if not hmac.compare_digest(tag, _tag(sheet.trip)):
        raise NotFound
    return sheet


def driver_link_ended(trip: Trip, at: datetime) -> bool:
    """Say whether the link is over: a day after the crossing, three days after an arrival that never came."""
    if trip.status in FINISHED:
        return at > trip.updated_at + AFTER_CROSSING
    return at > trip.eta + NEVER_CAME


def driver_token(trip: Trip) -> str:
    """Make the driver's link: the trip's id under a seal that binds it to the driver on file.

    An amendment that keeps the driver keeps the link; another driver needs another one.
    """
    return base64.urlsafe_b64encode(trip.id.bytes + _tag(trip)).decode().rstrip("=")


def _tag(trip: Trip) -> bytes:
    secret = sha256(b"preclear driver links\0" + settings.SECRET_KEY.encode()).digest()
    message = b"\0".join((trip.id.bytes, trip.driver_name.encode(), trip.driver_card.encode()))
    return hmac.new(secret, message, sha256).digest()[:_TAG]


def _opened(token: str) -> tuple[UUID, bytes]:
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError as error:
        raise NotFound from error
    if len(raw) != _ID + _TAG or base64.urlsafe_b64encode(raw).decode().rstrip("=") != token:
        raise NotFound
    return UUID(bytes=raw[:_ID]), raw[_ID:]


def _sheet(trips: QuerySet[Trip, Trip], trip_id: UUID) -> LeadSheet:
    trip = (
        trips.select_related("carrier")
        .prefetch_related(
            Prefetch("agency_lines", queryset=AgencyLine.objects.order_by("created_at", "id")),
            Prefetch("inspections", queryset=Inspection.objects.filter(completed_at=None).order_by("-created_at")),
        )
        .filter(pk=trip_id)
        .first()
    )
    if trip is None:
        raise NotFound
    version = TripVersion.objects.get(trip_id=trip.id, number=trip.current_version)
    score = Score.objects.filter(trip_id=trip.id, version_number=version.number).only("lane", "inputs", "scored_at")
    return LeadSheet(trip, _content(trip, version, score.first()))


def _content(trip: Trip, version: TripVersion, score: Score | None) -> SheetContent:
    manifest, _ = read(version.manifest)
    if manifest is None:
        raise NotFound
    place = crossing_get(trip.crossing)
    lines = {line.agency: line.status for line in trip.agency_lines.all()}
    sides = messages_for(trip, version).sides
    own = arrival_agency(trip.direction)
    notices = [notice for side in sides if side.agency == own for notice in side.notices]
    inspection = next(iter(trip.inspections.all()), None)
    lane = trip.lane if score and trip.scored_version == version.number else ""
    truck = manifest.conveyance
    return SheetContent(
        direction=trip.direction,
        trip_number=trip.trip_number,
        number=version.number,
        eta=trip.eta,
        zone=place.timezone_for(trip.direction),
        port=place.name,
        port_code=place.cbp_port_code if trip.direction == "SB" else place.cbsa_office_code,
        lane=lane,
        tier=_tier(score),
        issued=score.scored_at if score else version.filed_at,
        carrier=trip.carrier.name,
        drivers=drivers_of(manifest),
        plate_country=truck.plate_country,
        plate_jurisdiction=truck.plate_jurisdiction,
        plate=truck.plate,
        trailers=trailers_of(manifest),
        seals=_seals(manifest),
        consignments=consignments_of(manifest, notices),
        agencies=agencies_of(lines, trip.direction, _delays(sides)),
        stop=stop_of(trip.status, lane, lines, trip.direction, inspection.bay if inspection else ""),
        bring=bring_of(manifest),
        digest=version.digest,
    )


def _seals(manifest: Manifest) -> tuple[str, ...]:
    """Give the seals as filed, each with the token of what was cleared under it (R-60)."""
    tokens = {row.seal.number: row.token for row in priors_riding(manifest) if row.seal}
    return tuple(f"{number} ({tokens[number]})" if number in tokens else number for number in seals_of(manifest))


def _delays(sides: Iterable[AgencySide]) -> dict[str, Text]:
    """Say which agencies have not been reached and why; the sheet is good without them."""
    return {side.agency: side.standing.label for side in sides if side.messages and side.standing.code == QUEUED}


def _tier(score: Score | None) -> str:
    """The carrier's tier as the score saw it."""
    facts: dict[str, Any] = score.inputs.get("facts", {}) if score else {}
    tier = str(facts.get("carrier_tier", ""))
    return tier if tier in {"T0", "T1", "T2", "T3"} else ""


@dataclass(frozen=True, slots=True)
class SheetVerdict:
    """What a scanned or pasted code is worth. `trip_id` is set only when an officer may open that trip."""

    checked: Checked
    standing: Standing
    trip_id: UUID | None = None


def sheet_verify(*, text: str) -> SheetVerdict:
    """Judge a code for anybody: says nothing of the trip but whether the code still counts. One query at most."""
    checked = check(text, sheet_verifiers())
    trip = Trip.objects.filter(pk=checked.code.movement).first() if checked.genuine and checked.code else None
    return _verdict(checked, trip)


def sheet_scan(*, actor: Actor, text: str) -> SheetVerdict:
    """Judge a code at the booth and name the trip to open, if it is one of the officer's port."""
    checked = check(text, sheet_verifiers())
    if not (checked.genuine and checked.code):
        return _verdict(checked, None)
    trip = trips_for_officer(actor=actor).filter(pk=checked.code.movement).first()
    if trip is not None:
        return _verdict(checked, trip, trip.id)
    return _verdict(checked, Trip.objects.filter(pk=checked.code.movement).first())


def sheet_on_trip(trip: Trip, text: str) -> SheetVerdict:
    """Judge a code against a trip that is open on the screen, without another query; of another trip it is unknown."""
    checked = check(text, sheet_verifiers())
    same = checked.code is not None and checked.code.movement == trip.id
    return _verdict(checked, trip if same else None)


def _verdict(checked: Checked, trip: Trip | None, trip_id: UUID | None = None) -> SheetVerdict:
    version, status = (trip.current_version, trip.status) if trip else (0, "")
    return SheetVerdict(checked, standing(checked, version=version, status=status, now=clock.now()), trip_id)
