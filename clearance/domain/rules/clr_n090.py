"""Goods of one origin marked as of another: the brake-pads case of counterfeit goods sent on (R-76)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N090"

RULE = Rule(
    code=CODE,
    title=Text("Marked origin agrees", "Origine marquée concordante"),
    message=Text(
        "The goods come from {origin} but are marked as from {marked}.",
        "Les marchandises viennent de {origin} mais sont marquées comme venant de {marked}.",
    ),
    fix=Text(
        "Correct the origin or the mark; a discrepancy is checked after release.",
        "Corrigez l'origine ou la marque; un écart est vérifié après la mainlevée.",
    ),
    source="R-76; 19 CFR 134",
    severity=WARNING,
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        marked, origin = line.marked_origin, line.origin
        if marked and origin and marked != origin:
            path = line_path(number, position, "marked_origin")
            yield RULE.item(path, marked, origin=origin, marked=marked)
