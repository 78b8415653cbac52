"""Taking and giving back desks. Whoever changes what is taken at a centre holds the lock on its row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from enrollment.domain.interviews.centres import PARTS, Span
from enrollment.domain.interviews.rules import HORIZON
from enrollment.domain.interviews.slots import free_at
from enrollment.models import EnrolmentCentre, Interview, InterviewSeat, SlotOffer
from enrollment.selectors.interviews.centres import centre_facts, taken_at
from enrollment.services import refusals
from enrollment.services.interviews import refusals as said
from portal.core import clock
from portal.core.domain.errors import NotFound


def centres_locked(centre_ids: Iterable[UUID]) -> dict[UUID, EnrolmentCentre]:
    """Lock centres, always in the same order, and give them fresh. Raises NotFound."""
    wanted = set(centre_ids)
    rows = EnrolmentCentre.objects.select_for_update().filter(pk__in=wanted, closed_at=None).order_by("pk")
    found = {row.id: row for row in rows.prefetch_related("hours", "desks", "closures")}
    if found.keys() != wanted:
        raise NotFound
    return found


def slot_end(centre: EnrolmentCentre, starts_at: datetime) -> datetime:
    return starts_at + timedelta(minutes=centre.slot_minutes)


def seats_take(
    centre: EnrolmentCentre,
    part: str,
    starts_at: datetime,
    *,
    interview: Interview | None = None,
    offer: SlotOffer | None = None,
) -> None:
    """Take one desk of each agency of the part. The centre is locked. Raises Conflict when the slot is full or over."""
    now = clock.now()
    if not now < starts_at <= now + HORIZON:
        raise refusals.conflict(said.PAST, "starts_at", starts_at.isoformat())
    ends_at = slot_end(centre, starts_at)
    taken = taken_at(centre.id, starts_at, ends_at)
    if not free_at(centre_facts(centre), starts_at, taken).get(part):
        raise refusals.conflict(said.FULL, "starts_at", starts_at.isoformat())
    held = InterviewSeat.objects.filter(centre=centre, starts_at__lt=ends_at, ends_at__gt=starts_at)
    numbers = set(held.values_list("agency", "seat"))
    InterviewSeat.objects.bulk_create(
        InterviewSeat(
            centre=centre,
            agency=agency,
            seat=_lowest(numbers, agency),
            starts_at=starts_at,
            ends_at=ends_at,
            interview=interview,
            offer=offer,
        )
        for agency in PARTS[part]
    )


def _lowest(numbers: set[tuple[str, int]], agency: str) -> int:
    seat = 1
    while (agency, seat) in numbers:
        seat += 1
    return seat


def seats_free(*, interview: Interview | None = None, offer: SlotOffer | None = None) -> None:
    """Give the desks of an appointment or an offer back."""
    InterviewSeat.objects.filter(interview=interview, offer=offer).delete()


def spans_beyond(centre: EnrolmentCentre, agency: str, places: int) -> list[Span]:
    """Give what is taken ahead at desks above this number."""
    rows = InterviewSeat.objects.filter(centre=centre, agency=agency, seat__gt=places, ends_at__gt=clock.now())
    return [Span(row.starts_at, row.ends_at, agency) for row in rows]
