"""The work of a vetting desk against its service standard (4.8, R-30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.core.domain.text import Text

SOON_DAYS = 10
ALL, OVERDUE, SOON = "all", "overdue", "soon"
ANYBODY, MINE, NOBODY = "anybody", "mine", "nobody"

AGES: dict[str, Text] = {
    ALL: Text("Any age", "Tout âge"),
    OVERDUE: Text("Overdue", "En retard"),
    SOON: Text("Due within ten days", "À rendre d'ici dix jours"),
}
OWNERS: dict[str, Text] = {
    ANYBODY: Text("Anybody", "N'importe qui"),
    MINE: Text("Me", "Moi"),
    NOBODY: Text("Nobody yet", "Personne encore"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a queue shows. `programme` empty: all; `everything`: also what only the other agency has left."""

    programme: str = ""
    age: str = ALL
    owner: str = ANYBODY
    everything: bool = False


def days_left(due: datetime, now: datetime) -> int:
    """Give whole days until the standard ends; negative when it is over (an hour late is one day late)."""
    left = due - now
    return left.days if left >= timedelta(0) else -((now - due).days + 1)


def left_words(days: int) -> Text:
    """Say how many days are left, or how many too many it is."""
    if days >= 0:
        return Text(f"{days} d left", f"{days} j restants")
    return Text(f"{-days} d overdue", f"{-days} j de retard")


def age_state(days: int) -> dict[str, object]:
    """Give the days as the chip a list shows, never by colour alone."""
    words = left_words(days)
    if days < 0:
        return {"label": words, "icon": "warning", "tone": "bad"}
    if days <= SOON_DAYS:
        return {"label": words, "icon": "clock", "tone": "warn"}
    return {"label": words, "icon": "hourglass", "tone": "neutral"}


DESK_EVENTS: dict[str, Text] = {
    "enrollment.assignment.taken": Text("Taken on", "Pris en charge"),
    "enrollment.assignment.given": Text("Given to a colleague", "Confié à un collègue"),
    "enrollment.assignment.returned": Text("Returned to the queue", "Remis dans la file"),
    "enrollment.handover.noted": Text("Hand-over note", "Note de transmission"),
}
