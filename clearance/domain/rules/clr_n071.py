"""The place of loading lies in a province or state of its country."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N071"

RULE = Rule(
    code=CODE,
    title=Text("Province or state of loading", "Province ou État de chargement"),
    message=Text(
        "{code} is not a province or state of {country}.", "{code} n'est pas une province ni un État de {country}."
    ),
    fix=Text(
        "Give the code of the province or state where the carrier took the goods.",
        "Donnez le code de la province ou de l'État où le transporteur a pris les marchandises.",
    ),
    source="19 CFR 123.92(d); SOR/86-873 Sch. 2 Part 3",
)


def check(manifest: Manifest, context: Context) -> Findings:
    for number, shipment in enumerate(manifest.shipments):
        known = context.subdivisions.get(shipment.loading_country)
        code = shipment.loading_jurisdiction
        if code and known is not None and code not in known:
            path = f"shipments[{number}].loading_jurisdiction"
            yield RULE.item(path, code, code=code, country=shipment.loading_country)
