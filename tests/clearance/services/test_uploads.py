"""A file of trips: kept as received, good trips filed though others fail, each fault at its cell (R-20)."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from clearance.models import Trip, TripVersion, UploadBatch
from clearance.selectors import upload_get
from clearance.services import upload_process, upload_process_as_owner, upload_receive
from clearance.tasks import read_upload
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from tests.factories.accounts import make_organisation
from tests.factories.clearance import make_carrier, make_filer, manifest_for

pytestmark = pytest.mark.django_db
PAYLOADS = Path(__file__).resolve().parents[2] / "payloads"
SAMPLE_TIME = datetime(2026, 1, 5, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


def rows_of(data: dict[str, object]) -> dict[str, str]:
    """Flatten a manifest with one shipment and one line into one row."""
    row: dict[str, str] = {}

    def put(prefix: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                put(f"{prefix}.{key}" if prefix else key, inner)
        elif prefix.endswith("seals") and isinstance(value, list):
            row[prefix] = ", ".join(seal["number"] for seal in value)
        elif isinstance(value, list) and prefix in {"shipments", "shipment.lines"}:
            put("shipment" if prefix == "shipments" else "line", value[0])
        elif isinstance(value, list):
            for number, inner in enumerate(value, start=1):
                put(f"{prefix}[{number}]", inner)
        else:
            row[prefix] = str(value)

    put("", data)
    return row


def csv_of(*manifests: dict[str, object]) -> bytes:
    rows = [rows_of(manifest) for manifest in manifests]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def upload(actor: Actor, raw: bytes) -> UploadBatch:
    batch = upload_receive(actor=actor, name="../trips.csv", raw=raw)
    return upload_process(actor=actor, batch_id=batch.id)


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


def test_the_published_sample_is_accepted_with_warnings_at_most() -> None:
    carrier = make_organisation("carrier", country="US", identifiers=[("SCAC", "ABCD")])
    with clock.frozen(SAMPLE_TIME):
        batch = upload(make_filer(carrier), (PAYLOADS / "complete_manifest.csv").read_bytes())
    assert [item for item in batch.errors if item["severity"] == "error"] == []
    trip = Trip.objects.get(pk=batch.results[0]["trip_id"])
    assert (trip.trip_number, trip.crossing) == ("ABCDTRIP000001", "ambassador-bridge")
    assert TripVersion.objects.get(trip=trip).channel == "upload"


def test_good_trips_are_filed_though_another_fails(carrier: Organisation) -> None:
    good, bad, other = (manifest_for(carrier) for _ in range(3))
    bad["shipments"][0]["lines"][0]["hs_code"] = "99"
    batch = upload(make_filer(carrier), csv_of(good, bad, other))
    assert [bool(result["trip_id"]) for result in batch.results] == [True, False, True]
    (fault,) = [item for item in batch.errors if item["severity"] == "error"]
    assert (fault["row"], fault["column"]) == (3, "line.hs_code")
    assert fault["trip"] == bad["trip"]["reference"]
    assert Trip.objects.count() == 2


def test_the_bytes_are_kept_with_their_digest(carrier: Organisation) -> None:
    actor, raw = make_filer(carrier), csv_of(manifest_for(carrier))
    batch = upload(actor, raw)
    kept = upload_get(actor=actor, batch_id=batch.id, with_content=True)
    assert bytes(kept.content) == raw
    assert kept.sha256 == hashlib.sha256(raw).hexdigest()
    assert kept.file_name == "trips.csv"


def test_reading_twice_files_once(carrier: Organisation) -> None:
    actor = make_filer(carrier)
    batch = upload_receive(actor=actor, name="a.csv", raw=csv_of(manifest_for(carrier)))
    assert OutboxTask.objects.filter(task="clearance.read_upload", subject_id=batch.id).exists()
    for _ in range(2):
        upload_process_as_owner(batch_id=batch.id)
    assert Trip.objects.count() == 1


def test_a_large_file_is_read_by_the_worker(carrier: Organisation) -> None:
    raw = csv_of(*(manifest_for(carrier) for _ in range(2)))
    batch = upload_receive(actor=make_filer(carrier), name="a.csv", raw=raw)
    promise = OutboxTask.objects.get(task=read_upload.name, subject_id=batch.id)
    assert read_upload(str(promise.id)) == "done"
    batch.refresh_from_db()
    assert (batch.status, Trip.objects.count()) == ("done", 2)


def test_an_unreadable_file_is_kept_and_refused_in_words(carrier: Organisation) -> None:
    batch = upload_receive(actor=make_filer(carrier), name="a.xlsx", raw=b"PK\x03\x04 torn")
    assert batch.status == "refused"
    assert batch.errors[0]["message"]["fr"]
    assert bytes(UploadBatch.objects.get(pk=batch.id).content) == b"PK\x03\x04 torn"


def test_what_is_too_large_or_empty_is_not_kept(carrier: Organisation) -> None:
    for raw in (b"", b"x" * (10 * 1024 * 1024 + 1)):
        with pytest.raises(Invalid):
            upload_receive(actor=make_filer(carrier), name="a.csv", raw=raw)
    assert not UploadBatch.objects.exists()


def test_a_viewer_does_not_upload_and_a_stranger_sees_nothing(carrier: Organisation) -> None:
    with pytest.raises(NotAllowed):
        upload_receive(actor=make_filer(carrier, "trader.viewer"), name="a.csv", raw=b"x")
    batch = upload(make_filer(carrier), csv_of(manifest_for(carrier)))
    stranger = make_filer(make_carrier())
    for key in (batch.id, uuid4()):
        with pytest.raises(NotFound):
            upload_get(actor=stranger, batch_id=key)
