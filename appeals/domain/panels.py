"""Who may sit: both countries, an odd number, nobody who touched the decision (R-80)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

SEATS = 3
COUNTRIES = ("CA", "US")


@dataclass(frozen=True, slots=True)
class Seat:
    """One proposed member of a panel."""

    user_id: UUID
    name: str
    country: str


def panel_faults(seats: Sequence[Seat], touched: Collection[UUID]) -> list[ErrorItem]:
    """Give every reason why this panel may not sit; an empty list means it may.

    `touched` holds the users who took any part in the decision under appeal.
    """
    faults: list[ErrorItem] = []
    if len(seats) != SEATS or len({seat.user_id for seat in seats}) != len(seats):
        faults.append(_fault("APL_PANEL_SIZE", WRONG_SIZE, len(seats)))
    faults += [
        _fault("APL_PANEL_COUNTRY", NO_COUNTRY.format(country=country), country)
        for country in COUNTRIES
        if country not in {seat.country for seat in seats}
    ]
    faults += [
        _fault("APL_PANEL_CONFLICT", CONFLICT.format(name=seat.name), seat.name)
        for seat in seats
        if seat.user_id in touched
    ]
    return faults


def panel_suggest(candidates: Sequence[tuple[Seat, int]], touched: Collection[UUID]) -> tuple[Seat, ...]:
    """Propose a panel from (member, open cases): free of conflict, both countries, lightest load first.

    Gives fewer seats than needed when there are not enough members; the check then says what is missing.
    """
    free = [
        seat for seat, _ in sorted(candidates, key=lambda pair: (pair[1], pair[0].name)) if seat.user_id not in touched
    ]
    chosen = [seat for country in COUNTRIES for seat in [s for s in free if s.country == country][:1]]
    rest = [seat for seat in free if seat not in chosen]
    return tuple((chosen + rest)[:SEATS])


def presiding(docket: str, seats: Sequence[Seat]) -> Seat | None:
    """Give who presides: the countries take turns by docket number, odd Canada, even the United States; then by name.

    Of a country without a standing seat the other presides. None without seats.
    """
    turn = COUNTRIES[0] if docket[-1:] in "13579" else COUNTRIES[1]
    return min(seats, key=lambda seat: (seat.country != turn, seat.name, str(seat.user_id)), default=None)


def _fault(code: str, message: Text, value: object) -> ErrorItem:
    return ErrorItem(code, message, path="members", value=value, fix=FIX)


WRONG_SIZE = Text("A panel has three different members.", "Une formation compte trois membres différents.")
NO_COUNTRY = Text("The panel has no member of {country}.", "La formation ne compte aucun membre pour {country}.")
CONFLICT = Text(
    "{name} took part in the decision under appeal and may not judge it.",
    "{name} a participé à la décision contestée et ne peut pas la juger.",
)
FIX = Text("Choose another member.", "Choisissez un autre membre.")
