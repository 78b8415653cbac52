"""The waiting list: a freed time goes to the first who fits, is held, then goes to the next (requirements 4.5 item 3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from enrollment.models import EarlierWish, EnrolmentCentre, Interview, InterviewSeat, SlotOffer
from enrollment.services import interviews
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotFound
from portal.core.domain.text import Text
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.interviews import make_centre, make_interview, make_reviewed, slot, supervisor, wish

pytestmark = pytest.mark.django_db


def waiting(centre: EnrolmentCentre, days: int, **terms: Any) -> tuple[Interview, Actor]:
    """Somebody booked so many days ahead, who waits for an earlier time at the centre."""
    booked, actor = make_interview(centre, slot(days))
    wish(actor, booked.application_id, centre, **terms)
    return booked, actor


def open_offer() -> SlotOffer:
    return SlotOffer.objects.get(status="offered")


def asked(offer: SlotOffer) -> UUID:
    return offer.wish.application.user_id


def test_a_freed_time_goes_down_the_line_in_the_order_of_the_wishes(commit_checks: Any) -> None:
    centre = make_centre()
    first, leaving = make_interview(centre, slot(5))
    people = [waiting(centre, 20 + place) for place in range(3)]
    _too_soon, picky = waiting(centre, 30, notice_hours=336)
    interviews.interview_cancel(actor=leaving, interview_id=first.id)

    offer = open_offer()
    assert asked(offer) == people[0][1].user_id and offer.starts_at == slot(5)
    assert offer.expires_at - offer.created_at == pytest.approx(timedelta(hours=2), abs=timedelta(seconds=1))
    assert Notice.objects.get(kind="interview_offer").user_id == people[0][1].user_id
    with pytest.raises(Conflict, match="ENR_INTERVIEW_FULL"):
        make_interview(centre, slot(5))

    interviews.offer_decline(actor=people[0][1], offer_id=offer.id)
    offer = open_offer()
    assert asked(offer) == people[1][1].user_id
    assert not interviews.offer_lapse(offer_id=offer.id), "it is held until its time is over"
    with clock.frozen(offer.expires_at + timedelta(seconds=1)):
        with pytest.raises(Conflict, match="ENR_OFFER_OVER"):
            interviews.offer_accept(actor=people[1][1], offer_id=offer.id)
        assert interviews.offer_lapse(offer_id=offer.id)
        offer = open_offer()
    assert asked(offer) == people[2][1].user_id, "who let it lapse is not asked about it again"
    with pytest.raises(NotFound):
        interviews.offer_accept(actor=picky, offer_id=offer.id)

    moved = interviews.offer_accept(actor=people[2][1], offer_id=offer.id)
    assert (moved.id, moved.starts_at, moved.sequence) == (people[2][0].id, slot(5), 1)
    assert moved.wishes.get().status == "fulfilled"
    left = slot(22)
    assert not InterviewSeat.objects.filter(starts_at=left, interview=moved).exists()
    assert asked(open_offer()) == picky.user_id and open_offer().starts_at == left, "the time left behind goes on"
    commit_checks()


def test_an_offer_that_lapses_is_a_promise_of_the_outbox() -> None:
    centre = make_centre()
    first, leaving = make_interview(centre, slot(5))
    waiting(centre, 20)
    interviews.interview_cancel(actor=leaving, interview_id=first.id)
    promise = OutboxTask.objects.get(task="enrollment.offer_lapse")
    assert promise.subject_id == open_offer().id
    assert promise.due_at >= open_offer().expires_at


def test_who_has_no_appointment_waits_for_any_time_and_gets_one() -> None:
    centre = make_centre(desks=1)
    application, actor = make_reviewed()
    wish(actor, application.id, centre)
    with pytest.raises(Conflict, match="ENR_WISH_EXISTS"):
        wish(actor, application.id, centre)
    for agency in ("CBP", "CBSA"):
        interviews.centre_desks_set(actor=supervisor(agency), centre_id=centre.id, places=2)
    offer = open_offer()
    assert asked(offer) == actor.user_id and SlotOffer.objects.count() == 1, "one offer at a time"
    made = interviews.offer_accept(actor=actor, offer_id=offer.id)
    assert made.status == "booked" and made.seats.count() == 2


def test_a_wish_names_centres_that_give_the_interview() -> None:
    steps = make_centre("STEP", "two_step")
    booked, actor = make_interview()
    with pytest.raises(Invalid, match="ENR_WISH_CENTRES"):
        wish(actor, booked.application_id, steps)
    with pytest.raises(Invalid, match="ENR_WISH_NUMBERS"):
        wish(actor, booked.application_id, booked.centre, notice_hours=400)


def test_taking_a_wish_back_lets_go_of_what_is_held_for_it() -> None:
    centre = make_centre()
    first, leaving = make_interview(centre, slot(5))
    _, actor = waiting(centre, 20)
    _, next_in_line = waiting(centre, 21)
    interviews.interview_cancel(actor=leaving, interview_id=first.id)
    mine = EarlierWish.objects.get(application__user_id=actor.user_id)
    interviews.wish_withdraw(actor=actor, wish_id=mine.id)
    promise = OutboxTask.objects.get(task="enrollment.slot_freed")
    assert promise.payload["starts_at"] == slot(5).astimezone(first.starts_at.tzinfo).isoformat() or promise.payload
    assert interviews.slot_freed(centre_id=centre.id, starts_at=slot(5)) == 1
    assert asked(open_offer()) == next_in_line.user_id


def test_a_closure_keeps_the_place_in_the_line_and_offers_nothing_that_is_closed() -> None:
    centre = make_centre()
    make_interview(centre, slot(5))
    booked, actor = waiting(centre, 20)
    why = Text("The building has no power.", "L'immeuble est privé d'électricité.")
    for day in (5, 20):
        interviews.centre_closure_add(
            actor=supervisor(), centre_id=centre.id, starts_at=slot(day, 0), ends_at=slot(day, 23), why=why, both=True
        )
    assert not SlotOffer.objects.exists() and EarlierWish.objects.get().interview_id is None
    with clock.frozen(clock.now() + timedelta(hours=1)):
        interviews.centre_closure_lift(
            actor=supervisor(), centre_id=centre.id, closure_id=centre.closures.earliest("starts_at").id
        )
    assert asked(open_offer()) == actor.user_id and booked.application_id == open_offer().wish.application_id


def test_cancelling_ends_the_wish_as_well() -> None:
    centre = make_centre()
    booked, actor = waiting(centre, 20)
    interviews.interview_cancel(actor=actor, interview_id=booked.id)
    assert EarlierWish.objects.get().status == "withdrawn" and not SlotOffer.objects.exists()
