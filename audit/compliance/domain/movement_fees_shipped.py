"""The fees per crossing the service is shipped with: amounts of the law, until both agencies sign others (R-06, R-07).

Only what is on record with its source is here. The amounts of 2025 and 2026 are not (the fee rises in steps to 15.55 in
October 2027), so the last amount known counts until then.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from audit.compliance.domain.movement_fees import TRUCK, FeeRule
from portal.core.domain.text import Text

AQI = "AQI-TRUCK"
# Animals, plants, food, feed; hides and wood; fibres: what agricultural quarantine looks for.
AGRICULTURE = (*(f"{chapter:02d}" for chapter in range(1, 25)), "31", "41", "43", "44", "51", "52", "53", "9406")
_STEPS = (
    (date(2006, 10, 1), date(2024, 9, 30), "7.29", date(2024, 10, 1)),
    (date(2024, 10, 1), date(2027, 9, 30), "12.40", date(2027, 7, 1)),
    (date(2027, 10, 1), None, "15.55", date(2028, 10, 1)),
)


def _step(starts: date, ends: date | None, amount: str, review: date) -> FeeRule:
    return FeeRule(
        code=AQI,
        label=Text("Agricultural quarantine inspection, truck", "Inspection de quarantaine agricole, camion"),
        amount=Decimal(amount),
        mode=TRUCK,
        directions=("SB",),
        scope=(),
        purpose=AGRICULTURE,
        purpose_label=Text(
            "animals, plants, food, wood and their products", "animaux, plantes, aliments, bois et dérivés"
        ),
        owner="APHIS",
        basis=Text("21 U.S.C. 136a; 7 CFR 354.3, single crossing", "21 U.S.C. 136a; 7 CFR 354.3, passage unique"),
        cost=Text(
            "The amount, each time a truck enters the United States", "Le montant, à chaque entrée aux États-Unis"
        ),
        starts_on=starts,
        ends_on=ends,
        review_on=review,
    )


SHIPPED = tuple(_step(*step) for step in _STEPS)
