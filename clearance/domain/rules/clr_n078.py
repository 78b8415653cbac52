"""A truck cannot board more of a split shipment than the shipment has."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N078"

RULE = Rule(
    code=CODE,
    title=Text("Boarded quantity", "Quantité embarquée"),
    message=Text(
        "{boarded} packages are boarded, but the shipment has {total}.",
        "{boarded} colis sont embarqués, mais l'expédition en compte {total}.",
    ),
    fix=Text(
        "Correct the boarded quantity or the packages of the lines.",
        "Corrigez la quantité embarquée ou le nombre de colis des lignes.",
    ),
    source="ACE truck guide, split shipments",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        boarded = shipment.boarded_quantity
        total = sum(line.quantity or 0 for line in shipment.lines)
        if boarded is not None and not 0 < boarded <= total:
            path = f"shipments[{number}].boarded_quantity"
            yield RULE.item(path, boarded, boarded=boarded, total=total)
