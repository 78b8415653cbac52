"""A trip of a loop crosses where the loop does and carries nothing but its parts (R-62)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N116"
OTHER_PORT = Text("it does not cross at {value}", "elle ne passe pas à {value}")
OTHER_GOODS = Text("{value} is none of its parts", "{value} n'est aucune de ses pièces")

RULE = Rule(
    code=CODE,
    title=Text("Port and goods of the loop", "Bureau et marchandises de la boucle"),
    message=Text("This trip is not one of loop {loop}: {why}.", "Ce voyage n'est pas de la boucle {loop} : {why}."),
    fix=Text(
        "Leave the loop out of this trip, or have its next version name this port or part.",
        "Omettez la boucle pour ce voyage, ou faites nommer ce bureau ou cette pièce dans sa prochaine version.",
    ),
    source="R-62; docs/loops.md",
)


def check(manifest: Manifest, context: Context) -> Findings:
    loop = context.loop
    if loop is None or not loop.driven_by(context.carrier_scacs | context.carrier_cbsa_codes):
        return
    crossing = manifest.trip.crossing
    if crossing and crossing not in loop.crossings:
        yield RULE.item("trip.crossing", crossing, loop=loop.label, why=OTHER_PORT.format(value=crossing))
    for number, shipment in enumerate(manifest.shipments):
        for position, line in enumerate(shipment.lines):
            if line.hs_code and not loop.holds(line.hs_code):
                yield RULE.item(
                    f"shipments[{number}].lines[{position}].hs_code",
                    line.hs_code,
                    loop=loop.label,
                    why=OTHER_GOODS.format(value=line.hs_code),
                )
