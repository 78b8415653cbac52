"""Low value ends at a limit in the money of the country; above it the goods need an ordinary release."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.exemptions import over_limit, shipment_value
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N092"

RULE = Rule(
    code=CODE,
    title=Text("Low-value limit", "Limite de faible valeur"),
    message=Text(
        "{kind} is for at most {limit} {currency}; this shipment is worth {value}.",
        "{kind} : {limit} {currency} au plus; cette expédition vaut {value}.",
    ),
    fix=Text(
        "Use {instead} for this shipment.",
        "Utilisez {instead} pour cette expédition.",
    ),
    source="SOR/86-1062, SOR/2024-199 (C$3,300); release type table",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and kind.limit and over_limit(shipment, kind.limit, kind.limit_currency):
            yield RULE.item(
                f"shipments[{number}].release_type",
                kind.code,
                kind=kind.name,
                limit=kind.limit,
                currency=kind.limit_currency,
                value=shipment_value(shipment),
                instead=kind.successor,
            )
