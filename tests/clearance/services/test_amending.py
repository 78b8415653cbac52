"""Amend without entering it again, cancel before the booth: versions only ever grow."""

from __future__ import annotations

import pytest

from clearance.domain.transitions import AGENCY_WORKFLOW
from clearance.models import AgencyLine, Shipment, Trip, TripVersion
from clearance.services import trip_amend, trip_cancel
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from portal.workflow.services import apply
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


@pytest.fixture
def trip(carrier: Organisation, actor: Actor) -> Trip:
    return Trip.objects.get(pk=file_trip(carrier, actor).id)


def test_an_amendment_is_a_new_version_and_the_old_one_stays(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    before = TripVersion.objects.get(trip=trip)
    manifest = read(manifest_for(carrier, shipments=2))
    filed = trip_amend(actor=actor, trip_id=trip.id, manifest=manifest, expected_version=1, channel="api")
    trip.refresh_from_db()
    assert (trip.current_version, trip.row_version, filed.row_version) == (2, 2, 2)
    assert TripVersion.objects.get(pk=before.id).digest == before.digest
    assert Shipment.objects.filter(version__trip=trip, version__number=2).count() == 2
    assert trip.shipment_count == 2
    assert set(
        OutboxTask.objects.filter(task="clearance.score_trip", subject_id=trip.id).values_list("key", flat=True)
    ) == {"1", "2"}
    assert trip.history.count() == 2


def test_agencies_that_had_answered_look_again(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    line = AgencyLine.objects.get(trip=trip, agency="CBP")
    apply(
        workflow=AGENCY_WORKFLOW,
        obj=line,
        action="accept",
        actor=system_actor("scoring"),
        subject=Subject("trip", trip.id),
    )
    trip_amend(actor=actor, trip_id=trip.id, manifest=read(manifest_for(carrier)), expected_version=1)
    assert set(AgencyLine.objects.filter(trip=trip).values_list("status", flat=True)) == {"pending"}


def test_an_amendment_of_what_changed_meanwhile_is_refused(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    trip_amend(actor=actor, trip_id=trip.id, manifest=read(manifest_for(carrier)), expected_version=1)
    with pytest.raises(Conflict):
        trip_amend(actor=actor, trip_id=trip.id, manifest=read(manifest_for(carrier)), expected_version=1)
    assert TripVersion.objects.filter(trip=trip).count() == 2


def test_the_direction_stays(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    with pytest.raises(Invalid) as refusal:
        trip_amend(actor=actor, trip_id=trip.id, manifest=read(manifest_for(carrier, "NB")), expected_version=1)
    assert refusal.value.items[0].path == "trip.direction"


def test_a_strangers_trip_is_a_missing_one(trip: Trip) -> None:
    other = make_carrier()
    stranger = make_filer(other)
    with pytest.raises(NotFound):
        trip_amend(actor=stranger, trip_id=trip.id, manifest=read(manifest_for(other)), expected_version=1)
    with pytest.raises(NotFound):
        trip_cancel(actor=stranger, trip_id=trip.id, expected_version=None)


def test_cancelling_is_once_and_for_filers(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    with pytest.raises(NotAllowed):
        trip_cancel(actor=make_filer(carrier, "trader.viewer"), trip_id=trip.id, expected_version=None)
    with pytest.raises(Conflict):
        trip_cancel(actor=actor, trip_id=trip.id, expected_version=7)
    assert trip_cancel(actor=actor, trip_id=trip.id, expected_version=1).status == "cancelled"
    with pytest.raises(Conflict):
        trip_cancel(actor=actor, trip_id=trip.id, expected_version=None)
    with pytest.raises(Conflict):
        trip_amend(actor=actor, trip_id=trip.id, manifest=read(manifest_for(carrier)), expected_version=2)
