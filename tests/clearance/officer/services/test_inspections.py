"""Secondary: one joint record, then both border agencies release, or the country of arrival refuses (4.7, R-30)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clearance.domain.holds import REFUSAL_REASONS
from clearance.domain.inspection_words import RESULTS
from clearance.models import Hold, Inspection, Release, Trip
from clearance.services import (
    agency_clear,
    booth_undo,
    inspection_complete,
    inspection_start,
    secondary_refuse,
    secondary_release,
)
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.notices.models import Notice
from tests.factories.officer import (
    fresh,
    hold,
    make_inspected,
    make_referred,
    make_scored,
    partner,
    primary,
    secondary,
    status_of,
)


def release(actor: Actor, trip: Trip) -> Trip:
    return secondary_release(actor=actor, trip_id=trip.id, expected_version=fresh(trip).row_version)


def refuse(actor: Actor, trip: Trip) -> Trip:
    text, version = REFUSAL_REASONS["finding"], fresh(trip).row_version
    return secondary_refuse(actor=actor, trip_id=trip.id, text=text, expected_version=version)


def complete(inspection: Inspection, actor: Actor | None = None, **changes: object) -> Inspection:
    values = {"result": "clean", "checks": ["seal"], "summary": "", "expected_version": inspection.row_version}
    return inspection_complete(actor=actor or secondary(), inspection_id=inspection.id, **(values | changes))


def test_both_border_agencies_release_after_an_inspection() -> None:
    """The agreement by profile ended with the referral: each agency releases by its own officer."""
    trip = make_inspected().trip
    assert status_of(trip, "CBSA") == "may_proceed"
    assert release(secondary("CBP"), trip).status == "referred"
    assert release(secondary("CBSA"), trip).status == "released"
    assert set(Release.objects.filter(trip=trip).values_list("agency", flat=True)) == {"CBP", "CBSA"}


def test_a_partner_is_waited_for_in_secondary_too() -> None:
    trip = make_inspected(trip=make_scored(regulated=True)).trip
    for agency in ("CBP", "CBSA"):
        assert release(secondary(agency), trip).status == "referred"
    gone = agency_clear(actor=partner("FDA"), trip_id=trip.id, expected_version=fresh(trip).row_version)
    assert gone.status == "released"


@pytest.mark.parametrize("result", list(RESULTS))
def test_every_result(result: str) -> None:
    """A paper discrepancy releases to the audit; only a finding lets an officer refuse (R-70, R-72)."""
    trip = make_inspected(result).trip
    assert trip.referrals.get().closed_at is not None
    if result == "finding":
        assert refuse(secondary("CBP"), trip).status == "refused"
        assert Notice.objects.filter(organisation_id=trip.carrier_id, kind="trip_refused").count() == 1
        return
    with pytest.raises(Conflict):
        refuse(secondary("CBP"), trip)
    release(secondary("CBP"), trip)
    assert Release.objects.get(trip=trip).mode == ("release_audit" if result == "paper" else "release")


def test_only_the_country_of_arrival_refuses_and_the_hold_ends_with_it() -> None:
    trip = make_inspected("finding").trip
    hold(secondary("CBSA"), trip)
    with pytest.raises(Conflict):
        refuse(secondary("CBSA"), trip)
    assert refuse(secondary("CBP"), trip).status == "refused"
    assert not Hold.objects.filter(trip=trip, closed_at=None).exists()


def test_nothing_is_released_before_the_result_or_past_a_stale_screen() -> None:
    trip = make_referred().trip
    with pytest.raises(Conflict):
        release(secondary(), trip)
    inspected = make_inspected().trip
    with pytest.raises(Conflict):
        secondary_release(actor=secondary(), trip_id=inspected.id, expected_version=1)
    with pytest.raises(Conflict):
        secondary_refuse(actor=secondary(), trip_id=trip.id, text=REFUSAL_REASONS["permit"], expected_version=1)


def test_a_second_press_gives_the_same_answer_and_secondary_has_no_undo() -> None:
    officer, trip = secondary(), make_inspected().trip
    release(officer, trip)
    assert release(officer, trip).status == "referred" and Release.objects.filter(trip=trip).count() == 1
    with pytest.raises(Conflict):
        booth_undo(actor=officer, trip_id=trip.id)


def test_what_the_agency_holds_it_does_not_release() -> None:
    officer, trip = secondary(), make_inspected().trip
    hold(secondary("CBSA"), trip)
    with pytest.raises(Conflict):
        release(officer, trip)


def test_the_delay_runs_from_the_booth_and_the_member_is_told() -> None:
    now = clock.now()
    with clock.frozen(now):
        inspection = make_referred().inspection
    with clock.frozen(now + timedelta(minutes=7)):
        inspection = inspection_start(
            actor=secondary(), inspection_id=inspection.id, bay=" 4 ", expected_version=inspection.row_version
        )
    with clock.frozen(now + timedelta(minutes=25)):
        inspection = complete(inspection, checks=["seal", "image"])
    assert (inspection.bay, inspection.minutes) == ("4", 25)
    outcome = inspection.outcome
    assert (outcome.waiting_minutes, outcome.working_minutes, outcome.kind) == (7, 18, "")
    assert [check for check, ticked in inspection.checklist.items() if ticked] == ["seal", "image"]
    assert "25" in Notice.objects.get(kind="inspection_result").body_en


@pytest.mark.parametrize(
    "changes", [{"result": "perhaps"}, {"checks": []}, {"checks": ["x-ray"]}, {"result": ""}], ids=str
)
def test_a_result_is_one_of_the_list_with_what_was_checked(changes: dict[str, object]) -> None:
    inspection = make_referred().inspection
    with pytest.raises(Invalid):
        complete(inspection, **changes)
    assert Inspection.objects.get(pk=inspection.pk).status == "waiting"


def test_who_may_not_inspect() -> None:
    inspection = make_referred().inspection
    with pytest.raises(NotAllowed):
        complete(inspection, actor=primary())
    with pytest.raises(NotFound):
        complete(inspection, actor=secondary(port="peace-bridge"))
    with pytest.raises(Conflict):
        complete(inspection, expected_version=9)
    done = complete(inspection)
    with pytest.raises(Conflict):
        complete(done)
    for agency in ("CBP", "CBSA"):
        release(secondary(agency), done.trip)
    with pytest.raises(Conflict):
        complete(done)
