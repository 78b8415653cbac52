"""What you typed and what each agency gets of it: the element registry laid over one filing (R-21)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from clearance.domain.elements import FORMATS, GROUPS, RECORD, RECORDS, Element
from clearance.domain.labels import choice_label
from clearance.domain.partners.labels import answer_words
from clearance.domain.typed import local_moment, seals_text
from portal.core.domain.text import Text

TRIP = Text("Trip", "Voyage")
TRUCK = Text("Truck", "Camion")
LISTS = {
    "equipment": Text("Trailer or container {n}", "Remorque ou conteneur {n}"),
    "crew": Text("Person {n}", "Personne {n}"),
    "shipments": Text("Shipment {n}", "Expédition {n}"),
    "lines": Text("Goods {n}", "Marchandise {n}"),
}


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One value with the name each agency knows it by; an empty name means that agency does not get it.

    `words` say what a code of a closed list means. `cbp_segments` and `cbsa_segments` are the segments of the
    messages it went into, once they are built.
    """

    path: str
    label: Text
    value: str
    cbp: str
    cbsa: str
    cbp_need: str = ""
    cbsa_need: str = ""
    hint: Text | None = None
    other: str = ""
    words: Text | None = None
    cbp_segments: tuple[str, ...] = ()
    cbsa_segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrosswalkGroup:
    """The rows of one part of the filing."""

    title: Text
    rows: tuple[CrosswalkRow, ...]


def crosswalk(data: Mapping[str, Any], zone: str = "") -> list[CrosswalkGroup]:
    """Give every value of a manifest or draft, by part, as each agency gets it. Never raises on a broken draft.

    With a `zone` moments are shown on its clock, else as they were sent.
    """
    found = [
        _group(TRIP, "trip", "trip", _local(data.get("trip"), zone)),
        _group(TRUCK, "conveyance", "conveyance", data.get("conveyance")),
    ]
    for key in ("equipment", "crew"):
        found += _listed(key, key, key, data.get(key))
    for number, shipment in enumerate(_records(data.get("shipments"))):
        path = f"shipments[{number}]"
        found.append(_group(LISTS["shipments"].format(n=number + 1), "shipment", path, shipment))
        found += _listed("lines", "line", f"{path}.lines", shipment.get("lines"), number + 1)
    return [group for group in found if group.rows]


def _local(trip: Any, zone: str) -> Any:
    """Put the arrival on the clock of the port."""
    if not zone or not isinstance(trip, Mapping) or not isinstance(trip.get("eta"), str):
        return trip
    return {**trip, "eta": local_moment(trip["eta"], zone).replace("T", " ")}


def _listed(key: str, group: str, path: str, value: Any, parent: int = 0) -> list[CrosswalkGroup]:
    label = f"{parent}.{{n}}" if parent else "{n}"
    return [
        _group(LISTS[key].format(n=label.format(n=number + 1)), group, f"{path}[{number}]", record)
        for number, record in enumerate(_records(value))
    ]


def _group(title: Text, group: str, path: str, record: Any) -> CrosswalkGroup:
    rows = tuple(_rows(group, path, record)) if isinstance(record, Mapping) else ()
    return CrosswalkGroup(title, rows)


def _rows(group: str, path: str, record: Mapping[str, Any], owner: Text | None = None) -> Iterator[CrosswalkRow]:
    for element in GROUPS[group]:
        value = record.get(element.key)
        at = f"{path}.{element.key}"
        if value in (None, "", [], {}) or element.key == "lines":
            continue
        if element.key == "seals":
            yield _row(element, at, seals_text(value), owner)
        elif element.key == "answers":
            yield from (_answer(element, at, number, item) for number, item in enumerate(_records(value)))
        elif element.kind == RECORD and isinstance(value, Mapping):
            yield from _rows(element.group, at, value, element.name)
        elif element.kind == RECORDS:
            for number, item in enumerate(_records(value)):
                yield from _rows(element.group, f"{at}[{number}]", item, element.name)
        else:
            yield _row(element, at, _shown(value), owner)


def _answer(element: Element, path: str, number: int, record: Mapping[str, Any]) -> CrosswalkRow:
    """One answer to a partner agency, under the name of its question."""
    value = str(record.get("value", ""))
    name, _words = answer_words(str(record.get("question", "")), value)
    return replace(_row(element, f"{path}[{number}].value", value, None), label=name)


def _row(element: Element, path: str, value: str, owner: Text | None) -> CrosswalkRow:
    label = element.name
    if owner is not None:
        label = Text(f"{owner.en}: {label.en}", f"{owner.fr} : {label.fr}")
    return CrosswalkRow(
        path,
        label,
        value,
        element.cbp,
        element.cbsa,
        element.us if element.cbp else "",
        element.ca if element.cbsa else "",
        FORMATS[element.format].hint if element.format else None,
        element.other,
        _meaning(element, value),
    )


def _meaning(element: Element, value: str) -> Text | None:
    found = choice_label(element.key, value) if value in element.choices else None
    return None if found is None or found.en == value else found


def with_segments(
    groups: Iterable[CrosswalkGroup], cbp: Mapping[str, tuple[str, ...]], cbsa: Mapping[str, tuple[str, ...]]
) -> list[CrosswalkGroup]:
    """Give the groups with the segments each value went into; the mappings are keyed by path."""
    return [
        replace(
            group,
            rows=tuple(
                replace(row, cbp_segments=cbp.get(row.path, ()), cbsa_segments=cbsa.get(row.path, ()))
                for row in group.rows
            ),
        )
        for group in groups
    ]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "✓" if value is True else str(value)


def _records(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
