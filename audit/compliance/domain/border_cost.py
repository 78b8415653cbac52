"""What the border costs a company in a month, part by part, with the company's own figures (R-95).

Sums are in US dollars; time is in minutes and hours, fuel in litres.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from portal.core.domain.text import Text

CENT = Decimal("0.01")
HOURS_OF_A_YEAR = Decimal(8760)
MINUTES_OF_AN_HOUR = Decimal(60)
PER_CENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Own:
    """The company's own figures: dollars per hour of truck and driver, litres an idling hour burns, dollars per litre,
    dollars of goods on a truck, per cent of their value that a year in stock costs, dollars per hour of office staff,
    minutes per filing, and dollars of penalties paid in the month."""

    truck_hour: Decimal = Decimal(85)
    litres: Decimal = Decimal(3)
    litre: Decimal = Decimal("1.20")
    value: Decimal = Decimal(50_000)
    stock: Decimal = Decimal(12)
    staff_hour: Decimal = Decimal(38)
    filing: Decimal = Decimal(12)
    penalties: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the records say of the month: crossings, those a reader timed, their minutes, filings, those filed again,
    fees per crossing and of membership."""

    movements: int
    timed: int
    minutes: int
    filings: int
    repeats: int
    crossing_fees: Decimal
    membership_fees: Decimal

    @property
    def hours(self) -> Decimal:
        """Hours at the border of all crossings: those no reader timed count with the mean of the others."""
        if not self.timed:
            return Decimal(0)
        return Decimal(self.minutes) * self.movements / self.timed / MINUTES_OF_AN_HOUR


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the cost, how it is worked out, and how many records stand behind it."""

    code: str
    label: Text
    how: Text
    amount: Decimal
    n: int


def border_cost(own: Own, counted: Counted) -> tuple[Part, ...]:
    """Give the parts in the order of the page; their amounts add up to the whole, to the cent."""
    hours = counted.hours
    staff = own.staff_hour * own.filing / MINUTES_OF_AN_HOUR
    amounts = {
        "delay": (hours * own.truck_hour, counted.timed),
        "fuel": (hours * own.litres * own.litre, counted.timed),
        "stock": (hours * own.value * own.stock / PER_CENT / HOURS_OF_A_YEAR, counted.timed),
        "staff": (staff * counted.filings, counted.filings),
        "repeats": (staff * counted.repeats, counted.repeats),
        "crossing_fees": (counted.crossing_fees, counted.movements),
        "membership_fees": (counted.membership_fees, 0),
        "penalties": (own.penalties, 0),
    }
    return tuple(
        Part(code, label, how, amounts[code][0].quantize(CENT, ROUND_HALF_UP), amounts[code][1])
        for code, (label, how) in WORDS.items()
    )


def whole(parts: tuple[Part, ...]) -> Decimal:
    return sum((part.amount for part in parts), Decimal(0))


WORDS: dict[str, tuple[Text, Text]] = {
    "delay": (
        Text("Waiting at the border", "Attente à la frontière"),
        Text(
            "Hours from the first reader to the release of both agencies, times your dollars per hour. Crossings no reader "
            "timed count with the mean of the others.",
            "Heures du premier lecteur à la mainlevée des deux organismes, fois vos dollars par heure. Les passages non "
            "chronométrés comptent pour la moyenne des autres.",
        ),
    ),
    "fuel": (
        Text("Fuel while waiting", "Carburant pendant l'attente"),
        Text(
            "The same hours, times litres per hour and price.",
            "Les mêmes heures, fois les litres par heure et le prix.",
        ),
    ),
    "stock": (
        Text("Goods tied up", "Marchandises immobilisées"),
        Text(
            "The same hours as a share of a year, times the value on a truck and what a year in stock costs.",
            "Les mêmes heures en part d'année, fois la valeur à bord et le coût annuel de possession des stocks.",
        ),
    ),
    "staff": (
        Text("Staff for filings", "Personnel pour les déclarations"),
        Text("First filings of the month, times your minutes.", "Premières déclarations du mois, fois vos minutes."),
    ),
    "repeats": (
        Text("Errors and repetition", "Erreurs et répétition"),
        Text(
            "What was filed again for the same trip, times your minutes.",
            "Ce qui a été déclaré de nouveau pour le même voyage, fois vos minutes.",
        ),
    ),
    "crossing_fees": (
        Text("Fees per crossing", "Frais par passage"),
        Text("The statement of the month.", "Le relevé du mois."),
    ),
    "membership_fees": (
        Text("Membership fees", "Frais d'adhésion"),
        Text("Paid invoices issued in the month.", "Factures payées émises dans le mois."),
    ),
    "penalties": (
        Text("Penalties", "Pénalités"),
        Text(
            "What you enter: agencies collect them, not this service.",
            "Ce que vous saisissez : les organismes les perçoivent.",
        ),
    ),
}
