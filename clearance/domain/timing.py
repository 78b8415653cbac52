"""When a filing must be in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from clearance.domain.context import FAST_NOTICE, STANDARD_NOTICE


def due_of(data: Mapping[str, Any], direction: str) -> datetime | None:
    """Give the moment by which it must be on file: 60 minutes before arrival, 30 when all of it is FAST."""
    try:
        eta = datetime.fromisoformat(str(data["trip"].get("eta", "")))
    except ValueError:
        return None
    if eta.tzinfo is None:
        return None
    shipments = data["shipments"]
    fast = bool(shipments) and all(item.get("release_type") == "FAST" for item in shipments)
    return eta - (FAST_NOTICE if fast and direction == "SB" else STANDARD_NOTICE)
