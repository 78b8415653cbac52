"""A container number carries a check digit (ISO 6346); a wrong one names another container."""

from __future__ import annotations

from stdnum import iso6346

from clearance.domain.codes import CONTAINERS
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N024"

RULE = Rule(
    code=CODE,
    title=Text("Container number", "Numéro de conteneur"),
    message=Text("{number} is not a valid container number.", "{number} n'est pas un numéro de conteneur valide."),
    fix=Text(
        "Give four letters and seven digits, as painted on the container, for example CSQU3054383.",
        "Donnez quatre lettres et sept chiffres, tels que peints sur le conteneur, par exemple CSQU3054383.",
    ),
    source="ISO 6346",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for position, item in enumerate(manifest.equipment):
        if item.type in CONTAINERS and item.number and not iso6346.is_valid(item.number):
            yield RULE.item(f"equipment[{position}].number", item.number, number=item.number)
