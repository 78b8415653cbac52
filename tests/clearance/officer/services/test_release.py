"""Release at the booth: who decides, who is waited for, the second press, the undo (R-29, R-41, 5.4)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from audit.trail.selectors import entries_for
from clearance.models import Release, Trip
from clearance.services import agency_clear, booth_note, booth_release, booth_undo, release_settled
from clearance.services.orders import order_revoke
from portal.accounts.services import cross_designation_grant
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from tests.factories.accounts import SEED
from tests.factories.officer import fresh, hold, make_filed, make_scored, partner, primary, secondary, status_of
from tests.factories.partners import make_order, supervisor


def release(actor: Actor, trip: Trip) -> Trip:
    return booth_release(actor=actor, trip_id=trip.id, expected_version=fresh(trip).row_version)


def events(trip: Trip) -> list[str]:
    return [entry.event for entry in entries_for(Subject("trip", trip.id))]


def settle_rows(trip: Trip) -> int:
    return OutboxTask.objects.filter(subject_id=trip.id, task="clearance.release_settled").count()


@pytest.mark.parametrize(("direction", "agency", "other"), [("SB", "CBP", "CBSA"), ("NB", "CBSA", "CBP")])
def test_the_agency_of_arrival_releases_and_the_truck_goes(direction: str, agency: str, other: str) -> None:
    """R-29: the agency of departure agreed by the joint profile, the agency of arrival decides at its booth."""
    trip = make_scored(direction=direction)
    assert (status_of(trip, agency), status_of(trip, other)) == ("accepted", "may_proceed")
    assert release(primary(agency), trip).status == "released"
    assert events(trip)[-3:] == ["clearance.trip.arrived", "clearance.agency.released", "clearance.trip.released"]
    assert settle_rows(trip) == 1


def test_the_other_agency_cannot_open_a_truck_that_is_not_at_its_booth() -> None:
    trip = make_scored()
    assert status_of(trip, "CBSA") == "may_proceed", trip.lane
    with pytest.raises(Conflict) as refused:
        release(primary("CBSA"), trip)
    assert refused.value.items[0].code == "CLR_AGREED_ALREADY"
    assert fresh(trip).status == "accepted"


def test_after_an_advice_of_secondary_both_border_agencies_say_yes() -> None:
    trip = make_scored(security=90)
    assert (trip.lane, status_of(trip, "CBSA")) == ("SECONDARY", "accepted")
    with pytest.raises(Conflict) as refused:
        release(primary("CBSA"), trip)
    assert refused.value.items[0].code == "CLR_NOT_YOUR_BOOTH"
    assert release(primary("CBP"), trip).status == "at_border"
    assert release(primary("CBSA"), trip).status == "released"


def test_a_partner_agency_keeps_the_truck_until_it_says_yes() -> None:
    """R-29: no release while any agency line is open; the kept release takes effect with the last yes."""
    trip = make_scored(regulated=True)
    fda = partner("FDA")
    assert release(primary(), trip).status == "at_border"
    assert (status_of(trip, "CBP"), status_of(trip, "FDA")) == ("released", "accepted")
    assert settle_rows(trip) == 0
    gone = agency_clear(actor=fda, trip_id=trip.id, expected_version=fresh(trip).row_version)
    assert gone.status == "released"
    last = list(entries_for(Subject("trip", trip.id)))[-1]
    assert (last.event, last.actor_kind) == ("clearance.trip.released", "system")
    assert settle_rows(trip) == 1


def test_an_accreditation_alone_lends_nothing() -> None:
    """R-41, R-65: acting for an agency takes its delegation order; the accreditation only widens who may use it."""
    officer, trip = primary(), make_scored(regulated=True)
    now = clock.now()
    cross_designation_grant(
        actor=SEED,
        user_id=officer.user_id,
        for_agency="FDA",
        powers=["release"],
        valid_from=now - timedelta(days=2),
        valid_until=now + timedelta(days=1),
    )
    assert release(officer, trip).status == "at_border"


def test_the_second_press_gives_the_same_answer_and_writes_nothing() -> None:
    officer, trip = primary(), make_scored()
    seen = trip.row_version
    first = booth_release(actor=officer, trip_id=trip.id, expected_version=seen)
    count = len(events(trip))
    second = booth_release(actor=officer, trip_id=trip.id, expected_version=seen)
    assert (second.status, second.row_version) == (first.status, first.row_version)
    assert len(events(trip)) == count and Release.objects.filter(trip=trip).count() == 1


def test_a_colleague_is_told_who_released() -> None:
    officer, trip = primary(), make_scored()
    release(officer, trip)
    with pytest.raises(Conflict) as refused:
        release(primary(), trip)
    assert officer.name in refused.value.items[0].message.en


def test_a_screen_that_is_out_of_date_decides_nothing() -> None:
    trip = make_scored()
    with pytest.raises(Conflict) as refused:
        booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version - 1)
    assert refused.value.items[0].code == "WORKFLOW_STALE"
    assert fresh(trip).status == "accepted" and not Release.objects.exists()


def test_an_unscored_truck_is_decided_by_what_the_officer_sees_and_waits_for_the_other_side() -> None:
    trip = make_filed()
    assert release(primary(), trip).status == "at_border"
    assert status_of(trip, "CBSA") == "pending"


@pytest.mark.parametrize("missing", ["stranger", "unknown"])
def test_a_strangers_trip_is_missing(missing: str) -> None:
    trip = make_scored()
    actor = primary(port="peace-bridge") if missing == "stranger" else primary()
    with pytest.raises(NotFound):
        booth_release(
            actor=actor, trip_id=trip.id if missing == "stranger" else uuid4(), expected_version=trip.row_version
        )


def test_a_partner_agencys_officer_releases_no_trucks() -> None:
    with pytest.raises(NotAllowed):
        release(partner("FDA"), make_scored(regulated=True))


def test_what_the_agency_holds_it_does_not_release() -> None:
    officer, trip = primary(), make_scored()
    hold(officer, trip)
    with pytest.raises(Conflict):
        release(officer, trip)


# --- undo -------------------------------------------------------------------------------------------------
def test_undo_reopens_the_trip_and_leaves_no_yes_behind() -> None:
    officer, trip = primary(), make_scored(regulated=True)
    order = make_order()
    release(officer, trip)
    back = booth_undo(actor=officer, trip_id=trip.id)
    assert back.status == "at_border"
    assert (status_of(trip, "CBP"), status_of(trip, "FDA")) == ("accepted", "accepted")
    assert not Release.objects.filter(trip=trip, cancelled_at=None).exists()
    order_revoke(actor=supervisor("FDA"), order_id=order.id, why="Back on duty", expected_version=order.row_version)
    assert release(primary(), trip).status == "at_border"  # without the order FDA is waited for again


def test_undo_ends_after_ten_seconds() -> None:
    officer, trip, now = primary(), make_scored(), clock.now()
    with clock.frozen(now):
        release(officer, trip)
    with clock.frozen(now + timedelta(seconds=10)), pytest.raises(Conflict) as refused:
        booth_undo(actor=officer, trip_id=trip.id)
    assert refused.value.items[0].code == "CLR_UNDO_LATE"
    with clock.frozen(now + timedelta(seconds=9, milliseconds=900)):
        assert booth_undo(actor=officer, trip_id=trip.id).status == "at_border"


def test_only_the_own_release_is_undone() -> None:
    trip = make_scored()
    release(primary(), trip)
    with pytest.raises(Conflict):
        booth_undo(actor=primary(), trip_id=trip.id)


def test_an_undone_release_never_reaches_the_audit_and_a_second_one_waits_its_own_seconds() -> None:
    officer, trip, now = primary(), make_scored(), clock.now()
    with clock.frozen(now):
        release(officer, trip)
        booth_undo(actor=officer, trip_id=trip.id)
        assert release_settled(trip_id=trip.id) is False
    with clock.frozen(now + timedelta(seconds=8)):
        release(officer, trip)
    with clock.frozen(now + timedelta(seconds=12)):
        assert release_settled(trip_id=trip.id) is False
    with clock.frozen(now + timedelta(seconds=20)):
        assert release_settled(trip_id=trip.id) is True
    assert OutboxTask.objects.filter(task="compliance.trip_released", subject_id=trip.id).count() == 1
    assert settle_rows(trip) == 2


# --- notes ------------------------------------------------------------------------------------------------
def test_a_note_is_kept_and_recorded() -> None:
    trip = make_scored()
    note = booth_note(actor=secondary("CBSA"), trip_id=trip.id, text="  Driver has the paper seal log.  ")
    assert (note.text, note.agency) == ("Driver has the paper seal log.", "CBSA")
    assert events(trip)[-1] == "clearance.trip.noted"
    with pytest.raises(Invalid):
        booth_note(actor=primary(), trip_id=trip.id, text="  ")
