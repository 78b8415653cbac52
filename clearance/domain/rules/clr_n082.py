"""Quantity is counted in the smallest outer packages; pallets are rarely those."""

from __future__ import annotations

from clearance.domain.codes import PALLETS
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N082"

RULE = Rule(
    code=CODE,
    title=Text("Smallest outer packages", "Plus petits colis extérieurs"),
    message=Text(
        "{count} pallets: are there smaller packages on them?",
        "{count} palettes : y a-t-il de plus petits colis dessus?",
    ),
    fix=Text(
        "Count the cartons, bags or drums: 10 pallets of 200 cartons are 2000 cartons.",
        "Comptez les cartons, sacs ou fûts : 10 palettes de 200 cartons font 2000 cartons.",
    ),
    source="19 CFR 123.92(d)",
    severity=WARNING,
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        if line.package_code in PALLETS:
            path = line_path(number, position, "package_code")
            yield RULE.item(path, line.package_code, count=line.quantity or 0)
