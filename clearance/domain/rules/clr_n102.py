"""Courier low-value goods, goods on an air waybill and goods in transit are not in Canada's advance cargo data."""

from __future__ import annotations

from clearance.domain import exemptions
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N102"

RULE = Rule(
    code=CODE,
    title=Text("Shipment exempt from cargo data", "Expédition dispensée des données sur le fret"),
    message=Text(
        "Canada does not ask advance cargo data for this shipment: {why}.",
        "Le Canada n'exige pas de données préalables sur le fret pour cette expédition : {why}.",
    ),
    fix=Text(
        "Nothing to do; the shipment may stay on the manifest as your record.",
        "Rien à faire; l'expédition peut rester au manifeste comme preuve.",
    ),
    source="SOR/86-873 s. 18(3)",
    severity=INFO,
    agency="CBSA",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments if manifest.direction == "NB" else ()):
        why = exemptions.exempt_reason(shipment, context)
        if why is not None:
            yield RULE.item(f"shipments[{number}].release_type", shipment.release_type, why=why)
