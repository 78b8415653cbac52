"""A container from overseas that was cleared at the perimeter is not examined again; its clearance must be cited."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N095"

RULE = Rule(
    code=CODE,
    title=Text("Clearance at the perimeter", "Dédouanement au périmètre"),
    message=Text(
        "The container {number} comes from a third country, but no perimeter clearance is cited.",
        "Le conteneur {number} vient d'un pays tiers, mais aucun dédouanement au périmètre n'est indiqué.",
    ),
    fix=Text(
        "Give the number of the perimeter clearance, if there is one: the border then does not examine the container again.",
        "Indiquez le numéro du dédouanement au périmètre, s'il existe : la frontière n'examine alors pas le conteneur de nouveau.",
    ),
    source="R-28, R-55",
    severity=INFO,
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if any(shipment.perimeter_id for shipment in manifest.shipments):
        return
    for position, item in enumerate(manifest.equipment):
        if item.third_country:
            yield RULE.item(f"equipment[{position}].third_country", item.number, number=item.number)
