"""A release type must be in force on the day of arrival; Section 321 ended on 29 August 2025."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N065"

RULE = Rule(
    code=CODE,
    title=Text("Release type in force", "Type de mainlevée en vigueur"),
    message=Text("{name} is not in force on {day}.", "{name} : non en vigueur le {day}."),
    fix=Text(
        "Use {instead} with a formal or informal entry.",
        "Utilisez {instead} avec une déclaration formelle ou simplifiée.",
    ),
    source="CSMS 66065494; release type table",
)


def check(manifest: Manifest, context: Context) -> Findings:
    day = (manifest.trip.eta or context.now).date()
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and not kind.in_force(day):
            instead = kind.instead or ("PAPS" if kind.direction == "SB" else "PARS")
            yield RULE.item(
                f"shipments[{number}].release_type",
                kind.code,
                name=kind.name,
                day=day.isoformat(),
                instead=instead,
            )
