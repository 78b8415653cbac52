"""Off-hours FDA with and without delegation: the same press, another answer (requirements section 6, R-40, R-41)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from audit.trail.selectors import entries_for
from clearance.domain.holds import HOLD_REASONS
from clearance.models import Release, Trip
from clearance.selectors.booth import booth_screen
from clearance.services import booth_release, booth_undo
from clearance.services.agency_acts import agency_clear_for, agency_hold_for
from clearance.services.orders import order_revoke
from clearance.services.requests import information_answer
from portal.accounts.services import cross_designation_grant
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.reference.selectors import agency_hours
from tests.factories.clearance import make_filer
from tests.factories.officer import PORT, fresh, hold, make_scored, partner, primary, status_of
from tests.factories.partners import make_order, make_request, supervisor

RELEASED = "clearance.agency.released"
NIGHT = datetime(2026, 11, 24, 7, 10, tzinfo=UTC)  # 02:10 at the bridge, a Tuesday
DAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 10:00 at the bridge


@pytest.fixture
def night() -> Iterator[None]:
    with clock.frozen(NIGHT):
        assert agency_hours(PORT, "FDA", NIGHT).open is False
        yield


def release(officer: Actor, trip: Trip) -> Trip:
    return booth_release(actor=officer, trip_id=trip.id, expected_version=fresh(trip).row_version)


def test_at_night_without_an_order_the_truck_waits_for_fda(night: None) -> None:
    trip = make_scored(regulated=True)
    assert release(primary(), trip).status == "at_border"
    assert status_of(trip, "FDA") == "accepted"


def test_at_night_under_an_order_the_booth_acts_for_fda_and_it_is_written_down(night: None) -> None:
    order, officer, trip = make_order(hours="closed"), primary(), make_scored(regulated=True)
    assert booth_screen(actor=officer, trip_id=trip.id).stand_ins == {"FDA": order.label}
    assert release(officer, trip).status == "released"
    line = trip.agency_lines.get(agency="FDA")
    assert (line.status, line.acting_for) == ("released", order.label)
    assert Release.objects.get(trip=trip, agency="FDA").acting_for == order.label
    bodies = [json.loads(e.body) for e in entries_for(Subject("trip", trip.id)).filter(event=RELEASED)]
    body = next(body for body in bodies if body["agency"] == "FDA")
    assert (body["acting_for"], body["by"]) == (order.label, "CBP")


def test_by_day_the_same_order_lends_nothing() -> None:
    with clock.frozen(DAY):
        make_order(hours="closed")
        trip = make_scored(regulated=True)
        assert release(primary(), trip).status == "at_border"
        with pytest.raises(NotAllowed) as refused:
            act(primary(), trip)
    assert refused.value.items[0].code == "CLR_ORDER_IT_IS_OPEN"


def act(officer: Actor, trip: Trip, agency: str = "FDA") -> Trip:
    return agency_clear_for(actor=officer, trip_id=trip.id, agency=agency, expected_version=fresh(trip).row_version)


def test_without_an_order_the_act_itself_is_refused(night: None) -> None:
    with pytest.raises(NotAllowed) as refused:
        act(primary(), make_scored(regulated=True))
    assert refused.value.items[0].code == "CLR_NO_ORDER"


def test_a_revoked_order_counts_for_nothing_from_that_moment(night: None) -> None:
    order, trip = make_order(), make_scored(regulated=True)
    order_revoke(actor=supervisor("FDA"), order_id=order.id, why="Back on duty", expected_version=order.row_version)
    with pytest.raises(NotAllowed):
        act(primary(), trip)


def test_an_order_that_has_not_begun_or_is_over_lends_nothing(night: None) -> None:
    make_order()
    trip = make_scored(regulated=True)
    for away in (timedelta(hours=-2), timedelta(days=31)):
        with clock.frozen(NIGHT + away), pytest.raises(NotAllowed):
            act(primary(), trip)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"crossings": ("peace-bridge",)}, "CLR_ORDER_OTHER_PORT"),
        ({"programmes": ("FDA_DRUG",)}, "CLR_ORDER_PROGRAMME_OUT"),
        ({"except_prefixes": ("1806",)}, "CLR_ORDER_GOODS_OUT"),
        ({"max_weight_kg": 1}, "CLR_ORDER_TOO_HEAVY"),
        ({"complete_only": True}, "CLR_ORDER_INCOMPLETE"),
        ({"designated_only": True}, "CLR_ORDER_NOT_DESIGNATED"),
        ({"powers": ("hold",)}, "CLR_ORDER_NOT_LENT"),
    ],
)
def test_an_act_outside_the_limits_is_refused_and_says_which(night: None, limits: dict[str, object], code: str) -> None:
    make_order(**limits)
    trip = make_scored(regulated=True)
    with pytest.raises(NotAllowed) as refused:
        act(primary(), trip)
    assert refused.value.items[0].code == code
    assert release(primary(), trip).status == "at_border"


def test_another_agency_of_the_border_or_the_partner_itself_does_not_act_under_it(night: None) -> None:
    make_order("FDA", "CBP")
    trip = make_scored(regulated=True)
    with pytest.raises(NotAllowed):
        act(primary("CBSA"), trip)
    with pytest.raises(NotAllowed):
        act(primary(), trip, "CBSA")


def test_a_designated_officer_acts_where_the_order_asks_for_one(night: None) -> None:
    """R-65: the accreditation and the order together, neither alone."""
    make_order(designated_only=True)
    officer, trip = primary(), make_scored(regulated=True)
    cross_designation_grant(
        actor=system_actor("seed"),
        user_id=officer.user_id,
        for_agency="FDA",
        powers=["release"],
        valid_from=NIGHT - timedelta(days=1),
        valid_until=NIGHT + timedelta(days=1),
    )
    assert release(officer, trip).status == "released"


def test_an_answer_that_came_after_the_filing_completes_the_goods(night: None) -> None:
    make_order(complete_only=True)
    trip = make_scored(regulated=True)
    request = make_request(trip)
    answer = {
        "path": "shipments[0].lines[0]",
        "hs_code": "180632",
        "question": "FDA_PRIOR_NOTICE",
        "value": "012345678901",
    }
    information_answer(
        actor=make_filer(trip.carrier), request_id=request.id, answers=[answer], expected_version=request.row_version
    )
    assert act(primary(), trip).agency_lines.get(agency="FDA").status == "may_proceed"


def test_nobody_overrides_the_no_of_the_agency_itself(night: None) -> None:
    make_order()
    trip = make_scored(regulated=True)
    hold(partner("FDA"), trip)
    with pytest.raises(Conflict):
        act(primary(), trip)
    assert status_of(trip, "FDA") == "hold"


def test_a_hold_for_the_agency_is_that_agencys_hold(night: None) -> None:
    order = make_order(powers=("hold", "release"))
    trip = make_scored(regulated=True)
    held = agency_hold_for(
        actor=primary(),
        trip_id=trip.id,
        agency="FDA",
        text=HOLD_REASONS["documents"],
        expected_version=trip.row_version,
    )
    assert held.agency == "FDA" and trip.agency_lines.get(agency="FDA").acting_for == order.label


def test_a_release_taken_back_is_taken_back_for_both(night: None) -> None:
    make_order()
    officer, trip = primary(), make_scored(regulated=True)
    release(officer, trip)
    booth_undo(actor=officer, trip_id=trip.id)
    line = trip.agency_lines.get(agency="FDA")
    assert (line.status, line.acting_for) == ("accepted", "")


def test_an_officer_of_another_port_does_not_even_see_the_trip(night: None) -> None:
    make_order()
    trip = make_scored(regulated=True)
    with pytest.raises(NotFound):
        act(replace(primary(), port="peace-bridge"), trip)
