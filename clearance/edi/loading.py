"""Turning the JSON of a map into nodes. What a file gets wrong is a ValueError or KeyError that names it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from clearance.edi.directory import MAPS, Limit, Shape, Slot, directory, limit_from
from clearance.edi.maps import Element, Map, Node, Origin, joined, position
from clearance.edi.transforms import TRANSFORMS

Data = dict[str, Any]

_ORIGIN_KEYS = {"source", "confidence", "note"}
_MAP_KEYS = {"syntax", "kind", "version", "group", "when", "sources", "open", "nodes", "paths", "drop", *_ORIGIN_KEYS}
_BASED_KEYS = _MAP_KEYS - {"nodes"} | {"base"}
_NODE_KEYS = {"tag", "id", "where", "use", "repeat", "path", "continues", "elements", "nodes", *_ORIGIN_KEYS}
_LIMIT_KEYS = {"min", "max", "use"}
_ELEMENT_KEYS = {"at", "path", "const", "default", "auto", "first", "continued", "codes", "closed", "transform"}
_ELEMENT_KEYS |= {"where", "lead", "means"}
_ELEMENT_KEYS |= _LIMIT_KEYS | _ORIGIN_KEYS
_UNLIMITED = Limit(False, 1, 999_999, False)


@cache
def _json(name: str) -> Data:
    path = MAPS / f"{name}.json"
    data: Data = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return data


def load(name: str) -> Map:
    """Load one map by the name of its file."""
    data = _with_base(_json(name), name)
    loading = _Loading(name, data)
    root = Node(
        tag="", id="", nodes=tuple(loading.nodes(data["nodes"], "", Origin(data["source"], data["confidence"])))
    )
    _index(root)
    when = tuple((place, _choices(wanted)) for place, wanted in data.get("when", {}).items())
    return Map(
        id=name,
        syntax=data["syntax"],
        kind=data["kind"],
        version=data.get("version", ""),
        group=data.get("group", ""),
        when=when,
        sources=data["sources"],
        open=data.get("open", False),
        root=root,
    )


def _with_base(data: Data, name: str) -> Data:
    """Lay a map that names another over it."""
    if "base" not in data:
        _known(data, _MAP_KEYS, name)
        return data
    _known(data, _BASED_KEYS, name)
    base = _with_base(_json(data["base"]), data["base"])
    return {**base, **data, "sources": {**base["sources"], **data.get("sources", {})}}


def _known(data: Mapping[str, Any], keys: set[str], where: str) -> None:
    if data.keys() - keys:
        raise ValueError(f"{where}: no such key: {sorted(data.keys() - keys)}")


def _choices(wanted: str | list[str]) -> frozenset[str]:
    return frozenset([wanted] if isinstance(wanted, str) else wanted)


@dataclass
class _Loading:
    """One pass over the nodes of one map."""

    name: str
    data: Data

    def __post_init__(self) -> None:
        self.parts = _json(f"parts_{self.data['syntax'].lower()}")
        self.shapes = directory(self.data["syntax"])
        self.renamed: dict[str, str] = self.data.get("paths", {})
        self.dropped: list[str] = self.data.get("drop", [])

    def nodes(self, entries: list[Any], prefix: str, origin: Origin, key: str = "") -> Iterator[Node]:
        """Give the nodes of a list; `prefix` is the canonical path of their record."""
        for entry in self._unfolded(entries, "nodes"):
            _known(entry, _NODE_KEYS, f"{self.name} {entry.get('id', entry.get('tag'))}")
            if entry.get("id", entry["tag"]) not in self.dropped:
                yield self._node(entry, prefix, origin, key)

    def _node(self, entry: Data, prefix: str, outer: Origin, key: str) -> Node:
        origin = outer.within(entry, self.data["sources"])
        name: str = entry["id"] if "id" in entry else entry["tag"]
        node = Node(
            tag=entry["tag"],
            id=name,
            key=f"{key}/{name}" if key else name,
            where=_where(entry),
            mandatory=entry.get("use") == "M",
            repeat=entry.get("repeat", 1),
            path=entry.get("path", ""),
            continues=entry.get("continues", ""),
            origin=origin,
        )
        inner = joined(prefix, node.record_path) if node.owner else prefix
        elements = list(self._unfolded(entry.get("elements", []), "elements"))
        node.shape = self._shape(node.tag, elements)
        node.taken = _widest(node.shape, self.shapes[node.tag])
        found = self._constants(node) + [self._element(one, node, inner) for one in elements]
        node.elements = tuple(one for one in found if not _is_fixed(one))
        node.fixed = {one.at[0]: one.const for one in found if _is_fixed(one)}
        node.nodes = tuple(self.nodes(entry.get("nodes", []), inner, origin, "" if node.owner else node.key))
        return node

    def _unfolded(self, entries: list[Any], kind: str) -> Iterator[Data]:
        """Put the named parts where their names stand."""
        for entry in entries:
            if isinstance(entry, str):
                yield from self._unfolded(self.parts[kind][entry.removeprefix("@")], kind)
            else:
                yield entry

    def _constants(self, node: Node) -> list[Element]:
        """A qualifier that can only be one thing is written as that; so is what the map is recognised by."""
        asked = list(node.where)
        for place, wanted in self.data.get("when", {}).items():
            tag, _, at = place.partition(" ")
            if tag == node.tag == node.id:
                asked.append((*position(at), _choices(wanted)))
        return [
            Element(at=((element, component),), const=next(iter(choices)), origin=node.origin)
            for element, component, choices in asked
            if len(choices) == 1 and any(choices)
        ]

    def _element(self, entry: Data, node: Node, prefix: str) -> Element:
        where = f"{self.name} {node.id} {entry.get('at')}"
        _known(entry, _ELEMENT_KEYS, where)
        at = entry["at"] if isinstance(entry["at"], list) else [entry["at"]]
        path = entry.get("path", [])
        places = tuple(map(position, at))
        codes = _codes(entry.get("codes"))
        return Element(
            at=places,
            paths=tuple(self._path(one, prefix, where) for one in ([path] if isinstance(path, str) else path)),
            const=entry.get("const", ""),
            default=entry.get("default", ""),
            auto=entry.get("auto", ""),
            first=entry.get("first", False),
            continued=entry.get("continued", False),
            codes=codes,
            canonical=None if codes is None else {code: value for value, code in reversed(codes.items())},
            closed=entry.get("closed", False),
            lead=entry.get("lead", ""),
            means=entry.get("means", ""),
            where=_where(entry),
            transform=TRANSFORMS[entry.get("transform", "text")],
            most=_limit_at(node.shape, *places[0]).most,
            origin=node.origin.within(entry, self.data["sources"]),
        )

    def _path(self, path: str, prefix: str, where: str) -> str:
        """Rename a path as the map asks; the new one must lie in the same record."""
        new = self.renamed.get(joined(prefix, path))
        if new is None:
            return path
        if prefix and not new.startswith(f"{prefix}."):
            raise ValueError(f"{where}: {new} is not in the record {prefix}")
        return new.removeprefix(f"{prefix}.")

    def _shape(self, tag: str, elements: list[Data]) -> Shape:
        """Lay a map's own limits over the directory's."""
        rows = [(slot.mandatory, list(slot.limits)) for slot in self.shapes[tag]]
        for entry in elements:
            if not entry.keys() & _LIMIT_KEYS:
                continue
            for at in entry["at"] if isinstance(entry["at"], list) else [entry["at"]]:
                element, component = position(at)
                rows += [(False, []) for _ in range(element - len(rows))]
                limits = rows[element - 1][1]
                limits += [_UNLIMITED] * (component - len(limits))
                limits[component - 1] = _overridden(limits[component - 1], entry)
                asked = limits[component - 1].mandatory
                if len(limits) > 1 or "use" not in entry:  # a composite is asked for by itself
                    asked = asked or rows[element - 1][0]
                rows[element - 1] = (asked, limits)
        return tuple(Slot(mandatory, tuple(limits)) for mandatory, limits in rows)


def _codes(codes: list[str] | dict[str, str] | None) -> dict[str, str] | None:
    return {code: code for code in codes} if isinstance(codes, list) else codes


def _is_fixed(element: Element) -> bool:
    return bool(element.const) and not element.first and not element.where


def _where(entry: Data) -> tuple[tuple[int, int, frozenset[str]], ...]:
    return tuple((*position(at), _choices(wanted)) for at, wanted in entry.get("where", {}).items())


def _overridden(limit: Limit, entry: Data) -> Limit:
    return limit._replace(
        mandatory=entry["use"] == "M" if "use" in entry else limit.mandatory,
        least=entry.get("min", limit.least),
        most=entry.get("max", limit.most),
    )


def _widest(own: Shape, directory: Shape) -> Shape:
    """Take what either allows, and ask for what the map asks for."""
    wide = []
    for number, slot in enumerate(own):
        others = directory[number].limits if number < len(directory) else ()
        limits = [
            limit._replace(least=min(limit.least, other.least), most=max(limit.most, other.most))
            for limit, other in zip(slot.limits, (*others, *slot.limits[len(others) :]), strict=True)
        ]
        wide.append(Slot(slot.mandatory, tuple(limits)))
    return tuple(wide)


def _limit_at(shape: Shape, element: int, component: int) -> Limit:
    limits = shape[element - 1].limits if element <= len(shape) else ()
    return limits[component - 1] if component <= len(limits) else limit_from("C999999")


def _index(node: Node) -> None:
    """Give every node its children by tag; siblings of one record need different keys."""
    tags: dict[str, list[Node]] = {}
    for child in node.nodes:
        tags.setdefault(child.tag, []).append(child)
        _index(child)
    if len({child.id for child in node.nodes}) < len(node.nodes):
        raise ValueError(f"two nodes of one id inside {node.id or 'the map'}")
    node.by_tag = {tag: tuple(children) for tag, children in tags.items()}
