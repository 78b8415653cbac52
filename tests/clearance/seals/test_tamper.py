"""Seal events from the message to the movement in review (R-55, R-56; scenario "seal tamper after perimeter clearance")."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.models import TrailEntry
from clearance.models import SealAlert, SealBatch, SealEvent, SealRecord, Trip
from clearance.selectors.advice import advice_of
from clearance.services import (
    booth_refer,
    perimeter_record,
    seal_act,
    seal_batch_receive,
    seal_judge,
    seal_replace,
    trip_rescore,
    trip_score,
)
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.accounts import staff_actor
from tests.factories.clearance import make_carrier, make_filer
from tests.factories.officer import fresh, make_filed, primary, tiers
from tests.factories.seals import NUMBER, TRAILER, make_seal, reader_of, reading, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
OFFICER = staff_actor


def scored(trip: Trip) -> Trip:
    with tiers("T2", "T2", "T2"):
        trip_score(trip_id=trip.id, version=trip.current_version)
    return fresh(trip)


def perimeter(equipment: str = TRAILER) -> Any:
    return perimeter_record(
        actor=staff_actor("officer.secondary", "CBSA", ""),
        number="PC-1",
        container=equipment,
        port="Halifax",
        cleared_on=clock.now().date(),
        seal=NUMBER,
    )


def test_scenario_seal_tamper_after_perimeter_clearance(commit_checks: Any) -> None:
    """Cleared at the perimeter, no redundant inspection; then sealed, read OK, read OPEN: alert, review, cause G1."""
    carrier = make_carrier()
    perimeter()
    trip = scored(make_filed(carrier))
    assert advice_of(trip).no_repeat and trip.lane != "SECONDARY"
    seal = SealRecord.objects.get(number=NUMBER)
    assert seal.organisation_id == carrier.id
    reader = reader_of(carrier)
    assert [entry.result for entry in send(reader, reading(1))] == ["accepted"]
    seal.refresh_from_db()
    assert seal.status == "confirmed" and not SealAlert.objects.exists()
    with pytest.raises(Invalid, match="CLR_CAUSE_REPEATS"):
        booth_refer(actor=primary(), trip_id=trip.id, cause="G8", note="", expected_version=trip.row_version)

    send(reader, reading(2, open=True, at=clock.now().isoformat(), place="Rest area"))
    alert = SealAlert.objects.get()
    assert (alert.kind, alert.weight, alert.trip_id, alert.detail) == ("tamper", "review", trip.id, "Rest area")
    before, trip = trip, fresh(trip)
    seal.refresh_from_db()
    assert (trip.lane, seal.status) == ("SECONDARY", "broken") and trip.row_version > before.row_version
    advice = advice_of(trip)
    assert not advice.no_repeat and advice.causes[0] == "G1"
    assert seal.clearances.get().status == "void"
    notice = Notice.objects.get(kind="clearance.seal")
    assert notice.organisation_id == carrier.id and notice.reason["code"] == "SEAL_TAMPER" and NUMBER in notice.body_fr
    assert TrailEntry.objects.filter(event="clearance.trip.seal_review", subject_id=trip.id).exists()
    referral = booth_refer(actor=primary(), trip_id=trip.id, cause="G1", note="", expected_version=trip.row_version)
    assert referral.cause == "G1"
    commit_checks()


def test_r55_the_database_refuses_to_repeat_the_check_and_lets_go_when_the_seal_speaks() -> None:
    carrier = make_carrier()
    perimeter()
    trip = scored(make_filed(carrier))
    statement = (
        "INSERT INTO clearance_referral (id, created_at, row_version, trip_id, cause, note, reason, agency, opened_as,"
        " opened_at, drawn, seed) VALUES (gen_random_uuid(), now(), 1, %s, %s, '', '{}', 'CBP', 'x', now(), false, '')"
    )

    def insert(cause: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [trip.id, cause])

    for cause in ("G8", "G9", "G10"):
        with pytest.raises(DatabaseError, match="repeats"):
            insert(cause)
    send(reader_of(carrier), reading(1, open=True))
    insert("G8")


def test_r56_events_are_kept_raw_answered_one_by_one_and_never_counted_twice() -> None:
    carrier, other = make_carrier(), make_carrier(name="Example Other")
    make_seal(carrier)
    make_seal(other, "OTHER1", "TR111")
    reader = reader_of(carrier)
    events = [reading(1), reading(2, battery=500), reading(3, seal="OTHER1"), reading(1)]
    outcomes = send(reader, *events)
    assert [entry.result for entry in outcomes] == ["accepted", "refused", "refused", "repeated"]
    assert [entry.error.path for entry in outcomes if entry.error] == ["events[1].battery", "events[2].seal"]
    assert outcomes[2].error and outcomes[2].error.code == "CLR_SEAL_UNKNOWN", "a competitor's seal looks unknown"
    again = send(reader, *events)
    assert [entry.result for entry in again] == ["repeated", "refused", "refused", "repeated"]
    assert SealEvent.objects.filter(source="reader").count() == 1 and SealBatch.objects.count() == 2
    assert json.loads(bytes(SealBatch.objects.earliest("created_at").content)) == {"events": events}
    assert SealEvent.objects.get(source="reader").digest
    with pytest.raises(Invalid):
        seal_batch_receive(actor=reader, content=b"{")
    assert SealBatch.objects.count() == 3, "what cannot be read is kept too"
    with pytest.raises(NotAllowed):
        send(reader_of(carrier, ("trips:read",)), reading(9))
    with pytest.raises(DatabaseError), transaction.atomic():
        SealEvent.objects.update(opened=False)


def test_r56_late_events_are_judged_by_the_clock_of_the_device() -> None:
    carrier = make_carrier()
    seal = make_seal(carrier)
    reader, now = reader_of(carrier), clock.now()
    send(reader, reading(3, open=True, at=(now + timedelta(seconds=40)).isoformat()))
    send(reader, reading(1, at=(now + timedelta(seconds=20)).isoformat()))
    assert list(SealAlert.objects.values_list("kind", flat=True)) == ["tamper"]
    seal.refresh_from_db()
    assert seal.last_open is True
    assert seal_judge(seal_id=seal.id) == []


def test_r56_battery_is_a_notice_only_and_a_jumping_clock_shows() -> None:
    carrier = make_carrier()
    make_seal(carrier)
    trip = scored(make_filed(carrier))
    ahead = (clock.now() + timedelta(hours=2)).isoformat()
    send(reader_of(carrier), reading(1, battery=9), reading(2, at=ahead))
    assert set(SealAlert.objects.values_list("kind", "weight")) == {("battery", "notice"), ("clock", "watch")}
    assert fresh(trip).lane == trip.lane and advice_of(fresh(trip)).causes == ()
    assert Notice.objects.filter(kind="clearance.seal", reason__isnull=True).count() == 1


def test_r56_another_number_than_the_one_on_the_door_is_an_alert_and_a_correction_closes_it() -> None:
    carrier = make_carrier()
    make_seal(carrier, "777777")
    trip = scored(make_filed(carrier))
    alert = SealAlert.objects.get()
    assert (alert.kind, alert.trip_id, trip.lane) == ("differs", trip.id, "SECONDARY")
    assert trip.scores.get().inputs["facts"]["seal_mismatch"] is True
    seal_replace(
        actor=staff_actor("officer.secondary", "CBP", ""),
        seal_id=alert.seal_id,
        number=NUMBER,
        grade="H",
        expected_version=SealRecord.objects.get(pk=alert.seal_id).row_version,
        note="Opened for a check at the yard, sealed again.",
    )
    new = SealRecord.objects.get(number=NUMBER)
    assert new.replaces_id == alert.seal_id and new.organisation_id == carrier.id


def test_r56_a_false_alarm_is_closed_by_an_officer_who_saw_the_seal() -> None:
    carrier = make_carrier()
    seal = make_seal(carrier)
    trip = scored(make_filed(carrier))
    send(reader_of(carrier), reading(1, open=True))
    seal.refresh_from_db()
    officer = staff_actor("officer.primary", "CBP", "")
    with pytest.raises(Invalid):
        seal_act(actor=officer, seal_id=seal.id, action="clear", note="ok", expected_version=seal.row_version)
    act = {"action": "clear", "note": "Looked at it: closed and whole.", "expected_version": seal.row_version}
    with pytest.raises(NotAllowed):
        seal_act(actor=make_filer(carrier), seal_id=seal.id, **act)
    with pytest.raises(NotFound):
        seal_act(actor=make_filer(make_carrier(name="Example Stranger")), seal_id=seal.id, **act)
    seal = seal_act(actor=officer, seal_id=seal.id, **act)
    assert seal.status == "confirmed" and SealAlert.objects.get().closed_why.startswith("Looked")
    assert seal_judge(seal_id=seal.id) == []
    assert advice_of(fresh(trip)).causes == ()
    with pytest.raises(Conflict):
        seal_act(actor=officer, seal_id=seal.id, **act)


def test_the_alert_is_scored_so_that_chip_and_reasons_say_the_same_and_scored_again_when_it_is_closed() -> None:
    """R-37, R-56: an opened seal moves the lane at once; the worker then gives the reasons, both ways."""
    carrier = make_carrier()
    seal = make_seal(carrier)
    trip = scored(make_filed(carrier))
    before = trip.lane
    send(reader_of(carrier), reading(1), reading(2, open=True))
    assert fresh(trip).lane == "SECONDARY" != before and again(trip, "alert")
    with tiers("T2", "T2", "T2"):
        told = trip_rescore(trip_id=trip.id)
    assert told is not None and (told.run, told.lane) == (2, "SECONDARY") and told.reasons
    seal.refresh_from_db()
    seal_act(
        actor=primary(),
        seal_id=seal.id,
        action="clear",
        expected_version=seal.row_version,
        note="Seal whole, the reader was wrong",
    )
    assert again(trip, "closed")
    with tiers("T2", "T2", "T2"):
        trip_rescore(trip_id=trip.id)
    assert fresh(trip).lane == before


def again(trip: Trip, key: str) -> bool:
    return OutboxTask.objects.filter(task="clearance.rescore_trip", subject_id=trip.id, key__startswith=key).exists()
