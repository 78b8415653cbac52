"""Wishes for an earlier time, and the answers to offers of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.transitions.interviews import OFFER, OFFERED
from enrollment.models import EarlierWish, EnrolmentCentre, Interview, SlotOffer
from enrollment.selectors.interviews.bookings import offer_get, wish_get
from enrollment.selectors.interviews.centres import centre_facts, centres_open
from enrollment.services import refusals
from enrollment.services.interviews import refusals as said
from enrollment.services.interviews.booking import interview_make, interview_shift, own_application
from enrollment.services.interviews.closing import wish_close
from enrollment.services.interviews.offers import offer_end
from enrollment.services.interviews.seats import centres_locked, seats_free
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from portal.workflow.services import apply

LONGEST_NOTICE = 336


@dataclass(frozen=True, slots=True)
class WishTerms:
    """Where, on which weekdays (none: any), from which hour, and how many hours the person must know before."""

    centres: tuple[UUID, ...]
    weekdays: tuple[int, ...] = ()
    earliest: time = time(0)
    notice_hours: int = 24


@transaction.atomic
def wish_make(*, actor: Actor, application_id: UUID, part: str, terms: WishTerms) -> EarlierWish:
    """Put the person on the waiting list for an earlier time, or for any time while nothing is booked.

    Raises NotFound, Conflict for a second wish, Invalid with the field at fault.
    """
    application = own_application(actor, application_id, part)
    if application.wishes.filter(part=part, status="waiting").exists():
        raise refusals.conflict(said.WISH_EXISTS, "part", part)
    centres = [row for row in centres_open() if row.id in set(terms.centres) and part in centre_facts(row).parts]
    if not centres:
        raise refusals.invalid(said.WISH_CENTRES, "centres")
    if not 0 <= terms.notice_hours <= LONGEST_NOTICE or not set(terms.weekdays) <= set(range(7)):
        raise refusals.invalid(said.WISH_NUMBERS, "notice_hours", terms.notice_hours)
    wish = EarlierWish.objects.create(
        application=application,
        interview=application.interviews.filter(part=part, status="booked").first(),
        part=part,
        weekdays=sorted(set(terms.weekdays)),
        earliest=terms.earliest,
        notice_hours=terms.notice_hours,
        created_at=clock.now(),
    )
    wish.centres.set(centres)
    body = {"part": part, "centres": sorted(row.code for row in centres), "notice_hours": terms.notice_hours}
    record(actor=actor, event="enrollment.wish.made", subject=Subject("earlier_wish", wish.id), body=body)
    return wish


@transaction.atomic
def wish_withdraw(*, actor: Actor, wish_id: UUID) -> EarlierWish:
    """Leave the waiting list; a time held for the wish goes to the next in line."""
    wish = wish_get(actor=actor, wish_id=wish_id)
    if actor.is_staff:
        raise NotFound
    return wish_close(wish, actor)


@transaction.atomic
def offer_accept(*, actor: Actor, offer_id: UUID) -> Interview:
    """Take the time that is held: the appointment moves there in one step, the old time goes to the next in line.

    Raises NotFound, or Conflict when the offer is over.
    """
    offer, centres = _held(actor, offer_id)
    wish = offer.wish
    application = wish.application
    apply(workflow=OFFER, obj=offer, action="accept", actor=actor, subject=Subject("slot_offer", offer.id))
    seats_free(offer=offer)
    if wish.interview is None:
        interview = interview_make(actor, application, centres[offer.centre_id], wish.part, offer.starts_at)
    else:
        interview = interview_shift(actor, wish.interview, centres, offer.centre_id, offer.starts_at)
    wish_close(wish, actor, "fulfil")
    return interview


@transaction.atomic
def offer_decline(*, actor: Actor, offer_id: UUID) -> SlotOffer:
    """Leave the time to the next in line; the wish stands. Raises NotFound, or Conflict when the offer is over."""
    offer, centres = _held(actor, offer_id)
    return offer_end(actor, offer, "decline", centres[offer.centre_id])


def _held(actor: Actor, offer_id: UUID) -> tuple[SlotOffer, dict[UUID, EnrolmentCentre]]:
    """Lock application, centres and offer, in this order, and give the offer fresh with its locked centres."""
    offer = offer_get(actor=actor, offer_id=offer_id)
    own_application(actor, offer.wish.application_id, offer.wish.part)
    booked = offer.wish.interview
    centres = centres_locked({offer.centre_id, booked.centre_id if booked else offer.centre_id})
    rows = SlotOffer.objects.select_for_update(of=("self",)).select_related("wish__application", "wish__interview")
    fresh = rows.get(pk=offer_id)
    if fresh.status != OFFERED or fresh.expires_at <= clock.now():
        raise refusals.conflict(said.OFFER_OVER, "status", fresh.status)
    return fresh, centres
