"""Centres with what their slots are computed from, and the free slots of several days (four queries, any number)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from enrollment.domain.interviews.centres import Centre, OpenHours, Span
from enrollment.domain.interviews.slots import Slot, slots_on
from enrollment.models import EnrolmentCentre, InterviewSeat
from portal.core import clock
from portal.core.domain.errors import NotFound

A_DAY = timedelta(days=1)


def _with_hours() -> QuerySet[EnrolmentCentre, EnrolmentCentre]:
    return EnrolmentCentre.objects.prefetch_related("hours", "desks", "closures")


def centres_open() -> QuerySet[EnrolmentCentre, EnrolmentCentre]:
    """Give the centres that are not closed for good, with hours, desks and closures, by name."""
    return _with_hours().filter(closed_at=None).order_by("name")


def centre_get(centre_id: UUID) -> EnrolmentCentre:
    """Give one centre; raises NotFound."""
    found = _with_hours().filter(pk=centre_id).first()
    if found is None:
        raise NotFound
    return found


def centre_facts(centre: EnrolmentCentre) -> Centre:
    """Give a centre as the pure functions want it; no query when its rows were fetched with it."""
    return Centre(
        zone=centre.zone,
        slot_minutes=centre.slot_minutes,
        mode=centre.mode,
        hours=tuple(OpenHours(row.weekday, row.opens, row.closes) for row in centre.hours.all()),
        desks={row.agency: row.places for row in centre.desks.all()},
        closures=tuple(Span(row.starts_at, row.ends_at, row.agency) for row in centre.closures.all()),
    )


def taken_at(centre_id: UUID, starts_at: datetime, ends_at: datetime) -> list[Span]:
    """Give what is taken at a centre between two moments."""
    return _taken([centre_id], starts_at, ends_at)[centre_id]


def _taken(centres: Iterable[UUID], starts_at: datetime, ends_at: datetime) -> dict[UUID, list[Span]]:
    found: dict[UUID, list[Span]] = defaultdict(list)
    rows = InterviewSeat.objects.filter(centre__in=list(centres), starts_at__lt=ends_at, ends_at__gt=starts_at)
    for centre, start, end, agency in rows.values_list("centre_id", "starts_at", "ends_at", "agency"):
        found[centre].append(Span(start, end, agency))
    return found


@dataclass(frozen=True, slots=True)
class CentreSlots:
    """The slots of one day at one centre that are free for the part asked for and lie ahead."""

    centre: EnrolmentCentre
    day: date
    slots: tuple[Slot, ...]


def free_slots(*, part: str, centres: Iterable[EnrolmentCentre], first: date, days: int) -> list[CentreSlots]:
    """Give the free slots by day, then by centre; days and centres without one are left out. One query."""
    wanted, now = list(centres), clock.now()
    start = datetime.combine(first, datetime.min.time(), tzinfo=now.tzinfo) - A_DAY
    taken = _taken([row.id for row in wanted], start, start + (days + 2) * A_DAY)
    facts = [(row, centre_facts(row)) for row in wanted]
    found = []
    for day in (first + place * A_DAY for place in range(days)):
        for row, centre in facts:
            if part in centre.parts:
                slots = slots_on(centre, day, taken[row.id])
                free = tuple(slot for slot in slots if slot.free.get(part) and slot.starts_at > now)
                found.append(CentreSlots(row, day, free))
    return [entry for entry in found if entry.slots]
