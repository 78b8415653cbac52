"""Third-country goods in a cross-border shipment: nothing wrong, but good to know what it leads to (R-76)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N091"
_HERE = ("CA", "US")

RULE = Rule(
    code=CODE,
    title=Text("Third-country goods", "Marchandises d'un pays tiers"),
    message=Text(
        "These goods are from {origin}, not from the country they are shipped from.",
        "Ces marchandises viennent de {origin}, et non du pays d'expédition.",
    ),
    fix=Text(
        "Keep the proof of origin; you may be asked for it after release.",
        "Conservez la preuve d'origine; elle pourrait vous être demandée après la mainlevée.",
    ),
    source="R-76",
    severity=INFO,
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        shipped = manifest.shipments[number].loading_country
        if line.origin and shipped and line.origin not in (shipped, *_HERE):
            yield RULE.item(line_path(number, position, "origin"), line.origin, origin=line.origin)
