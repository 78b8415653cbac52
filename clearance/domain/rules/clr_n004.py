"""In Canada the conveyance reference number must differ from every cargo control number aboard."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.numbers import ccn, crn
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N004"

RULE = Rule(
    code=CODE,
    title=Text("CRN differs from every CCN", "NRMT différent de chaque NCF"),
    message=Text(
        "The conveyance reference {number} is also the cargo control number of this shipment.",
        "Le numéro de référence du moyen de transport {number} est aussi le numéro de contrôle du fret de cette expédition.",
    ),
    fix=Text(
        "Give the shipment or the trip another reference.", "Donnez une autre référence à l'expédition ou au voyage."
    ),
    source="CBSA eManifest notice 6; SOR/86-873 Sch. 1 Part 3",
    agency="CBSA",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction != "NB":
        return
    number = crn(manifest.trip)
    for position, shipment in enumerate(manifest.shipments):
        if number and ccn(manifest.trip, shipment) == number:
            yield RULE.item(f"shipments[{position}].reference", shipment.reference, number=number)
