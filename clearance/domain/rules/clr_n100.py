"""A fully CSA load needs no advance data at all in Canada: six conditions hold together."""

from __future__ import annotations

from clearance.domain import exemptions
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N100"

RULE = Rule(
    code=CODE,
    title=Text("Fully CSA load", "Chargement entièrement PAD"),
    message=Text(
        "Canada asks neither cargo nor conveyance data for this load: every condition of section 18(2) holds.",
        "Le Canada n'exige ni données sur le fret ni données sur le moyen de transport : "
        "toutes les conditions du paragraphe 18(2) sont remplies.",
    ),
    fix=Text(
        "Nothing to do. You may report the goods orally on arrival; what you file is kept as your record.",
        "Rien à faire. Vous pouvez déclarer les marchandises verbalement à l'arrivée; votre dépôt est conservé comme preuve.",
    ),
    source="SOR/86-873 s. 5 and s. 18(2)",
    severity=INFO,
    agency="CBSA",
)


def check(manifest: Manifest, context: Context) -> Findings:
    if exemptions.fully_csa(manifest, context):
        yield RULE.item("shipments")
