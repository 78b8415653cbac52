"""Score one version of one trip after its commit, and let the advice take effect (R-25, R-35, R-70, R-71)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from clearance.domain.links import Links
from clearance.domain.manifest import Manifest, from_dict
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.models import AgencyLine, Score, Trip, TripVersion
from clearance.selectors.history import history_of
from clearance.selectors.links import links_of
from clearance.selectors.profiles import ActiveProfile, active_profile
from clearance.services.announcing import tell_status
from clearance.targeting.facts import Circumstances, extract
from clearance.targeting.interpreter import Result, score
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.lanes import SECONDARY, LaneAdvice, LaneFacts, decide_lane, decide_with_draw
from clearance.targeting.overlay import commitment
from clearance.targeting.schema import UNKNOWN, Facts
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_get, open_lane_kinds
from portal.workflow.services import apply

SCORING = system_actor("scoring")


@transaction.atomic
def trip_score(*, trip_id: UUID, version: int) -> Score | None:
    """Score the version unless it was replaced or scored already; stores score, lane and each contribution.

    Advice other than secondary puts every agency's line on file; under the profile both agencies signed, the
    agency of departure agrees by it. The agency of arrival always decides itself, at the booth (R-29).
    """
    trip = Trip.objects.select_for_update(of=("self",)).filter(pk=trip_id).first()
    if trip is None or trip.current_version != version or trip.scored_version == version:
        return None
    filing = TripVersion.objects.get(trip_id=trip_id, number=version)
    manifest, errors = from_dict(filing.manifest)
    if manifest is None:
        raise DomainError(errors)
    profile = active_profile()
    links = links_of(manifest, trip.carrier_id)
    facts = _facts(trip, filing, manifest, links)
    result = score(facts, profile.profile, on=trip.eta.date())
    advice, seed = _advice(trip, manifest, links, result)
    kept = _store(trip, version, profile, facts, result, advice, seed)
    _take_effect(trip, version, advice, kept)
    return kept


def _facts(trip: Trip, filing: TripVersion, manifest: Manifest, links: Links) -> Facts:
    zone = ZoneInfo(crossing_get(trip.crossing).timezone)
    around = Circumstances(
        filed_at=filing.filed_at,
        arrival_hour=trip.eta.astimezone(zone).hour,
        versions=filing.number,
        warnings=frozenset(item["code"] for item in filing.warnings),
    )
    return extract(manifest, links, history_of(trip), circumstances=around)


def _advice(trip: Trip, manifest: Manifest, links: Links, result: Result) -> tuple[LaneAdvice, bytes]:
    place = LaneFacts(
        trip.crossing,
        trip.direction,
        frozenset(open_lane_kinds(trip.crossing, trip.direction, trip.eta)),
        manifest.is_empty,
    )
    seed = draw_seed(clock.now().date())
    if not settings.TARGETING_DRAWS:
        return decide_lane(result, links, place, default_policy()), seed
    return decide_with_draw(result, links, place, default_policy(), seed=seed, trip_id=trip.id), seed


def draw_seed(day: date) -> bytes:
    """The seed of a day's random draws; every score of the day carries the commitment to it (R-43)."""
    return hmac.new(settings.SECRET_KEY.encode(), f"draw {day.isoformat()}".encode(), hashlib.sha256).digest()


def _store(
    trip: Trip, version: int, profile: ActiveProfile, facts: Facts, result: Result, advice: LaneAdvice, seed: bytes
) -> Score:
    inputs = {
        "facts": {name: _plain(value) for name, value in facts.items()},
        "profile_digest": profile.digest,
        "lane_policy": advice.policy_version,
        "draw_commitment": commitment(seed),
        "drawn": advice.drawn,
    }
    return Score.objects.create(
        trip=trip,
        version_number=version,
        profile_number=profile.number,
        input_digest=hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest(),
        inputs=inputs,
        security=result.security,
        compliance=result.compliance,
        contributions=result.hits_as_json(),
        lane=advice.lane,
        audit=advice.audit,
        reasons=[{"staff": staff.as_dict(), "member": member.as_dict()} for staff, member in _paired(advice)],
        scored_at=clock.now(),
    )


def _paired(advice: LaneAdvice) -> list[tuple[Text, Text]]:
    """Officers' reasons beside what the member reads of them; the member reads no more than its own list."""
    nothing = Text("", "")
    count = max(len(advice.reasons), len(advice.member_reasons))
    staff = [*advice.reasons, *[nothing] * (count - len(advice.reasons))]
    member = [*advice.member_reasons, *[nothing] * (count - len(advice.member_reasons))]
    return list(zip(staff, member, strict=True))


def _plain(value: Any) -> Any:
    if value is UNKNOWN:
        return None
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, str | int | bool):
        return value
    return str(value)


def _take_effect(trip: Trip, version: int, advice: LaneAdvice, kept: Score) -> None:
    now = clock.now()
    changes = {"lane": advice.lane, "scored_version": version, "updated_at": now}
    body = {"version": version, "lane": advice.lane, "profile": kept.profile_number, "digest": kept.input_digest}
    subject = Subject("trip", trip.id)
    if trip.status == TRIP_WORKFLOW.initial:
        trip = apply(
            workflow=TRIP_WORKFLOW,
            obj=trip,
            action="accept",
            actor=SCORING,
            subject=subject,
            changes=changes,
            body=body,
            organisation_id=trip.carrier_id,
        )
        _answer_lines(SCORING, trip, advice, now)
    else:
        for name, value in changes.items():
            setattr(trip, name, value)
        trip.save(update_fields=list(changes))
        record(
            actor=SCORING,
            event="clearance.trip.scored",
            subject=subject,
            body=body,
            organisation_id=trip.carrier_id,
        )
    tell_status(trip)


def _answer_lines(actor: Actor, trip: Trip, advice: LaneAdvice, now: datetime) -> None:
    departure = "CBSA" if trip.direction == "SB" else "CBP"
    for line in AgencyLine.objects.filter(trip_id=trip.id, status=AGENCY_WORKFLOW.initial):
        clears = line.agency == departure and advice.lane != SECONDARY
        apply(
            workflow=AGENCY_WORKFLOW,
            obj=line,
            action="clear" if clears else "accept",
            actor=actor,
            subject=Subject("trip", trip.id),
            changes={"updated_at": now, "decided_as": actor.name},
            body={"agency": line.agency, "under": "joint threat profile"},
            organisation_id=trip.carrier_id,
        )
