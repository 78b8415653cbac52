"""Trips that have long crossed, put on record at once with the scores the engine gives them: for the demonstration.

Nothing here is a shortcut for filing: only the system may call it, every row stands as if written in its time, and
one entry of the trail says how many there are and where they come from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from audit.trail.services import record
from clearance.domain.inspection_words import FINDING
from clearance.domain.links import Links
from clearance.domain.manifest import Manifest, canonical_bytes
from clearance.domain.officers import BORDER, arrival_agency
from clearance.domain.trip_workflow import CLOSED
from clearance.models import AgencyLine, Inspection, Referral, Score, Trip, TripVersion
from clearance.selectors.profiles import ActiveProfile, active_profile
from clearance.services.filing import trip_header
from clearance.targeting.facts import Circumstances, History, extract, facts_as_json
from clearance.targeting.interpreter import score
from clearance.targeting.lane_history import place_as_json
from clearance.targeting.lane_policy import LanePolicy
from clearance.targeting.lanes import SECONDARY, LaneAdvice, LaneFacts, decide_lane
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

BATCH = 500


@dataclass(frozen=True, slots=True)
class PastTrip:
    """One trip of the past: what was filed and when, its links and record then, and what an inspection found.

    `drawn`: it was sent to secondary by the random draw. `result` is what an inspection would have found: it counts
    when the trip was drawn or the profile sent it.
    """

    carrier_id: UUID
    manifest: Manifest
    filed_at: datetime
    hour: int
    links: Links
    history: History
    drawn: bool
    result: str
    minutes: int


@transaction.atomic
def past_trips_keep(*, actor: Actor, past: Sequence[PastTrip], policy: LanePolicy, subject: Subject, why: str) -> int:
    """Write the trips with their scores and outcomes; gives how many were inspected. System only."""
    if actor.kind != "system":
        raise NotAllowed([SYSTEM_ONLY])
    profile = active_profile()
    rows = [_rows(entry, profile, policy) for entry in past]
    models: tuple[type[Model], ...] = (Trip, TripVersion, AgencyLine, Score, Referral, Inspection)
    for model in models:
        made = [row for entry in rows for row in entry if isinstance(row, model)]
        model._default_manager.bulk_create(made, batch_size=BATCH)
    inspected = sum(isinstance(row, Inspection) for entry in rows for row in entry)
    body = {"why": why, "trips": len(past), "inspected": inspected}
    record(actor=actor, event="clearance.trips.past_kept", subject=subject, body=body)
    return inspected


def _rows(past: PastTrip, profile: ActiveProfile, policy: LanePolicy) -> list[Any]:
    trip, version = _trip(past)
    kept, advice = _score(past, trip, profile, policy)
    trip.lane, trip.scored_version = advice.lane, 1
    lines = [_line(trip, agency) for agency in BORDER]
    return [trip, version, *lines, kept, *_inspection(past, trip, advice)]


def _trip(past: PastTrip) -> tuple[Trip, TripVersion]:
    header = trip_header(past.manifest)
    common = {"carrier_id": past.carrier_id, "filer_id": past.carrier_id, "created_at": past.filed_at}
    trip = Trip(**header, **common, status=CLOSED, updated_at=header["eta"])
    raw = canonical_bytes(past.manifest)
    version = TripVersion(
        trip=trip,
        number=1,
        manifest=json.loads(raw),
        digest=hashlib.sha256(raw).hexdigest(),
        channel="api",
        filed_as="history",
        filed_at=past.filed_at,
        created_at=past.filed_at,
    )
    return trip, version


def _line(trip: Trip, agency: str) -> AgencyLine:
    return AgencyLine(
        trip=trip,
        agency=agency,
        status="released",
        updated_at=trip.eta,
        decided_as="history",
        created_at=trip.created_at,
    )


def _score(past: PastTrip, trip: Trip, profile: ActiveProfile, policy: LanePolicy) -> tuple[Score, LaneAdvice]:
    around = Circumstances(past.filed_at, past.hour)
    facts = extract(past.manifest, past.links, past.history, circumstances=around)
    result = score(facts, profile.profile, on=trip.eta.date())
    place = LaneFacts(trip.crossing, trip.direction, empty=past.manifest.is_empty, minute=past.hour * 60)
    advice = decide_lane(result, past.links, place, policy, is_drawn=past.drawn)
    inputs = {
        "facts": facts_as_json(facts),
        "place": place_as_json(place, past.links),
        "profile_digest": profile.digest,
        "lane_policy": advice.policy_version,
        "drawn": advice.drawn,
        "presumption": advice.presumption,
        "causes": list(advice.causes),
    }
    kept = Score(
        trip=trip,
        version_number=1,
        profile_number=profile.number,
        input_digest=hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest(),
        inputs=inputs,
        security=result.security,
        compliance=result.compliance,
        contributions=result.hits_as_json(),
        lane=advice.lane,
        audit=advice.audit,
        scored_at=past.filed_at,
        created_at=past.filed_at,
    )
    return kept, advice


def _inspection(past: PastTrip, trip: Trip, advice: LaneAdvice) -> list[Any]:
    if advice.lane != SECONDARY:
        return []
    ended = trip.eta + timedelta(minutes=past.minutes)
    agency = arrival_agency(trip.direction)
    referral = Referral(
        trip=trip,
        cause=advice.causes[0],
        reason={"code": advice.lane, "text": advice.reasons[0].as_dict()},
        agency=agency,
        opened_as="history",
        opened_at=trip.eta,
        closed_at=ended,
        drawn=advice.drawn,
        created_at=trip.eta,
    )
    inspection = Inspection(
        trip=trip,
        referral=referral,
        status="completed",
        result=past.result,
        finding_class="security" if past.result == FINDING else "",
        officer_as="history",
        started_at=trip.eta,
        completed_at=ended,
        minutes=past.minutes,
        created_at=trip.eta,
    )
    return [referral, inspection]


SYSTEM_ONLY = ErrorItem(
    "CLR_PAST_SYSTEM",
    Text("Only the system puts past trips on record.", "Seul le système verse des voyages passés au dossier."),
    path="past",
    fix=Text("File the trip as it happens.", "Déclarez le voyage lorsqu'il a lieu."),
)
