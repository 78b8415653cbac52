"""Reading a message with a map: every segment finds its record, every element its path, the rest is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from clearance.edi.directory import directory, faults_of
from clearance.edi.errors import INFO, EdiError
from clearance.edi.maps import Element, Map, Node, joined
from clearance.edi.model import Message, Segment, flat, trimmed
from clearance.edi.spelling import (
    LAYOUT,
    REST,
    SELF,
    Place,
    Record,
    continuation,
    fetch,
    has_value,
    own_key,
    put,
    rest_key,
    spell,
)
from clearance.edi.transforms import join_pieces

FAULT_LIMIT = 200


@dataclass(slots=True)
class _Frame:
    """An open record (or part of one): what has come in it so far, in which order."""

    node: Node
    record: Record
    prefix: str
    last: int
    counts: dict[str, int] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    layout: list[Any] = field(default_factory=list)


class _Entry(NamedTuple):
    """One segment that found its node."""

    node: Node
    record: Record
    prefix: str
    number: int
    first: bool
    segment: Segment


class Mapped(NamedTuple):
    """What a message says, what is wrong with it, and which segment each path came from."""

    values: Record
    faults: tuple[EdiError, ...]
    places: dict[str, tuple[int, int, int]]


def map_message(found: Map, message: Message) -> Mapped:
    """Read one message."""
    return _Mapping(found, message).result()


class _Mapping:
    def __init__(self, found: Map, message: Message) -> None:
        self.map, self.message = found, message.number
        self.values: Record = {}
        self.frames = [_Frame(found.root, self.values, "", 1)]
        self.stack = list(self.frames)
        self.entries: list[_Entry] = []
        self.lines: dict[tuple[int, str], tuple[Record, str, int, list[str]]] = {}
        self.scalars: list[tuple[list[Any], int]] = []
        self.errors: list[EdiError] = []
        self.infos: list[EdiError] = []
        shapes = directory(found.syntax)
        for segment in message.body:
            node = self._place(segment)
            shape = node.taken if node else shapes.get(segment.tag, ())
            if shape:
                self._report(faults_of(segment, shape, self.message))

    def result(self) -> Mapped:
        for record, path, most, pieces in self.lines.values():
            record[path] = join_pieces(pieces, most)
        places: dict[str, tuple[int, int, int]] = {}
        for entry in self.entries:
            for place in self._keep_rest(entry):
                places.setdefault(place.path, (entry.segment.position, place.element, place.component))
        for frame in self.frames:
            self._missing(frame)
            _keep_silence(frame)
            _keep_layout(frame)
        for items, index in self.scalars:
            if items[index].keys() == {SELF}:
                items[index] = items[index][SELF]
        return Mapped(self.values, (*self.errors, *self.infos), places)

    # --- finding the place of a segment ---------------------------------------------------------------------
    def _place(self, segment: Segment) -> Node | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth]
            for node in frame.node.by_tag.get(segment.tag, ()):
                if frame.counts.get(node.id, 0) < node.repeat and node.wants(segment):
                    del self.stack[depth + 1 :]
                    self._enter(frame, node, segment)
                    return node
        frame = self.stack[-1]
        frame.layout.append([segment.tag, *map(list, segment.elements)])
        if not (self.map.open and segment.tag in directory(self.map.syntax)):
            self._report([self._fault("EDI_KEPT", segment, severity=INFO)])
        return None

    def _enter(self, frame: _Frame, node: Node, segment: Segment) -> None:
        number = frame.counts[node.id] = frame.counts.get(node.id, 0) + 1
        first = segment.tag not in frame.tags
        frame.tags.add(segment.tag)
        frame.layout.append(node.id)
        frame.last = segment.position
        record, prefix = self._record(frame, node) if node.owner else (frame.record, frame.prefix)
        self.entries.append(_Entry(node, record, prefix, number, first, segment))
        if node.continues:
            self._continue(node, record, segment)
        else:
            for element in node.elements:
                if element.paths:
                    self._element(element, record, prefix, segment)
        if node.nodes or node.owner:
            opened = _Frame(node, record, prefix, segment.position)
            self.frames.append(opened)
            self.stack.append(opened)

    def _record(self, frame: _Frame, node: Node) -> tuple[Record, str]:
        record: Record = {}
        prefix = joined(frame.prefix, node.record_path)
        put(frame.record, node.record_path, [] if node.many else record)
        if not node.many:
            return fetch(frame.record, node.record_path), prefix
        items = fetch(frame.record, node.record_path)
        items.append(record)
        if any(SELF in element.paths for element in node.elements):
            self.scalars.append((items, len(items) - 1))
        return record, f"{prefix}[{len(items) - 1}]"

    # --- elements ---------------------------------------------------------------------------------------------
    def _element(self, element: Element, record: Record, prefix: str, segment: Segment) -> None:
        if element.plain:
            text = segment.get(*element.at[0])
            if text:
                put(record, element.paths[0], text)
            return
        texts = [segment.get(*at) for at in element.at]
        if not any(texts) or not element.wants(segment):
            return
        texts[0] = texts[0].removeprefix(element.lead)
        places = {"element": element.at[0][0], "component": element.at[0][1], "value": texts[0]}
        places |= {"path": joined(prefix, element.paths[0]), "severity": "error" if element.closed else INFO}
        if element.canonical is not None:
            if texts[0] not in element.canonical:
                self._report([self._fault("EDI_CODE", segment, **places)])
            texts = [element.canonical.get(texts[0], texts[0])]
        try:
            values = element.transform.read(texts, element.most)
        except ValueError:
            self._report([self._fault("EDI_FORM", segment, limit=element.transform.form, **places)])
            return
        for path, value in zip(element.paths, values, strict=True):
            if value != "":
                put(record, path, value)

    def _continue(self, node: Node, record: Record, segment: Segment) -> None:
        """Gather the lines of a text; they are put together at the end, in one go."""
        begun = fetch(record, node.continues)
        most = node.elements[-1].most
        known = self.lines.setdefault(
            (id(record), node.continues), (record, node.continues, most, [begun] if begun else [])
        )
        known[3].append(segment.get(*node.elements[-1].at[0]))

    # --- what the map does not say ----------------------------------------------------------------------------
    def _keep_rest(self, entry: _Entry) -> tuple[Place, ...]:
        """Hold the segment as it would be written against the segment as it was, and keep where they differ."""
        node, record = entry.node, entry.record
        spelt = spell(node, record, entry.number, first=entry.first, prefix=entry.prefix)
        known = {}
        if spelt.elements != trimmed(entry.segment.elements):
            then = {(element, component): text for element, component, text in flat(entry.segment)}
            now = {(e, c): text for e, c, text in flat(Segment(node.tag, spelt.elements))}
            known = {f"{e}.{c}": then.get((e, c), "") for e, c in then | now if then.get((e, c)) != now.get((e, c))}
        silent = not (node.owner or node.mandatory or node.continues or has_value(node, record))
        if known or silent:
            record.setdefault(REST, {})[rest_key(node, entry.number)] = known
        return spelt.places

    def _missing(self, frame: _Frame) -> None:
        for child in frame.node.nodes:
            if child.mandatory and not frame.counts.get(child.id):
                self._report([EdiError("EDI_MISSING_SEGMENT", tag=child.tag, message=self.message, segment=frame.last)])

    def _report(self, faults: Iterator[EdiError] | list[EdiError]) -> None:
        for fault in faults:
            kept = self.infos if fault.severity == INFO else self.errors
            if len(kept) < FAULT_LIMIT:
                kept.append(fault)

    def _fault(self, code: str, segment: Segment, **words: Any) -> EdiError:
        return EdiError(code, tag=segment.tag, message=self.message, segment=segment.position, **words)


def _keep_silence(frame: _Frame) -> None:
    """Remember which segments were not there though they had something to say, and in how many lines a text came."""
    for child in frame.node.nodes:
        count = frame.counts.get(child.id, 0)
        if child.continues and count != len(continuation(child, frame.record, child.elements[-1].most)):
            frame.record.setdefault(REST, {})[own_key(child)] = count
        quiet = not (child.owner or child.continues or count)
        if quiet and (child.mandatory or has_value(child, frame.record)):
            frame.record.setdefault(REST, {})[own_key(child)] = False


def _keep_layout(frame: _Frame) -> None:
    """Remember the order of a record that did not come in the order of the map."""
    order = {child.id: number for number, child in enumerate(frame.node.nodes)}
    ranks = [order[item] if isinstance(item, str) else -1 for item in frame.layout]
    if -1 in ranks or ranks != sorted(ranks):
        frame.record.setdefault(LAYOUT, {})[own_key(frame.node)] = frame.layout
