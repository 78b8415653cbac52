"""The short form of a copy or of the way back: only what differs this time, on one page (R-23)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from clearance.domain.drafting import COPIED, RETURN, short_fields
from clearance.domain.elements import GROUPS
from clearance.forms import Choices, ElementForm, read_record
from clearance.models import FilingDraft
from clearance.selectors.reference import zone_of
from clearance.views.wizard.panels import (
    Panel,
    crossings,
    draft_zone,
    packages,
    release_types,
    trailer_choices,
    words_of,
)

MOST_GOODS = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One record that the short form touches."""

    group: str
    prefix: str
    title: str
    record: Mapping[str, Any]


def short_panels(draft: FilingDraft) -> list[Panel]:
    """Draw the fields that differ each time; a part without any is left out."""
    wanted = short_fields(draft.origin or COPIED, draft.direction)
    lists = _choices(draft)
    panels = []
    for part in _parts(draft.data):
        form = ElementForm(
            part.group,
            prefix=part.prefix,
            direction=draft.direction,
            values=part.record,
            leave_out=_left_out(part.group, wanted),
            choices=lists.get(part.group),
            zone=draft_zone(draft.data),
        )
        if form.fields:
            panels.append(Panel(part.title, form=form))
    return panels


def read_short(data: dict[str, Any], posted: QueryDict) -> dict[str, Any]:
    """Give the draft's data with what was posted; what the form does not ask stays, a part that was not sent too."""
    direction = str(data["trip"].get("direction", ""))
    zone = zone_of(str(data["trip"].get("crossing", "")), direction)
    origin = RETURN if posted.get("origin") == RETURN else COPIED
    wanted = short_fields(origin, direction)
    made: dict[str, Any] = {**data, "equipment": [*data["equipment"]], "crew": [*data["crew"]], "shipments": []}
    for shipment in data["shipments"]:
        made["shipments"].append({**shipment, "lines": [*_lines(shipment)]})
    for part in _parts(data):
        if not any(name.startswith(f"{part.prefix}-") for name in posted):
            continue
        out = _left_out(part.group, wanted)
        _put(
            made,
            part.prefix,
            read_record(part.group, part.prefix, direction, posted, known=part.record, zone=zone, leave_out=out),
        )
    return made


def _put(made: dict[str, Any], prefix: str, record: dict[str, Any]) -> None:
    """Set the record at its prefix; a shipment keeps the lines that were read already."""
    steps = prefix.split("-")
    if len(steps) == 1:
        made[prefix] = record
    elif len(steps) == 2:
        kept = {"lines": made["shipments"][int(steps[1])]["lines"]} if steps[0] == "shipments" else {}
        made[steps[0]][int(steps[1])] = {**record, **kept}
    else:
        made["shipments"][int(steps[1])]["lines"][int(steps[3])] = record


def _parts(data: Mapping[str, Any]) -> Iterator[Part]:
    yield Part("trip", "trip", _("Trip"), data["trip"])
    yield Part("conveyance", "conveyance", _("Truck"), data["conveyance"])
    for number, record in enumerate(data["equipment"]):
        name = record.get("number") or number + 1
        yield Part("equipment", f"equipment-{number}", _("Trailer %(name)s") % {"name": name}, record)
    for number, record in enumerate(data["crew"]):
        name = record.get("family_name") or number + 1
        yield Part("crew", f"crew-{number}", _("Person %(name)s") % {"name": name}, record)
    goods = sum(len(_lines(shipment)) for shipment in data["shipments"])
    for number, shipment in enumerate(data["shipments"]):
        yield Part("shipment", f"shipments-{number}", _shipment_title(number, shipment), shipment)
        for position, line in enumerate(_lines(shipment) if goods <= MOST_GOODS else ()):
            words = str(line.get("description") or f"{number + 1}.{position + 1}")[:60]
            title = _("Goods: %(words)s") % {"words": words}
            yield Part("line", f"shipments-{number}-lines-{position}", title, line)


def _shipment_title(number: int, shipment: Mapping[str, Any]) -> str:
    consignee = shipment.get("consignee")
    name = consignee.get("name") if isinstance(consignee, Mapping) else ""
    title = _("Shipment %(number)s") % {"number": number + 1}
    return f"{title} · {name}" if name else title


def _lines(shipment: Mapping[str, Any]) -> list[dict[str, Any]]:
    lines = shipment.get("lines")
    return [line if isinstance(line, dict) else {} for line in lines] if isinstance(lines, list) else []


def _left_out(group: str, wanted: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(element.key for element in GROUPS[group]) - wanted.get(group, frozenset())


def _choices(draft: FilingDraft) -> dict[str, dict[str, Choices]]:
    trailers = trailer_choices(draft)
    return {
        "trip": {"crossing": crossings()},
        "conveyance": {"type": words_of("conveyance")},
        "equipment": {"type": words_of("equipment")},
        "shipment": {"release_type": release_types(draft.direction)},
        "line": {"package_code": packages(), **({"equipment": trailers} if trailers else {})},
    }
