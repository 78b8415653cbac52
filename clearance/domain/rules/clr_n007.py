"""Data must be on file before the truck arrives, so the arrival must lie ahead."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import local_time
from portal.core.domain.text import Text

CODE = "CLR_N007"

RULE = Rule(
    code=CODE,
    title=Text("Arrival lies ahead", "Arrivée à venir"),
    message=Text("The estimated arrival {eta} has passed.", "L'arrivée prévue, {eta}, est passée."),
    fix=Text(
        "Give the time at which the truck will reach the crossing.",
        "Donnez l'heure à laquelle le camion atteindra le passage.",
    ),
    source="19 CFR 123.92(b); SOR/86-873 s. 18",
)


def check(manifest: Manifest, context: Context) -> Findings:
    eta = manifest.trip.eta
    if eta is not None and eta <= context.now:
        yield RULE.item("trip.eta", eta, eta=local_time(eta, manifest, context))
