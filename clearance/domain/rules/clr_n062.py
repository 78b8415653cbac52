"""A control number on file for another trip is rejected, unless the shipment is split over several trucks."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.numbers import control_numbers
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N062"

RULE = Rule(
    code=CODE,
    title=Text("Shipment already on file", "Expédition déjà au dossier"),
    message=Text(
        "The control number {number} is already on file for another trip.",
        "Le numéro de contrôle {number} est déjà au dossier pour un autre voyage.",
    ),
    fix=Text(
        "Give another reference, or give the boarded quantity if the shipment is split.",
        "Donnez une autre référence, ou la quantité embarquée si l'expédition est répartie.",
    ),
    source="ACE reject “shipment already on file”; CBSA CCN not reused for three years",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for position, number in enumerate(control_numbers(manifest)):
        split = manifest.shipments[position].boarded_quantity is not None
        if number and not split and number in context.shipment_numbers:
            yield RULE.item(f"shipments[{position}].reference", number, number=number)
