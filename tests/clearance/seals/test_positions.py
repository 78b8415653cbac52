"""Positions of seals: from the message to the signal on the movement (R-67)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audit.compliance.models import Signal
from audit.compliance.tasks import note_signals, trip_released
from clearance.management.commands.seal_reader_simulator import SCRIPTS, event_of
from clearance.models import SealEvent, Trip
from clearance.selectors import movement_evidence
from clearance.services import booth_release, seal_batch_receive
from clearance.tasks import judge_seal, settle_release
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from portal.reference.selectors import crossing_get
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, make_scored, primary
from tests.factories.seals import NUMBER, TRAILER, make_seal, reader_of, reading, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
KM = 1 / 111.195  # degrees of latitude


def away(km: float) -> dict[str, float]:
    """A position so far north of the crossing."""
    port = crossing_get(PORT)
    return {"latitude": float(port.latitude or 0) + km * KM, "longitude": float(port.longitude or 0)}


def soon() -> datetime:
    """When the truck will be released: after everything here is filed."""
    return clock.now() + timedelta(minutes=1)


def pinged(sequence: int, at: datetime, km: float, **changes: Any) -> dict[str, Any]:
    return reading(sequence, at=at.isoformat(), position=away(km), **changes)


def run(task: Any, subject_id: Any) -> None:
    """Do what the worker does with what is promised for a subject."""
    for row in OutboxTask.objects.filter(task=task.name, subject_id=subject_id, done_at=None):
        assert task(str(row.id)) == "done"


def released(carrier: Organisation, now: datetime) -> Trip:
    trip = make_scored(carrier=carrier)
    with clock.frozen(now):
        booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version)
    return trip


def settled(trip: Trip, at: datetime) -> None:
    with clock.frozen(at):
        run(settle_release, trip.id)
        run(trip_released, trip.id)


def test_r67_a_truck_that_was_elsewhere_at_its_release_gives_a_signal(commit_checks: Any) -> None:
    carrier, now = make_carrier(), soon()
    make_seal(carrier)
    send(reader_of(carrier), pinged(1, now - timedelta(minutes=4), 44.48))
    trip = released(carrier, now)
    settled(trip, now + timedelta(seconds=12))
    row = Signal.objects.get()
    assert (row.code, row.trip_id, row.organisation_id) == ("PMA_D12", trip.id, carrier.id)
    assert row.text["en"] == f"Seal {NUMBER} was 44.5 km from the crossing 4 min before release."
    assert Notice.objects.filter(organisation_id=carrier.id, kind="compliance_signal").count() == 1
    commit_checks()


@pytest.mark.parametrize(
    ("km", "minutes", "codes"),
    [(29.9, 5, []), (30.1, 5, ["PMA_D12"]), (30.1, 14.9, ["PMA_D12"]), (30.1, 15.1, [])],
)
def test_r67_a_position_that_comes_after_the_release_was_settled_is_looked_at_then(
    km: float, minutes: float, codes: list[str], commit_checks: Any
) -> None:
    carrier, now = make_carrier(), soon()
    seal = make_seal(carrier)
    trip = released(carrier, now)
    settled(trip, now + timedelta(seconds=12))
    with clock.frozen(now + timedelta(hours=2)):
        content = json.dumps({"events": [pinged(1, now + timedelta(minutes=minutes), km)]}).encode()
        seal_batch_receive(actor=reader_of(carrier), content=content)
        run(judge_seal, seal.id)
        run(note_signals, trip.id)
    assert list(Signal.objects.values_list("code", flat=True)) == codes
    assert OutboxTask.objects.filter(task=note_signals.name).count() == (1 if minutes <= 15 else 0)
    commit_checks()


def test_r67_what_may_still_be_undone_waits_and_readings_without_a_position_set_nothing_off() -> None:
    carrier, now = make_carrier(), soon()
    seal = make_seal(carrier)
    trip, reader = released(carrier, now), reader_of(carrier)
    for later, event in ((5, pinged(1, now, 90)), (30, reading(2, at=now.isoformat()))):
        with clock.frozen(now + timedelta(seconds=later)):
            seal_batch_receive(actor=reader, content=json.dumps({"events": [event]}).encode())
            run(judge_seal, seal.id)
    assert not OutboxTask.objects.filter(task=note_signals.name).exists()
    settled(trip, now + timedelta(seconds=31))
    assert Signal.objects.get().code == "PMA_D12"


def test_r67_a_reading_by_the_tag_alone_speaks_of_its_seal_and_a_fast_clock_is_not_believed() -> None:
    carrier, now = make_carrier(), soon()
    make_seal(carrier, tag="E2-80", make="electronic")
    trip = released(carrier, now)
    by_tag = pinged(1, now + timedelta(hours=3), 12, seal=None, tag="E2-80")
    with clock.frozen(now + timedelta(minutes=1)):
        send(reader_of(carrier), by_tag)
    (seen,) = movement_evidence(trip.id).facts.positions
    assert (seen.number, seen.equipment, seen.at) == (NUMBER, TRAILER, now + timedelta(minutes=1))
    assert seen.km == pytest.approx(12, abs=0.01)


def test_r67_a_long_stream_costs_no_query_and_keeps_what_lies_around_the_release(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    carrier, now = make_carrier(), soon()
    make_seal(carrier)
    reader = reader_of(carrier)
    send(reader, reading(1, at=(now - timedelta(hours=9)).isoformat(), open=True), judge=False)
    send(reader, *(pinged(2 + n, now - timedelta(minutes=10 * n), n) for n in range(30)), judge=False)
    trip = released(carrier, now)
    monkeypatch.setattr("clearance.selectors.evidence.MOST", 5)
    movement_evidence(trip.id)
    with django_assert_num_queries(10):
        facts = movement_evidence(trip.id).facts
    assert [event.opened for event in facts.seal_events] == [True, False, False, False, False]
    assert [round(seen.km) for seen in facts.positions] == [2, 1, 0]


def test_r67_where_a_reading_was_taken_is_part_of_what_its_digest_stands_for() -> None:
    carrier, now = make_carrier(), soon()
    make_seal(carrier)
    trip = released(carrier, now)
    send(reader_of(carrier), reading(1, at=now.isoformat()), pinged(2, now, 1))

    def digests() -> dict[str, str]:
        rows = movement_evidence(trip.id).references
        return {row.record: row.digest for row in rows if row.kind == "seal_event"}

    before = digests()
    plain, placed = (str(row.id) for row in SealEvent.objects.filter(source="reader").order_by("sequence"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clearance.selectors.evidence._custody", lambda row: ("number", "equipment", "kind"))
        assert digests()[plain] == before[plain] and digests()[placed] != before[placed]


@pytest.mark.parametrize("pair", [(42, None), (None, -83), (90.1, 0), (0, -180.1)])
def test_r67_the_database_takes_both_numbers_within_the_globe_or_none(pair: tuple[Any, Any]) -> None:
    seal = make_seal(make_carrier())
    facts = {"seal": seal, "source": "officer", "kind": "read", "at": clock.now()}
    SealEvent.objects.create(**facts, latitude=-90, longitude=180)
    with pytest.raises(IntegrityError, match="seal_event_position"), transaction.atomic():
        SealEvent.objects.create(**facts, latitude=pair[0], longitude=pair[1])


def test_r67_the_simulator_says_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []

    def post(portal: str, path: str, body: str, headers: dict[str, str]) -> dict[str, Any]:
        if path == "/oauth/token/":
            return {"access_token": "t"}
        sent.extend(json.loads(body)["events"])
        return {"outcomes": [{"result": "accepted"}]}

    monkeypatch.setattr("clearance.management.commands.seal_reader_simulator.post", post)
    key = ("--client-id", "c", "--client-secret", "s", "--every", "0", "--script", "battery")
    call_command("seal_reader_simulator", *key, "--position", "42.312,-83.074")
    assert [event["position"] for event in sent] == [{"latitude": 42.312, "longitude": -83.074}] * 2
    with pytest.raises(CommandError, match="LAT,LON"):
        call_command("seal_reader_simulator", *key, "--position", "42.312")
    options = {"reader": "r", "seal": NUMBER, "equipment": TRAILER, "position": None}
    assert "position" not in event_of(options, SCRIPTS["battery"][0], 1, clock.now())
