"""Some release types need one more thing: the C-4 code for BRASS, the business number for CSA, the warehouse for a bond."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest, Shipment
from clearance.domain.release_types import ReleaseType
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N068"
_NAMES = {
    "c4_code": Text("the C-4 code", "le code C-4"),
    "sublocation": Text("the sub-location of the warehouse", "le sous-emplacement de l'entrepôt"),
    "importer": Text("the importer's business number (BN15)", "le numéro d'entreprise de l'importateur (NE15)"),
}

RULE = Rule(
    code=CODE,
    title=Text("What the release type needs", "Ce qu'exige le type de mainlevée"),
    message=Text("{kind} also needs {name}.", "{kind} exige aussi {name}."),
    fix=Text(
        "Fill in {name}, or choose another release type.", "Inscrivez {name}, ou choisissez un autre type de mainlevée."
    ),
    source="CBP BRASS; SOR/86-1062 s. 10.5; CBSA D3-4-2",
)


def _missing(shipment: Shipment, kind: ReleaseType) -> Iterator[str]:
    if kind.needs_c4 and not shipment.c4_code:
        yield "c4_code"
    if kind.needs_sublocation and not shipment.sublocation:
        yield "sublocation"
    party = shipment.importer_or_consignee
    if kind.needs_bn15 and not (party and party.identifier_kind == "BN15" and party.identifier):
        yield "importer"


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        for field in _missing(shipment, kind) if kind else ():
            yield RULE.item(f"shipments[{number}].{field}", kind=kind.name if kind else "", name=_NAMES[field])
