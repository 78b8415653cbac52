"""The clearance at the perimeter holds for one container under one seal; a changed seal is cause to look."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.perimeter import difference
from clearance.domain.rules.base import WARNING, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N097"

RULE = Rule(
    code=CODE,
    title=Text("Container and seal as cleared", "Conteneur et sceau dédouanés"),
    message=Text(
        "The perimeter clearance {number} is for {what}, which is not on this truck.",
        "Le dédouanement au périmètre {number} vise {what}, absent de ce camion.",
    ),
    fix=Text(
        "Correct the container or the seal. A seal that was changed on the way is checked at the border.",
        "Corrigez le conteneur ou le sceau. Un sceau changé en route est vérifié à la frontière.",
    ),
    source="R-55, R-56",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        known = (context.perimeter or {}).get(shipment.perimeter_id)
        what = difference(manifest, known) if known else None
        if known and what:
            yield RULE.item(f"shipments[{number}].perimeter_id", known.number, number=known.number, what=what)
