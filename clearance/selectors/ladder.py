"""The status ladder of a trip: one vocabulary for both agencies (requirements 5.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from clearance.domain.trip_workflow import (
    ACCEPTED,
    AT_BORDER,
    BEFORE_BORDER,
    CANCELLED,
    CLOSED,
    FILED,
    HELD,
    NEEDS_FIXING,
    REFERRED,
    REFUSED,
    RELEASED,
)
from clearance.selectors.trips import TripPage
from portal.core.domain.text import Text

DONE, CURRENT, TODO, FAILED, SKIPPED = "done", "current", "todo", "failed", "skipped"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder. `state` is done, current, todo, failed or skipped."""

    label: Text
    state: str
    at: datetime | None = None
    note: Text | None = None


SENT = Text("Sent to both agencies", "Transmis aux deux organismes")
ON_FILE = Text("Accepted by both agencies", "Accepté par les deux organismes")
LANE = Text("Lane advised", "Voie conseillée")
BORDER = Text("At the border", "À la frontière")
OUT = Text("Released", "Mainlevée accordée")
STOPPED = {
    NEEDS_FIXING: Text("Needs fixing", "À corriger"),
    REFERRED: Text("Sent to inspection", "Envoyé à l'inspection"),
    HELD: Text("On hold", "En retenue"),
    REFUSED: Text("Refused", "Refusé"),
    CANCELLED: Text("Cancelled", "Annulé"),
}
ORDER = (FILED, ACCEPTED, AT_BORDER, RELEASED)
WHERE = {NEEDS_FIXING: FILED, REFERRED: AT_BORDER, HELD: AT_BORDER, REFUSED: AT_BORDER, CLOSED: RELEASED}


def ladder(page: TripPage) -> list[Step]:
    """Give the five steps with the present one marked. A lane that is not advised yet stays to do."""
    trip = page.trip
    stand = ORDER.index(WHERE.get(trip.status, trip.status if trip.status in ORDER else FILED))
    finished = trip.status in {RELEASED, CLOSED}
    scored = page.score.scored_at if page.score else None
    steps = [
        Step(SENT, DONE, page.version.filed_at),
        Step(_label(trip.status, ON_FILE, BEFORE_BORDER), _state(stand, 1)),
        Step(LANE, _lane_state(trip.status, scored is not None), scored),
        Step(_label(trip.status, BORDER, (AT_BORDER, REFERRED, HELD, REFUSED)), _state(stand, 2)),
        Step(OUT, DONE if finished else TODO),
    ]
    return _with_stop(_one_present(steps), trip.status)


def _one_present(steps: list[Step]) -> list[Step]:
    """Mark only the first present step; what depends on it is still to come."""
    first = next((place for place, step in enumerate(steps) if step.state == CURRENT), len(steps))
    return [
        replace(step, state=TODO) if place > first and step.state == CURRENT else step
        for place, step in enumerate(steps)
    ]


def _label(status: str, usual: Text, here: tuple[str, ...]) -> Text:
    return STOPPED.get(status, usual) if status in here else usual


def _state(stand: int, place: int) -> str:
    if stand > place or (stand == place == 1):
        return DONE
    return CURRENT if stand == place or stand == place - 1 else TODO


def _lane_state(status: str, scored: bool) -> str:
    if scored:
        return DONE
    return CURRENT if status in BEFORE_BORDER else SKIPPED


def _with_stop(steps: list[Step], status: str) -> list[Step]:
    """Mark the step at which a trip was stopped; a cancelled or refused one goes no further."""
    if status == NEEDS_FIXING:
        steps[1] = Step(STOPPED[status], FAILED)
    elif status == REFUSED:
        steps[3] = Step(STOPPED[status], FAILED)
    elif status == CANCELLED:
        kept = [step for step in steps if step.state == DONE][:1]
        return [*kept, Step(STOPPED[status], FAILED)]
    return steps
