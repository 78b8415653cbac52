"""Checking a filing: structure first, then every rule; what one bad shipment holds up, and what it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from clearance.domain.context import Context
from clearance.domain.manifest import Manifest, read
from clearance.domain.rules import ERROR
from clearance.domain.rules import run as run_rules
from portal.core.domain.errors import ErrorItem

_SHIPMENT = re.compile(r"shipments\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome. `manifest` is None when the filing is refused; `draft` holds what could be read."""

    manifest: Manifest | None
    items: tuple[ErrorItem, ...]
    draft: Manifest | None = None

    @property
    def errors(self) -> tuple[ErrorItem, ...]:
        """What blocks the filing."""
        return tuple(item for item in self.items if item.severity == ERROR)

    @property
    def warnings(self) -> tuple[ErrorItem, ...]:
        """What is worth saying but does not block."""
        return tuple(item for item in self.items if item.severity != ERROR)

    @property
    def ok(self) -> bool:
        return self.manifest is not None


def check(data: Any, context: Context) -> Checked:
    """Check a filing as JSON. Never raises on junk; finds structural errors and rule errors in one pass.

    A rule does not repeat what the structure already said of the same place.
    """
    draft, structural = read(data)
    if draft is None:
        return Checked(None, tuple(structural))
    found = run_rules(draft, context)
    if structural:
        found = [item for item in found if not _covered(item.path, structural)]
    items = (*structural, *found)
    blocked = any(item.severity == ERROR for item in items)
    return Checked(None if blocked else draft, items, draft)


def check_manifest(manifest: Manifest, context: Context) -> list[ErrorItem]:
    """Run the rules over a manifest already read, for amendments and for re-checks after a rule change."""
    return run_rules(manifest, context)


def _covered(path: str, structural: Iterable[ErrorItem]) -> bool:
    return any(path == item.path or path.startswith((f"{item.path}.", f"{item.path}[")) for item in structural)


def shipment_of(path: str) -> int | None:
    """Give the number of the shipment a path lies in, or None for the trip itself."""
    found = _SHIPMENT.match(path)
    return int(found.group(1)) if found else None


def by_shipment(items: Iterable[ErrorItem]) -> dict[int | None, list[ErrorItem]]:
    """Group items by shipment; None holds those of the trip, the truck, the trailers and the crew."""
    groups: dict[int | None, list[ErrorItem]] = {}
    for item in items:
        groups.setdefault(shipment_of(item.path), []).append(item)
    return groups


def acceptable_shipments(manifest: Manifest, items: Iterable[ErrorItem]) -> frozenset[int]:
    """Give the numbers of the shipments that could go ahead without the faulty ones.

    Empty when something is wrong with the trip itself: without a trip no shipment crosses.
    """
    faulty = {shipment_of(item.path) for item in items if item.severity == ERROR}
    if None in faulty:
        return frozenset()
    return frozenset(range(len(manifest.shipments))) - {number for number in faulty if number is not None}
