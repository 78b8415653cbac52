"""UN numbers run from 0004 to 3550."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N086"
FIRST, LAST = 4, 3550

RULE = Rule(
    code=CODE,
    title=Text("UN number exists", "Numéro ONU existant"),
    message=Text("There is no UN number {un}.", "Il n'y a pas de numéro ONU {un}."),
    fix=Text(
        "Take the number from the shipping paper of the dangerous goods.",
        "Prenez le numéro sur le document d'expédition des marchandises dangereuses.",
    ),
    source="UN Model Regulations, dangerous goods list; domain facts 8",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, position, line in lines(manifest):
        un = line.un_number
        if un and un.isdigit() and not FIRST <= int(un) <= LAST:
            yield RULE.item(line_path(number, position, "un_number"), un, un=un)
