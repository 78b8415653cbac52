"""A FAST card belongs to one person."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N046"

RULE = Rule(
    code=CODE,
    title=Text("Card used once", "Carte utilisée une seule fois"),
    message=Text(
        "The FAST card {card} is given for two people.", "La carte FAST/EXPRES {card} est inscrite pour deux personnes."
    ),
    fix=Text("Give each person's own card number.", "Inscrivez le numéro de carte de chaque personne."),
    source="SOR/2003-323 (card is not lent)",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    seen: set[str] = set()
    for number, person in enumerate(manifest.crew):
        if person.fast_card and person.fast_card in seen:
            yield RULE.item(f"crew[{number}].fast_card", person.fast_card, card=person.fast_card)
        seen.add(person.fast_card)
