"""Importer numbers have a form and, in Canada, a check digit."""

from __future__ import annotations

import re

from stdnum.ca import bn

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import parties
from portal.core.domain.text import Text

CODE = "CLR_N073"
IOR = re.compile(r"\d{2}-\d{7}([A-Z0-9]{2})?|\d{3}-\d{2}-\d{4}|\d{6}-\d{5}", re.ASCII)

RULE = Rule(
    code=CODE,
    title=Text("Importer number", "Numéro d'importateur"),
    message=Text("{number} is not a valid number of this kind.", "{number} n'est pas un numéro valide de ce genre."),
    fix=Text(
        "BN15: nine digits, two letters, four digits (123456782RM0001). IOR: 12-3456789, 123-45-6789 or 123456-12345.",
        "NE15 : neuf chiffres, deux lettres, quatre chiffres (123456782RM0001). IOR : 12-3456789, 123-45-6789 ou 123456-12345.",
    ),
    source="CBSA business number; 19 CFR 24.5",
)


def _valid(kind: str, number: str) -> bool:
    if kind == "BN15":
        return len(number) == 15 and bool(bn.is_valid(number))
    return kind != "IOR" or IOR.fullmatch(number) is not None


def check(manifest: Manifest, _context: Context) -> Findings:
    for path, party in parties(manifest):
        number = party.identifier
        if number and not _valid(party.identifier_kind, number):
            yield RULE.item(f"{path}.identifier", number, number=number)
