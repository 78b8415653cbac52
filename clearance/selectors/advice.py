"""What the scoring advised for the trip as it stands, and whether the Green-FAST presumption holds (R-11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clearance.domain.causes import is_routine
from clearance.domain.manifest import read
from clearance.domain.seals.anomalies import REVIEW
from clearance.models import Score, SealAlert, Trip, TripVersion
from clearance.selectors.links import links_of
from clearance.selectors.loop_facts import loop_use
from clearance.selectors.policies import lane_policy_in_force
from clearance.targeting.lanes import LaneFacts, is_presumed
from clearance.targeting.loops import used_up


@dataclass(frozen=True, slots=True)
class Advice:
    """The part of the stored advice that binds an officer.

    `presumption`: only GF1 to GF7 lift it, whatever the lane. `causes` are those behind an advice of
    secondary; `drawn` says that the system drew the trip, under the commitment `seed`. `no_repeat`: the load was
    cleared before and its seals are intact, so only what that check could not know is a cause (R-55). `capped`: the
    trip's loop has had its routine checks, so only another cause than a routine one counts (R-62).
    """

    presumption: bool
    causes: tuple[str, ...] = ()
    drawn: bool = False
    seed: str = ""
    audit: bool = False
    no_repeat: bool = False
    capped: bool = False


def advice_of(trip: Trip) -> Advice:
    """Give the advice on the current version; before it is scored the presumption is worked out from the links."""
    score = Score.objects.filter(trip_id=trip.id, version_number=trip.current_version).only("inputs", "audit").first()
    if score is not None:
        return advice_now(trip, advice_in(score))
    version = TripVersion.objects.only("manifest").get(trip_id=trip.id, number=trip.current_version)
    return advice_unscored(trip, version)


def advice_in(score: Score) -> Advice:
    """Read the advice kept with a score."""
    kept = score.inputs
    return Advice(
        presumption=bool(kept["presumption"]),
        causes=tuple(kept["causes"]),
        drawn=bool(kept["drawn"]),
        seed=str(kept["draw_commitment"]),
        audit=score.audit,
        no_repeat=bool(score.inputs.get("no_repeat")),
        capped=bool(kept.get("loop", {}).get("used_up")),
    )


def advice_now(trip: Trip, advice: Advice) -> Advice:
    """Give the advice with what seals and the loop have told since the score.

    An open alert is a cause and ends the spared check; a loop that has had its routine checks since allows no more.
    """
    advice = _under_the_cap(trip, advice)
    if not SealAlert.objects.filter(trip_id=trip.id, weight=REVIEW, closed_at=None).exists():
        return advice
    cause = "GF1" if advice.presumption else "G1"
    return replace(advice, no_repeat=False, causes=tuple(dict.fromkeys((cause, *advice.causes))))


def _under_the_cap(trip: Trip, advice: Advice) -> Advice:
    """A check the score itself advised was counted with it and may be made; no query for a trip without a loop."""
    if trip.loop_number is None or advice.capped or is_routine(advice.causes):
        return advice
    cap = lane_policy_in_force(trip.crossing, trip.direction).loop_cap
    return replace(advice, capped=used_up(loop_use(trip, cap), cap))


def advice_unscored(trip: Trip, version: TripVersion) -> Advice:
    """Presumption belongs to the members and the crossing: it holds also while the score is still awaited."""
    manifest, _ = read(version.manifest)
    if manifest is None:
        return Advice(presumption=False)
    place = LaneFacts(trip.crossing, trip.direction)
    policy = lane_policy_in_force(trip.crossing, trip.direction)
    presumed = is_presumed(links_of(manifest, trip.carrier_id), place, policy)
    return _under_the_cap(trip, Advice(presumption=presumed))
