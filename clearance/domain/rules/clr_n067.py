"""An in-bond movement inland names its US port of destination; an export names the foreign port."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N067"
_NEEDED = {
    "61": ("bonded_carrier", "destination_port"),
    "62": ("bonded_carrier", "destination_port", "foreign_port"),
    "63": ("bonded_carrier", "foreign_port"),
}
_NAMES = {
    "bonded_carrier": Text("the number of the bonded carrier", "le numéro du transporteur cautionné"),
    "destination_port": Text("the US port of destination", "le port de destination américain"),
    "foreign_port": Text("the foreign port of destination", "le port étranger de destination"),
}

RULE = Rule(
    code=CODE,
    title=Text("Destination of the in-bond movement", "Destination du mouvement sous douane"),
    message=Text("This in-bond movement needs {name}.", "Ce mouvement sous douane exige {name}."),
    fix=Text("Fill in {name}.", "Inscrivez {name}."),
    source="19 CFR 18.1(d); ACE truck guide, in-bond",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        bond = shipment.in_bond
        for field in _NEEDED.get(bond.entry_type, ()) if bond else ():
            if not getattr(bond, field):
                yield RULE.item(f"shipments[{number}].in_bond.{field}", name=_NAMES[field])
