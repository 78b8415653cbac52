"""Equipment types come from a closed list."""

from __future__ import annotations

from clearance.domain.codes import EQUIPMENT
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N025"

RULE = Rule(
    code=CODE,
    title=Text("Equipment type", "Type d'équipement"),
    message=Text("There is no equipment type “{code}”.", "Il n'y a pas de type d'équipement « {code} »."),
    fix=Text(
        "Choose a type from the list, for example TF for a dry freight trailer.",
        "Choisissez un type dans la liste, par exemple TF pour une remorque fermée.",
    ),
    source="ACE equipment type list",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for position, item in enumerate(manifest.equipment):
        if item.type and item.type not in EQUIPMENT:
            yield RULE.item(f"equipment[{position}].type", item.type, code=item.type)
