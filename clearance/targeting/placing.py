"""What a lane was decided on, beside the facts, as it is kept with a score: the simulator decides it again from there."""

from __future__ import annotations

from typing import Any

from clearance.domain.links import Links
from clearance.targeting.lanes import LaneFacts


def place_as_json(place: LaneFacts, links: Links) -> dict[str, Any]:
    """Give what a lane was decided on, beside the facts, in the form it is stored in."""
    wait = place.fast_wait
    made: dict[str, Any] = {
        "open_lanes": sorted(place.open_lanes),
        "minute": place.minute,
        "fast_wait": wait.minutes if wait else None,
        "fast_wait_age": wait.age if wait else None,
        "importer_tiers": sorted(link.tier for link in links.importers),
    }
    return made | ({"loop_checks": place.loop.checks} if place.loop else {})
