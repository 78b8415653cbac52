"""One trip under a profile that may not be in force yet, beside the score it was given (R-35)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from clearance.models import Score
from clearance.selectors.trips import trips_for_actor
from clearance.targeting.explanation import Explanation, explain
from clearance.targeting.facts import complete, facts_from_json
from clearance.targeting.profile import Profile
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text


@dataclass(frozen=True)
class Tried:
    """One trip under a profile, beside the score it was given."""

    trip_id: UUID
    trip_number: str
    score: Score
    explanation: Explanation


def trip_under(*, actor: Actor, profile: Profile, trip_number: str) -> Tried:
    """Score one trip's stored facts under the profile; nothing is kept. Raises Invalid at `trip`."""
    wanted = trip_number.strip().upper()
    trip = trips_for_actor(actor=actor).filter(trip_number=wanted).first() if wanted else None
    if trip is None:
        raise Invalid([NO_TRIP])
    score = Score.objects.filter(trip_id=trip.id).order_by("-version_number", "-run").first()
    facts = facts_from_json(score.inputs["facts"]) if score else {}
    if score is None or complete(facts):
        raise Invalid([NO_FACTS])
    return Tried(trip.id, trip.trip_number, score, explain(facts, profile, on=trip.eta.date()))


NO_TRIP = ErrorItem(
    "CLR_TRY_TRIP",
    Text("There is no trip of this number.", "Aucun voyage ne porte ce numéro."),
    path="trip",
    fix=Text("Type the whole trip number.", "Saisissez le numéro de voyage complet."),
)
NO_FACTS = ErrorItem(
    "CLR_TRY_FACTS",
    Text("This trip has not been scored yet.", "Ce voyage n'a pas encore été évalué."),
    path="trip",
    fix=Text("Wait a moment, or take another trip.", "Attendez un instant, ou prenez un autre voyage."),
)
