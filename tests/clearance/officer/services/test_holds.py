"""A hold has one owner at any moment; agencies join, leave and inherit it (R-30)."""

from __future__ import annotations

import pytest

from audit.trail.selectors import entries_for
from clearance.models import Hold, Trip
from clearance.services import agency_clear, booth_refer, booth_release, hold_lift, trip_amend
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.officer import fresh, hold, make_inspected, make_scored, partner, primary, secondary, status_of


def lift(actor: Actor, trip: Trip) -> Trip:
    return hold_lift(actor=actor, trip_id=trip.id, expected_version=fresh(trip).row_version)


def open_hold(trip: Trip) -> Hold:
    return Hold.objects.get(trip=trip, closed_at=None)


def test_the_booth_holds_and_lifts() -> None:
    officer, trip = primary(), make_scored()
    assert hold(officer, trip).status == "held"
    kept = open_hold(trip)
    assert (kept.agency, kept.owner_id, kept.reason["code"]) == ("CBP", officer.user_id, "HOLD")
    assert (lift(officer, trip).status, status_of(trip, "CBP")) == ("at_border", "may_proceed")
    assert not Hold.objects.filter(trip=trip, closed_at=None).exists()


def test_a_second_press_is_the_same_hold() -> None:
    officer, trip = primary(), make_scored()
    hold(officer, trip)
    hold(officer, trip)
    assert Hold.objects.filter(trip=trip).count() == 1


def test_the_second_agency_joins_and_inherits() -> None:
    """R-30: never two holds, never one without an owner."""
    cbp, cbsa, trip = primary("CBP"), primary("CBSA"), make_scored()
    hold(cbp, trip)
    hold(cbsa, trip)
    assert Hold.objects.filter(trip=trip).count() == 1
    assert [entry["agency"] for entry in open_hold(trip).joined] == ["CBSA"]
    assert lift(cbp, trip).status == "held"
    heir = open_hold(trip)
    assert (heir.agency, heir.owner_id, heir.joined) == ("CBSA", cbsa.user_id, [])
    assert lift(cbsa, trip).status == "at_border"
    events = [entry.event for entry in entries_for(Subject("trip", trip.id))]
    assert [e for e in events if e.startswith("clearance.hold")] == [
        "clearance.hold.joined",
        "clearance.hold.passed_on",
    ]


def test_one_that_joined_leaves_and_the_owner_stays() -> None:
    cbp, cbsa, trip = primary("CBP"), primary("CBSA"), make_scored()
    hold(cbp, trip)
    hold(cbsa, trip)
    assert lift(cbsa, trip).status == "held"
    assert (open_hold(trip).agency, open_hold(trip).joined) == ("CBP", [])


def test_only_who_holds_can_lift() -> None:
    trip = make_scored()
    hold(primary("CBP"), trip)
    for stranger, error in ((primary("CBSA"), NotAllowed), (primary(port="peace-bridge"), NotFound)):
        with pytest.raises(error):
            lift(stranger, trip)
    with pytest.raises(Conflict):
        hold_lift(actor=primary("CBP"), trip_id=trip.id, expected_version=1)
    assert fresh(trip).status == "held"


def test_a_partner_holds_a_truck_on_its_way_and_the_booth_waits_for_it() -> None:
    fda, officer, trip = partner("FDA"), primary(), make_scored(regulated=True)
    assert hold(fda, trip).status == "accepted"
    assert open_hold(trip).agency == "FDA"
    released = booth_release(actor=officer, trip_id=trip.id, expected_version=fresh(trip).row_version)
    assert released.status == "at_border"
    gone = agency_clear(actor=fda, trip_id=trip.id, expected_version=fresh(trip).row_version)
    assert gone.status == "released" and not Hold.objects.filter(trip=trip, closed_at=None).exists()


def test_a_partners_hold_survives_an_amendment_and_its_yes_does_not() -> None:
    carrier, fda = make_carrier(), partner("FDA")
    held, agreed = (make_scored(carrier=carrier, regulated=True) for _ in range(2))
    hold(fda, held)
    agency_clear(actor=fda, trip_id=agreed.id, expected_version=agreed.row_version)
    for trip in (held, agreed):
        data = manifest_for(carrier)
        data["shipments"][0]["lines"][0] |= {"description": "Dark chocolate bars", "hs_code": "180632"}
        version = fresh(trip).row_version
        trip_amend(actor=make_filer(carrier), trip_id=trip.id, manifest=read(data), expected_version=version)
    assert (status_of(held, "FDA"), status_of(agreed, "FDA")) == ("hold", "pending")


def test_a_partner_says_yes_only_to_the_load_it_saw() -> None:
    """A line that was still waiting does not change with an amendment; the trip's version does."""
    carrier, trip = make_carrier(), None
    trip = make_scored(carrier=carrier, regulated=True)
    seen = trip.row_version
    data = manifest_for(carrier)
    trip_amend(actor=make_filer(carrier), trip_id=trip.id, manifest=read(data), expected_version=seen)
    with pytest.raises(Conflict):
        agency_clear(actor=partner("FDA"), trip_id=trip.id, expected_version=seen)


def test_a_partner_sees_only_trips_with_a_line_of_its_own() -> None:
    plain = make_scored()
    with pytest.raises(NotFound):
        agency_clear(actor=partner("FDA"), trip_id=plain.id, expected_version=plain.row_version)
    regulated = make_scored(regulated=True)
    with pytest.raises(NotFound):
        agency_clear(actor=partner("FDA", "peace-bridge"), trip_id=regulated.id, expected_version=1)
    with pytest.raises(NotAllowed):
        agency_clear(actor=primary(), trip_id=regulated.id, expected_version=regulated.row_version)


def test_a_partners_second_press_changes_nothing() -> None:
    fda, trip = partner("FDA"), make_scored(regulated=True)
    seen = trip.row_version
    agency_clear(actor=fda, trip_id=trip.id, expected_version=seen)
    agency_clear(actor=fda, trip_id=trip.id, expected_version=seen)
    events = [entry.event for entry in entries_for(Subject("trip", trip.id))]
    assert events.count("clearance.agency.may_proceed") == 2  # FDA's own and that of the joint profile


def test_a_truck_held_in_secondary_goes_back_there() -> None:
    cbsa, trip = secondary("CBSA"), make_inspected().trip
    assert hold(cbsa, trip).status == "held"
    assert lift(cbsa, trip).status == "referred"


def test_a_truck_held_at_the_booth_may_still_be_referred() -> None:
    officer, trip = primary(), make_scored()
    hold(officer, trip)
    booth_refer(actor=officer, trip_id=trip.id, cause="G1", note="", expected_version=fresh(trip).row_version)
    assert fresh(trip).status == "referred"
    assert lift(officer, trip).status == "referred"


def test_after_a_release_a_hold_takes_it_back_and_a_gone_truck_stays_gone() -> None:
    officer, waiting, gone = primary(), make_scored(regulated=True), make_scored()
    for trip in (waiting, gone):
        booth_release(actor=officer, trip_id=trip.id, expected_version=trip.row_version)
    assert hold(officer, waiting).status == "held"
    assert status_of(waiting, "CBP") == "hold"
    with pytest.raises(Conflict):
        hold(officer, gone)
    assert fresh(gone).status == "released" and status_of(gone, "CBP") == "released"
