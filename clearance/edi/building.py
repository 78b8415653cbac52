"""Building the segments of a message from values, each with the canonical paths that went into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from clearance.edi.directory import faults_of
from clearance.edi.errors import INFO, EdiError
from clearance.edi.maps import Map, Node, joined
from clearance.edi.model import Segment
from clearance.edi.spelling import (
    AT,
    LAYOUT,
    REST,
    SELF,
    Place,
    Record,
    continuation,
    fetch,
    has_value,
    own_key,
    spell,
)


class BuiltSegment(NamedTuple):
    """One segment of a message, and which canonical paths stand where in it."""

    segment: Segment
    places: tuple[Place, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The canonical paths that went into this segment, each once."""
        return tuple(dict.fromkeys(place.path for place in self.places))

    def path_at(self, element: int, component: int = 1) -> str:
        """Give the path that went into an element, the nearest when no component is that exact."""
        found = [place for place in self.places if place.element == element]
        exact = [place for place in found if place.component == component]
        return next((place.path for place in exact or found), "")


class _Occurrence(NamedTuple):
    """One time a node is written: its record, where that record is, and which time it is."""

    record: Record
    prefix: str
    number: int


@dataclass
class _Builder:
    """One message in the making."""

    strict: bool
    built: list[BuiltSegment] = field(default_factory=list)

    def frame(self, node: Node, record: Record, prefix: str) -> None:
        """Write the nodes of one record: in the order it came in, then in the order of the map."""
        children = {child.id: child for child in node.nodes}
        waiting = {child.id: list(_occurrences(child, record, prefix)) for child in node.nodes}
        self._need(node, waiting)
        tags: set[str] = set()
        for item in _order(node, record):
            if not isinstance(item, str):
                self._keep(item)
            elif waiting.get(item):
                self._write(children[item], waiting[item].pop(0), tags)
        for name, occurrences in waiting.items():
            for occurrence in occurrences:
                self._write(children[name], occurrence, tags)

    def _need(self, node: Node, waiting: Mapping[str, list[_Occurrence]]) -> None:
        for child in node.nodes:
            count = len(waiting[child.id])
            if self.strict and child.mandatory and not count:
                raise EdiError("EDI_MISSING_SEGMENT", tag=child.tag, segment=len(self.built) + 2)
            if self.strict and count > child.repeat:
                raise EdiError("EDI_TOO_MANY", tag=child.tag, value=child.id, limit=child.repeat)

    def _write(self, node: Node, occurrence: _Occurrence, tags: set[str]) -> None:
        record, prefix, number = occurrence
        spelt = spell(node, record, number, first=node.tag not in tags, prefix=prefix)
        tags.add(node.tag)
        segment = Segment(node.tag, spelt.elements, len(self.built) + 2)
        built = BuiltSegment(segment, spelt.places)
        if self.strict:
            self._check(node, built, spelt.faults)
        self.built.append(built)
        if node.nodes or node.owner:
            self.frame(node, record, prefix)

    def _check(self, node: Node, built: BuiltSegment, faults: tuple[EdiError, ...]) -> None:
        for fault in (*faults, *faults_of(built.segment, node.shape)):
            if fault.severity != INFO:
                fault.segment = built.segment.position
                fault.path = fault.path or built.path_at(fault.element, fault.component)
                raise fault

    def _keep(self, raw: list[Any]) -> None:
        tag, *elements = raw
        segment = Segment(tag, tuple(map(tuple, elements)), len(self.built) + 2)
        self.built.append(BuiltSegment(segment, ()))


def _order(node: Node, record: Record) -> list[Any]:
    layout = record.get(LAYOUT)
    found = layout.get(own_key(node)) if isinstance(layout, Mapping) else None
    return found if isinstance(found, list) else []


def _occurrences(node: Node, record: Record, prefix: str) -> Iterator[_Occurrence]:
    """Give every time a node is written for a record."""
    if node.continues:
        for number in range(1, _lines(node, record) + 1):
            yield _Occurrence(record, prefix, number)
    elif not node.owner:
        kept = _rest(record).get(own_key(node))
        if kept is not False and (node.mandatory or kept is not None or has_value(node, record)):
            yield _Occurrence(record, prefix, 1)
    else:
        path = joined(prefix, node.record_path)
        inner = fetch(record, node.record_path)
        if not node.many:
            if inner is not None:
                yield _Occurrence(_as_record(inner, path), path, 1)
            return
        if not isinstance(inner, (list, tuple, type(None))):
            raise EdiError("EDI_VALUES", tag=node.tag, value=path, path=path)
        for number, item in enumerate(inner or (), 1):
            place = f"{path}[{number - 1}]"
            one = {SELF: item} if isinstance(item, (str, int)) else _as_record(item, place)
            yield _Occurrence(one, str(one.get(AT) or place), number)


def _lines(node: Node, record: Record) -> int:
    """How many lines a text goes on for: what it needs, or what it came in."""
    came = _rest(record).get(own_key(node))
    return came if isinstance(came, int) else len(continuation(node, record, node.elements[-1].most))


def _rest(record: Record) -> Mapping[str, Any]:
    rest = record.get(REST)
    return rest if isinstance(rest, Mapping) else {}


def _as_record(value: Any, path: str) -> Record:
    if not isinstance(value, dict):
        raise EdiError("EDI_VALUES", value=path, path=path)
    return value


def build_body(found: Map, values: Record, *, strict: bool = True) -> tuple[BuiltSegment, ...]:
    """Build the segments between header and trailer; positions count the header as the first.

    Strict, the first thing that cannot be sent raises EdiError with its canonical path. Not strict, what
    was read is written as it was, whatever is wrong with it.
    """
    builder = _Builder(strict)
    builder.frame(found.root, _as_record(values, "values"), "")
    return tuple(builder.built)
