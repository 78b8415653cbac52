"""A trip states only a loop that both agencies signed, that counts on arrival and that names its carrier (R-62)."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import local_day
from portal.core.domain.text import Text

CODE = "CLR_N115"
UNKNOWN = Text(
    "no loop in force has this number for your carrier",
    "aucune boucle en vigueur ne porte ce numéro pour votre transporteur",
)
DATES = Text("it counts from {start} to {end}", "elle vaut du {start} au {end}")

RULE = Rule(
    code=CODE,
    title=Text("Value-chain loop in force", "Boucle de valeur en vigueur"),
    message=Text("The loop {loop} cannot be stated: {why}.", "La boucle {loop} ne peut être indiquée : {why}."),
    fix=Text(
        "Check the number with the company that proposed the loop, or leave it out: the trip can be filed without it.",
        "Vérifiez le numéro auprès de l'entreprise qui a proposé la boucle, ou omettez-le : le voyage se déclare sans.",
    ),
    source="R-62; docs/loops.md",
)


def check(manifest: Manifest, context: Context) -> Findings:
    stated, loop = manifest.trip.loop, context.loop
    if not stated:
        return
    # A stranger's loop and one nobody knows read the same.
    if loop is None or not loop.driven_by(context.carrier_scacs | context.carrier_cbsa_codes):
        yield RULE.item("trip.loop", stated, loop=stated, why=UNKNOWN)
    elif not loop.counts_on(local_day(manifest, context)):
        dates = DATES.format(start=loop.starts_on.isoformat(), end=loop.ends_on.isoformat())
        yield RULE.item("trip.loop", stated, loop=stated, why=dates)
