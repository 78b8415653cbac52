"""What an audit takes from a movement, and who may not judge it (R-70)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from audit.compliance.domain.signals import signals_of
from audit.compliance.services.signals import signals_note
from clearance.models import Inspection, InspectionResult, Referral, TripVersion
from clearance.selectors import movement_evidence, trip_deciders
from clearance.services import booth_note, inspection_complete
from clearance.services.findings import Found
from portal.core import clock
from portal.core.domain.errors import NotFound
from tests.clearance.officer.services.test_lane_events import reading, send
from tests.factories.booth import lane_of, make_reader
from tests.factories.officer import make_filed, make_photo, make_referred, make_scored, primary, secondary

pytestmark = pytest.mark.django_db


def inspected(quantity: Decimal) -> tuple[Inspection, Any]:
    """A trip whose first line was counted at secondary, by an officer who is given as well."""
    officer = secondary()
    referral = make_referred()
    inspection = referral.inspection
    make_photo(inspection)
    line = TripVersion.objects.get(trip=referral.trip).shipment_set.first().lines.first()
    found = Found("misdescribed", "minor", "Fewer packages than declared", line.id, quantity, "PKG", "seal")
    done = inspection_complete(
        actor=officer,
        inspection_id=inspection.id,
        result="paper",
        found=found,
        checks=["seal"],
        summary="",
        expected_version=inspection.row_version,
    )
    return done, officer


def test_facts_and_references_come_in_a_fixed_number_of_queries(django_assert_num_queries: Any) -> None:
    inspection, _ = inspected(Decimal(2))
    with django_assert_num_queries(11):
        evidence = movement_evidence(inspection.trip_id)
    seen = evidence.facts.inspections[0]
    assert (seen.result, seen.line, seen.quantity, seen.unit) == ("paper", "shipments[0].lines[0]", Decimal(2), "PKG")
    assert evidence.facts.lines[0].path == seen.line
    assert evidence.facts.versions[0].number == 1
    kinds = [reference.kind for reference in evidence.references]
    assert kinds.count("filing") == 1
    assert {"inspection", "photo"} <= set(kinds)
    assert all(len(reference.digest) == 64 for reference in evidence.references)
    filing = next(reference for reference in evidence.references if reference.kind == "filing")
    assert filing.digest == TripVersion.objects.get(trip_id=inspection.trip_id).digest


def test_r67_what_a_reader_at_the_lane_read_is_among_the_facts_and_the_records() -> None:
    (reader, key), trip = make_reader(), make_scored()
    wrong = trip.plate[:-1] + ("Z" if trip.plate[-1] != "Z" else "Y")
    send(key, reading(reader, trip_number=trip.trip_number, plate={"text": wrong, "confidence": 0.97}))
    evidence = movement_evidence(trip.id)
    (seen,) = evidence.facts.sightings
    assert (seen.lane, seen.plate, seen.differs) == (lane_of(reader), wrong, True)
    assert [row.kind for row in evidence.references].count("lane_reading") == 1
    assert [hit.rule for hit in signals_of(evidence.facts)][:1] == ["PMA_D10"]
    unsure = reading(reader, trip_number=trip.trip_number, plate={"text": wrong[::-1], "confidence": 0.6})
    send(key, unsure, "two")
    assert [one.differs for one in movement_evidence(trip.id).facts.sightings] == [True, False]


@pytest.mark.parametrize(("tier", "advice", "hits"), [("T0", "GENERAL", ["PMA_D11"]), ("T2", "FAST", [])])
def test_r67_a_lane_is_held_against_the_advice_that_stood_when_the_truck_was_read(
    tier: str, advice: str, hits: list[str]
) -> None:
    (reader, key), trip = make_reader(place=1), make_scored(links_have=(tier, tier, tier))
    assert (reader.lane.kind, trip.lane) == ("FAST", advice)
    before = (clock.now() - timedelta(minutes=5)).isoformat()
    send(key, reading(reader, trip_number=trip.trip_number, read_at=before))
    assert signals_of(movement_evidence(trip.id).facts) == []
    send(key, reading(reader, trip_number=trip.trip_number), "two")
    assert [hit.rule for hit in signals_of(movement_evidence(trip.id).facts)] == hits
    assert [signals_note(trip_id=trip.id) for _ in range(2)] == [len(hits), 0]


def test_a_changed_record_changes_its_digest() -> None:
    inspection, _ = inspected(Decimal(2))

    def digest() -> str:
        found = movement_evidence(inspection.trip_id).references
        return next(reference.digest for reference in found if reference.kind == "inspection")

    before = digest()
    Inspection.objects.filter(pk=inspection.pk).update(summary="rewritten")
    assert digest() != before
    with pytest.raises(NotFound):
        movement_evidence(uuid4())


def test_everybody_who_had_a_hand_in_it_is_named(django_assert_num_queries: Any) -> None:
    inspection, officer = inspected(Decimal(2))
    colleague = primary("CBSA")
    booth_note(actor=colleague, trip_id=inspection.trip_id, text="The trailer was swapped at the yard in Windsor.")
    referral = Referral.objects.get(trip=inspection.trip_id)
    filer = TripVersion.objects.get(trip=inspection.trip_id).filed_by_id
    with django_assert_num_queries(1):
        named = trip_deciders(inspection.trip_id)
    assert {officer.user_id, colleague.user_id, referral.officer_id, filer} <= named
    assert trip_deciders(make_filed().id).isdisjoint({officer.user_id, colleague.user_id})
    assert InspectionResult.objects.count() == 1
