"""A value means nothing without its currency."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N077"

RULE = Rule(
    code=CODE,
    title=Text("Currency of the values", "Devise des valeurs"),
    message=Text("Values are given without a currency.", "Des valeurs sont données sans devise."),
    fix=Text("Give the currency, for example USD or CAD.", "Donnez la devise, par exemple USD ou CAD."),
    source="ISO 4217; ACE truck guide",
)


def check(manifest: Manifest, _context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        if not shipment.currency and any(line.value is not None for line in shipment.lines):
            yield RULE.item(f"shipments[{number}].currency")
