"""Addresses in Canada, the United States and Mexico name a province or state of that country."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import parties
from portal.core.domain.text import Text

CODE = "CLR_N070"

RULE = Rule(
    code=CODE,
    title=Text("Province or state of a party", "Province ou État d'une partie"),
    message=Text(
        "{name} needs a province or state of {country}.", "{name} : indiquez une province ou un État de {country}."
    ),
    fix=Text("Give the short code, for example ON or MI.", "Donnez le code court, par exemple ON ou MI."),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 2 Part 3; ACE errors 004 and 005",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for path, party in parties(manifest):
        known = context.subdivisions.get(party.country)
        if known is not None and party.jurisdiction not in known:
            yield RULE.item(f"{path}.jurisdiction", party.jurisdiction, name=party.name, country=party.country)
