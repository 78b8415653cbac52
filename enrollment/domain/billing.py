"""Invoices and payments in figures: minor units, and totals that must come out even (R-05)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

WAIVED, OPEN, PAID, CANCELLED, REFUNDING, REFUNDED = "waived", "open", "paid", "cancelled", "refunding", "refunded"
HELD = (PAID, REFUNDING)  # the money is with the service; after `refunded` it is not
NONE = Decimal(0)


def minor_units(amount: Decimal) -> int:
    """Give an amount in cents; TypeError for anything but a Decimal, ValueError for parts of a cent."""
    if not isinstance(amount, Decimal):
        raise TypeError(f"money is Decimal, not {type(amount).__name__}")
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise ValueError(f"{amount} has parts of a cent")
    return int(cents)


def major_units(cents: int) -> Decimal:
    """Give the amount of a number of cents."""
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Billed:
    """One invoice as the totals read it."""

    status: str
    gross: Decimal
    waived: Decimal

    @property
    def due(self) -> Decimal:
        return self.gross - self.waived


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over invoices. Everything billed is waived, paid, given back, still to pay or was cancelled."""

    count: int = 0
    gross: Decimal = field(default=NONE)
    waived: Decimal = field(default=NONE)
    paid: Decimal = field(default=NONE)
    refunded: Decimal = field(default=NONE)
    still_open: Decimal = field(default=NONE)
    cancelled: Decimal = field(default=NONE)

    @property
    def balanced(self) -> bool:
        return self.gross == self.waived + self.paid + self.refunded + self.still_open + self.cancelled


def totals(invoices: Iterable[Billed]) -> Totals:
    """Add invoices up. Raises ValueError for a status the sums do not know."""
    rows = list(invoices)
    places = {PAID: PAID, REFUNDING: PAID, REFUNDED: REFUNDED, OPEN: OPEN, CANCELLED: CANCELLED, WAIVED: WAIVED}
    due = dict.fromkeys(places.values(), NONE)
    for row in rows:
        if row.status not in places:
            raise ValueError(f"no total for status {row.status!r}")
        due[places[row.status]] += row.due
    return Totals(
        count=len(rows),
        gross=sum((row.gross for row in rows), NONE),
        waived=sum((row.waived for row in rows), NONE) + due[WAIVED],
        paid=due[PAID],
        refunded=due[REFUNDED],
        still_open=due[OPEN],
        cancelled=due[CANCELLED],
    )
