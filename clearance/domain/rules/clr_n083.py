"""Every line has at least one package."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N083"

RULE = Rule(
    code=CODE,
    title=Text("Number of packages", "Nombre de colis"),
    message=Text("The number of packages is zero.", "Le nombre de colis est zéro."),
    fix=Text("Give the number of packages, or remove the line.", "Donnez le nombre de colis, ou retirez la ligne."),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 2 Part 3",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        if line.quantity == 0:
            yield RULE.item(line_path(number, position, "quantity"), 0)
