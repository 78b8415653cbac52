"""The FAST wait as two readers measure it, and the lane policy's guard that reads it (R-42, R-47)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from clearance.models import LaneReader, LaneWait, Trip
from clearance.selectors.policies import rules_in_force
from clearance.selectors.sightings import at_booth_now
from clearance.services import lane_event_keep, lane_event_match, lane_reader_add
from clearance.services.port_attention import wait_report, waits_measure
from portal.core import clock
from portal.reference.selectors import lanes_for
from tests.factories.booth import OPERATOR, lane_of
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, make_filed, primary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def readers(kind: str = "FAST") -> tuple[LaneReader, LaneReader]:
    lane = next(lane for lane in lanes_for(PORT, "SB") if lane.kind == kind)
    queue, _ = lane_reader_add(actor=OPERATOR, lane_id=lane.id, name="End of the queue", at_queue=True)
    booth, _ = lane_reader_add(actor=OPERATOR, lane_id=lane.id, name="Booth")
    return queue, booth


def seen(reader: LaneReader, trip: Trip, at: datetime) -> None:
    body = {"lane": lane_of(reader), "read_at": at.isoformat(), "trip_number": trip.trip_number}
    with clock.frozen(at):
        lane_event_match(event_id=lane_event_keep(reader=reader, data=body).id)


def passes(pair: tuple[LaneReader, LaneReader], trip: Trip, minutes: int, ago: int = 0) -> None:
    """Let the truck reach the end of the queue, and `minutes` later the booth, `ago` minutes before now."""
    at_booth = clock.now() - timedelta(minutes=ago)
    seen(pair[0], trip, at_booth - timedelta(minutes=minutes))
    seen(pair[1], trip, at_booth)


def test_the_wait_is_the_median_of_the_last_trucks_and_the_policy_reads_it() -> None:
    pair, carrier = readers(), make_carrier()
    for number, minutes in enumerate((9, 30, 12)):
        passes(pair, make_filed(carrier), minutes, ago=9 - number)
    assert waits_measure() == 1 and waits_measure() == 0, "the same trucks are counted once"
    wait = LaneWait.objects.get()
    assert (wait.crossing, wait.direction, wait.minutes, wait.measured_as) == (PORT, "SB", 12, "lane readers (3)")
    read = rules_in_force(PORT, "SB").fast_wait
    assert read is not None and (read.minutes, read.age) == (12, 7)
    wait_report(actor=primary(), crossing=PORT, direction="SB", minutes=3)
    later = rules_in_force(PORT, "SB").fast_wait
    assert later is not None and later.minutes == 3, "what was told last counts"


def test_only_the_last_five_of_the_last_half_hour_count() -> None:
    pair, carrier = readers(), make_carrier()
    for number, minutes in enumerate((90, 80, 5, 6, 7, 8, 9)):
        passes(pair, make_filed(carrier), minutes, ago=45 - number if number == 0 else 20 - number)
    waits_measure()
    assert LaneWait.objects.get().minutes == 7


@pytest.mark.parametrize("kind", ["GENERAL", "FAST"])
def test_without_both_readings_or_in_another_lane_nothing_is_measured(kind: str) -> None:
    pair, trip = readers(kind), make_filed(make_carrier())
    if kind == "FAST":
        seen(pair[1], trip, clock.now())
    else:
        passes(pair, trip, 10)
    assert waits_measure() == 0


def test_a_truck_at_the_end_of_the_queue_is_not_at_the_window() -> None:
    pair, trip = readers(), make_filed(make_carrier())
    seen(pair[0], trip, clock.now())
    officer = primary()
    assert at_booth_now(actor=officer, lane_id=pair[0].lane_id) is None
    seen(pair[1], trip, clock.now())
    found = at_booth_now(actor=officer, lane_id=pair[1].lane_id)
    assert found is not None and found.trip == trip
