"""X12 hangs the same data differently: goods under the trailer they ride on, bills under the trailer of a trip.

The manifest knows trailers of the trip, and goods of a shipment that name their trailer. `to_x12` groups the
goods of a shipment into `@units` (309) and the shipments of a trip into the `@bills` of its trailers (358);
`from_x12` undoes both. Values without either pass through untouched, so it may be called on any message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from clearance.edi.spelling import AT

Data = dict[str, Any]

NO_UNIT = "NC"  # "no equipment" in the list of equipment types; stands as its number too
AMENDING = frozenset({"3", "4"})
_LB = Decimal("0.45359237")


def to_x12(values: Data, kind: str) -> Data:
    """Hang the values of one message as X12 wants them."""
    out = dict(values)
    trip = dict(out.get("trip", {}))
    if trip.get("reference"):
        trip["@number"] = trip.get("scac", "") + trip["reference"]
    out["trip"] = trip
    shipments = out.get("shipments", [])
    if kind == "309":
        types = {unit.get("number"): unit.get("type", "") for unit in out.get("equipment", [])}
        amended = out.get("@function") in AMENDING
        out["shipments"] = [_with_units(shipment, types, amended=amended) for shipment in shipments]
    elif kind == "358" and (shipments or out.get("equipment")):
        out["equipment"] = _with_bills(out.get("equipment", []), shipments)
        out.pop("shipments", None)
    return placed(out)


def placed(values: Data) -> Data:
    """Say of goods and bills where they stand in the manifest (`_at`), which is not where X12 has them."""
    out = dict(values)
    if "shipments" in out:
        out["shipments"] = [_placed(shipment, number) for number, shipment in enumerate(out["shipments"])]
    if any("@bills" in unit for unit in out.get("equipment", ())):
        count = iter(range(sum(len(unit.get("@bills", ())) for unit in out["equipment"])))
        out["equipment"] = [
            unit | {"@bills": [{AT: f"shipments[{next(count)}]"} | bill for bill in unit.get("@bills", ())]}
            for unit in out["equipment"]
        ]
    return out


def _placed(shipment: Data, number: int) -> Data:
    if "@units" not in shipment:
        return shipment
    at, count, units = shipment.get(AT, f"shipments[{number}]"), 0, []
    for unit in shipment["@units"]:
        lines = [line | {AT: f"{at}.lines[{count + place}]"} for place, line in enumerate(unit.get("lines", ()))]
        units.append(unit | {AT: f"{at}.lines[{count}]", "lines": lines})
        count += len(lines)
    return shipment | {"@units": units}


def _with_units(shipment: Data, types: Mapping[Any, str], *, amended: bool) -> Data:
    lines = shipment.get("lines", [])
    units = [
        {
            "@type": types.get(number) or (NO_UNIT if not number else "TL"),
            "@number": number or NO_UNIT,
            "lines": list(group),
        }
        for number, group in groupby(lines, lambda line: line.get("equipment", ""))
    ]
    out = {key: value for key, value in shipment.items() if key not in ("lines", "@action")}
    if "@release_marker" in out:
        out["release_type"] = out.pop("@release_marker")
    if amended:
        out |= {
            "@action": shipment.get("@action", ""),
            "@amended_location": "00000",
            "@amended": shipment.get("reference"),
        }
        out |= {"@amended_scac": shipment.get("scac"), "@amended_issuer": shipment.get("scac")}
    if shipment.get("loading_city") or shipment.get("loading_country"):
        out["@loading_name"] = "PLACE OF LOADING"
    if out.get("in_bond", {}).get("bonded_carrier"):
        out["in_bond"] = out["in_bond"] | {"@carrier_qualifier": "IR"}
    return out | {"@units": units, "@loading_code": "00000"} | _totals(lines)


def _totals(lines: list[Data]) -> Data:
    """The sums a bill begins with; weights of both units together are given in kilograms."""
    units = {line.get("weight_unit", "") for line in lines}
    weight = sum((_number(line.get("weight")) * _factor(line, units) for line in lines), Decimal(0))
    pieces = sum(int(_number(line.get("quantity"))) for line in lines)
    return {
        "@pieces": str(pieces),
        "@unit": next((line["package_code"] for line in lines if line.get("package_code")), "PKG"),
        "@weight": str(int(weight.to_integral_value())),
        "@weight_unit": "L" if units == {"LB"} else "K",
    }


def _factor(line: Data, units: set[str]) -> Decimal:
    return _LB if line.get("weight_unit") == "LB" and units != {"LB"} else Decimal(1)


def _number(value: Any) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation:
        return Decimal(0)


def _with_bills(equipment: list[Data], shipments: list[Data]) -> list[Data]:
    """Hang all bills under the first trailer: a shipment of the plan does not say where it rides."""
    units = [dict(unit) for unit in equipment] or [{"type": NO_UNIT, "number": NO_UNIT}]
    units[0]["@bills"] = [
        {key: shipment[key] for key in ("scac", "reference", "@action", AT) if shipment.get(key)}
        for shipment in shipments
    ]
    return units


def from_x12(values: Mapping[str, Any]) -> Data:
    """Hang the values of any message as the manifest has them."""
    out = dict(values)
    trip = out.get("trip")
    if isinstance(trip, Mapping) and trip.get("@number"):
        number, scac = str(trip["@number"]), str(trip.get("scac") or "")
        cut = len(scac) if scac and number.startswith(scac) else 0
        out["trip"] = {**trip, "reference": number[cut:]}
    bills = [bill for unit in out.get("equipment", []) for bill in unit.get("@bills", [])]
    if bills:
        out["shipments"] = [*out.get("shipments", []), *bills]
    out["equipment"] = [unit for unit in out.get("equipment", []) if unit.get("number") != NO_UNIT]
    out["shipments"] = [_without_units(shipment) for shipment in out.get("shipments", [])]
    return out


def _without_units(shipment: Data) -> Data:
    if "@units" not in shipment:
        return shipment
    lines = [*shipment.get("lines", []), *_lines(shipment["@units"])]
    return {key: value for key, value in shipment.items() if key != "@units"} | {"lines": lines}


def _lines(units: list[Data]) -> Iterator[Data]:
    for unit in units:
        number = unit.get("@number", "")
        for line in unit.get("lines", []):
            yield line if not number or number == NO_UNIT else {**line, "equipment": number}
