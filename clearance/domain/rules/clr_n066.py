"""An in-bond release needs the in-bond data, and only an in-bond release takes them."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N066"
MISSING = Text(
    "The release type is in bond, but the in-bond data are missing.",
    "Le type de mainlevée est sous douane, mais les données du mouvement sous douane manquent.",
)
NEEDLESS = Text(
    "In-bond data are given, but the release type is not in bond.",
    "Des données de mouvement sous douane sont données, mais le type de mainlevée n'est pas sous douane.",
)

RULE = Rule(
    code=CODE,
    title=Text("In-bond data", "Données du mouvement sous douane"),
    message=Text("{what}", "{what}"),
    fix=Text(
        "Give type and number of the in-bond movement, or change the release type.",
        "Donnez le type et le numéro du mouvement sous douane, ou changez le type de mainlevée.",
    ),
    source="19 CFR 18.1; ACE truck guide, in-bond",
    agency="CBP",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and kind.direction == "SB" and kind.in_bond != (shipment.in_bond is not None):
            what = MISSING if kind.in_bond else NEEDLESS
            yield RULE.item(f"shipments[{number}].in_bond", kind.code, what=what)
