"""Every line weighs something."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N084"

RULE = Rule(
    code=CODE,
    title=Text("Gross weight", "Poids brut"),
    message=Text("The gross weight is zero.", "Le poids brut est zéro."),
    fix=Text("Give the gross weight with packaging.", "Donnez le poids brut, emballage compris."),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 2 Part 3",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        if line.weight is not None and line.weight == 0:
            yield RULE.item(line_path(number, position, "weight"), line.weight)
