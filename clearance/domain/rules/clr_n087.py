"""A line says on which trailer it rides by the number of a trailer that is there."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N087"

RULE = Rule(
    code=CODE,
    title=Text("Loaded on known equipment", "Chargé sur un équipement connu"),
    message=Text(
        "{number} is not among the trailers and containers of this trip.",
        "{number} ne figure pas parmi les remorques et conteneurs de ce voyage.",
    ),
    fix=Text("Add the equipment, or choose one of: {known}.", "Ajoutez l'équipement, ou choisissez parmi : {known}."),
    source="ACE truck guide, equipment link",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    known = {item.number for item in manifest.equipment} | {manifest.conveyance.number}
    for number, position, line in lines(manifest):
        if line.equipment and line.equipment not in known:
            path = line_path(number, position, "equipment")
            names = ", ".join(sorted(known - {""}))
            yield RULE.item(path, line.equipment, number=line.equipment, known=names)
