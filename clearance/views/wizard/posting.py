"""What a posted section does to the draft: merged with what others saved, records filled in, pasted cells added.

A page carries, signed, the part of the draft it was drawn from (`base`). So two people in one section keep both
their changes, field by field, without the server remembering who has which page open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.http import QueryDict

from clearance.domain.merging import merge
from clearance.domain.pasting import Pasted, folded, read_paste
from clearance.forms import numbered_records
from clearance.models import SavedRecord
from clearance.views.wizard.choosing import chosen, fill, find, kind_of
from clearance.views.wizard.sections import LISTED_PARTIES, Section, read_section
from portal.reference.selectors import countries, package_types

SALT = "clearance.draft.base"
MOST_LINES = 999


@dataclass
class Posted:
    """One posted section. `by_hand` is False for autosave, which fills in and adds nothing."""

    section: Section
    fields: QueryDict
    offers: Mapping[str, Sequence[SavedRecord]] = field(default_factory=dict)
    by_hand: bool = True
    moved: bool = False
    conflicts: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    pasted: Pasted | None = None

    @property
    def point(self) -> str:
        """What the undo goes back to: the opening of this page."""
        return self.fields.get("opened", "")[:40] or "posted"

    @property
    def stays(self) -> bool:
        """Say whether the person wants to see this page again, filled in."""
        return bool(self.filled or self.not_found or self.pasted or self.fields.get("then") in {"fill", "keep"})

    def edit(self, data: dict[str, Any]) -> dict[str, Any]:
        """Give the draft's data with this page's changes."""
        token = self._token()
        begun = with_part(data, self.section, token["part"]) if token else data
        mine = read_section(_spread(begun, token["slots"]) if token else begun, self.section, self.fields)
        merged, self.conflicts = merge(begun, mine, data)
        self.moved = begun != data
        made: dict[str, Any] = merged
        if self.by_hand:
            made = self._with_choices(made)
            made = self._with_cells(made)
        return made

    def _token(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = signing.loads(self.fields.get("base", ""), salt=SALT)
        except signing.BadSignature:
            return {}
        return found

    def _with_choices(self, data: dict[str, Any]) -> dict[str, Any]:
        direction = str(data["trip"].get("direction", ""))
        for target, name in chosen(self.fields).items():
            record = find(name, self.offers.get(kind_of(target), ()))
            if record is None:
                self.not_found.append(name)
            else:
                data = fill(data, target, record.data, direction)
                self.filled.append(record.name)
        return data

    def _with_cells(self, data: dict[str, Any]) -> dict[str, Any]:
        """Add the rows of the import box to the goods of this shipment."""
        text, number = self.fields.get("cells", ""), self.section.shipment
        if number is None or not text.strip() or not self.section.code.startswith("goods"):
            return data
        self.pasted = read_paste(text, str(data["trip"].get("direction", "")), cell_words())
        shipments = list(data["shipments"])
        lines = [line for line in shipments[number].get("lines", []) if line]
        shipments[number] = {**shipments[number], "lines": [*lines, *self.pasted.rows][:MOST_LINES]}
        return {**data, "shipments": shipments}

    def slots(self, data: Mapping[str, Any]) -> dict[str, list[int]]:
        """Give, for each grid of the page, the page's number of each row that was kept."""
        direction = str(data["trip"].get("direction", ""))
        return {
            prefix: list(numbered_records(group, prefix, direction, self.fields))
            for prefix, group in grids_of(self.section).items()
        }


def grids_of(section: Section) -> dict[str, str]:
    """Give the grids of a section with the group of elements each holds."""
    if section.code == "trip":
        return {"equipment": "equipment", "crew": "crew"}
    path = f"shipments-{section.shipment}"
    if section.code.startswith("goods"):
        return {f"{path}-lines": "line"}
    if section.code.startswith("parties"):
        return {f"{path}-{key}": "party" for key in LISTED_PARTIES}
    return {}


def base_of(data: Mapping[str, Any], section: Section, slots: Mapping[str, list[int]] | None = None) -> str:
    """Sign what the page is drawn from. `slots` are the page's row numbers when rows were removed on it."""
    return signing.dumps({"part": part_of(data, section), "slots": dict(slots or {})}, salt=SALT, compress=True)


def part_of(data: Mapping[str, Any], section: Section) -> Any:
    """Give the part of the draft that a section touches."""
    if section.shipment is not None:
        return data["shipments"][section.shipment]
    return {key: data[key] for key in _TRIP} if section.code == "trip" else dict(data)


def with_part(data: dict[str, Any], section: Section, part: Any) -> dict[str, Any]:
    """Give the draft with that part put back; what another person added or took out meanwhile stays."""
    if section.shipment is None:
        return {**data, **part}
    shipments = list(data["shipments"])
    if section.shipment < len(shipments):
        shipments[section.shipment] = part
    return {**data, "shipments": shipments}


_TRIP = ("trip", "conveyance", "equipment", "crew")


def _spread(data: dict[str, Any], slots: Mapping[str, list[int]]) -> dict[str, Any]:
    """Put rows back to the numbers they have on the page, so that what a row does not show stays with it."""
    for prefix, numbers in slots.items():
        *start, key = prefix.split("-")
        holder = data["shipments"][int(start[1])] if start and int(start[1]) < len(data["shipments"]) else data
        rows: list[Any] = [{} for _ in range(max(numbers, default=-1) + 1)]
        for number, row in zip(numbers, holder.get(key) or [], strict=False):
            rows[number] = row
        if not start:
            data = {**data, key: rows}
        else:
            shipments = list(data["shipments"])
            shipments[int(start[1])] = {**holder, key: rows}
            data = {**data, "shipments": shipments}
    return data


def cell_words() -> dict[str, dict[str, str]]:
    """Give the words people write for coded values: names of packages and of countries, in both languages."""
    packaging = {
        f"{folded(name)}{plural}": kind.code
        for kind in package_types()
        for name in (kind.code, kind.name.en, kind.name.fr)
        for plural in ("", "s", "es")
    }
    places = {
        folded(name): country.code
        for country in countries()
        for name in (country.code, country.name.en, country.name.fr)
    }
    return {"package_code": packaging, "origin": places, "marked_origin": places}
