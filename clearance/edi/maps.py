"""Maps: what a message of one kind looks like, read from clearance/edi/maps/*.json (the format: docs/edi.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from clearance.edi.directory import Shape
from clearance.edi.model import SYNTAXES, Message, Segment
from clearance.edi.transforms import TRANSFORMS, Transform


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement of a map comes from, and how far to trust it: H, M or L."""

    source: str
    confidence: str
    note: str = ""

    def within(self, entry: Mapping[str, Any], sources: Mapping[str, str]) -> Origin:
        """Give the origin of something inside, which may say its own."""
        found = Origin(
            entry.get("source", self.source), entry.get("confidence", self.confidence), entry.get("note", self.note)
        )
        if found.source not in sources or found.confidence not in ("H", "M", "L"):
            raise ValueError(f"unknown source or confidence: {found}")
        return found


@dataclass(frozen=True, slots=True)
class Element:
    """One or more positions of a segment, and what they are (docs/edi.md, "Format of a map")."""

    at: tuple[tuple[int, int], ...]
    paths: tuple[str, ...] = ()
    const: str = ""
    default: str = ""
    auto: str = ""
    first: bool = False
    continued: bool = False
    codes: Mapping[str, str] | None = None
    canonical: Mapping[str, str] | None = None
    closed: bool = False
    lead: str = ""
    means: str = ""
    where: tuple[tuple[int, int, frozenset[str]], ...] = ()
    transform: Transform = TRANSFORMS["text"]
    most: int = 0
    origin: Origin = Origin("", "L")
    plain: bool = field(init=False)

    def __post_init__(self) -> None:
        """Its text is its value when there is one path, one place, and nothing to translate."""
        said = self.const or self.auto or self.default or self.codes or self.lead or self.where or self.continued
        one = len(self.paths) == len(self.at) == 1 and self.transform is TRANSFORMS["text"]
        object.__setattr__(self, "plain", one and not said)

    def wants(self, segment: Segment) -> bool:
        return all(segment.get(element, component) in choices for element, component, choices in self.where)


@dataclass(slots=True, eq=False)
class Node:
    """One segment of a map with the nodes inside it. `key` names it within its record, `fixed` is always written.

    `shape` is what may be written, `taken` what is accepted: the wider of the map and the directory.
    """

    tag: str
    id: str
    key: str = ""
    where: tuple[tuple[int, int, frozenset[str]], ...] = ()
    mandatory: bool = False
    repeat: int = 1
    path: str = ""
    continues: str = ""
    fixed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    elements: tuple[Element, ...] = ()
    nodes: tuple[Node, ...] = ()
    shape: Shape = ()
    taken: Shape = ()
    origin: Origin = Origin("", "L")
    by_tag: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    owner: bool = field(init=False)
    many: bool = field(init=False)
    record_path: str = field(init=False)

    def __post_init__(self) -> None:
        """Say whether its elements and nodes have a record of their own, and where that is."""
        self.many = self.repeat > 1
        self.owner = bool(self.path) or (self.many and not self.continues)
        self.record_path = self.path or self.id.upper()

    def wants(self, segment: Segment) -> bool:
        """Whether what the node asks for stands in the segment."""
        return all(segment.get(element, component) in choices for element, component, choices in self.where)


@dataclass(frozen=True, slots=True)
class Map:
    """One map: how to recognise it, and its nodes under one root without a segment."""

    id: str
    syntax: str
    kind: str
    version: str
    group: str
    when: tuple[tuple[str, frozenset[str]], ...]
    sources: Mapping[str, str]
    open: bool
    root: Node

    @property
    def association(self) -> str:
        """What UNH says of whose use of the message this is, when the map is recognised by it."""
        wanted = dict(self.when).get("UNH 2.5", frozenset())
        return next(iter(wanted)) if len(wanted) == 1 else ""

    def fits(self, message: Message) -> bool:
        """Of the same syntax, and everything the map is recognised by is there."""
        if message.segments[0].tag != SYNTAXES[self.syntax].message.header:
            return False
        return all(_said(message, place) in choices for place, choices in self.when)

    def every_node(self) -> Iterator[tuple[str, Node]]:
        """Give all nodes, each with the canonical path of the record its elements belong to."""
        return _walk(self.root, "")

    def every_path(self) -> Iterator[tuple[str, Node, Element]]:
        """Give the canonical paths (without indices) of all elements."""
        for prefix, node in self.every_node():
            for element in node.elements:
                for path in element.paths:
                    yield element.means or joined(prefix, path), node, element


def _walk(node: Node, prefix: str) -> Iterator[tuple[str, Node]]:
    for child in node.nodes:
        inner = joined(prefix, child.record_path) if child.owner else prefix
        yield inner, child
        yield from _walk(child, inner)


def joined(prefix: str, path: str) -> str:
    """Put a relative path behind its record's; "." is the record itself."""
    if path == ".":
        return prefix
    return f"{prefix}.{path}" if prefix else path


def _said(message: Message, place: str) -> str:
    """Give what a message says at "version" or at "BGM 1.1" (of the first such segment)."""
    if place == "version":
        return message.version
    tag, _, at = place.partition(" ")
    element, component = position(at)
    return next((segment.get(element, component) for segment in message.segments if segment.tag == tag), "")


def position(text: str) -> tuple[int, int]:
    """Read "4" or "4.2"."""
    element, _, component = text.partition(".")
    return int(element), int(component or 1)
