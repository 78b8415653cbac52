"""A plain driver's licence proves who may drive, not who may enter."""

from __future__ import annotations

from clearance.domain.codes import LICENCES
from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N044"
PLAIN = LICENCES - {"6W"}

RULE = Rule(
    code=CODE,
    title=Text("Document that allows entry", "Document permettant l'entrée"),
    message=Text(
        "Only a driver's licence is given; it does not allow entry by itself.",
        "Seul un permis de conduire est donné; il ne permet pas l'entrée à lui seul.",
    ),
    fix=Text(
        "Add a passport, a passport card, an enhanced licence or a trusted-traveller card.",
        "Ajoutez un passeport, une carte passeport, un permis Plus ou une carte de voyageur digne de confiance.",
    ),
    source="22 CFR 53 and 8 CFR 235.1 (WHTI)",
    agency="CBP",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    if manifest.direction != "SB":
        return
    for number, person in enumerate(manifest.crew):
        kinds = {document.type for document in person.documents if document.type}
        if kinds and not person.fast_card and not person.ace_id and kinds <= PLAIN:
            yield RULE.item(f"crew[{number}].documents", ", ".join(sorted(kinds)))
