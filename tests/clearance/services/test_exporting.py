"""Export of one's own data: whole, one's own, noted in the trail, in pieces, and readable again by the upload."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from audit.trail.models import TrailEntry
from clearance.domain.manifest import to_dict
from clearance.models import TripVersion, UploadBatch
from clearance.selectors import exporting, upload_get
from clearance.services import (
    draft_start,
    export_take,
    saved_keep,
    trip_amend,
    upload_draft,
    upload_process,
    upload_receive,
)
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
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


def taken(actor: Actor, what: str, form: str = "json") -> bytes:
    return b"".join(export_take(actor=actor, what=what, form=form))


def test_json_holds_every_version_and_every_draft_and_record(actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    data = manifest_for(carrier)
    trip_amend(actor=actor, trip_id=trip.id, manifest=read(data), expected_version=1)
    draft_start(actor=actor, direction="NB")
    saved_keep(actor=actor, kind="party", name="Étoile", data={"name": "Étoile"})
    file_trip(make_carrier())
    whole = json.loads(taken(actor, "all"))
    (found,) = whole["trips"]
    assert [version["number"] for version in found["versions"]] == [2, 1]
    assert found["versions"][0]["manifest"] == to_dict(read(data))
    assert [draft["manifest"]["trip"]["direction"] for draft in whole["drafts"]] == ["NB"]
    assert [record["name"] for record in whole["records"]] == ["Étoile"]
    assert json.loads(taken(actor, "trips"))["trips"] == whole["trips"]


def test_csv_has_a_row_for_each_goods_line_and_runs_no_formula(actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor, shipments=2, lines=3)
    saved_keep(actor=actor, kind="party", name="=1+1", data={"name": "A"})
    text = taken(actor, "trips", "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 6
    assert {row["# trip_number"] for row in rows} == {trip.trip_number}
    assert rows[0]["equipment[1].seals"] == "884213/H"
    assert rows[0]["shipment.shipper.name"] == "Example Shipper"
    assert "'=1+1" in taken(actor, "records", "csv").decode()
    assert taken(actor, "drafts", "csv").decode("utf-8-sig").startswith("# draft,trip.direction")


def test_what_was_exported_can_be_uploaded_again(actor: Actor, carrier: Organisation) -> None:
    """Round trip by CSV: the same manifest, but for the numbers that exist once."""
    trip = file_trip(carrier, actor, shipments=2, lines=2)
    text = taken(actor, "trips", "csv").decode("utf-8-sig").replace(trip.trip_number[4:], "AGAIN00001")
    text = text.replace(",S0", ",R0")
    batch = upload_receive(actor=actor, name="again.csv", raw=text.encode())
    done = upload_process(actor=actor, batch_id=batch.id)
    assert [item for item in done.errors if item["severity"] == "error"] == []
    first = TripVersion.objects.get(trip_id=trip.id).manifest
    again = TripVersion.objects.get(trip_id=done.results[0]["trip_id"]).manifest
    assert again["conveyance"] == first["conveyance"]
    assert [line for entry in again["shipments"] for line in entry["lines"]] == [
        line for entry in first["shipments"] for line in entry["lines"]
    ]


def test_an_export_is_in_the_trail_and_never_anybody_elses(actor: Actor) -> None:
    taken(actor, "trips")
    entry = TrailEntry.objects.get(event="clearance.export.taken")
    assert entry.organisation_id == actor.organisation_id
    assert json.loads(taken(make_filer(make_carrier()), "trips"))["trips"] == []
    for what, form in (("trips", "xml"), ("all", "csv"), ("nothing", "json")):
        with pytest.raises(NotFound):
            export_take(actor=actor, what=what, form=form)


def test_it_is_read_in_pieces(
    actor: Actor, carrier: Organisation, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        file_trip(carrier, actor)
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    pieces = exporting.export_pieces(actor=actor, what="trips", form="json")
    with django_assert_num_queries(0):
        next(pieces)
    with django_assert_num_queries(4):
        rest = b"".join(pieces)
    assert rest.count(b'"trip_number"') == 3


def test_a_trip_the_file_could_not_file_is_finished_in_the_wizard(actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0]["hs_code"] = "99"
    raw = json.dumps({"trips": [data, manifest_for(carrier)]}).encode()
    batch: UploadBatch = upload_receive(actor=actor, name="a.json", raw=raw)
    done = upload_process(actor=actor, batch_id=batch.id)
    assert [bool(result["trip_id"]) for result in done.results] == [False, True]
    assert (1, "shipments[0].lines[0].hs_code") in [(item["row"], item["column"]) for item in done.errors]
    assert {item["row"] for item in done.errors if item["severity"] == "error"} == {1}
    draft = upload_draft(actor=actor, batch_id=batch.id, place=1)
    assert draft.data["shipments"][0]["lines"][0]["hs_code"] == "99"
    for place in (0, 2, 3):
        with pytest.raises(NotFound):
            upload_draft(actor=actor, batch_id=batch.id, place=place)
    assert upload_get(actor=actor, batch_id=batch.id).grid == {"kind": "json"}
