"""A trip number may be used once: the agencies reject a number that is already on file."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.numbers import trip_number
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N003"

RULE = Rule(
    code=CODE,
    title=Text("Trip number in use", "Numéro de voyage déjà utilisé"),
    message=Text(
        "The trip number {number} is already on file for another trip.",
        "Le numéro de voyage {number} est déjà au dossier pour un autre voyage.",
    ),
    fix=Text(
        "Give another reference, or amend the trip already on file.",
        "Donnez une autre référence, ou modifiez le voyage déjà au dossier.",
    ),
    source="ACE error 081; CBSA reject “duplicate trip number”",
)


def check(manifest: Manifest, context: Context) -> Findings:
    number = trip_number(manifest.trip)
    if number and number in context.trip_numbers:
        yield RULE.item("trip.reference", manifest.trip.reference, number=number)
