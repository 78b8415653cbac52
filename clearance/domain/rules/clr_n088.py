"""No truck carries more than about 70 tonnes; a larger sum is most often a wrong unit or a shifted comma."""

from __future__ import annotations

from decimal import Decimal

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N088"
HEAVIEST = Decimal(75_000)

RULE = Rule(
    code=CODE,
    title=Text("Total weight plausible", "Poids total plausible"),
    message=Text(
        "The goods weigh {kg} kg in all, more than a truck can carry.",
        "Les marchandises pèsent {kg} kg en tout, plus qu'un camion ne peut porter.",
    ),
    fix=Text("Check the weights and their units.", "Vérifiez les poids et leurs unités."),
    source="Provincial and state limits of gross vehicle weight",
    severity=WARNING,
)


def check(manifest: Manifest, _context: Context) -> Findings:
    total = sum((line.weight_kg for line in manifest.lines), Decimal(0))
    if total > HEAVIEST:
        yield RULE.item("shipments", f"{total:.0f} kg", kg=f"{total:.0f}")
