"""The crossing must be one of the land crossings on the list."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N005"

RULE = Rule(
    code=CODE,
    title=Text("Known crossing", "Passage connu"),
    message=Text("There is no land crossing “{code}”.", "Il n'y a pas de passage terrestre « {code} »."),
    fix=Text("Choose a crossing from the list.", "Choisissez un passage dans la liste."),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 1 Part 3",
)


def check(manifest: Manifest, context: Context) -> Findings:
    code = manifest.trip.crossing
    if code and context.crossings and context.crossing(code) is None:
        yield RULE.item("trip.crossing", code, code=code)
