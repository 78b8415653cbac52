"""Goods come from one country and go to the other; anything else is unusual enough to ask."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import in_transit
from portal.core.domain.text import Text

CODE = "CLR_N074"
_ENTERING = {"SB": "US", "NB": "CA"}

RULE = Rule(
    code=CODE,
    title=Text("From one country to the other", "D'un pays à l'autre"),
    message=Text(
        "The goods are loaded in the country the truck is entering.",
        "Les marchandises sont chargées dans le pays où le camion entre.",
    ),
    fix=Text("Check the direction and the place of loading.", "Vérifiez le sens et le lieu de chargement."),
    source="SOR/86-873 s. 18(3); 19 CFR 123.92",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    entering = _ENTERING.get(manifest.direction)
    for number, shipment in enumerate(manifest.shipments):
        if entering and shipment.loading_country == entering and not in_transit(shipment, context):
            yield RULE.item(f"shipments[{number}].loading_country", shipment.loading_country)
