"""Canada asks for no driver, but without one the truck cannot be advised a FAST lane."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N041"

RULE = Rule(
    code=CODE,
    title=Text("No driver, no FAST lane", "Sans conducteur, pas de voie FAST/EXPRES"),
    message=Text(
        "No driver is on the manifest, so a FAST lane cannot be advised.",
        "Aucun conducteur au manifeste : la voie FAST/EXPRES ne peut pas être conseillée.",
    ),
    fix=Text(
        "Add the driver and the FAST card number if there is one.",
        "Ajoutez le conducteur et son numéro de carte FAST/EXPRES, s'il en a une.",
    ),
    source="R-01",
    severity=INFO,
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction == "NB" and not manifest.drivers:
        yield RULE.item("crew")
