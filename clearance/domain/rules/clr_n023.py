"""Each trailer or container appears once."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N023"

RULE = Rule(
    code=CODE,
    title=Text("Equipment listed once", "Équipement inscrit une seule fois"),
    message=Text("{number} is listed more than once.", "{number} est inscrit plus d'une fois."),
    fix=Text("Remove the repeat, or correct the number.", "Retirez la répétition, ou corrigez le numéro."),
    source="ACE truck guide; eManifest ECCRD",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    seen: set[str] = set()
    for position, item in enumerate(manifest.equipment):
        if item.number and item.number in seen:
            yield RULE.item(f"equipment[{position}].number", item.number, number=item.number)
        seen.add(item.number)
