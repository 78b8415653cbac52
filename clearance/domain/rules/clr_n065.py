"""A release type must be in force on the day of arrival; Section 321 ended on 29 August 2025."""

from __future__ import annotations

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest
from clearance.domain.release_types import ReleaseType
from clearance.domain.rules.base import Findings, Rule
from clearance.domain.rules.places import local_day
from portal.core.domain.text import Text

CODE = "CLR_N065"
ENDED = Text("it ended on {day}", "il a pris fin le {day}")
BEGINS = Text("it begins on {day}", "il commence le {day}")

RULE = Rule(
    code=CODE,
    title=Text("Release type in force", "Type de mainlevée en vigueur"),
    message=Text(
        "{name} is not in force on {day}: {why}.",
        "{name} : non en vigueur le {day} : {why}.",
    ),
    fix=Text(
        "Use {instead} with a formal or informal entry.",
        "Utilisez {instead} avec une déclaration formelle ou simplifiée.",
    ),
    source="CSMS 66065494; release type table",
)


def _why(kind: ReleaseType) -> Text:
    """Say why, or since when, or from when."""
    if kind.refusal is not None:
        return kind.refusal
    if kind.effective_until is not None:
        return ENDED.format(day=kind.effective_until.isoformat())
    return BEGINS.format(day=kind.effective_from.isoformat())


def check(manifest: Manifest, context: Context) -> Findings:
    day = local_day(manifest, context)
    for number, shipment in enumerate(manifest.shipments):
        kind = context.release_types.get(shipment.release_type)
        if kind and not kind.in_force(day):
            yield RULE.item(
                f"shipments[{number}].release_type",
                kind.code,
                name=kind.name,
                day=day.isoformat(),
                why=_why(kind),
                instead=kind.successor,
            )
