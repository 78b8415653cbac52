"""Less than a truckload: one consignment of a non-member sends the whole truck to the general lane."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from clearance.domain.rules.places import is_fast_shipment
from portal.core.domain.text import Text

CODE = "CLR_N094"

RULE = Rule(
    code=CODE,
    title=Text("Members and others in one load", "Membres et autres dans un chargement"),
    message=Text(
        "Other shipments aboard are filed under a trusted release; this one is not, so the truck takes the general lane.",
        "D'autres expéditions à bord relèvent d'une mainlevée de confiance; celle-ci non, donc le camion prend la voie générale.",
    ),
    fix=Text(
        "Nothing to correct: each shipment is released by its own type. Send this one by another truck to keep the FAST lane.",
        "Rien à corriger : chaque expédition est dédouanée selon son type. "
        "Envoyez celle-ci par un autre camion pour garder la voie FAST/EXPRES.",
    ),
    source="CBP FAST; requirements R-01, R-09",
    severity=INFO,
)


def check(manifest: Manifest, context: Context) -> Findings:
    others = [number for number, shipment in enumerate(manifest.shipments) if not is_fast_shipment(shipment, context)]
    if not others or len(others) == len(manifest.shipments):
        return
    for number in others:
        yield RULE.item(f"shipments[{number}].release_type", manifest.shipments[number].release_type)
