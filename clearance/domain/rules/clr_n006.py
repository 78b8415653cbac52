"""Some crossings take no trucks, or take them one way only."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N006"

RULE = Rule(
    code=CODE,
    title=Text("Crossing takes trucks in this direction", "Passage ouvert aux camions dans ce sens"),
    message=Text("{name} takes no trucks in this direction.", "{name} n'accepte pas de camions dans ce sens."),
    fix=Text("Choose another crossing.", "Choisissez un autre passage."),
    source="Port register (R-14)",
)


def check(manifest: Manifest, context: Context) -> Findings:
    crossing = context.crossing(manifest.trip.crossing)
    if crossing and manifest.direction and manifest.direction not in crossing.directions:
        yield RULE.item("trip.crossing", crossing.code, name=crossing.name)
