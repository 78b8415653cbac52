"""A freed time goes to the first who fits, is held meanwhile, and then to the next (requirements 4.5 item 3).

Offering happens in the transaction that frees the time, under the lock of its centre: nobody who does not wait in
line can come between. What ends by itself, the hold, is a promise of the outbox.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from enrollment.domain.interviews.rules import INTERVIEW_STATUSES
from enrollment.domain.interviews.slots import free_at
from enrollment.domain.interviews.waiting import FreeSlot, Wish, first_fitting, fits, offer_ends
from enrollment.domain.transitions.interviews import LAPSED, OFFER, OFFERED
from enrollment.models import EarlierWish, EnrolmentCentre, SlotOffer
from enrollment.selectors.interviews.centres import centre_facts, free_slots, taken_at
from enrollment.services.interviews.seats import centres_locked, seats_free, seats_take, slot_end
from enrollment.services.interviews.telling import INTERVIEWS, tell_offer
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch
from portal.workflow.services import apply

LAPSE_TASK = "enrollment.offer_lapse"
DAYS_AHEAD = 60


def offers_for_slot(centre: EnrolmentCentre, starts_at: datetime) -> int:
    """Offer what is free at this time to those first in line; gives how many offers. The centre is locked."""
    if starts_at <= clock.now():
        return 0
    made = 0
    taken = taken_at(centre.id, starts_at, slot_end(centre, starts_at))
    for part, places in free_at(centre_facts(centre), starts_at, taken).items():
        slot = FreeSlot(part, centre.id, starts_at, centre.zone)
        for _ in range(places):
            wish = _next_in_line(slot)
            if wish is None:
                break
            _offer(wish, centre, starts_at)
            made += 1
    return made


def _next_in_line(slot: FreeSlot) -> EarlierWish | None:
    rows = (
        EarlierWish.objects.select_for_update(of=("self",))
        .select_related("interview", "application")
        .filter(status="waiting", part=slot.part, centres=slot.centre, application__status__in=INTERVIEW_STATUSES)
        .exclude(pk__in=SlotOffer.objects.filter(status=OFFERED).values("wish_id"))
        .order_by("created_at", "id")
    )
    waiting = {row.id: row for row in rows}
    asked = SlotOffer.objects.filter(wish__in=waiting, centre=slot.centre, starts_at=slot.starts_at)
    chosen = first_fitting(
        [as_wish(row, slot.centre) for row in waiting.values()],
        slot,
        clock.now(),
        set(asked.values_list("wish_id", flat=True)),
    )
    return waiting[chosen.id] if chosen else None


def as_wish(row: EarlierWish, centre_id: UUID) -> Wish:
    """Give a wish as the pure rule wants it; the query has matched its centres."""
    return Wish(
        id=row.id,
        made_at=row.created_at,
        part=row.part,
        centres=frozenset({centre_id}),
        weekdays=frozenset(row.weekdays),
        earliest=row.earliest,
        notice=timedelta(hours=row.notice_hours),
        before=row.interview.starts_at if row.interview else None,
    )


def _offer(wish: EarlierWish, centre: EnrolmentCentre, starts_at: datetime) -> SlotOffer:
    now = clock.now()
    ends = offer_ends(starts_at, now, timedelta(hours=settings.INTERVIEW_OFFER_HOURS))
    offer = SlotOffer.objects.create(
        wish=wish, centre=centre, starts_at=starts_at, ends_at=slot_end(centre, starts_at), expires_at=ends
    )
    seats_take(centre, wish.part, starts_at, offer=offer)
    record(
        actor=INTERVIEWS,
        event="enrollment.offer.made",
        subject=Subject("slot_offer", offer.id),
        body={"wish": str(wish.id), "centre": centre.code, "starts_at": starts_at.isoformat()},
    )
    dispatch(LAPSE_TASK, subject_id=offer.id, delay_seconds=int((ends - now).total_seconds()) + 1)
    tell_offer(offer)
    return offer


def offer_end(actor: Actor, offer: SlotOffer, action: str, centre: EnrolmentCentre) -> SlotOffer:
    """End an offer, give its desks back and ask the next in line. The centre is locked."""
    ended = apply(workflow=OFFER, obj=offer, action=action, actor=actor, subject=Subject("slot_offer", offer.id))
    seats_free(offer=offer)
    offers_for_slot(centre, offer.starts_at)
    return ended


@transaction.atomic
def offer_lapse(*, offer_id: UUID) -> bool:
    """Let an offer end whose time is over; says whether it did."""
    found = SlotOffer.objects.filter(pk=offer_id).values_list("centre_id", flat=True).first()
    if found is None:
        return False
    centre = centres_locked([found])[found]
    offer = SlotOffer.objects.get(pk=offer_id)
    if offer.status != OFFERED or offer.expires_at > clock.now():
        return False
    return offer_end(INTERVIEWS, offer, "lapse", centre).status == LAPSED


@transaction.atomic
def offers_for_centre(*, centre_id: UUID) -> int:
    """Offer what became free by new hours, more desks or a lifted closure; gives how many offers were made."""
    line = _line(centre_id)
    if not line:
        return 0
    centre = centres_locked([centre_id])[centre_id]
    now, made = clock.now(), 0
    for slot in _open_slots(centre, {wish.part for wish in line}):
        if any(fits(wish, slot, now) for wish in line) and (offered := offers_for_slot(centre, slot.starts_at)):
            made += offered
            line = _line(centre_id)
    return made


def _line(centre_id: UUID) -> list[Wish]:
    """Give who waits at a centre and has no offer to answer."""
    rows = EarlierWish.objects.select_related("interview").filter(status="waiting", centres=centre_id)
    open_offers = SlotOffer.objects.filter(status=OFFERED).values("wish_id")
    return [as_wish(row, centre_id) for row in rows.exclude(pk__in=open_offers)]


def _open_slots(centre: EnrolmentCentre, parts: set[str]) -> list[FreeSlot]:
    """Give what is free at a centre in the weeks ahead, in order of time."""
    first = clock.now().date()
    found = [
        FreeSlot(part, centre.id, slot.starts_at, centre.zone)
        for part in parts
        for entry in free_slots(part=part, centres=[centre], first=first, days=DAYS_AHEAD)
        for slot in entry.slots
    ]
    return sorted(found, key=lambda slot: (slot.starts_at, slot.part))


@transaction.atomic
def slot_freed(*, centre_id: UUID, starts_at: datetime) -> int:
    """Offer a time that was let go without the lock of its centre; gives how many offers were made."""
    return offers_for_slot(centres_locked([centre_id])[centre_id], starts_at)
