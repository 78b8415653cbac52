"""What readers, alarms, look-outs and officers have reported about a trip, as the facts rules may name.

One place where signals come together before a trip is scored; None means that nobody has looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from clearance.domain.manifest import Manifest
from clearance.models import Trip
from clearance.selectors.riding import Riding
from clearance.targeting.facts import Signals


class Met(Protocol):
    """A look-out this filing meets; see clearance.selectors.lookouts.Found."""

    @property
    def refers(self) -> bool: ...


def signals_of(trip: Trip, manifest: Manifest, aboard: Riding, met: Iterable[Met] | None = None) -> Signals:
    """Give the signals of one trip. A look-out counts when it matched exactly or an officer confirmed it."""
    return Signals(
        seal_mismatch=aboard.seal_mismatch,
        lookout=None if met is None else any(found.refers for found in met),
    )
