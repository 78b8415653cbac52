"""A consignee outside the country of entry usually means transit, which has its own release types."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import in_transit
from portal.core.domain.text import Text

CODE = "CLR_N075"
_ENTERING = {"SB": "US", "NB": "CA"}

RULE = Rule(
    code=CODE,
    title=Text("Consignee in the country of entry", "Destinataire dans le pays d'entrée"),
    message=Text(
        "The consignee is not in the country the truck is entering.",
        "Le destinataire n'est pas dans le pays où le camion entre.",
    ),
    fix=Text(
        "Check the consignee, or use an in-bond release type for transit.",
        "Vérifiez le destinataire, ou utilisez un type de mainlevée sous douane pour le transit.",
    ),
    source="19 CFR 18; SOR/86-873 s. 18(3)",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    entering = _ENTERING.get(manifest.direction)
    for number, shipment in enumerate(manifest.shipments):
        party = shipment.consignee
        if entering and party and party.country and party.country != entering and not in_transit(shipment, context):
            yield RULE.item(f"shipments[{number}].consignee.country", party.country)
