"""A load filed as FAST travels sealed with a high-security seal (ISO 17712 class H)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import is_fast_shipment
from portal.core.domain.text import Text

CODE = "CLR_N026"
# Flatbeds and chassis cannot be sealed; what stands on them is.
OPEN = frozenset({"FR", "FT", "FH", "FN", "CH", "SD", "DD", "NC"})

RULE = Rule(
    code=CODE,
    title=Text("High-security seal for FAST", "Sceau de haute sécurité pour FAST/EXPRES"),
    message=Text(
        "{number} carries a FAST shipment but no high-security seal.",
        "{number} porte une expédition FAST/EXPRES sans sceau de haute sécurité.",
    ),
    fix=Text(
        "Add the number of the class H seal, or the truck uses the general lane.",
        "Ajoutez le numéro du sceau de classe H, sinon le camion prend la voie générale.",
    ),
    source="CTPAT minimum security criteria, category 6; ISO 17712",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    if not any(is_fast_shipment(shipment, context) for shipment in manifest.shipments):
        return
    for position, item in enumerate(manifest.equipment):
        if item.type not in OPEN and not any(seal.grade == "H" for seal in item.seals):
            yield RULE.item(f"equipment[{position}].seals", number=item.number)
