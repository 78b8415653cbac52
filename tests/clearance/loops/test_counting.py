"""A trip states its loop, its loop's routine checks are counted, and the cap answers (R-62, ADR 0022)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from clearance.models import Referral, Score, Trip, TripFacts
from clearance.selectors.advice import advice_of
from clearance.selectors.auditing import trip_audit_bundle
from clearance.selectors.loop_facts import loop_use
from clearance.selectors.trips import public_reasons
from clearance.services import booth_refer, booth_release, booth_undo, trip_file
from clearance.services.draws import Drawn
from clearance.services.loops import loop_end
from clearance.targeting.loops import LoopCap, LoopUse
from portal.core import clock
from portal.core.domain.errors import Invalid
from tests.factories.accounts import member_actor
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.loops import capped, loop_trip, make_loop, propose
from tests.factories.officer import fresh, make_referred, make_scored, primary
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.usefixtures("reference_data")
CAP = LoopCap(2, 30)


@pytest.fixture(autouse=True)
def _cap() -> Iterator[None]:
    with capped(CAP.checks, CAP.days):
        yield


def filed(carrier: Any, **trip: Any) -> list[str]:
    """File and give the paths that were refused."""
    data = manifest_for(carrier, **trip)
    try:
        trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")
    except Invalid as error:
        return [f"{item.code} {item.path}" for item in error.items if item.severity == "error"]
    return []


def use(trip: Trip, cap: LoopCap = CAP) -> LoopUse | None:
    return loop_use(fresh(trip), cap)


def test_a_trip_states_only_a_loop_in_force_that_names_its_carrier() -> None:
    loop = make_loop()
    assert filed(loop.owner, loop=loop.label) == []
    assert Trip.objects.get(loop_number=loop.number).history.get().loop_number == loop.number
    assert filed(make_carrier(), loop=loop.label) == ["CLR_N115 trip.loop"], "a stranger's reads like a missing one"
    assert filed(loop.owner, loop="VC-999999") == ["CLR_N115 trip.loop"]
    assert filed(loop.owner, loop=propose(loop.owner).label) == ["CLR_N115 trip.loop"], "not signed yet"
    ended = make_loop(loop.owner, days=1)
    later = (clock.now() + timedelta(days=5)).replace(microsecond=0).isoformat()
    assert filed(loop.owner, loop=ended.label, eta=later) == ["CLR_N115 trip.loop"]


def test_a_loop_signed_in_the_evening_counts_that_evening() -> None:
    """At one o'clock in UTC the port's day is the one before."""
    with clock.frozen((clock.now() + timedelta(days=1)).replace(hour=1, minute=0)):
        loop = make_loop()
        assert filed(loop.owner, loop=loop.label) == []


def test_port_and_goods_are_those_of_the_loop() -> None:
    loop = make_loop(crossings=("peace-bridge",))
    assert filed(loop.owner, loop=loop.label) == ["CLR_N116 trip.crossing"]
    loop = make_loop()
    data = manifest_for(loop.owner, lines=2, loop=loop.label)
    data["shipments"][0]["lines"][1] |= {"hs_code": "180632", "description": "Dark chocolate bars"}
    with pytest.raises(Invalid) as error:
        trip_file(actor=make_filer(loop.owner), manifest=read(data), channel="api")
    found = [item.path for item in error.value.items if item.code == "CLR_N116"]
    assert found == ["shipments[0].lines[1].hs_code"]


def test_below_the_cap_a_trip_is_referred_at_the_cap_it_is_released_to_audit() -> None:
    loop = make_loop()
    first = loop_trip(loop)
    assert (first.lane, use(first)) == ("SECONDARY", LoopUse(loop.label, 0))
    make_referred("G8", trip=first)
    second = loop_trip(loop)
    assert second.lane == "SECONDARY", "at the cap minus one it is referred"
    third = loop_trip(loop)
    assert third.lane == "GENERAL", "the second one's advice is counted before its truck arrives"
    score = Score.objects.get(trip=third)
    assert score.audit and score.inputs["loop"] == {
        "label": loop.label, "checks": 2, "cap": 2, "days": 30, "used_up": True,
    }  # fmt: skip
    words = f"Loop {loop.label} had its 2 routine checks in 30 days: released, audited afterwards"
    assert words in [reason["text"]["en"] for reason in public_reasons(score)]
    assert TripFacts.objects.get(trip=third).loop_checks == 2
    booth_release(actor=primary(), trip_id=third.id, expected_version=third.row_version, undo_seconds=0)
    assert third.releases.get().mode == "release_audit" and trip_audit_bundle(third.id).audit_advised


def test_a_trip_without_a_loop_asks_nothing_and_is_decided_as_ever() -> None:
    trip = make_scored(("T2", "T2", "T0"), 95)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert loop_use(trip, CAP) is None
    assert len(seen) == 0 and trip.lane == "SECONDARY"
    assert "loop" not in Score.objects.get(trip=trip).inputs and TripFacts.objects.get(trip=trip).loop_checks is None


def test_draws_and_causes_are_not_counted_as_routine() -> None:
    loop = make_loop()
    make_referred("G1", trip=loop_trip(loop, security=0))
    drawn = make_referred("G4", trip=loop_trip(loop, security=0))
    with in_the_book():
        Referral.objects.filter(pk=drawn.pk).update(cause="G8", drawn=True)
    assert use(loop_trip(loop, security=0)) == LoopUse(loop.label, 0)


def test_a_random_draw_is_never_suppressed() -> None:
    """R-43: the loop has had its checks, and still whom the system draws goes to secondary."""
    loop = make_loop()
    make_referred("G8", trip=loop_trip(loop))
    make_referred("G8", trip=loop_trip(loop))
    hit = Drawn(hit=True, commitment="c" * 64)
    with (
        patch("clearance.services.scoring.trip_draw", return_value=hit),
        patch("clearance.services.scoring.settings.TARGETING_DRAWS", True),
    ):
        drawn = loop_trip(loop)
    assert drawn.lane == "SECONDARY" and Score.objects.get(trip=drawn).inputs["causes"] == ["G6"]
    referral = booth_refer(actor=primary(), trip_id=drawn.id, cause="G6", note="", expected_version=drawn.row_version)
    assert referral.drawn and use(loop_trip(loop)) == LoopUse(loop.label, 2)


def test_the_period_slides() -> None:
    """A check counts for thirty days to the moment, and no longer."""
    loop = make_loop()
    with clock.frozen(clock.now() - timedelta(minutes=30)):
        make_referred("G8", trip=loop_trip(loop))
        make_referred("G8", trip=loop_trip(loop))
    at = Referral.objects.earliest("opened_at").opened_at
    probe = loop_trip(loop, security=0)
    for moment, count in ((at + timedelta(days=30, seconds=-1), 2), (at + timedelta(days=30), 0)):
        with clock.frozen(moment):
            assert use(probe) == LoopUse(loop.label, count)


def test_a_check_called_off_or_an_advice_not_followed_no_longer_counts() -> None:
    loop = make_loop()
    officer = primary()
    trip = loop_trip(loop)
    probe = loop_trip(loop, security=0)
    assert use(probe) == LoopUse(loop.label, 1)
    booth_refer(actor=officer, trip_id=trip.id, cause="G8", note="", expected_version=trip.row_version)
    booth_undo(actor=officer, trip_id=trip.id)
    assert use(probe) == LoopUse(loop.label, 1), "it stands at the booth again with the same advice"
    for agency in (primary("CBSA"), officer):
        booth_release(actor=agency, trip_id=trip.id, expected_version=fresh(trip).row_version)
    assert use(probe) == LoopUse(loop.label, 0), "let go without a check"
    late = loop_trip(loop)
    assert use(probe) == LoopUse(loop.label, 1)
    with clock.frozen(late.eta + timedelta(days=2)):
        assert use(probe) == LoopUse(loop.label, 0), "its truck never came"


def test_an_officer_refers_a_capped_trip_for_a_cause_of_its_own_only() -> None:
    loop = make_loop()
    make_referred("G8", trip=loop_trip(loop))
    make_referred("G8", trip=loop_trip(loop))
    trip = loop_trip(loop)
    with pytest.raises(Invalid) as error:
        make_referred("G8", trip=trip)
    assert error.value.items[0].code == "CLR_CAUSE_LOOP_CAP"
    with pytest.raises(DatabaseError, match="routine one"), transaction.atomic():
        Referral.objects.create(trip=trip, cause="G9", reason={}, agency="CBP", opened_as="nobody")
    assert make_referred("G1", trip=trip).cause == "G1"


def test_an_officers_own_routine_cause_stops_when_the_loop_fills_up_after_the_score() -> None:
    """The trip was scored while checks were left; by the time it stands at the booth they are used up."""
    loop = make_loop()
    early = loop_trip(loop, security=0)
    assert not advice_of(early).capped
    reserved = loop_trip(loop)
    make_referred("G8", trip=loop_trip(loop))
    assert advice_of(early).capped and not advice_of(reserved).capped, "what the score advised may be done"
    with pytest.raises(Invalid):
        make_referred("G9", trip=early)
    assert make_referred("G8", trip=reserved).cause == "G8"


def test_the_cap_ends_with_the_loop_and_with_the_membership() -> None:
    loop = make_loop()
    make_referred("G8", trip=loop_trip(loop))
    make_referred("G8", trip=loop_trip(loop))
    trip = loop_trip(loop, security=0)
    assert use(trip) is not None
    with patch("clearance.selectors.loop_facts.membership_of_organisation", return_value=None):
        assert use(trip) is None
    loop_end(actor=member_actor(loop.owner), loop_id=loop.id, why="Closed", expected_version=loop.row_version)
    assert use(trip) is None


def test_counting_takes_few_queries_however_many_checks_there_are() -> None:
    loop = make_loop()
    probe = loop_trip(loop, security=0)
    counts = []
    for _ in range(2):
        make_referred("G8", trip=loop_trip(loop))
        with CaptureQueriesContext(connection) as seen:
            use(probe)
        counts.append(len(seen) - 1)
    assert counts[0] == counts[1] <= 5
