"""A seal number names one seal: the same number cannot be on two doors."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N027"

RULE = Rule(
    code=CODE,
    title=Text("Seal number used once", "Numéro de sceau utilisé une seule fois"),
    message=Text("The seal {number} is given more than once.", "Le sceau {number} est inscrit plus d'une fois."),
    fix=Text(
        "Remove the repeat, or read the number from the seal again.",
        "Retirez la répétition, ou relisez le numéro sur le sceau.",
    ),
    source="ISO 17712; R-56",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    seen: set[str] = set()
    holders = [("conveyance", manifest.conveyance.seals)]
    holders += [(f"equipment[{number}]", item.seals) for number, item in enumerate(manifest.equipment)]
    for path, seals in holders:
        for position, seal in enumerate(seals):
            if seal.number and seal.number in seen:
                yield RULE.item(f"{path}.seals[{position}].number", seal.number, number=seal.number)
            seen.add(seal.number)
