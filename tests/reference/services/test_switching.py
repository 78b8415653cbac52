"""R-42: lanes open and close through the trail, by the right people; R-40: hours are set the same way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from audit.trail.models import TrailEntry
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.ids import uuid7
from portal.reference.domain import HoursRow
from portal.reference.models import AgencyHours, Lane
from portal.reference.selectors import agency_hours, cache, lanes_for, open_lane_kinds
from portal.reference.services import agency_hours_set, lane_close, lane_open
from tests.factories.reference import administrator, supervisor

pytestmark = pytest.mark.usefixtures("reference_data")
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 17, tzinfo=UTC)


@pytest.fixture
def lane() -> Lane:
    return next(lane for lane in lanes_for("ambassador-bridge", "SB") if lane.kind == "FAST")


def test_closing_a_lane_takes_it_out_of_the_advice_at_once(lane: Lane, commit_checks: Any) -> None:
    assert "FAST" in open_lane_kinds("ambassador-bridge", "SB", NOON)
    closed = lane_close(actor=supervisor("CBP", "ambassador-bridge"), lane_id=lane.id, expected_version=1)
    assert (closed.status, closed.row_version) == ("closed", 2)
    assert closed.status_since is not None
    assert "FAST" not in open_lane_kinds("ambassador-bridge", "SB", NOON)
    opened = lane_open(actor=administrator(), lane_id=lane.id, expected_version=2)
    assert opened.status == "open"
    assert "FAST" in open_lane_kinds("ambassador-bridge", "SB", NOON)
    commit_checks()


def test_each_switch_leaves_an_entry_about_the_crossing(lane: Lane) -> None:
    lane_close(actor=supervisor("CBP"), lane_id=lane.id)
    lane_open(actor=supervisor("CBP"), lane_id=lane.id)
    entries = TrailEntry.objects.filter(subject_type="crossing", subject_id=lane.crossing_id).order_by("at")
    assert [entry.event for entry in entries] == ["reference.lane.closed", "reference.lane.opened"]
    assert str(lane.id) in str(entries[0].body)


def test_nobody_switches_a_lane_that_changed_meanwhile(lane: Lane) -> None:
    lane_close(actor=supervisor("CBP"), lane_id=lane.id, expected_version=1)
    with pytest.raises(Conflict):
        lane_open(actor=supervisor("CBP"), lane_id=lane.id, expected_version=1)


def test_an_open_lane_is_not_opened(lane: Lane) -> None:
    with pytest.raises(Conflict):
        lane_open(actor=supervisor("CBP"), lane_id=lane.id)


def test_a_lane_belongs_to_the_side_that_receives_the_traffic(lane: Lane) -> None:
    with pytest.raises(Conflict) as refusal:
        lane_close(actor=supervisor("CBSA"), lane_id=lane.id)
    assert refusal.value.items[0].code == "REF_LANE_OTHER_AGENCY"


@pytest.mark.parametrize("role", ["officer.primary", "trader.admin", "auditor"])
def test_other_roles_switch_nothing(lane: Lane, role: str) -> None:
    with pytest.raises(NotAllowed):
        lane_close(actor=Actor(kind="officer", roles=frozenset({role}), agency="CBP"), lane_id=lane.id)
    assert Lane.objects.get(pk=lane.pk).status == "open"


def test_an_unknown_lane_is_not_found() -> None:
    with pytest.raises(NotFound):
        lane_close(actor=administrator(), lane_id=uuid7())


def test_the_database_refuses_a_status_outside_the_table(lane: Lane) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reference_lane SET status = 'lost' WHERE id = %s", [lane.id])


class TestHours:
    @pytest.fixture(autouse=True)
    def _fresh(self) -> Any:
        yield
        cache.reference_cache_clear()

    def test_an_administrator_sets_them_and_everyone_sees_it(
        self, commit_checks: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        assert agency_hours("peace-bridge", "FDA", SUNDAY).open is False
        with django_capture_on_commit_callbacks(execute=True):
            agency_hours_set(
                actor=administrator(), crossing_code="peace-bridge", agency="FDA", rows=[HoursRow("1234567", 360, 1320)]
            )
        assert agency_hours("peace-bridge", "FDA", SUNDAY).open is True
        assert agency_hours("peace-bridge", "FDA", SUNDAY).confidence == "confirmed"
        commit_checks()

    def test_a_supervisor_sets_those_of_the_own_agency_only(self) -> None:
        rows = [HoursRow("12345", 0, 1440)]
        agency_hours_set(actor=supervisor("CBSA"), crossing_code="peace-bridge", agency="CBSA", rows=rows)
        with pytest.raises(NotAllowed):
            agency_hours_set(actor=supervisor("CBSA"), crossing_code="peace-bridge", agency="CFIA", rows=rows)
        with pytest.raises(NotAllowed):
            agency_hours_set(
                actor=Actor(kind="member", roles=frozenset({"trader.admin"})),
                crossing_code="peace-bridge",
                agency="CBP",
                rows=rows,
            )

    def test_no_rows_means_not_known(self) -> None:
        agency_hours_set(actor=administrator(), crossing_code="peace-bridge", agency="FDA", rows=[])
        assert not AgencyHours.objects.filter(crossing__code="peace-bridge", agency__code="FDA").exists()

    def test_the_change_is_in_the_trail_with_before_and_after(self) -> None:
        agency_hours_set(
            actor=administrator(), crossing_code="peace-bridge", agency="HC", rows=[HoursRow("6", 480, 720)]
        )
        entry = TrailEntry.objects.get(event="reference.hours.set")
        assert "12345 480-1020" in str(entry.body)
        assert "6 480-720" in str(entry.body)

    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            ([HoursRow("", 0, 60)], "REF_HOURS_DAYS"),
            ([HoursRow("18", 0, 60)], "REF_HOURS_DAYS"),
            ([HoursRow("21", 0, 60)], "REF_HOURS_DAYS"),
            ([HoursRow("1", 60, 60)], "REF_HOURS_ORDER"),
            ([HoursRow("1", 60, 1441)], "REF_HOURS_ORDER"),
            ([HoursRow("12", 0, 600), HoursRow("2", 599, 700)], "REF_HOURS_OVERLAP"),
        ],
    )
    def test_rows_that_make_no_sense_are_refused(self, rows: list[HoursRow], code: str) -> None:
        with pytest.raises(Invalid) as refusal:
            agency_hours_set(actor=administrator(), crossing_code="peace-bridge", agency="FDA", rows=rows)
        assert [item.code for item in refusal.value.items] == [code]

    def test_unknown_crossings_and_agencies_are_not_found(self) -> None:
        for crossing, agency in (("nowhere", "FDA"), ("peace-bridge", "XX")):
            with pytest.raises(NotFound):
                agency_hours_set(actor=administrator(), crossing_code=crossing, agency=agency, rows=[])
