"""Counting a loop's routine checks one at a time: whoever counts next waits until this one is written (R-62)."""

from __future__ import annotations

from clearance.domain.loops import IN_FORCE
from clearance.models import Trip, ValueChainLoop
from clearance.selectors.loop_facts import loop_use
from clearance.targeting.loops import LoopCap, LoopUse


def loop_lock(trip: Trip) -> None:
    """Lock the loop of a trip that is locked already; nothing for a trip without one."""
    if trip.loop_number is not None:
        held = ValueChainLoop.objects.select_for_update(no_key=True).filter(number=trip.loop_number, status=IN_FORCE)
        list(held.values_list("id"))


def loop_counted(trip: Trip, cap: LoopCap | None) -> LoopUse | None:
    """Give the use of the trip's loop under its lock, for the decision about to be written."""
    loop_lock(trip)
    return loop_use(trip, cap)
