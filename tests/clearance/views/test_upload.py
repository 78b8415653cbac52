"""The upload pages: file and see, each fault in its row and column, bytes given back as they came."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clearance.models import Trip, UploadBatch
from portal.accounts.models import Organisation
from tests.clearance.services.test_uploads import csv_of
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, manifest_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data: None) -> None:
    """The rules read the real reference data."""


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def person(client: Client, carrier: Organisation) -> Client:
    return sign_in(client, make_member(carrier, "trader.filer"))


def send(person: Client, raw: bytes, name: str = "trips.csv") -> Any:
    return person.post("/clearance/upload/", {"file": SimpleUploadedFile(name, raw)})


def test_upload_file_and_see(person: Client, carrier: Organisation, django_assert_num_queries: Any) -> None:
    good, bad = manifest_for(carrier), manifest_for(carrier)
    bad["shipments"][0]["lines"][0]["hs_code"] = "12"
    answer = send(person, csv_of(good, bad))
    batch = UploadBatch.objects.get()
    assert answer["Location"] == f"/clearance/upload/{batch.id}/"
    with django_assert_num_queries(4):
        html = person.get(answer["Location"]).content.decode()
    assert f"/clearance/trips/{Trip.objects.get().id}/" in html
    assert "line.hs_code" in html
    assert "pc-table__bad" in html
    assert "<html" not in person.get(f"{answer['Location']}?part=1").content.decode()


def test_the_original_comes_back_as_an_attachment(person: Client, carrier: Organisation) -> None:
    raw = csv_of(manifest_for(carrier))
    send(person, raw)
    answer = person.get(f"/clearance/upload/{UploadBatch.objects.get().id}/original/")
    assert answer.content == raw
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("raw", [None, b"", b"x" * (10 * 1024 * 1024 + 1)])
def test_what_cannot_be_taken_is_said_on_the_page(person: Client, raw: bytes | None) -> None:
    answer = person.post("/clearance/upload/") if raw is None else send(person, raw)
    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()


def test_a_refused_file_says_why(person: Client) -> None:
    answer = send(person, b"\xd0\xcf\x11\xe0 old", "old.xls")
    html = person.get(answer["Location"]).content.decode()
    assert "CSV (UTF-8)" in html


@pytest.mark.parametrize(("path", "status"), [("sb.csv", 200), ("nb.xlsx", 200), ("xx.csv", 404), ("sb.pdf", 404)])
def test_templates(person: Client, path: str, status: int) -> None:
    assert person.get(f"/clearance/upload/template/{path}").status_code == status


def test_a_strangers_file_is_a_missing_one(person: Client, client: Client, carrier: Organisation) -> None:
    send(person, csv_of(manifest_for(carrier)))
    batch = UploadBatch.objects.get()
    other = sign_in(Client(), make_member(make_carrier(), "trader.filer"))
    for path in ("", "original/"):
        answers = [other.get(f"/clearance/upload/{key}/{path}") for key in (batch.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
