"""Low value ends at a limit in the money of the country; above it the goods need an ordinary release."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.exemptions import over_limit, shipment_value
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import local_day
from portal.core.domain.text import Text

CODE = "CLR_N092"

RULE = Rule(
    code=CODE,
    title=Text("Low-value limit", "Limite de faible valeur"),
    message=Text(
        "{kind} is for at most {limit} {currency}; this shipment is worth {worth}.",
        "{kind} : {limit} {currency} au plus; cette expédition vaut {worth}.",
    ),
    fix=Text(
        "Use {instead} for this shipment.",
        "Utilisez {instead} pour cette expédition.",
    ),
    source="SOR/86-1062, SOR/2024-199 (C$3,300); release type table",
)


def check(manifest: Manifest, context: Context) -> Findings:
    day = local_day(manifest, context)
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and kind.limit and kind.in_force(day) and over_limit(shipment, kind.limit, kind.limit_currency):
            yield RULE.item(
                f"shipments[{number}].release_type",
                kind.code,
                kind=kind.name,
                limit=kind.limit,
                currency=kind.limit_currency,
                worth=shipment_value(shipment),
                instead=kind.successor,
            )
