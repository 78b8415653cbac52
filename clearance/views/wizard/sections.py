"""The sections of a filing: which parts of the manifest each holds, how it is drawn, how it is read back.

A section's code is `trip`, `parties-1` or `goods-1` (the shipment counted from 1). What it asks comes from
the element registry for the direction of the draft, so no element is asked twice (R-20).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from clearance.domain.elements import GROUPS, NOT_ASKED
from clearance.domain.labels import choices_of
from clearance.domain.release_types import choices as release_choices
from clearance.forms import Choices, ElementForm, ElementGrid, dashed, read_record, read_records, words
from clearance.models import FilingDraft
from clearance.selectors.reference import zone_of
from portal.core import clock
from portal.core.domain.errors import ErrorItem, NotFound
from portal.reference.selectors import crossing_list, package_types

CODE = re.compile(r"(trip|parties-(\d{1,3})|goods-(\d{1,3}))")
PARTIES = ("shipper", "consignee", "importer", "broker")
LISTED_PARTIES = ("notify", "delivery")
START_FIELDS = ("direction",)


@dataclass(frozen=True)
class Panel:
    """One box of a section: a form or a grid under a heading; `folded` ones open on request."""

    title: str
    form: ElementForm | None = None
    grid: ElementGrid | None = None
    folded: bool = False
    hint: str = ""
    add_label: str = ""

    @property
    def filled(self) -> bool:
        """Say whether a folded box holds something or has a fault, and so must be open."""
        forms = [self.form] if self.form else list(self.grid or ())
        return any(form.initial or form.errors for form in forms if form is not None)


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
        return any(path == prefix or path.startswith(f"{prefix}-") for prefix in self.prefixes)


def section_of(draft: FilingDraft, code: str) -> Section:
    """Give the bare section of a code; raises NotFound for one the draft does not have."""
    found = CODE.fullmatch(code)
    if found is None:
        raise NotFound
    if code == "trip":
        return Section("trip", _("Truck, crew and crossing"), ("trip", "conveyance", "equipment", "crew"))
    number = int(found.group(2) or found.group(3)) - 1
    if not 0 <= number < len(draft.data["shipments"]):
        raise NotFound
    path = f"shipments-{number}"
    if found.group(3):
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
    return [*found, section_of(draft, "trip")]


def draft_zone(data: Mapping[str, Any]) -> str:
    """Give the clock that local times of the draft are meant on."""
    trip = data.get("trip", {})
    return zone_of(str(trip.get("crossing", "")), str(trip.get("direction", "")))


# --- drawing ----------------------------------------------------------------------------------------------
def drawn(draft: FilingDraft, section: Section, items: Iterable[ErrorItem] = ()) -> Section:
    """Give the section with its panels, the draft's values and the errors that belong to it."""
    own = [item for item in items if section.owns(item)]
    panels = _trip_panels(draft, own) if section.shipment is None else _shipment_panels(draft, section, own)
    return Section(section.code, section.title, section.prefixes, section.shipment, panels)


def _trip_panels(draft: FilingDraft, items: list[ErrorItem]) -> list[Panel]:
    data, direction, zone = draft.data, draft.direction, draft_zone(draft.data)
    lists = {"type": _words_of("conveyance"), "crossing": _crossings()}
    common: dict[str, Any] = {"direction": direction, "items": items}
    trip = ElementForm(
        "trip", prefix="trip", values=data["trip"], leave_out=START_FIELDS, choices=lists, zone=zone, **common
    )
    truck = ElementForm("conveyance", prefix="conveyance", values=data["conveyance"], choices=lists, **common)
    trailers = ElementGrid(
        "equipment",
        prefix="equipment",
        records=data["equipment"],
        choices={"type": _words_of("equipment")},
        **common,
    )
    crew = ElementGrid("crew", prefix="crew", records=data["crew"], choices={"type": _words_of("document")}, **common)
    return [
        Panel(_("Trip"), form=trip, hint=_("Times are local to the port.")),
        Panel(_("Truck"), form=truck),
        Panel(_("Trailers and containers"), grid=trailers, add_label=_("Add a trailer")),
        Panel(_("Driver and crew"), grid=crew, add_label=_("Add a person")),
    ]


def _shipment_panels(draft: FilingDraft, section: Section, items: list[ErrorItem]) -> list[Panel]:
    number = section.shipment or 0
    shipment, prefix = draft.data["shipments"][number], f"shipments-{number}"
    common: dict[str, Any] = {"direction": draft.direction, "items": items}
    if section.code.startswith("goods"):
        lines = ElementGrid(
            "line",
            prefix=f"{prefix}-lines",
            records=shipment.get("lines", []),
            choices={"package_code": _packages(), "equipment": _trailers(draft)},
            extra=1 if shipment.get("lines") else 3,
            **common,
        )
        return [Panel(_("Goods"), grid=lines, add_label=_("Add goods"))]
    types = {"release_type": _release_types(draft.direction)}
    panels = [
        Panel(_("Shipment"), form=ElementForm("shipment", prefix=prefix, values=shipment, choices=types, **common))
    ]
    for key in (*PARTIES, "in_bond"):
        element = next(element for element in GROUPS["shipment"] if element.key == key)
        if element.requirement(draft.direction) != NOT_ASKED:
            form = ElementForm(element.group, prefix=f"{prefix}-{key}", values=_record(shipment, key), **common)
            panels.append(Panel(words(element.name), form=form, folded=key not in PARTIES[:2]))
    for key in LISTED_PARTIES:
        element = next(element for element in GROUPS["shipment"] if element.key == key)
        if element.requirement(draft.direction) != NOT_ASKED:
            grid = ElementGrid("party", prefix=f"{prefix}-{key}", records=shipment.get(key, []), **common)
            panels.append(Panel(words(element.name), grid=grid, folded=True))
    return panels


def _record(shipment: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = shipment.get(key)
    return value if isinstance(value, dict) else {}


def _words_of(name: str) -> Choices:
    return [(code, words(text)) for code, text in choices_of(name)]


def _crossings() -> Choices:
    return [(crossing.code, words(crossing.name)) for crossing in crossing_list(commercial=True)]


def _packages() -> Choices:
    return [(kind.code, f"{kind.code} {words(kind.name)}") for kind in package_types()]


def _release_types(direction: str) -> Choices:
    return [(kind.code, words(kind.name)) for kind in release_choices(direction, clock.now().date())]


def _trailers(draft: FilingDraft) -> Choices | None:
    numbers = [str(item.get("number", "")) for item in draft.data["equipment"] if item.get("number")]
    return [(number, number) for number in numbers] or None


# --- reading back -----------------------------------------------------------------------------------------
def read_section(data: dict[str, Any], section: Section, posted: QueryDict) -> dict[str, Any]:
    """Give the draft's data with what was posted for this section; other sections stay as they are."""
    direction = str(data["trip"].get("direction", ""))
    if section.shipment is None:
        return _read_trip(data, direction, posted)
    if not section.shipment < len(data["shipments"]):
        raise NotFound
    shipments = list(data["shipments"])
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
            known = _record(shipment, element.key)
            value = read_record(element.group, f"{prefix}-{element.key}", direction, posted, known=known)
        else:
            continue
        out.pop(element.key, None)
        if value:
            out[element.key] = value
    return out
