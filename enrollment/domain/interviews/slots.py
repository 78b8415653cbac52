"""Slots follow from hours, desks, closures and what is taken; nobody makes them by hand.

Wall-clock hours become moments once, at opening and closing; between the two the slots are cut in real time.
So a day on which the clocks change has one hour of slots less or more, and no slot is ever doubled or lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from enrollment.domain.interviews.centres import PARTS, Centre, Span


@dataclass(frozen=True, slots=True)
class Slot:
    """One time at one centre; `free` is how many more appointments of each part it takes. Moments are in UTC."""

    starts_at: datetime
    ends_at: datetime
    free: Mapping[str, int]


def slots_on(centre: Centre, day: date, taken: Iterable[Span]) -> tuple[Slot, ...]:
    """Give every slot of the day on the centre's clock, full ones too, in order.

    `taken` holds one span per agency and appointment or offer; those of other days do no harm.
    """
    busy = list(taken)
    return tuple(_slot(centre, start, end, busy) for start, end in times_on(centre, day))


def times_on(centre: Centre, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Give start and end of the day's slots in UTC, whether free or not."""
    length = timedelta(minutes=centre.slot_minutes)
    stretches = sorted(
        ((hours.opens, hours.closes) for hours in centre.hours if hours.weekday == day.weekday()),
    )
    for opens, closes in stretches:
        start, last = _moment(centre, day, opens), _moment(centre, day, closes)
        while start + length <= last:
            yield start, start + length
            start += length


def is_slot(centre: Centre, starts_at: datetime) -> bool:
    """Say whether the centre has a slot that starts at this moment."""
    day = starts_at.astimezone(centre.clock).date()
    return any(start == starts_at for start, _ in times_on(centre, day))


def free_at(centre: Centre, starts_at: datetime, taken: Iterable[Span]) -> Mapping[str, int]:
    """Give how many appointments of each part still fit at this moment; nothing where there is no slot."""
    if not is_slot(centre, starts_at):
        return {}
    return _slot(centre, starts_at, starts_at + timedelta(minutes=centre.slot_minutes), list(taken)).free


def _slot(centre: Centre, start: datetime, end: datetime, busy: list[Span]) -> Slot:
    left = {
        agency: 0
        if any(closure.touches(start, end, agency) for closure in centre.closures)
        else max(desks - sum(span.touches(start, end, agency) for span in busy), 0)
        for agency, desks in centre.desks.items()
    }
    return Slot(start, end, {part: min(left[agency] for agency in PARTS[part]) for part in centre.parts})


def _moment(centre: Centre, day: date, wall: time) -> datetime:
    """Give the moment the clock shows `wall` for the first time; an hour that is skipped counts as the one after."""
    return datetime.combine(day, wall, tzinfo=centre.clock).astimezone(UTC)
