"""Who gets a slot that has become free: the one who fits and has waited longest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for an earlier time: which centres, which weekdays (none: any), from which hour of the day.

    `notice` is how long before the slot the person must know; `before` is the appointment it would replace,
    None without one.
    """

    id: UUID
    made_at: datetime
    part: str
    centres: frozenset[UUID]
    weekdays: frozenset[int]
    earliest: time
    notice: timedelta
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class FreeSlot:
    """A free place: the part it is for, where, on which clock."""

    part: str
    centre: UUID
    starts_at: datetime
    zone: str


def fits(wish: Wish, slot: FreeSlot, now: datetime) -> bool:
    """Say whether the person asked for this slot and can still come."""
    local = slot.starts_at.astimezone(ZoneInfo(slot.zone))
    return (
        wish.part == slot.part
        and slot.centre in wish.centres
        and (not wish.weekdays or local.weekday() in wish.weekdays)
        and local.time() >= wish.earliest
        and now + wish.notice <= slot.starts_at
        and (wish.before is None or slot.starts_at < wish.before)
    )


def first_fitting(
    wishes: Iterable[Wish], slot: FreeSlot, now: datetime, asked: Collection[UUID] = frozenset()
) -> Wish | None:
    """Give the wish that is first in line for the slot: the oldest that fits and was not asked about it before."""
    fitting = [wish for wish in wishes if wish.id not in asked and fits(wish, slot, now)]
    return min(fitting, key=lambda wish: (wish.made_at, wish.id), default=None)


def offer_ends(slot_starts: datetime, now: datetime, hold: timedelta) -> datetime:
    """Give until when an offer is held: the usual time, never past half of what is left before the slot."""
    return min(now + hold, now + (slot_starts - now) / 2)
