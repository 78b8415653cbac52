"""A load under CSA release that misses a condition of the exemption is told which."""

from __future__ import annotations

from clearance.domain import exemptions
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N101"

RULE = Rule(
    code=CODE,
    title=Text("CSA load not exempt", "Chargement PAD non exempté"),
    message=Text(
        "Advance data is needed although every shipment is under CSA release: {gap}.",
        "Les données préalables sont exigées bien que chaque expédition soit en mainlevée PAD : {gap}.",
    ),
    fix=Text(
        "File as usual, at least 60 minutes before arrival.",
        "Déposez comme d'habitude, au moins 60 minutes avant l'arrivée.",
    ),
    source="SOR/86-873 s. 18(2)",
    severity=INFO,
    agency="CBSA",
)


def check(manifest: Manifest, context: Context) -> Findings:
    shipments = manifest.shipments
    if manifest.direction != "NB" or not shipments or any(item.release_type != exemptions.CSA for item in shipments):
        return
    for gap in exemptions.csa_gaps(manifest, context):
        yield RULE.item("shipments", gap=gap)
