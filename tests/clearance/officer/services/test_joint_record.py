"""The joint record of secondary: entries of every agency, bays, the clock, what was found (4.7, R-30, R-38, R-50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.selectors import entries_for
from clearance.domain.inspection_record import ENDED, PAUSED, RESUMED, STARTED, Minutes, Timer, minutes_of
from clearance.models import Inspection, InspectionEntry, InspectionResult
from clearance.selectors.secondary import goods_filed, joint_record, secondary_desk
from clearance.services import inspection_complete, inspection_start
from clearance.services.bays import bay_close, bay_open
from clearance.services.findings import NOTHING, Found
from clearance.services.inspection_record import Entry, inspection_enter
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.accounts import staff_actor
from tests.factories.clearance import make_carrier
from tests.factories.officer import (
    FOUND,
    PORT,
    hold,
    make_referred,
    make_scored,
    partner,
    primary,
    secondary,
)


def enter(
    inspection: Inspection, actor: Actor, kind: str, code: str = "", text: str = "", why: str = ""
) -> InspectionEntry:
    return inspection_enter(actor=actor, inspection_id=inspection.id, entry=Entry(kind, code, text, why))


def complete(inspection: Inspection, actor: Actor | None = None, **changes: Any) -> Inspection:
    version = Inspection.objects.values_list("row_version", flat=True).get(pk=inspection.pk)
    values: dict[str, Any] = {"result": "clean", "checks": [], "summary": "", "expected_version": version} | changes
    return inspection_complete(actor=actor or secondary(), inspection_id=inspection.id, **values)


def start(inspection: Inspection, bay: str, actor: Actor | None = None) -> Inspection:
    version = inspection.row_version
    return inspection_start(actor=actor or secondary(), inspection_id=inspection.id, bay=bay, expected_version=version)


def supervisor(agency: str = "CBP", port: str = PORT) -> Actor:
    return staff_actor("officer.supervisor", agency, port)


def test_three_agencies_write_in_one_record_and_nobody_over_another() -> None:
    """CBP, CBSA and FDA tick their own checks; a second tick of one agency is the first; one result for all (R-30)."""
    inspection = make_referred(trip=make_scored(regulated=True)).inspection
    cbp, fda = secondary("CBP"), partner("FDA")
    first = enter(inspection, cbp, "check", "seal")
    assert enter(inspection, secondary("CBP"), "check", "seal") == first
    for actor, code in ((secondary("CBSA"), "seal"), (fda, "documents")):
        enter(inspection, actor, "check", code)
    done = complete(inspection, checks=["tailgate"])
    found = set(InspectionEntry.objects.filter(kind="check").values_list("agency", "code"))
    assert found == {("CBP", "seal"), ("CBSA", "seal"), ("FDA", "documents"), ("CBP", "tailgate")}
    assert {code for code, ticked in done.checklist.items() if ticked} == {"seal", "documents", "tailgate"}
    told = [row.actor_agency for row in entries_for(Subject("inspection", inspection.id)) if "entered" in row.event]
    assert sorted(told) == ["CBP", "CBP", "CBSA", "FDA"]
    for late in (cbp, fda):
        with pytest.raises(Conflict):
            enter(done, late, "note", text="Too late")


@pytest.mark.parametrize(
    ("kind", "code", "text", "why"),
    [
        ("check", "x-ray", "", ""),
        ("started", "", "", ""),
        ("waived", "seal", " ", ""),
        ("note", "", "  ", ""),
        ("check", "seal", "", "secret"),
    ],
)
def test_what_is_no_entry(kind: str, code: str, text: str, why: str) -> None:
    with pytest.raises(Invalid):
        enter(make_referred().inspection, secondary(), kind, code, text, why)


def test_who_writes_in_it() -> None:
    inspection = make_referred().inspection
    for stranger in (partner("FDA"), secondary(port="peace-bridge")):
        with pytest.raises(NotFound):
            enter(inspection, stranger, "check", "seal")
    with pytest.raises(NotAllowed):
        enter(inspection, primary(), "check", "seal")
    regulated = make_referred(trip=make_scored(regulated=True)).inspection
    start(regulated, "")
    with pytest.raises(NotAllowed):
        enter(regulated, partner("FDA"), "paused")
    with pytest.raises(NotAllowed):
        complete(regulated, actor=partner("FDA"), checks=["seal"])


def test_a_restricted_note_is_read_by_its_agency_only() -> None:
    """R-50: a reason restricts a note; everybody else's record does not show that it exists."""
    inspection = make_referred().inspection
    enter(inspection, secondary("CBP"), "note", text="A source says more.", why="Source at risk")
    enter(inspection, secondary("CBP"), "note", text="Driver waits.")
    texts = {
        agency: [entry.text for entry in joint_record(actor=secondary(agency), inspection=inspection).entries]
        for agency in ("CBP", "CBSA")
    }
    assert texts == {"CBP": ["A source says more.", "Driver waits."], "CBSA": ["Driver waits."]}
    trail = entries_for(Subject("inspection", inspection.id))
    assert all("source" not in str(row.body).lower() for row in trail)


def test_what_the_cause_calls_for_is_made_or_explained() -> None:
    inspection = make_referred("G4").inspection
    with pytest.raises(Invalid) as refusal:
        complete(inspection, checks=["identity"])
    assert "Tailgate" in refusal.value.items[0].message.en and refusal.value.items[0].path == "not_done"
    with pytest.raises(Invalid):
        complete(inspection, not_done="Nothing was looked at")
    complete(inspection, checks=["identity"], not_done="Doors frozen shut")
    assert InspectionEntry.objects.get(kind="waived").text == "Doors frozen shut"


def test_no_two_trucks_in_one_bay() -> None:
    """By the service, and by the database when two officers press at once; the other side has bays of its own."""
    carrier = make_carrier()
    first, second = (make_referred(trip=make_scored(carrier=carrier)).inspection for _ in range(2))
    north = make_referred(trip=make_scored(carrier=carrier, direction="NB")).inspection
    assert start(first, " b-1 ").bay == "B-1"
    with pytest.raises(Conflict):
        start(second, "B-1")
    start(north, "B-1", secondary("CBSA"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Inspection.objects.filter(pk=second.pk).update(
            status="in_progress", crossing=first.trip.crossing, direction="SB", bay="B-1"
        )
    complete(first, checks=["seal"])
    assert start(second, "B-1").bay == "B-1"


def test_bays_are_listed_by_the_supervisor_of_their_side() -> None:
    inspection = make_referred().inspection
    bay_open(actor=supervisor(), code="1")
    bay_open(actor=supervisor(), code="2")
    bay_close(actor=supervisor(), code="2")
    for code in ("", "2", "7"):
        with pytest.raises(Invalid):
            start(inspection, code)
    start(inspection, "1")
    desk = secondary_desk(actor=secondary())
    assert [(bay.code, bay.trip_number) for bay in desk.bays] == [("1", inspection.trip.trip_number)]
    assert secondary_desk(actor=secondary("CBSA")).bays == ()
    for actor in (secondary(), supervisor(port=""), supervisor("FDA")):
        with pytest.raises(NotAllowed):
            bay_open(actor=actor, code="9")
    with pytest.raises(Invalid):
        bay_open(actor=supervisor(), code="bay 9!")


def test_waiting_and_work_are_counted_apart() -> None:
    """Pauses count neither as waiting nor as work; the member's delay is the whole of it."""
    now = clock.now()
    with clock.frozen(now):
        inspection = make_referred().inspection
    steps = [(5, "start"), (15, PAUSED), (35, RESUMED)]
    for minute, step in steps:
        with clock.frozen(now + timedelta(minutes=minute)):
            if step == "start":
                start(inspection, "")
                with pytest.raises(Conflict):
                    enter(inspection, secondary(), RESUMED)
            else:
                enter(inspection, secondary("CBSA"), step)
    with clock.frozen(now + timedelta(minutes=40)):
        done = complete(inspection, checks=["seal"])
        with pytest.raises(Conflict):
            enter(inspection, secondary(), PAUSED)
    outcome = InspectionResult.objects.get(inspection=done)
    assert (outcome.waiting_minutes, outcome.working_minutes, done.minutes) == (5, 15, 40)


def test_minutes_of_any_clock() -> None:
    at = clock.now()

    def timers(*steps: tuple[str, int]) -> list[Timer]:
        return [Timer(kind, at + timedelta(minutes=minute)) for kind, minute in steps]

    end = at + timedelta(minutes=30)
    assert minutes_of(at, end, []) == Minutes(30, 30, 0)
    assert minutes_of(at, end, timers((STARTED, 10))) == Minutes(30, 10, 20)
    assert minutes_of(at, end, timers((RESUMED, 20), (PAUSED, 15), (STARTED, 10), (ENDED, 25))) == Minutes(30, 10, 10)
    assert minutes_of(at, end, timers((STARTED, 10), (PAUSED, 12))).paused == 18


@pytest.mark.parametrize(
    ("result", "change"),
    [
        ("finding", None),
        ("clean", {}),
        ("finding", {"kind": "ghosts"}),
        ("finding", {"severity": ""}),
        ("finding", {"what": " "}),
        ("paper", {"by_check": "image"}),
        ("paper", {"quantity": Decimal(2)}),
        ("paper", {"unit": "KGM"}),
        ("paper", {"quantity": Decimal(-1), "unit": "KGM"}),
        ("paper", {"quantity": Decimal(1), "unit": "XXX"}),
    ],
)
def test_a_finding_is_whole_or_refused(result: str, change: dict[str, Any] | None) -> None:
    inspection = make_referred().inspection
    found = NOTHING if change is None else replace(FOUND, **change)
    with pytest.raises(Invalid):
        complete(inspection, result=result, checks=["seal", "tailgate"], found=found)


def test_a_finding_names_line_amount_and_the_rules_behind_it() -> None:
    """R-38: which rules had spoken is kept with the result, for the yield of each."""
    trip = make_scored(shipments=2)
    inspection = make_referred(trip=trip).inspection
    stranger = goods_filed(make_scored())[0].id
    found = Found("misdescribed", "minor", "Steel, not plastic", stranger, Decimal("12.5"), "KGM", "seal")
    with pytest.raises(Invalid):
        complete(inspection, result="finding", checks=["seal"], found=found)
    line = goods_filed(trip)[1]
    done = complete(inspection, result="finding", checks=["seal"], found=replace(found, goods_line=line.id))
    kept, score = InspectionResult.objects.get(inspection=done), trip.scores.first()
    assert score is not None and (kept.goods_line_id, kept.quantity, kept.score_id) == (
        line.id,
        Decimal("12.5"),
        score.id,
    )
    assert kept.rules == sorted({hit["rule"] for hit in score.contributions})


@pytest.mark.parametrize("table", ["clearance_inspection_entry", "clearance_inspection_result"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET created_at = now()", "DELETE FROM {}"])
def test_the_database_keeps_the_record(table: str, statement: str) -> None:
    complete(make_referred().inspection, checks=["seal"])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_the_desk_tells_who_is_here_held_and_expected() -> None:
    carrier = make_carrier()
    here = make_referred(trip=make_scored(carrier=carrier)).trip
    coming = make_scored(security=90, carrier=carrier)
    make_scored(carrier=carrier)
    held = hold(primary(), make_scored(carrier=carrier))
    assert coming.lane == "SECONDARY"
    desk = secondary_desk(actor=secondary())
    assert [entry.trip_id for entry, _ in desk.here] == [here.id]
    assert ([trip.id for trip in desk.held], [trip.id for trip in desk.expected]) == ([held.id], [coming.id])
    far = secondary_desk(actor=secondary(port="peace-bridge"))
    assert (far.here, far.held, far.expected) == ((), (), ())
