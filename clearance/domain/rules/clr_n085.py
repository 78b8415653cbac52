"""Dangerous goods going to the United States name somebody who answers the telephone at any hour."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N085"
_FIELDS = {
    "hazmat_contact": Text("the name of a contact", "le nom d'un contact"),
    "hazmat_phone": Text("a telephone number", "un numéro de téléphone"),
}

RULE = Rule(
    code=CODE,
    title=Text("Contact for dangerous goods", "Contact pour marchandises dangereuses"),
    message=Text("UN {un} needs {name}.", "ONU {un} : il manque {name}."),
    fix=Text(
        "Give a name and a telephone number that is answered 24 hours a day.",
        "Donnez un nom et un numéro de téléphone joignable 24 heures sur 24.",
    ),
    source="19 CFR 123.92(d); 49 CFR 172.604",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction != "SB":
        return
    for number, position, line in lines(manifest):
        for field, name in _FIELDS.items() if line.un_number else ():
            if not getattr(line, field):
                yield RULE.item(line_path(number, position, field), un=line.un_number, name=name)
