"""A control number made by another carrier begins with that carrier's four-letter SCAC."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N060"

RULE = Rule(
    code=CODE,
    title=Text("SCAC in the control number", "SCAC du numéro de contrôle"),
    message=Text(
        "The shipment control number needs a SCAC of four letters; “{scac}” is too short.",
        "Le numéro de contrôle de l'expédition exige un SCAC de quatre lettres; « {scac} » est trop court.",
    ),
    fix=Text(
        "Give the SCAC of the carrier that issued the number.", "Donnez le SCAC du transporteur qui a émis le numéro."
    ),
    source="ACE truck guide, SCN",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        if shipment.scac and len(shipment.scac) != 4:
            yield RULE.item(f"shipments[{number}].scac", shipment.scac, scac=shipment.scac)
