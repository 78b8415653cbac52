"""The sections of a filing: which parts of the manifest each holds, how it is drawn, how it is read back.

A section's code is `trip`, `parties-1`, `goods-1` or `agencies-1` (the shipment counted from 1). What it asks comes from
the element registry for the direction of the draft, so no element is asked twice (R-20).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from clearance.domain.elements import GROUPS, NOT_ASKED
from clearance.domain.saved import DRIVER, PARTY, PRODUCT, TRAILER, TRUCK
from clearance.forms import ElementForm, ElementGrid, dashed, read_record, read_records, words
from clearance.models import FilingDraft
from clearance.selectors.reference import zone_of
from clearance.views.wizard.agencies import agency_panels, asked_lines, read_agencies
from clearance.views.wizard.panels import (
    Panel,
    crossings,
    draft_zone,
    packages,
    record_of,
    release_types,
    trailer_choices,
    words_of,
)
from clearance.views.wizard.short import read_short, short_panels
from portal.core.domain.errors import ErrorItem, NotFound

CODE = re.compile(r"(trip|repeat|(parties|goods|agencies)-(\d{1,3}))")
PARTIES = ("shipper", "consignee", "importer", "broker")
LISTED_PARTIES = ("notify", "delivery")
START_FIELDS = ("direction",)
PER_LINE = ("goods", "agencies")


@dataclass(frozen=True)
class Section:
    """One page of the wizard."""

    code: str
    title: str
    prefixes: tuple[str, ...]
    shipment: int | None = None
    panels: list[Panel] = field(default_factory=list)

    def owns(self, item: ErrorItem) -> bool:
        """Say whether an error item points into this section."""
        path = dashed(item.path)
        if self.code.startswith(PER_LINE) and ("-answers" in path) != self.code.startswith("agencies"):
            return False
        return any(path == prefix or path.startswith(f"{prefix}-") for prefix in self.prefixes)


def section_of(draft: FilingDraft, code: str) -> Section:
    """Give the bare section of a code; raises NotFound for one the draft does not have."""
    found = CODE.fullmatch(code)
    if found is None:
        raise NotFound
    if code == "repeat":
        return Section("repeat", _("What changes this time"), ())
    if code == "trip":
        return Section("trip", _("Truck, crew and crossing"), ("trip", "conveyance", "equipment", "crew"))
    number = int(found.group(3)) - 1
    if not 0 <= number < len(draft.data["shipments"]):
        raise NotFound
    path = f"shipments-{number}"
    if found.group(2) == "agencies":
        title = _("Agencies of shipment %(number)s") % {"number": number + 1}
        return Section(code, title, (f"{path}-lines",), number)
    if found.group(2) == "goods":
        title = _("Goods of shipment %(number)s") % {"number": number + 1}
        return Section(code, title, (f"{path}-lines",), number)
    title = _("Parties of shipment %(number)s") % {"number": number + 1}
    own = [f"{path}-{element.key}" for element in GROUPS["shipment"] if element.key != "lines"]
    return Section(code, title, tuple(own), number)


def sections_of(draft: FilingDraft) -> list[Section]:
    """Give every section of the draft in order."""
    found = []
    for number in range(1, len(draft.data["shipments"]) + 1):
        found += [section_of(draft, f"parties-{number}"), section_of(draft, f"goods-{number}")]
        if asked_lines(draft.data, number - 1):
            found.append(section_of(draft, f"agencies-{number}"))
    return [*found, section_of(draft, "trip")]


# --- drawing ----------------------------------------------------------------------------------------------
def drawn(draft: FilingDraft, section: Section, items: Iterable[ErrorItem] = ()) -> Section:
    """Give the section with its panels, the draft's values and the errors that belong to it."""
    own = [item for item in items if section.owns(item)]
    if section.code == "repeat":
        panels = short_panels(draft)
    else:
        panels = _trip_panels(draft, own) if section.shipment is None else _shipment_panels(draft, section, own)
    return Section(section.code, section.title, section.prefixes, section.shipment, panels)


def _trip_panels(draft: FilingDraft, items: list[ErrorItem]) -> list[Panel]:
    data, direction, zone = draft.data, draft.direction, draft_zone(draft.data)
    lists = {"type": words_of("conveyance"), "crossing": crossings()}
    common: dict[str, Any] = {"direction": direction, "items": items}
    trip = ElementForm(
        "trip", prefix="trip", values=data["trip"], leave_out=START_FIELDS, choices=lists, zone=zone, **common
    )
    truck = ElementForm("conveyance", prefix="conveyance", values=data["conveyance"], choices=lists, **common)
    trailers = ElementGrid(
        "equipment",
        prefix="equipment",
        records=data["equipment"],
        choices={"type": words_of("equipment")},
        **common,
    )
    crew = ElementGrid("crew", prefix="crew", records=data["crew"], choices={"type": words_of("document")}, **common)
    return [
        Panel(_("Trip"), form=trip, hint=_("Times are local to the port.")),
        Panel(_("Truck"), form=truck, target="conveyance", kind=TRUCK),
        Panel(
            _("Trailers and containers"), grid=trailers, add_label=_("Add a trailer"), target="equipment", kind=TRAILER
        ),
        Panel(_("Driver and crew"), grid=crew, add_label=_("Add a person"), target="crew", kind=DRIVER),
    ]


def _shipment_panels(draft: FilingDraft, section: Section, items: list[ErrorItem]) -> list[Panel]:
    number = section.shipment or 0
    shipment, prefix = draft.data["shipments"][number], f"shipments-{number}"
    common: dict[str, Any] = {"direction": draft.direction, "items": items}
    if section.code.startswith("agencies"):
        return agency_panels(draft, number, items)
    if section.code.startswith("goods"):
        lines = ElementGrid(
            "line",
            prefix=f"{prefix}-lines",
            records=shipment.get("lines", []),
            choices={"package_code": packages(), "equipment": trailer_choices(draft)},
            extra=1 if shipment.get("lines") else 3,
            **common,
        )
        target = f"{prefix}-lines"
        return [Panel(_("Goods"), grid=lines, add_label=_("Add goods"), target=target, kind=PRODUCT)]
    types = {"release_type": release_types(draft.direction)}
    panels = [
        Panel(_("Shipment"), form=ElementForm("shipment", prefix=prefix, values=shipment, choices=types, **common))
    ]
    for key in (*PARTIES, "in_bond"):
        element = next(element for element in GROUPS["shipment"] if element.key == key)
        if element.requirement(draft.direction) != NOT_ASKED:
            form = ElementForm(element.group, prefix=f"{prefix}-{key}", values=record_of(shipment, key), **common)
            panels.append(
                Panel(
                    words(element.name),
                    form=form,
                    folded=key not in PARTIES[:2],
                    target=f"{prefix}-{key}" if key in PARTIES else "",
                    kind=PARTY if key in PARTIES else "",
                )
            )
    for key in LISTED_PARTIES:
        element = next(element for element in GROUPS["shipment"] if element.key == key)
        if element.requirement(draft.direction) != NOT_ASKED:
            grid = ElementGrid("party", prefix=f"{prefix}-{key}", records=shipment.get(key, []), **common)
            panels.append(Panel(words(element.name), grid=grid, folded=True, target=f"{prefix}-{key}", kind=PARTY))
    return panels


# --- reading back -----------------------------------------------------------------------------------------
def read_section(data: dict[str, Any], section: Section, posted: QueryDict) -> dict[str, Any]:
    """Give the draft's data with what was posted for this section; other sections stay as they are."""
    direction = str(data["trip"].get("direction", ""))
    if section.code == "repeat":
        return read_short(data, posted)
    if section.shipment is None:
        return _read_trip(data, direction, posted)
    if not section.shipment < len(data["shipments"]):
        raise NotFound
    shipments = list(data["shipments"])
    if section.code.startswith("agencies"):
        shipments[section.shipment] = read_agencies(data, section.shipment, posted)
        return {**data, "shipments": shipments}
    read = _read_goods if section.code.startswith("goods") else _read_parties
    shipments[section.shipment] = read(dict(shipments[section.shipment]), section.shipment, direction, posted)
    return {**data, "shipments": shipments}


def _read_trip(data: dict[str, Any], direction: str, posted: QueryDict) -> dict[str, Any]:
    crossing = posted.get("trip-crossing", "")
    return {
        **data,
        "trip": read_record(
            "trip",
            "trip",
            direction,
            posted,
            known=data["trip"],
            zone=zone_of(crossing, direction),
            leave_out=START_FIELDS,
        ),
        "conveyance": read_record("conveyance", "conveyance", direction, posted, known=data["conveyance"]),
        "equipment": read_records("equipment", "equipment", direction, posted, known=data["equipment"]),
        "crew": read_records("crew", "crew", direction, posted, known=data["crew"]),
    }


def _read_goods(shipment: dict[str, Any], number: int, direction: str, posted: QueryDict) -> dict[str, Any]:
    prefix = f"shipments-{number}-lines"
    return {**shipment, "lines": read_records("line", prefix, direction, posted, known=shipment.get("lines", []))}


def _read_parties(shipment: dict[str, Any], number: int, direction: str, posted: QueryDict) -> dict[str, Any]:
    prefix = f"shipments-{number}"
    out = read_record("shipment", prefix, direction, posted, known=shipment)
    for element in GROUPS["shipment"]:
        if element.requirement(direction) == NOT_ASKED or element.key in {"lines", "seals"}:
            continue
        if element.key in LISTED_PARTIES:
            value: Any = read_records(
                element.group, f"{prefix}-{element.key}", direction, posted, known=shipment.get(element.key, [])
            )
        elif element.group:
            known = record_of(shipment, element.key)
            value = read_record(element.group, f"{prefix}-{element.key}", direction, posted, known=known)
        else:
            continue
        out.pop(element.key, None)
        if value:
            out[element.key] = value
    return out
