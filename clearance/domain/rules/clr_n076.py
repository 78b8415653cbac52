"""Where the release type rests on value, every line has a value and an origin, and the currency is said."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path
from portal.core.domain.text import Text

CODE = "CLR_N076"
VALUE = Text("the value", "la valeur")
ORIGIN = Text("the country of origin", "le pays d'origine")

RULE = Rule(
    code=CODE,
    title=Text("Value and origin", "Valeur et origine"),
    message=Text("{kind} needs {name} on every line.", "{kind} exige {name} sur chaque ligne."),
    fix=Text("Fill in {name}.", "Inscrivez {name}."),
    source="ACE truck guide, in-bond and low value",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind is None or not (kind.needs_value or kind.needs_origin):
            continue
        for position, line in enumerate(shipment.lines):
            if kind.needs_value and line.value is None:
                yield RULE.item(line_path(number, position, "value"), kind=kind.name, name=VALUE)
            if kind.needs_origin and not line.origin:
                yield RULE.item(line_path(number, position, "origin"), kind=kind.name, name=ORIGIN)
