"""One segment from a record, and one element of a segment into a record: what reading and building share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from clearance.edi.errors import EdiError
from clearance.edi.maps import Element, Node, joined, position
from clearance.edi.model import Elements
from clearance.edi.transforms import cut_pieces

Record = dict[str, Any]
REST, LAYOUT, AT = "_rest", "_layout", "_at"
SELF = "."


class Place(NamedTuple):
    """Where a canonical path went."""

    path: str
    element: int
    component: int


class Spelt(NamedTuple):
    """A segment's elements, the paths that went into it, and what could not be spelt."""

    elements: Elements
    places: tuple[Place, ...]
    faults: tuple[EdiError, ...]


def fetch(record: Mapping[str, Any], path: str) -> Any:
    """Give what stands at a path of a record; None when there is nothing."""
    if "." not in path or path == SELF:
        return record.get(path)
    found: Any = record
    for key in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def put(record: Record, path: str, value: Any) -> None:
    """Put a value at a path of a record; what stands there already stays."""
    if "." in path and path != SELF:
        *keys, path = path.split(".")
        for key in keys:
            record = record.setdefault(key, {})
    record.setdefault(path, value)


def canonical_paths(element: Element, prefix: str) -> list[str]:
    """Give the paths of an element; what it means in the manifest, where its record stands in that."""
    outer, means = prefix.split(".") if prefix else [], element.means.split(".")
    if not element.means or (outer and [step.partition("[")[0] for step in outer] != means[: len(outer)]):
        return [joined(prefix, path) for path in element.paths]
    return [".".join([*outer, *means[len(outer) :]])]


def is_blank(value: Any) -> bool:
    return value is None or value is False or value == "" or value == [] or value == ()


def has_value(node: Node, record: Mapping[str, Any]) -> bool:
    """Whether a node that belongs to this record has anything to say."""
    for element in node.elements:
        if not element.first and any(not is_blank(fetch(record, path)) for path in element.paths):
            return True
    return any(
        not is_blank(fetch(record, child.record_path)) if child.owner else has_value(child, record)
        for child in node.nodes
        if not child.continues
    )


class _Cells:
    """The texts of one segment in the making, by element and component."""

    __slots__ = ("cells", "faults", "node", "number", "places", "prefix", "record")

    def __init__(self, node: Node, record: Record, number: int, prefix: str) -> None:
        self.node, self.record, self.number, self.prefix = node, record, number, prefix
        self.cells = dict(node.fixed)
        self.places: list[Place] = []
        self.faults: list[EdiError] = []

    def add(self, element: Element) -> None:
        """Write one element; of two at one place the first with a value stands."""
        if element.at[0] in self.cells and not element.const:
            return
        if element.plain:
            value = fetch(self.record, element.paths[0])
            if type(value) is str:
                self._write(element, (value,))
                return
        try:
            texts = _texts(element, self.node, self.record, self.number)
        except EdiError as fault:
            fault.path = joined(self.prefix, element.paths[0])
            self.faults.append(fault)
            texts = (fault.value,)
        self._write(element, texts)
        if element.where and texts[0]:
            self.cells.update({(e, c): next(iter(choices)) for e, c, choices in element.where if len(choices) == 1})

    def _write(self, element: Element, texts: Sequence[str]) -> None:
        for at, text in zip(element.at, texts, strict=False):
            if text:
                self.cells[at] = text
                self.places += [Place(path, *at) for path in canonical_paths(element, self.prefix)]

    def overlay(self) -> None:
        """Lay over it what this segment held beyond the map when it was read."""
        rest = self.record.get(REST)
        kept = rest.get(rest_key(self.node, self.number)) if isinstance(rest, Mapping) else None
        if isinstance(kept, Mapping):
            self.cells.update({position(at): text for at, text in kept.items()})


def spell(node: Node, record: Record, number: int, *, first: bool, prefix: str = "") -> Spelt:
    """Write the segment of a node. `number` is its occurrence, `first` whether it is the first of its tag there."""
    cells = _Cells(node, record, number, prefix)
    for element in node.elements:
        if first or not element.first:
            cells.add(element)
    if REST in record:
        cells.overlay()
    return Spelt(_laid_out(cells.cells), tuple(cells.places), tuple(cells.faults))


def own_key(node: Node) -> str:
    """The name of a node in what its record keeps beside the values."""
    return f"^{node.id}" if node.owner else node.key


def rest_key(node: Node, number: int) -> str:
    return f"{node.key}#{number}" if node.continues else own_key(node)


def _laid_out(cells: Mapping[tuple[int, int], str]) -> Elements:
    rows: list[list[str]] = []
    for (element, component), text in sorted(cells.items()):
        if text:
            rows += [[""] for _ in range(element - len(rows))]
            row = rows[element - 1]
            row += [""] * (component - len(row))
            row[component - 1] = text
    return tuple(map(tuple, rows))


def _texts(element: Element, node: Node, record: Record, number: int) -> Sequence[str]:
    """Spell one element of a record; EdiError when its value does not fit."""
    if element.const:
        return (element.const,)
    if element.auto:
        return (str(number),)
    if node.continues:
        return (_piece(node, record, number, element.most),)
    values = [fetch(record, path) for path in element.paths]
    if all(map(is_blank, values)):
        return (element.default,)
    if any(isinstance(value, (dict, list, tuple)) for value in values):
        raise EdiError("EDI_VALUES", tag=node.tag, element=element.at[0][0], value=element.paths[0])
    try:
        texts = element.transform.write(values, len(element.at), element.most)
    except ValueError:
        raise _misfit("EDI_FORM", element, node, values[0], element.transform.form) from None
    if element.codes is not None:
        if texts[0] not in element.codes:
            raise _misfit("EDI_CODE", element, node, texts[0])
        texts = (element.codes[texts[0]],)
    if element.lead and texts[0]:
        texts = (element.lead + texts[0],)
    return cut_pieces(texts[0], element.most)[:1] if element.continued else texts


def _piece(node: Node, record: Record, number: int, most: int) -> str:
    pieces = continuation(node, record, most)
    return pieces[number - 1] if number <= len(pieces) else ""


def continuation(node: Node, record: Record, most: int) -> list[str]:
    """Give the lines after the first of a text that goes on in segments of its own."""
    text = fetch(record, node.continues)
    return cut_pieces(text, most)[1:] if isinstance(text, str) else []


def _misfit(code: str, element: Element, node: Node, value: Any, form: str = "") -> EdiError:
    number, component = element.at[0]
    return EdiError(code, tag=node.tag, element=number, component=component, value=str(value), limit=form)
