"""One filing for two countries: rows, trail, scoring, in a number of queries that does not grow (R-20, R-29)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.trail.models import TrailEntry
from clearance.domain.manifest import digest, from_dict
from clearance.models import (
    AgencyLine,
    CrewMember,
    Equipment,
    GoodsLine,
    Seal,
    Shipment,
    Trip,
    TripVersion,
)
from clearance.services import trip_file
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.core.models import OutboxTask
from tests.factories.accounts import make_delegation, make_organisation, member_actor
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


def test_r20_one_filing_writes_every_row_and_both_agencies() -> None:
    carrier = make_carrier()
    filed = file_trip(carrier, shipments=3, lines=2)
    trip = Trip.objects.get(pk=filed.id)
    assert (trip.status, trip.current_version, trip.carrier_id) == ("filed", 1, carrier.id)
    assert (trip.shipment_count, trip.line_count, trip.plate) == (3, 6, "BBDD11")
    assert trip.driver_card == "42700000000101"
    assert Shipment.objects.filter(version__trip=trip).count() == 3
    assert GoodsLine.objects.filter(version__trip=trip).count() == 6
    assert Equipment.objects.filter(version__trip=trip).count() == 1
    assert Seal.objects.get(version__trip=trip).equipment.number == "TR998"
    assert CrewMember.objects.get(version__trip=trip).role == "DRIVER"
    assert set(AgencyLine.objects.filter(trip=trip).values_list("agency", flat=True)) >= {"CBP", "CBSA"}


def test_the_version_holds_the_manifest_its_digest_stands_for() -> None:
    filed = file_trip()
    version = TripVersion.objects.get(trip_id=filed.id)
    manifest, errors = from_dict(version.manifest)
    assert errors == []
    assert manifest is not None
    assert digest(manifest) == version.digest == filed.digest


def test_r24_regulated_goods_add_their_agency_and_other_goods_do_not() -> None:
    carrier = make_carrier()
    plain = manifest_for(carrier)
    meat = manifest_for(carrier)
    said = {"END_USE": "HUMAN", "ESTABLISHMENT": "038A", "MEAT_CERT": "CA1234567", "TEMPERATURE": "CHILLED"}
    meat["shipments"][0]["lines"][0] |= {
        "hs_code": "020130",
        "description": "Fresh boneless beef",
        "answers": [{"question": code, "value": value} for code, value in said.items()],
    }
    actor = make_filer(carrier)
    agencies = [
        set(
            AgencyLine.objects.filter(
                trip_id=trip_file(actor=actor, manifest=read(data), channel="api").id
            ).values_list("agency", flat=True)
        )
        for data in (plain, meat)
    ]
    assert agencies[0] == {"CBP", "CBSA"}
    assert agencies[1] > {"CBP", "CBSA"}


def test_the_filing_is_in_the_trail_and_will_be_scored_once() -> None:
    filed = file_trip()
    entry = TrailEntry.objects.get(subject_type="trip", subject_id=filed.id)
    assert entry.event == "clearance.trip.filed"
    task = OutboxTask.objects.get(task="clearance.score_trip", subject_id=filed.id)
    assert task.key == "1"


def test_simple_history_knows_the_first_state() -> None:
    filed = file_trip()
    row = Trip.objects.get(pk=filed.id).history.get()
    assert (row.history_type, row.status, row.trip_number) == ("+", "filed", filed.trip_number)


def test_queries_do_not_grow_with_the_filing() -> None:
    carrier = make_carrier()
    actor = make_filer(carrier)
    counts = []
    for shipments, lines in ((1, 3), (200, 5)):
        manifest = read(manifest_for(carrier, shipments=shipments, lines=lines))
        with CaptureQueriesContext(connection) as captured:
            trip_file(actor=actor, manifest=manifest, channel="api")
        counts.append([query["sql"] for query in captured])
    assert len(counts[0]) == len(counts[1]) == 8, counts


def test_a_broken_rule_refuses_with_its_path_and_writes_nothing() -> None:
    carrier = make_carrier()
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0]["description"] = "parts"
    with pytest.raises(Invalid) as refusal:
        trip_file(actor=make_filer(carrier), manifest=read(data), channel="api")
    assert any(item.path == "shipments[0].lines[0].description" for item in refusal.value.items)
    assert not Trip.objects.exists()


def test_a_number_in_use_is_refused_and_free_again_for_another_carrier() -> None:
    carrier = make_carrier()
    actor = make_filer(carrier)
    data = manifest_for(carrier)
    trip_file(actor=actor, manifest=read(data), channel="api")
    with pytest.raises((Invalid, Conflict)):
        trip_file(actor=actor, manifest=read(data), channel="api")
    assert Trip.objects.count() == 1


def test_a_broker_files_only_under_a_delegation() -> None:
    carrier, broker = make_carrier(), make_organisation("broker")
    data = manifest_for(carrier)
    with pytest.raises(Invalid) as refusal:
        trip_file(actor=member_actor(broker), manifest=read(data), channel="api")
    assert refusal.value.items[0].code == "CLR_CARRIER_NOT_YOURS"
    make_delegation(carrier, broker)
    filed = trip_file(actor=member_actor(broker), manifest=read(data), channel="api")
    trip = Trip.objects.get(pk=filed.id)
    assert (trip.carrier_id, trip.filer_id) == (carrier.id, broker.id)


def test_a_strangers_code_and_a_code_nobody_owns_read_the_same() -> None:
    own, other = make_carrier(), make_carrier()
    actor = member_actor(make_organisation("broker"))
    answers = []
    for scac in (manifest_for(other)["trip"]["scac"], "ZZZZ"):
        data = manifest_for(own, scac=scac)
        with pytest.raises(Invalid) as refusal:
            trip_file(actor=actor, manifest=read(data), channel="api")
        answers.append([item.as_dict() | {"value": None} for item in refusal.value.items])
    assert answers[0] == answers[1]


def test_a_viewer_does_not_file() -> None:
    carrier = make_carrier()
    with pytest.raises(NotAllowed):
        trip_file(actor=make_filer(carrier, "trader.viewer"), manifest=read(manifest_for(carrier)), channel="api")


def test_versions_are_append_only_in_the_database() -> None:
    filed = file_trip()
    for query in (TripVersion.objects.filter(trip_id=filed.id), Shipment.objects.filter(version__trip_id=filed.id)):
        with pytest.raises(DatabaseError), transaction.atomic():
            query.update(position=9) if query.model is Shipment else query.update(channel="edi")


@pytest.mark.django_db(transaction=True)
def test_no_change_of_a_trip_commits_without_an_entry() -> None:
    filed = file_trip()
    with pytest.raises(DatabaseError), transaction.atomic():
        Trip.objects.filter(pk=filed.id).update(plate="OTHER1")
    with pytest.raises(DatabaseError), transaction.atomic():
        Trip.objects.filter(pk=filed.id).update(status="released")
