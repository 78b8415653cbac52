"""Reading a manifest from JSON. Junk never raises: it comes back as error items with their paths (R-25).

The element table drives everything: types, lengths, formats, what is mandatory in the direction. This is
the hot path of filing, so the table is turned once into plain functions and tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from clearance.domain.codes import DIRECTIONS
from clearance.domain.elements import CODE, CODES, FLAG, GROUPS, MANDATORY, RECORD, RECORDS, TEXT, Element
from clearance.domain.manifest import types
from clearance.domain.manifest.faults import (
    NOT_A_LIST,
    NOT_AN_OBJECT,
    TOO_MANY,
    fault_item,
    missing_item,
    structure_item,
    unknown_item,
)
from clearance.domain.manifest.scalars import READERS, Reader
from clearance.domain.manifest.types import Manifest
from portal.core.domain.errors import ErrorItem

CLASSES: dict[str, Callable[..., Any]] = {
    "manifest": types.Manifest,
    "trip": types.Trip,
    "conveyance": types.Conveyance,
    "seal": types.Seal,
    "equipment": types.Equipment,
    "crew": types.CrewMember,
    "document": types.Document,
    "party": types.Party,
    "shipment": types.Shipment,
    "in_bond": types.InBond,
    "line": types.GoodsLine,
    "answer": types.Answer,
}
ERROR_LIMIT = 1000

_EMPTY: dict[str, Any] = {RECORDS: (), RECORD: None, FLAG: False, CODES: (), TEXT: "", CODE: ""}
_BLANK = ("", None, ())


class _Step(NamedTuple):
    """How one element is read: its place in the record, its reader (None: nested), whether it is needed."""

    place: int
    element: Element
    read: Reader | None
    required: bool


class _Plan(NamedTuple):
    """How one group is read in one direction."""

    steps: dict[Any, _Step]
    empty: tuple[Any, ...]
    required: frozenset[str]
    build: Callable[..., Any]


def _empty(element: Element, group: str) -> Any:
    """What stands for an absent element; trip and conveyance are always there, if only as blank records."""
    if group == "manifest" and element.kind == RECORD:
        return CLASSES[element.group]()
    return _EMPTY.get(element.kind)


def _plan(group: str, direction: str) -> _Plan:
    """Turn one group of the table into steps for one direction."""
    steps: dict[Any, _Step] = {}
    for place, element in enumerate(GROUPS[group]):
        reader = READERS[element.kind](element) if element.kind in READERS else None
        steps[element.key] = _Step(place, element, reader, element.requirement(direction) == MANDATORY)
    return _Plan(
        steps,
        tuple(_empty(element, group) for element in GROUPS[group]),
        frozenset(key for key, step in steps.items() if step.required),
        CLASSES[group],
    )


_PLANS = {(group, way): _plan(group, way) for group in GROUPS for way in (*DIRECTIONS, "")}


class _Reading:
    """One pass over one document: the direction it is read for, and the errors found so far."""

    __slots__ = ("direction", "errors")

    def __init__(self, direction: str) -> None:
        self.direction = direction
        self.errors: list[ErrorItem] = []

    @property
    def full(self) -> bool:
        return len(self.errors) >= ERROR_LIMIT

    def record(self, data: Any, group: str, path: str) -> Any:
        """Read one object; what is no object is reported and read as an empty one."""
        if type(data) is not dict:
            self.errors.append(structure_item(NOT_AN_OBJECT, path, data))
            return CLASSES[group]()
        prefix = f"{path}." if path else ""
        steps, empty, required, build = _PLANS[group, self.direction]
        values = list(empty)
        for key, raw in data.items():
            step = steps.get(key)
            if step is None:
                self._unknown(prefix, key, steps)
            elif raw is not None:
                place, element, read, _needed = step
                value, fault = read(raw) if read else self._nested(raw, element, prefix + key)
                values[place] = value
                if fault or value in _BLANK:
                    self._doubtful(fault, step, prefix + key, raw)
        if not required <= data.keys() or None in data.values():
            for key in sorted(required):
                if data.get(key) is None:
                    self._missing(steps[key].element, prefix + key)
        return build(*values)

    def _doubtful(self, fault: str, step: _Step, path: str, raw: Any) -> None:
        if fault:
            self.errors.append(fault_item(fault, step.element, path, raw))
        elif step.required:
            self._missing(step.element, path)

    def _missing(self, element: Element, path: str) -> None:
        self.errors.append(missing_item(element, path, self.direction))

    def _nested(self, raw: Any, element: Element, path: str) -> tuple[Any, str]:
        if element.kind == RECORD:
            return self.record(raw, element.group, path), ""
        if type(raw) is not list:
            return (), NOT_A_LIST
        found: list[Any] = []
        for number, item in enumerate(raw[: element.size]):
            if self.full:
                break
            found.append(self.record(item, element.group, f"{path}[{number}]"))
        return tuple(found), TOO_MANY if len(raw) > element.size else ""

    def _unknown(self, prefix: str, key: Any, known: Iterable[str]) -> None:
        if not self.full:
            self.errors.append(unknown_item(prefix, key, known))


def _direction(data: dict[Any, Any]) -> str:
    trip = data.get("trip")
    found = trip.get("direction") if isinstance(trip, dict) else None
    clean = found.strip().upper() if isinstance(found, str) else ""
    return clean if clean in DIRECTIONS else ""


def read(data: Any) -> tuple[Manifest | None, list[ErrorItem]]:
    """Read as much as can be read, for drafts: the manifest is there even when there are errors.

    None only when the document is no JSON object.
    """
    if type(data) is not dict:
        return None, [structure_item(NOT_AN_OBJECT, "", data)]
    reading = _Reading(_direction(data))
    manifest: Manifest = reading.record(data, "manifest", "")
    return manifest, reading.errors


def from_dict(data: Any) -> tuple[Manifest | None, list[ErrorItem]]:
    """Read a manifest that is to be filed: either a manifest and no errors, or None and the errors.

    Takes anything `json.loads` can give. Unknown keys are errors (a misspelt field is never dropped in
    silence); what a rule over the whole manifest finds comes later, from clearance.domain.filing.check.
    """
    manifest, errors = read(data)
    return (None if errors else manifest), errors
