"""What the country of entry does not ask for is not sent to it; the filer is told (R-22, data minimisation)."""

from __future__ import annotations

from clearance.domain.codes import DIRECTIONS
from clearance.domain.context import Context
from clearance.domain.elements import GROUPS, NOT_ASKED
from clearance.domain.manifest import Manifest
from clearance.domain.rules.base import INFO, Findings, Rule
from portal.core.domain.text import Text

CODE = "CLR_N011"
_GROUPS = ("trip", "conveyance", "equipment", "crew", "shipment")
_NOT_ASKED = {
    (group, way): tuple(element for element in GROUPS[group] if element.requirement(way) == NOT_ASKED)
    for group in _GROUPS
    for way in DIRECTIONS
}

RULE = Rule(
    code=CODE,
    title=Text("Not asked in this direction", "Non demandé dans ce sens"),
    message=Text(
        "{name} is not asked for in this direction; it will not be sent.",
        "{name} : non demandé dans ce sens; ce ne sera pas transmis.",
    ),
    fix=Text("You may leave it out.", "Vous pouvez l'omettre."),
    source="Crosswalk of data elements; R-20, R-22",
    severity=INFO,
)


def _extra(record: object, group: str, direction: str, path: str) -> Findings:
    for element in _NOT_ASKED[group, direction]:
        value = getattr(record, element.key)
        if value:
            yield RULE.item(f"{path}.{element.key}", value, name=element.name)


def check(manifest: Manifest, _context: Context) -> Findings:
    way = manifest.direction
    if not way:
        return
    yield from _extra(manifest.trip, "trip", way, "trip")
    yield from _extra(manifest.conveyance, "conveyance", way, "conveyance")
    for place, group, records in (
        ("equipment", "equipment", manifest.equipment),
        ("crew", "crew", manifest.crew),
        ("shipments", "shipment", manifest.shipments),
    ):
        for number, record in enumerate(records):
            yield from _extra(record, group, way, f"{place}[{number}]")
