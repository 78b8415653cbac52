"""The first six digits are a code of the Harmonized System both countries share (HS 2022)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import line_path, lines
from portal.core.domain.text import Text

CODE = "CLR_N080"

RULE = Rule(
    code=CODE,
    title=Text("HS code exists", "Code SH existant"),
    message=Text("There is no HS code {code}.", "Il n'y a pas de code SH {code}."),
    fix=Text(
        "Search the goods by name and choose the code from the list.",
        "Cherchez les marchandises par leur nom et choisissez le code dans la liste.",
    ),
    source="HS 2022; domain facts 7.1",
)


def check(manifest: Manifest, context: Context) -> Findings:
    known = context.hs_codes
    if known is None:
        return
    for number, position, line in lines(manifest):
        if line.hs_code and line.hs6 not in known:
            yield RULE.item(line_path(number, position, "hs_code"), line.hs_code, code=line.hs6)
