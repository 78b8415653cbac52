"""Letting go of wishes and offers without the lock of their centre: the worker then asks the next in line."""

from __future__ import annotations

from enrollment.domain.transitions.interviews import OFFER, OFFERED, WISH
from enrollment.models import EarlierWish, SlotOffer
from enrollment.services.interviews.seats import seats_free
from enrollment.services.interviews.telling import INTERVIEWS
from portal.core.domain.actors import Actor
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch
from portal.workflow.services import apply

FREED_TASK = "enrollment.slot_freed"


def offer_drop(offer: SlotOffer) -> None:
    """End an offer nobody will answer, and promise its time to the next in line."""
    apply(workflow=OFFER, obj=offer, action="decline", actor=INTERVIEWS, subject=Subject("slot_offer", offer.id))
    seats_free(offer=offer)
    dispatch(
        FREED_TASK,
        subject_id=offer.centre_id,
        key=str(offer.id),
        payload={"starts_at": offer.starts_at.isoformat()},
    )


def wish_close(wish: EarlierWish, actor: Actor = INTERVIEWS, action: str = "withdraw") -> EarlierWish:
    """End a wish with whatever is held for it."""
    for offer in wish.offers.filter(status=OFFERED):
        offer_drop(offer)
    return apply(workflow=WISH, obj=wish, action=action, actor=actor, subject=Subject("earlier_wish", wish.id))
