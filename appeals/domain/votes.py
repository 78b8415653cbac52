"""Counting votes: a ruling needs every seat's vote or a settled majority with both countries heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from appeals.domain.panels import COUNTRIES, Seat
from portal.core.domain.text import Text

GRANT, DISMISS = "grant", "dismiss"
CHOICES = {
    GRANT: Text("Grant the appeal", "Accueillir l'appel"),
    DISMISS: Text("Dismiss the appeal", "Rejeter l'appel"),
}

RULED = {
    GRANT: Text("granted", "appel accueilli"),
    DISMISS: Text("dismissed", "appel rejeté"),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes so far. `outcome` is empty while the panel cannot rule yet."""

    grant: int
    dismiss: int
    missing: int
    outcome: str


def tally(seats: Sequence[Seat], votes: Mapping[UUID, str]) -> Tally:
    """Count the votes of the seated members; others' votes do not count.

    An outcome stands when more than half of the seats agree and at least one member of each country has
    voted, so that neither country can decide alone.
    """
    cast = {seat.user_id: votes[seat.user_id] for seat in seats if seat.user_id in votes}
    grant = sum(choice == GRANT for choice in cast.values())
    dismiss = len(cast) - grant
    heard = {seat.country for seat in seats if seat.user_id in cast}
    outcome = ""
    if heard >= set(COUNTRIES):
        if grant * 2 > len(seats):
            outcome = GRANT
        elif dismiss * 2 > len(seats):
            outcome = DISMISS
    return Tally(grant, dismiss, len(seats) - len(cast), outcome)
