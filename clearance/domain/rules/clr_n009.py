"""Filing later than the notice both laws ask for is accepted, with the consequence said at once."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import deadline, local_time
from portal.core.domain.text import Text

CODE = "CLR_N009"

RULE = Rule(
    code=CODE,
    title=Text("Notice before arrival", "Préavis avant l'arrivée"),
    message=Text(
        "This had to be on file by {deadline} (port time); the truck may have to wait.",
        "Ceci devait être au dossier au plus tard à {deadline} (heure du port); le camion pourrait devoir attendre.",
    ),
    fix=Text(
        "Plan the arrival at {earliest} or later (port time).",
        "Prévoyez l'arrivée à {earliest} ou plus tard (heure du port).",
    ),
    source="19 CFR 123.92(b); SOR/86-873 s. 18; R-25",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    eta, due = manifest.trip.eta, deadline(manifest, context)
    if eta is None or due is None or not due < context.now < eta:
        return
    yield RULE.item(
        "trip.eta",
        eta,
        deadline=local_time(due, manifest, context),
        earliest=local_time(context.now + (eta - due), manifest, context),
    )
