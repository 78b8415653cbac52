"""The United States identifies each person by FAST card, ACE number, or name, birth, citizenship and document."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N042"
_FIELDS = {
    "family_name": Text("the family name", "le nom de famille"),
    "given_name": Text("the given name", "le prénom"),
    "birth_date": Text("the date of birth", "la date de naissance"),
    "citizenship": Text("the citizenship", "la citoyenneté"),
    "documents": Text("a travel document", "un document de voyage"),
}

RULE = Rule(
    code=CODE,
    title=Text("Person identified", "Personne identifiée"),
    message=Text(
        "This person is not identified: {name} is missing.", "Cette personne n'est pas identifiée : il manque {name}."
    ),
    fix=Text(
        "Give a FAST card, an ACE number, or the full name, date of birth, citizenship and a travel document.",
        "Donnez une carte FAST/EXPRES, un numéro ACE, ou le nom complet, la date de naissance, la citoyenneté et un document de voyage.",
    ),
    source="19 CFR 123.92(d); ACE truck guide, crew",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction != "SB":
        return
    for number, person in enumerate(manifest.crew):
        if person.fast_card or person.ace_id:
            continue
        for field, name in _FIELDS.items():
            if not getattr(person, field):
                yield RULE.item(f"crew[{number}].{field}", name=name)
