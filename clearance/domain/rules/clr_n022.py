"""A trailer plate without its province or state and country cannot be matched at the booth."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N022"
_FIELDS = {
    "plate_jurisdiction": Text("the province or state", "province ou État"),
    "plate_country": Text("the country", "pays"),
}

RULE = Rule(
    code=CODE,
    title=Text("Trailer plate complete", "Plaque de remorque complète"),
    message=Text(
        "The plate {plate} needs its province or state and its country.",
        "La plaque {plate} doit être accompagnée de sa province ou de son État et de son pays.",
    ),
    fix=Text("Fill in {name}.", "Remplissez le champ {name}."),
    source="SOR/86-873 Sch. 1 Part 3; 19 CFR 123.92(d)",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, item in enumerate(manifest.equipment):
        for field, name in _FIELDS.items() if item.plate else ():
            if not getattr(item, field):
                yield RULE.item(f"equipment[{number}].{field}", plate=item.plate, name=name)
