"""The form each agency gives a value: its ports, its clock, its codes; there and back.

Works on the JSON form of the manifest. `to_agency` makes what a map is filled with: the arrival on the clock
of the port, every shipment with the code of its carrier, places and packages by the agency's own lists.
`from_agency` undoes it and never raises: what is no value of an element is left for the reader of the
manifest to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from clearance.domain.elements import CODES, FLAG, GROUPS, RECORD, RECORDS, Element
from clearance.edi.codebook import CBP, IMPORT_OF, NAME_LENGTH, CodeBook
from clearance.edi.codelists import filed, sent

Data = dict[str, Any]

_LISTED = {("trip", "direction"): "direction"}
MARKERS = frozenset({"13", "18", "83", "84", "85"})
WITH_FDA = {"35": "13"}


class Frame(NamedTuple):
    """What the values of one message are read and written against."""

    agency: str
    codes: CodeBook
    direction: str
    crossing: str
    prefix: str

    @property
    def carrier_key(self) -> str:
        return "scac" if self.agency == CBP else "cbsa_code"


def _frame(trip: Mapping[str, Any], agency: str, codes: CodeBook, direction: str) -> Frame:
    key = "scac" if agency == CBP else "cbsa_code"
    return Frame(agency, codes, direction, str(trip.get("crossing") or ""), str(trip.get(key) or ""))


def to_agency(data: Mapping[str, Any], agency: str, codes: CodeBook) -> Data:
    """Write the JSON form of a projection in the agency's own form."""
    trip = data.get("trip", {})
    frame = _frame(trip, agency, codes, str(trip.get("direction") or ""))
    return _write(data, "manifest", frame)


def _write(record: Mapping[str, Any], group: str, frame: Frame) -> Data:
    out: Data = {}
    for element in GROUPS[group]:
        value = record.get(element.key)
        if value:
            out[element.key] = _written(value, element, group, frame)
    if group == "trip":
        _write_trip(out, record, frame)
    elif group == "shipment":
        _write_shipment(out, record, frame)
    elif group == "crew" and record.get("ace_id") and record.get("fast_card"):
        out["@fast_card"] = record["fast_card"]  # a message has room for one number beside the name
    return out


def _written(value: Any, element: Element, group: str, frame: Frame) -> Any:
    if element.kind == RECORD:
        return _write(value, element.group, frame)
    if element.kind == RECORDS:
        return [_write(item, element.group, frame) for item in value]
    if element.kind == CODES:
        return list(value)
    if element.kind == FLAG:
        return True
    if (group, element.key) in _LISTED:
        return sent(_LISTED[group, element.key], str(value), frame.agency)
    if (group, element.key) == ("line", "package_code"):
        return frame.codes.package(str(value), frame.agency)
    return str(value)


def _write_trip(out: Data, record: Mapping[str, Any], frame: Frame) -> None:
    if record.get("crossing"):
        out["crossing"] = frame.codes.port(frame.crossing, frame.agency)
        out["@crossing_name"] = frame.crossing.upper()[:NAME_LENGTH]
    if record.get("eta"):
        moment = datetime.fromisoformat(record["eta"])
        out["eta"] = frame.codes.local(moment, frame.crossing, frame.direction)
        out["@arrival_date"] = out["eta"][:10]


def _write_shipment(out: Data, record: Mapping[str, Any], frame: Frame) -> None:
    if record.get("reference") and frame.prefix:
        out[frame.carrier_key] = record.get(frame.carrier_key) or frame.prefix
    if record.get("c4_code") and out.get("lines"):
        out["lines"][0]["@c4_code"] = record["c4_code"]
    kind = out.pop("release_type", "")
    if kind:
        code = sent("release_type", kind, frame.agency) or ("" if _assumed(record) == kind else sent("", kind, ""))
        if frame.agency == CBP and code in MARKERS:
            out["@release_marker"] = code
        elif code:
            out["release_type"] = code


def _assumed(record: Mapping[str, Any]) -> str:
    """The release type a shipment has when its message says none."""
    if record.get("in_bond"):
        return "IN_BOND"
    return "BRASS" if record.get("c4_code") else "PAPS"


def direction_of(values: Mapping[str, Any], agency: str) -> str:
    """The way a message says the trip goes, or ""."""
    trip = values.get("trip")
    said = trip.get("direction") if isinstance(trip, Mapping) else ""
    return filed("direction", str(said), agency) if said else ""


def from_agency(values: Mapping[str, Any], agency: str, codes: CodeBook, direction: str = "") -> Data:
    """Read the values of one message into the JSON form of a manifest; without a direction it is an import."""
    trip = values.get("trip")
    trip = trip if isinstance(trip, Mapping) else {}
    way = direction_of(values, agency) or direction or IMPORT_OF[agency]
    crossing = codes.crossing(str(trip.get("crossing") or ""), str(trip.get("@crossing_name") or ""), agency)
    return _read(values, "manifest", _frame(trip, agency, codes, way)._replace(crossing=crossing))


def _read(record: Mapping[str, Any], group: str, frame: Frame) -> Data:
    out: Data = {}
    for element in GROUPS[group]:
        value = record.get(element.key)
        if value:
            out[element.key] = _value(value, element, group, frame)
    if group == "trip":
        _read_trip(out, record, frame)
    elif group == "shipment":
        _read_shipment(out, record, frame)
    elif group == "crew":
        _read_person(out, record, frame)
    return {key: value for key, value in out.items() if value or value is False}


def _value(value: Any, element: Element, group: str, frame: Frame) -> Any:
    if element.kind == RECORD:
        return _read(value, element.group, frame)
    if element.kind == RECORDS:
        return [part for part in (_read(item, element.group, frame) for item in value) if part]
    if element.kind == CODES:
        return list(value)
    if element.kind == FLAG:
        return bool(value)
    if (group, element.key) in _LISTED:
        return filed(_LISTED[group, element.key], str(value), frame.agency)
    if (group, element.key) == ("line", "package_code"):
        return frame.codes.package_filed(str(value), frame.agency)
    return str(value)


def _read_trip(out: Data, record: Mapping[str, Any], frame: Frame) -> None:
    out["direction"] = frame.direction
    out["crossing"] = frame.crossing
    if record.get("eta"):
        moment = frame.codes.moment(str(record["eta"]), frame.crossing, frame.direction)
        out["eta"] = moment.isoformat() if moment else str(record["eta"])


def _read_person(out: Data, record: Mapping[str, Any], frame: Frame) -> None:
    if record.get("@fast_card"):
        out["fast_card"] = record["@fast_card"]
    if frame.agency != CBP:  # the segment needs a role, the CBSA is not told one
        out.pop("role", None)


def _read_shipment(out: Data, record: Mapping[str, Any], frame: Frame) -> None:
    if frame.prefix and out.get(frame.carrier_key) == frame.prefix:
        del out[frame.carrier_key]
    c4 = next((line["@c4_code"] for line in record.get("lines", ()) if line.get("@c4_code")), "")
    if c4 and "c4_code" not in out:
        out["c4_code"] = c4
    marker = str(record.get("@release_marker") or "")
    kind = str(record.get("release_type") or WITH_FDA.get(marker, marker))
    if kind:
        out["release_type"] = filed("release_type", kind, frame.agency)
    elif record.get("lines") or record.get("shipper"):
        out["release_type"] = _assumed(out)
