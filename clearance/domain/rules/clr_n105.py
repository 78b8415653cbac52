"""Instruments of international traffic are marked as such on the trip or on the equipment."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N105"

RULE = Rule(
    code=CODE,
    title=Text("Instruments marked", "Instruments signalés"),
    message=Text(
        "The shipment is filed as instruments of international traffic, but neither trip nor equipment is marked so.",
        "L'expédition est déposée comme instruments de trafic international, mais ni le voyage ni l'équipement ne sont signalés ainsi.",
    ),
    fix=Text(
        "Mark the trip: whose bond covers the instruments, and whether they carry goods.",
        "Signalez-le au voyage : quelle caution couvre les instruments, et s'ils portent des marchandises.",
    ),
    source="19 CFR 10.41a; ACE truck guide, IIT",
    agency="CBP",
)


def check(manifest: Manifest, context: Context) -> Findings:
    if manifest.trip.iit or any(item.iit for item in manifest.equipment):
        return
    for shipment in manifest.shipments:
        kind = context.release_types.get(shipment.release_type)
        if kind and kind.need("trip.iit"):
            yield RULE.item("trip.iit", shipment.release_type)
            return
