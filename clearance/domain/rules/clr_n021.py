"""A plate belongs to a province or state of its country."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Conveyance, Equipment, Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N021"

RULE = Rule(
    code=CODE,
    title=Text("Plate jurisdiction", "Province ou État de la plaque"),
    message=Text(
        "{code} is not a province or state of {country}.", "{code} n'est pas une province ni un État de {country}."
    ),
    fix=Text(
        "Give the code of the province or state that issued the plate.",
        "Donnez le code de la province ou de l'État qui a délivré la plaque.",
    ),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 1 Part 3; ACE error 402",
)


def check(manifest: Manifest, context: Context) -> Findings:
    plated: list[tuple[str, Conveyance | Equipment]] = [("conveyance", manifest.conveyance)]
    plated += [(f"equipment[{number}]", item) for number, item in enumerate(manifest.equipment)]
    for path, item in plated:
        known = context.subdivisions.get(item.plate_country)
        if item.plate_jurisdiction and known is not None and item.plate_jurisdiction not in known:
            code = item.plate_jurisdiction
            yield RULE.item(f"{path}.plate_jurisdiction", code, code=code, country=item.plate_country)
