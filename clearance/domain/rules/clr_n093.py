"""A low-value limit is in the money of the country; values in other money are converted by the filer."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import WARNING, Findings, Rule
from clearance.domain.rules.places import local_day
from portal.core.domain.text import Text

CODE = "CLR_N093"

RULE = Rule(
    code=CODE,
    title=Text("Low value in other money", "Faible valeur en autre monnaie"),
    message=Text(
        "{kind} is limited to {limit} {currency}, but the values are in {given}.",
        "{kind} : la limite est de {limit} {currency}, mais les valeurs sont en {given}.",
    ),
    fix=Text(
        "Check at the rate of the day that the value is not above {limit} {currency}.",
        "Vérifiez au taux du jour que la valeur ne dépasse pas {limit} {currency}.",
    ),
    source="SOR/86-1062; release type table",
    severity=WARNING,
)


def check(manifest: Manifest, context: Context) -> Findings:
    day = local_day(manifest, context)
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and kind.limit and kind.in_force(day) and shipment.currency not in ("", kind.limit_currency):
            yield RULE.item(
                f"shipments[{number}].currency",
                shipment.currency,
                kind=kind.name,
                limit=kind.limit,
                currency=kind.limit_currency,
                given=shipment.currency,
            )
