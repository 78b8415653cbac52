"""Empty containers that are not for sale need no cargo data; the truck's own data is still asked."""

from __future__ import annotations

from clearance.domain import exemptions
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N103"

RULE = Rule(
    code=CODE,
    title=Text("Empty containers", "Conteneurs vides"),
    message=Text(
        "Canada asks no cargo data for empty containers that are not for sale, only the data of the conveyance.",
        "Le Canada n'exige pas de données sur le fret pour des conteneurs vides non destinés à la vente, "
        "seulement celles du moyen de transport.",
    ),
    fix=Text(
        "Nothing to do. Containers imported for sale are goods: add them as a shipment.",
        "Rien à faire. Des conteneurs importés pour la vente sont des marchandises : ajoutez-les comme expédition.",
    ),
    source="SOR/86-873 s. 18(3)",
    severity=INFO,
    agency="CBSA",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction == "NB" and exemptions.empty_containers(manifest):
        yield RULE.item("equipment")
