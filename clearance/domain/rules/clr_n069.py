"""A FAST or CSA release rests on three memberships; the missing one is named (R-01)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import is_fast_shipment
from portal.core.domain.text import Text

CODE = "CLR_N069"

RULE = Rule(
    code=CODE,
    title=Text("Membership for a trusted release", "Adhésions pour une mainlevée de confiance"),
    message=Text(
        "{kind} needs members only, but the {gap} is not one.",
        "{kind} est réservé aux membres, mais le {gap} ne l'est pas.",
    ),
    fix=Text(
        "Use the ordinary release type for this shipment, or have the {gap} enrolled first.",
        "Utilisez le type de mainlevée ordinaire pour cette expédition, ou faites d'abord inscrire le {gap}.",
    ),
    source="R-01; CBP FAST; SOR/86-1062 s. 10.5",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    links = context.links
    if links is None:
        return
    for number, shipment in enumerate(manifest.shipments):
        if not is_fast_shipment(shipment, context):
            continue
        kind = context.release_types[shipment.release_type]
        chain = (links.driver, links.carrier, *links.importers[number : number + 1])
        for link in chain:
            if not link.is_fast:
                path = f"shipments[{number}].release_type"
                yield RULE.item(path, kind.code, kind=kind.name, gap=link.title)
