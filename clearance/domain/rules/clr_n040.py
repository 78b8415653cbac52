"""A truck entering the United States has a driver on file."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N040"

RULE = Rule(
    code=CODE,
    title=Text("Driver on file", "Conducteur au dossier"),
    message=Text("No driver is on the manifest.", "Aucun conducteur ne figure au manifeste."),
    fix=Text("Add the driver with role DRIVER.", "Ajoutez le conducteur avec le rôle DRIVER."),
    source="19 CFR 123.92(d); ACE reject “no person in charge”",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction == "SB" and not manifest.drivers:
        yield RULE.item("crew")
