"""What was cleared before the border, at the perimeter, a gate or a plant, is inherited: where, when, under which seal."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.perimeter import difference
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N098"

RULE = Rule(
    code=CODE,
    title=Text("Cleared before the border", "Dédouané avant la frontière"),
    message=Text(
        "Cleared before the border: {port}, {day}, container {container}, seal {seal}.",
        "Dédouané avant la frontière : {port}, {day}, conteneur {container}, sceau {seal}.",
    ),
    fix=Text(
        "Nothing to do: without cause from seal or identity it is not examined again.",
        "Rien à faire : sans motif tiré du sceau ou de l'identité, il n'est pas examiné de nouveau.",
    ),
    source="R-28, R-55",
    severity=INFO,
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        known = (context.perimeter or {}).get(shipment.perimeter_id)
        if known and difference(manifest, known) is None:
            yield RULE.item(
                f"shipments[{number}].perimeter_id",
                known.number,
                port=known.port,
                day=known.cleared_on.isoformat(),
                container=known.container,
                seal=known.seal or "-",
            )
