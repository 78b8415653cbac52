"""Release types come from a closed list."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N063"

RULE = Rule(
    code=CODE,
    title=Text("Known release type", "Type de mainlevée connu"),
    message=Text("There is no release type “{code}”.", "Il n'y a pas de type de mainlevée « {code} »."),
    fix=Text("Choose one of: {choices}.", "Choisissez parmi : {choices}."),
    source="Release type table",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        code = shipment.release_type
        if code and code not in context.release_types:
            known = (k.code for k in context.release_types.values() if k.direction == manifest.direction)
            yield RULE.item(f"shipments[{number}].release_type", code, code=code, choices=", ".join(known))
