"""Decisions taken without the server: applied once, or kept as a conflict with both facts (issue 4 item 9, acceptance 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from audit.trail.models import TrailEntry
from clearance.domain.offline import cause_on_list, decision_of
from clearance.models import OfflineDecision, OfflineOutcome, Trip
from clearance.services import booth_refer, booth_release, offline_reconcile, trip_amend, trip_cancel
from portal.core import clock
from tests.factories.booth import by_sheet, kept, receive
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.officer import A_FACT, fresh, hold, make_filed, make_scored, partner, primary

GREEN = ("T3",) * 3


def entries(event: str) -> list[dict[str, Any]]:
    return [entry.body for entry in TrailEntry.objects.filter(event=event)]


@pytest.mark.parametrize(
    ("kind", "more", "status"),
    [
        ("release", {}, "released"),
        ("refer", {"cause": "G1"}, "referred"),
        ("hold", {"reason": "documents"}, "held"),
        ("note", {"text": "Seal log shown at the window."}, "accepted"),
    ],
)
def test_each_kind_is_applied_once_however_often_it_is_sent(kind: str, more: dict[str, str], status: str) -> None:
    officer, trip = primary(), make_scored()
    entry = kept(officer, trip, kind, clock.now() - timedelta(minutes=40), **more)
    first, second = receive(officer, entry), receive(officer, entry)
    assert first.outcome == "applied" and first.pk == second.pk
    trip = fresh(trip)
    counts = (trip.releases.count(), trip.referrals.count(), trip.holds.count(), trip.notes.count())
    assert trip.status == status and sum(counts) == 1
    assert OfflineDecision.objects.count() == OfflineOutcome.objects.count() == 1
    (told,) = entries("clearance.trip.decided_offline")
    assert '"offline":true' in str(told).replace(" ", "") or told["offline"] is True
    assert entry["device_at"] in str(told)


def test_a_release_without_the_server_cannot_be_undone_when_it_arrives() -> None:
    officer, trip = primary(), make_scored()
    receive(officer, kept(officer, trip))
    assert trip.releases.get().undo_until is None


def amended(trip: Trip) -> None:
    carrier = trip.carrier
    data = manifest_for(carrier, lines=2, reference=trip.trip_number[4:])
    trip_amend(
        actor=make_filer(carrier),
        trip_id=trip.id,
        manifest=read(data),
        expected_version=trip.row_version,
        channel="api",
    )


def cancelled(trip: Trip) -> None:
    trip_cancel(actor=make_filer(trip.carrier), trip_id=trip.id, expected_version=trip.row_version, reason="")


def released(trip: Trip) -> None:
    booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version)


def referred(trip: Trip) -> None:
    booth_refer(actor=primary(), trip_id=trip.id, cause="G1", note="", expected_version=trip.row_version)


def held_by_partner(trip: Trip) -> None:
    hold(partner("FDA"), trip, "partner")


def advised_secondary(trip: Trip) -> None:
    Trip.objects.filter(pk=trip.pk).update(lane="SECONDARY")


@pytest.mark.parametrize(
    ("happened", "code"),
    [
        (amended, "CLR_OFFLINE_AMENDED"),
        (cancelled, "CLR_OFFLINE_CANCELLED"),
        (released, "CLR_RELEASED_ALREADY"),
        (referred, "CLR_OFFLINE_DECIDED"),
        (held_by_partner, "CLR_OFFLINE_HELD"),
        (advised_secondary, "CLR_OFFLINE_ADVICE"),
    ],
)
def test_what_happened_meanwhile_is_a_conflict_with_both_facts(happened: Callable[[Trip], None], code: str) -> None:
    officer, trip = primary(), make_scored(carrier=make_carrier(), regulated=True)
    entry = kept(officer, trip)
    happened(trip)
    before = fresh(trip)
    row = receive(officer, entry)
    assert row.outcome == "conflict" and code in [item["code"] for item in row.errors]
    assert row.facts["decided"]["seen"] == entry["seen"] and row.facts["decided"]["officer"] == officer.name
    assert row.facts["found"]["status"] == before.status and row.facts["found"]["filing"] == before.current_version
    assert fresh(trip).row_version == before.row_version
    assert len(entries("clearance.trip.offline_conflict")) == 1


def test_a_note_passes_over_everything_and_an_answer_of_an_agency_over_nothing() -> None:
    """The truck's arrival and the agencies' answers move the row's version; they change nothing an officer saw."""
    officer, trip = primary(), make_scored()
    note, release = kept(officer, trip, "note", text="Driver waved through by hand."), kept(officer, trip)
    Trip.objects.filter(pk=trip.pk).update(row_version=trip.row_version + 3)
    assert receive(officer, release).outcome == "applied"
    assert receive(officer, note).outcome == "applied"


def test_a_key_that_had_reached_the_server_is_not_pressed_twice() -> None:
    officer, trip = primary(), make_scored()
    entry = kept(officer, trip)
    booth_release(actor=officer, trip_id=trip.id, expected_version=trip.row_version)
    assert receive(officer, entry).outcome == "already" and trip.releases.count() == 1


def test_the_closed_list_holds_without_the_server_too() -> None:
    """R-11: a Green-FAST member is not referred for a cause outside GF1 to GF7, nor without the fact GF4 asks for."""
    officer, trip = primary(), make_scored(GREEN)
    for cause, note in (("G8", ""), ("", ""), ("GF6", ""), ("GF4", "short")):
        row = receive(officer, kept(officer, trip, "refer", cause=cause, note=note))
        assert row.outcome == "refused" and row.errors, cause
    assert fresh(trip).status == "accepted" and trip.referrals.count() == 0
    assert receive(officer, kept(officer, trip, "refer", cause="GF4", note=A_FACT)).outcome == "applied"


@pytest.mark.parametrize(("have", "pressed", "written"), [(GREEN, "G1", "GF1"), (("T1",) * 3, "GF2", "G2")])
def test_by_the_sheet_alone_the_cause_is_put_on_the_list_that_applies(have: Any, pressed: str, written: str) -> None:
    officer, trip = primary(), make_scored(have)
    assert receive(officer, by_sheet(kept(officer, trip, "refer", cause=pressed), 1)).outcome == "applied"
    assert trip.referrals.get().cause == written
    assert cause_on_list("G8", presumed=True) == "G8"


def test_an_old_sheet_is_a_conflict() -> None:
    officer, trip = primary(), make_scored()
    amended(trip)
    assert receive(officer, by_sheet(kept(officer, fresh(trip)), 1)).outcome == "conflict"


def test_what_was_taken_back_is_kept_and_not_applied() -> None:
    officer, trip = primary(), make_scored()
    assert receive(officer, kept(officer, trip, undone=True)).outcome == "withdrawn"
    assert fresh(trip).status == "accepted" and OfflineDecision.objects.count() == 1


def test_another_port_and_another_agency_are_refused_and_kept() -> None:
    trip, elsewhere, north = make_scored(), primary(port="peace-bridge"), primary("CBSA")
    assert receive(elsewhere, kept(elsewhere, trip)).outcome == "refused"
    assert receive(north, kept(north, trip)).outcome in ("refused", "conflict")
    assert fresh(trip).status == "accepted" and OfflineOutcome.objects.count() == 2


def test_a_decision_kept_but_not_answered_is_finished_by_the_task() -> None:
    """Nothing is lost when the process falls between the two steps."""
    from clearance.services.offline import offline_keep

    officer, trip = primary(), make_filed()
    entry = kept(officer, trip)
    row = offline_keep(actor=officer, decision=decision_of(entry), raw=entry)
    assert not OfflineOutcome.objects.exists()
    assert offline_reconcile(decision_id=row.id).outcome == "applied" and fresh(trip).status in (
        "released",
        "at_border",
    )


@pytest.mark.parametrize("model", [OfflineDecision, OfflineOutcome])
def test_the_rows_are_never_changed(model: Any) -> None:
    officer = primary()
    receive(officer, kept(officer, make_scored()))
    for change in (lambda: model.objects.update(id=None), model.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "7"},
        {"kind": "arrest"},
        {"device_at": "yesterday"},
        {"device_at": "2026-11-27T12:00:00"},
        {"seen": {"row_version": None, "filing": 1}},
        {"seen": {"row_version": 0, "filing": 1}},
        {"seen": 4},
        {"note": 4},
        {"sheet": "not a digest"},
    ],
)
def test_what_no_booth_sends_is_not_read(wrong: dict[str, Any]) -> None:
    officer = primary()
    assert decision_of(kept(officer, make_filed()) | wrong) is None
    assert decision_of([]) is None
