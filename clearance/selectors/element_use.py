"""When and where an organisation last gave each data element, out of its own latest filings (R-22)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clearance.models import TripVersion
from portal.core.domain.actors import Actor

LATEST = 50


@dataclass(frozen=True, slots=True)
class ElementUse:
    """The last filing that held the element: when, through which channel, on which trip."""

    at: datetime
    channel: str
    trip_number: str


def element_use(*, actor: Actor) -> dict[str, ElementUse]:
    """Give the last use of each element by its path in the registry; one query over the last fifty filings."""
    if actor.organisation_id is None or actor.is_staff:
        return {}
    rows = (
        TripVersion.objects.filter(trip__filer_id=actor.organisation_id)
        .order_by("-trip__created_at", "-trip__id", "-number")
        .values_list("filed_at", "channel", "trip__trip_number", "manifest")[:LATEST]
    )
    found: dict[str, ElementUse] = {}
    for at, channel, number, manifest in rows:
        for path in dict.fromkeys(_paths(manifest, "")):
            if path not in found or found[path].at < at:
                found[path] = ElementUse(at, channel, number)
    return found


def _paths(value: Any, path: str) -> Iterator[str]:
    """Give the registry path of everything in a manifest: `shipments[].lines[].hs_code`."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _paths(each, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            if isinstance(each, (dict, list)):
                for inner in _paths(each, f"{path}[]"):
                    if inner != f"{path}[]":
                        yield inner
