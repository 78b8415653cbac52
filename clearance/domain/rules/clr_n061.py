"""Each shipment of a trip has its own control number."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.numbers import control_numbers
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N061"

RULE = Rule(
    code=CODE,
    title=Text("Shipment listed once", "Expédition inscrite une seule fois"),
    message=Text(
        "The control number {number} is given to more than one shipment.",
        "Le numéro de contrôle {number} est donné à plus d'une expédition.",
    ),
    fix=Text("Give each shipment its own reference.", "Donnez à chaque expédition sa propre référence."),
    source="ACE error 017; CBSA CCN rules",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    seen: set[str] = set()
    for position, number in enumerate(control_numbers(manifest)):
        if number and number in seen:
            yield RULE.item(f"shipments[{position}].reference", number, number=number)
        seen.add(number)
