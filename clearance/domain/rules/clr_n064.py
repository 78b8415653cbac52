"""A release type belongs to one country; the other does not know it."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N064"

RULE = Rule(
    code=CODE,
    title=Text("Release type of this direction", "Type de mainlevée du bon sens"),
    message=Text(
        "{name} is not a release type of this direction.", "{name} : ce type de mainlevée n'existe pas dans ce sens."
    ),
    fix=Text("Choose one of: {choices}.", "Choisissez parmi : {choices}."),
    source="Release type table; domain crosswalk",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and manifest.direction and kind.direction != manifest.direction:
            known = (k.code for k in context.release_types.values() if k.direction == manifest.direction)
            path = f"shipments[{number}].release_type"
            yield RULE.item(path, kind.code, name=kind.name, choices=", ".join(known))
