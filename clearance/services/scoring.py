"""Score one version of one trip after its commit, and let the advice take effect (R-25, R-35, R-70, R-71)."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from clearance.domain.agency_workflow import ACCEPTED, MAY_PROCEED
from clearance.domain.links import Links
from clearance.domain.manifest import Manifest, from_dict
from clearance.domain.officers import departure_agency
from clearance.domain.transitions import AGENCY_WORKFLOW, TRIP_WORKFLOW
from clearance.domain.trip_workflow import CANCELLED
from clearance.models import Score, Trip, TripVersion
from clearance.selectors.history import history_of
from clearance.selectors.links import links_of
from clearance.selectors.lookouts import lookouts_met
from clearance.selectors.policies import RulesInForce, rules_in_force
from clearance.selectors.profiles import ActiveProfile, active_profile
from clearance.selectors.riding import riding
from clearance.selectors.seals import seals_on_record
from clearance.selectors.signals import signals_of
from clearance.selectors.visited import visits_say
from clearance.services.draws import NO_DRAW, trip_draw
from clearance.services.lookout_matches import ON_THE_WAY, in_lookout_words, matches_note
from clearance.services.loop_counting import loop_counted
from clearance.services.officer_steps import Lines, lines_lock, settle_by_system
from clearance.services.prior_settling import lines_settle
from clearance.services.seal_filing import seals_differing, seals_taken_up
from clearance.targeting.appetite import random_rate_for
from clearance.targeting.facts import Circumstances, Signals, extract, facts_as_json
from clearance.targeting.interpreter import Result, score
from clearance.targeting.lanes import SECONDARY, LaneAdvice, LaneFacts, decide_lane
from clearance.targeting.loops import use_as_json
from clearance.targeting.placing import place_as_json
from clearance.targeting.prior import spared
from clearance.targeting.schema import Facts
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import DomainError
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.reference.selectors import crossing_get, open_lane_kinds
from portal.workflow.services import apply_locked

SCORING = system_actor("scoring")
NO_WORDS = Text("", "")


@transaction.atomic
def trip_score(*, trip_id: UUID, version: int) -> Score | None:
    """Score the version unless it was replaced or scored already; stores score, lane and each contribution.

    Advice other than secondary puts every agency's line on file; under the profile both agencies signed, the
    agency of departure agrees by it. The agency of arrival always decides itself, at the booth (R-29).
    """
    trip = _locked(trip_id)
    if trip is None or trip.current_version != version or trip.scored_version == version or trip.status == CANCELLED:
        return None
    return _scored(trip, version)


@transaction.atomic
def trip_rescore(*, trip_id: UUID) -> Score | None:
    """Score the present version once more, because what is known beside the filing changed (R-98, R-89).

    Only on the way: nothing that was decided at the border is reopened. Gives None when nothing comes out otherwise.
    """
    trip = _locked(trip_id)
    if trip is None or trip.scored_version != trip.current_version or trip.status not in ON_THE_WAY:
        return None
    last = Score.objects.filter(trip=trip, version_number=trip.current_version).first()
    return _scored(trip, trip.current_version, last)


def _locked(trip_id: UUID) -> Trip | None:
    return Trip.objects.select_for_update(of=("self",)).select_related("carrier").filter(pk=trip_id).first()


def _scored(trip: Trip, version: int, last: Score | None = None) -> Score | None:
    filing = TripVersion.objects.get(trip_id=trip.id, number=version)
    manifest, errors = from_dict(filing.manifest)
    if manifest is None:
        raise DomainError(errors)
    profile = active_profile()
    links = links_of(manifest, trip.carrier_id)
    records = seals_on_record(filing.manifest)
    if last is None:
        records = seals_taken_up(trip, filing, records)
    aboard = riding(filing.manifest, manifest, records)
    met = lookouts_met(manifest=manifest, carrier_id=trip.carrier_id, carrier_name=trip.carrier.legal_name)
    matches_note(trip=trip, version=version, met=met)
    facts = _facts(trip, filing, manifest, links, signals_of(trip, manifest, aboard, met))
    result = score(facts, profile.profile, on=trip.eta.date())
    rules = rules_in_force(trip.crossing, trip.direction)
    place = _place(trip, manifest, rules)
    step = visits_say(links, clock.now(), rules.policy.visit_days)
    tier, rate = random_rate_for(links, rules.policy, step)
    draw = trip_draw(trip=trip, tier=tier, rate=rate) if settings.TARGETING_DRAWS else NO_DRAW
    advice = in_lookout_words(decide_lane(result, links, place, rules.policy, is_drawn=draw.hit), result, met)
    if aboard.no_repeat:
        advice = spared(advice, result, lambda without: decide_lane(without, links, place, rules.policy))
    under = {
        **rules.as_inputs(),
        "tier": tier,
        "random_rate": rate,
        "facility_visits": step,
        "draws": list(draw.draws),
        "draw_commitment": draw.commitment,
        "place": place_as_json(place, links),
        **use_as_json(place.loop, rules.policy.loop_cap),
    }
    kept = _store(trip, version, profile, facts, result, advice, under, last)
    if kept is None:
        return None
    _take_effect(trip, version, advice, kept)
    lines_settle(trip, manifest, list(aboard.loads))
    if last is None:
        seals_differing(trip, aboard)
    return kept


def _facts(trip: Trip, filing: TripVersion, manifest: Manifest, links: Links, signals: Signals) -> Facts:
    zone = ZoneInfo(crossing_get(trip.crossing).timezone)
    around = Circumstances(
        filed_at=filing.filed_at,
        arrival_hour=trip.eta.astimezone(zone).hour,
        versions=filing.number,
        warnings=frozenset(item["code"] for item in filing.warnings),
    )
    return extract(manifest, links, history_of(trip), signals, around)


def _place(trip: Trip, manifest: Manifest, rules: RulesInForce) -> LaneFacts:
    local = trip.eta.astimezone(ZoneInfo(crossing_get(trip.crossing).timezone_for(trip.direction)))
    return LaneFacts(
        trip.crossing,
        trip.direction,
        frozenset(open_lane_kinds(trip.crossing, trip.direction, trip.eta)),
        manifest.is_empty,
        local.hour * 60 + local.minute,
        rules.fast_wait,
        loop_counted(trip, rules.policy.loop_cap),
    )


def _store(
    trip: Trip,
    version: int,
    profile: ActiveProfile,
    facts: Facts,
    result: Result,
    advice: LaneAdvice,
    under: dict[str, Any],
    last: Score | None,
) -> Score | None:
    inputs = {
        "facts": facts_as_json(facts),
        **under,
        "profile_digest": profile.digest,
        "lane_policy": advice.policy_version,
        "drawn": advice.drawn,
        "presumption": advice.presumption,
        "no_repeat": advice.no_repeat,
        "causes": list(advice.causes),
    }
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
    # An alert moves the lane at once, before it is scored: the same facts then have something to put back.
    if last is not None and last.input_digest == digest and trip.lane == last.lane:
        return None
    return Score.objects.create(
        trip=trip,
        version_number=version,
        run=last.run + 1 if last else 1,
        profile_number=profile.number,
        input_digest=digest,
        inputs=inputs,
        security=result.security,
        compliance=result.compliance,
        contributions=result.hits_as_json(),
        lane=advice.lane,
        audit=advice.audit,
        reasons=_reasons(advice),
        scored_at=clock.now(),
    )


def _reasons(advice: LaneAdvice) -> list[dict[str, Any]]:
    """Officers' reasons beside what the member reads of them; the member reads no more than its own list.

    The code is the lane's and never the cause's, which would tell a look-out (R-37).
    """
    entries = []
    for place in range(max(len(advice.reasons), len(advice.member_reasons))):
        staff = advice.reasons[place] if place < len(advice.reasons) else None
        member = advice.member_reasons[place] if place < len(advice.member_reasons) else None
        entries.append(
            {
                "code": advice.lane,
                "public": member is not None,
                "text": (member or NO_WORDS).as_dict(),
                "staff": (staff or NO_WORDS).as_dict(),
            }
        )
    return entries


def _take_effect(trip: Trip, version: int, advice: LaneAdvice, kept: Score) -> None:
    changes = {"lane": advice.lane, "scored_version": version, "updated_at": clock.now()}
    body = {"version": version, "lane": advice.lane, "profile": kept.profile_number, "digest": kept.input_digest}
    subject = Subject("trip", trip.id)
    if trip.status == TRIP_WORKFLOW.initial:
        trip = apply_locked(
            workflow=TRIP_WORKFLOW,
            row=trip,
            action="accept",
            actor=SCORING,
            subject=subject,
            changes=changes,
            body=body,
            organisation_id=trip.carrier_id,
        )
    else:
        # The truck was faster than the worker: a screen that is open shows no advice yet, so its version ends.
        for name, value in {**changes, "row_version": trip.row_version + 1}.items():
            setattr(trip, name, value)
        trip.save(update_fields=[*changes, "row_version"])
        event = "clearance.trip.scored" if kept.run == 1 else "clearance.trip.rescored"
        record(actor=SCORING, event=event, subject=subject, body=body, organisation_id=trip.carrier_id)
    if kept.run > 1:
        _ask_again(trip, advice)
    settle_by_system(trip, _answer_lines(SCORING, trip, advice))


def _ask_again(trip: Trip, advice: LaneAdvice) -> None:
    """Take back the engine's own answer for the agency of departure when the advice behind it has changed."""
    line = lines_lock(trip).get(departure_agency(trip.direction))
    answered = MAY_PROCEED if advice.lane == SECONDARY else ACCEPTED
    if line is not None and line.decided_as == SCORING.name and line.status == answered:
        apply_locked(
            workflow=AGENCY_WORKFLOW,
            row=line,
            action="reopen",
            actor=SCORING,
            subject=Subject("trip", trip.id),
            changes={"updated_at": clock.now(), "decided_as": ""},
            body={"agency": line.agency, "under": "joint threat profile"},
            organisation_id=trip.carrier_id,
        )


def _answer_lines(actor: Actor, trip: Trip, advice: LaneAdvice) -> Lines:
    """Put silent agencies on file; the agency of departure agrees by the joint profile unless it says secondary."""
    lines = lines_lock(trip)
    departure = departure_agency(trip.direction)
    for agency, line in lines.items():
        if line.status != AGENCY_WORKFLOW.initial or TRIP_WORKFLOW.state(trip.status).final:
            continue
        clears = agency == departure and advice.lane != SECONDARY
        lines[agency] = apply_locked(
            workflow=AGENCY_WORKFLOW,
            row=line,
            action="clear" if clears else "accept",
            actor=actor,
            subject=Subject("trip", trip.id),
            changes={"updated_at": clock.now(), "decided_as": actor.name},
            body={"agency": agency, "under": "joint threat profile"},
            organisation_id=trip.carrier_id,
        )
    return lines
