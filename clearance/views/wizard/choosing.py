"""Kept records in the wizard: one control fills in a truck, a driver, a party or a product; one button keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from clearance.domain.saved import DRIVER, KINDS, PARTY, PRODUCT, TRAILER, TRUCK, endings, for_direction
from clearance.forms import words
from clearance.models import SavedRecord
from portal.core import clock
from portal.core.domain.text import Text

TARGET = re.compile(
    r"conveyance|equipment|crew|shipments-(\d{1,3})-(shipper|consignee|importer|broker|notify|delivery|lines)"
)
ONE = frozenset({"conveyance", "shipper", "consignee", "importer", "broker"})
KEPT_ASIDE = {"conveyance": ("seals",)}
LABELS = {
    TRUCK: Text("Fill in from a saved truck", "Remplir à partir d'un camion enregistré"),
    TRAILER: Text("Add a saved trailer", "Ajouter une remorque enregistrée"),
    DRIVER: Text("Add a saved driver", "Ajouter un conducteur enregistré"),
    PARTY: Text("Fill in from a saved party", "Remplir à partir d'une partie enregistrée"),
    PRODUCT: Text("Add a saved product", "Ajouter un produit enregistré"),
}
KIND_OF = {"conveyance": TRUCK, "equipment": TRAILER, "crew": DRIVER, "lines": PRODUCT}


@dataclass(frozen=True, slots=True)
class Offer:
    """One record as the chooser lists it: the name to choose, and what to know of it."""

    name: str
    note: str


def kind_of(target: str) -> str:
    """Give the kind of kept record that a part of the filing takes, "" for a part that takes none."""
    if TARGET.fullmatch(target) is None:
        return ""
    return KIND_OF.get(target.rpartition("-")[2], PARTY)


def offered(records: Iterable[SavedRecord]) -> list[Offer]:
    """Give the options of one chooser, each with the papers that end."""
    return [Offer(record.name, note_of(record)) for record in records]


def note_of(record: SavedRecord) -> str:
    """Say what tells a record from another, and which of its papers end."""
    data = record.data
    parts = [str(data[key]) for key in ("plate", "city", "hs_code", "fast_card") if data.get(key)][:2]
    parts += [words(ending.words) for ending in endings(record.papers, clock.now().date())]
    return " · ".join(parts)


def chosen(posted: QueryDict) -> dict[str, str]:
    """Give the names chosen, by the part of the filing they are for."""
    found = {}
    for name in posted:
        target, value = name.removeprefix("choose-"), str(posted[name]).strip()
        if target != name and kind_of(target) and value:
            found[target] = value
    return found


def find(name: str, records: Iterable[SavedRecord]) -> SavedRecord | None:
    """Find a record by the name typed, in full or by the only one that begins with it."""
    typed = " ".join(name.split()).casefold()
    near = [record for record in records if record.name.casefold().startswith(typed)]
    return next((record for record in near if record.name.casefold() == typed), near[0] if len(near) == 1 else None)


def fill(data: dict[str, Any], target: str, kept: Mapping[str, Any], direction: str) -> dict[str, Any]:
    """Put a kept record into a part of the filing: one record is replaced, a list gets one more entry."""
    record = for_direction(KINDS[kind_of(target)].group, kept, direction)
    if target == "crew":
        record = {"role": "DRIVER", **record}
    *start, key = target.split("-")
    if not start:
        return {**data, target: _with(target, data.get(target), record)}
    number = int(start[1])
    shipments = list(data["shipments"])
    shipments[number] = {**shipments[number], key: _with(key, shipments[number].get(key), record)}
    return {**data, "shipments": shipments}


def _with(key: str, present: Any, record: dict[str, Any]) -> Any:
    if key in ONE:
        aside = present if isinstance(present, dict) else {}
        return {**record, **{name: aside[name] for name in KEPT_ASIDE.get(key, ()) if name in aside}}
    entries = [entry for entry in present or [] if isinstance(entry, dict) and not _bare(entry)]
    return [*entries, record]


def _bare(entry: Mapping[str, Any]) -> bool:
    """An entry nobody has filled in: empty, or a driver with nothing but the role."""
    return not {key for key, value in entry.items() if value not in ("", None, [], False) and key != "role"}


def at(data: Mapping[str, Any], target: str) -> list[Mapping[str, Any]]:
    """Give the records of a part of the filing, to keep them."""
    *start, key = target.split("-")
    if start:
        shipments = data["shipments"]
        holder = shipments[int(start[1])] if int(start[1]) < len(shipments) else {}
    else:
        holder = data
    found = holder.get(key)
    entries = found if isinstance(found, list) else [found]
    return [entry for entry in entries if isinstance(entry, Mapping) and not _bare(entry)]
