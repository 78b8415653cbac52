"""What the scoring advised for the trip as it stands, and whether the Green-FAST presumption holds (R-11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clearance.domain.manifest import read
from clearance.domain.seals.anomalies import REVIEW
from clearance.models import Score, SealAlert, Trip, TripVersion
from clearance.selectors.links import links_of
from clearance.selectors.policies import lane_policy_in_force
from clearance.targeting.lanes import LaneFacts, is_presumed


@dataclass(frozen=True, slots=True)
class Advice:
    """The part of the stored advice that binds an officer.

    `presumption`: only GF1 to GF7 lift it, whatever the lane. `causes` are those behind an advice of
    secondary; `drawn` says that the system drew the trip, under the commitment `seed`. `no_repeat`: the load was
    cleared before and its seals are intact, so only what that check could not know is a cause (R-55).
    """

    presumption: bool
    causes: tuple[str, ...] = ()
    drawn: bool = False
    seed: str = ""
    audit: bool = False
    no_repeat: bool = False


def advice_of(trip: Trip) -> Advice:
    """Give the advice on the current version; before it is scored the presumption is worked out from the links."""
    score = Score.objects.filter(trip_id=trip.id, version_number=trip.current_version).only("inputs", "audit").first()
    if score is not None:
        return advice_now(trip, advice_in(score))
    return advice_unscored(trip, TripVersion.objects.only("manifest").get(trip_id=trip.id, number=trip.current_version))


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
    )


def advice_now(trip: Trip, advice: Advice) -> Advice:
    """Give the advice with what seals have told since the score: an open alert is a cause and ends the spared check."""
    if not SealAlert.objects.filter(trip_id=trip.id, weight=REVIEW, closed_at=None).exists():
        return advice
    cause = "GF1" if advice.presumption else "G1"
    return replace(advice, no_repeat=False, causes=tuple(dict.fromkeys((cause, *advice.causes))))


def advice_unscored(trip: Trip, version: TripVersion) -> Advice:
    """Presumption belongs to the members and the crossing: it holds also while the score is still awaited."""
    manifest, _ = read(version.manifest)
    if manifest is None:
        return Advice(presumption=False)
    place = LaneFacts(trip.crossing, trip.direction)
    policy = lane_policy_in_force(trip.crossing, trip.direction)
    return Advice(presumption=is_presumed(links_of(manifest, trip.carrier_id), place, policy))
