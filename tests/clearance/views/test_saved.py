"""Pages of saved records: list, add, change, retire, bring back; papers that end; both languages; nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from clearance.models import FilingDraft, SavedRecord
from clearance.services import saved_keep
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import file_trip, make_carrier, make_filer

pytestmark = pytest.mark.django_db
TRUCK = {"number": "46", "plate": "BBDD11", "plate_jurisdiction": "ON", "plate_country": "CA"}


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
def person(client: Client, carrier: Organisation) -> Client:
    return sign_in(client, make_member(carrier, "trader.filer"))


def test_add_change_retire_and_bring_back(person: Client) -> None:
    form = {
        "name": "Unit 46",
        "papers-insurance": "2027-01-31",
        **{f"record-{key}": value for key, value in TRUCK.items()},
    }
    assert person.get("/clearance/saved/add/truck/").status_code == 200
    assert person.post("/clearance/saved/add/truck/", form)["Location"] == "/clearance/saved/?kind=truck"
    record = SavedRecord.objects.get()
    assert (record.data, record.papers) == (TRUCK, {"insurance": "2027-01-31"})
    page = f"/clearance/saved/{record.id}/"
    html = person.get(page).content.decode()
    assert 'value="BBDD11"' in html and 'value="2027-01-31"' in html and 'name="row_version" value="1"' in html
    assert person.post(page, {**form, "record-plate": "NEW111", "row_version": "1"}).status_code == 302
    assert person.post(page, {**form, "row_version": "1"}).status_code == 422
    answer = person.post(f"{page}retire/")
    listed = person.get(answer["Location"]).content.decode()
    assert f"{page}restore/" in listed
    assert "Unit 46" not in listed
    person.post(f"{page}restore/")
    assert "Unit 46" in person.get("/clearance/saved/").content.decode()


def test_a_wrong_value_is_shown_at_its_field_with_what_was_typed(person: Client) -> None:
    answer = person.post(
        "/clearance/saved/add/truck/", {"name": "A", "record-vin": "short", "papers-insurance": "soon"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_record-vin"' in html and 'id="id_record-vin"' in html
    assert 'value="short"' in html and 'value="soon"' in html
    assert 'href="#id_papers-insurance"' in html and 'id="id_papers-insurance"' in html


@pytest.mark.parametrize("kind", ["truck", "trailer", "driver", "party", "product"])
def test_every_kind_has_its_form_in_both_languages(person: Client, kind: str) -> None:
    for language in ("en", "fr"):
        person.cookies["preclear_language"] = language
        html = person.get(f"/clearance/saved/add/{kind}/").content.decode()
        assert f'lang="{language}"' in html
        assert 'name="record-' in html
        assert "seals" not in html.split("<main", 1)[1]


def test_a_template_begins_with_a_trip_and_starts_a_draft(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    assert person.get("/clearance/saved/add/template/").status_code == 404
    assert person.post(f"/clearance/trips/{trip.id}/keep/", {"name": ""}).status_code == 302
    assert person.post(f"/clearance/trips/{trip.id}/keep/", {"name": "Weekly"})["Location"].endswith("?kind=template")
    record = SavedRecord.objects.get()
    assert "Weekly" in person.get("/clearance/file/").content.decode()
    assert person.post(f"/clearance/saved/{record.id}/", {"name": "Daily", "row_version": "1"}).status_code == 302
    answer = person.post(f"/clearance/file/from/{record.id}/")
    assert answer["Location"] == f"/clearance/file/{FilingDraft.objects.get().id}/"
    record.refresh_from_db()
    assert (record.name, record.data["conveyance"]["plate"]) == ("Daily", "BBDD11")


def test_the_list_says_what_ends_and_costs_the_same(
    person: Client, actor: Actor, django_assert_num_queries: Any
) -> None:
    soon = (clock.now().date() + timedelta(days=9)).isoformat()
    person.get("/clearance/saved/")
    for count in (1, 12):
        for number in range(count):
            papers = {"registration": soon}
            saved_keep(actor=actor, kind="truck", name=f"Unit {count} {number}", data=TRUCK, papers=papers)
        for query, cost in (("", 5), ("?kind=truck", 5), ("?kind=template", 4), ("?kind=none", 5)):
            with django_assert_num_queries(cost):  # an empty page asks for no rows
                assert person.get(f"/clearance/saved/{query}").status_code == 200
    assert "registration ends in 9 days" in person.get("/clearance/saved/").content.decode()


def test_export_pages_stream_and_are_the_organisations(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    assert person.get("/clearance/export/").status_code == 200
    for what, form in (("trips", "json"), ("trips", "csv"), ("drafts", "csv"), ("records", "csv"), ("all", "json")):
        answer = person.post(f"/clearance/export/{what}.{form}")
        assert answer.streaming
        body = b"".join(answer)
        assert (trip.trip_number.encode() in body) == (what in {"trips", "all"})
        assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert person.post("/clearance/export/trips.xml").status_code == 404
    assert person.get("/clearance/export/trips.json").status_code == 405


def test_a_viewer_may_export_and_keeps_nothing(client: Client, carrier: Organisation) -> None:
    sign_in(client, make_member(carrier, "trader.viewer"))
    assert client.get("/clearance/export/").status_code == 200
    assert client.get("/clearance/saved/").status_code == 403


def test_a_strangers_record_is_the_same_page_as_a_missing_one(person: Client) -> None:
    other = saved_keep(actor=make_filer(make_carrier()), kind="truck", name="Theirs", data=TRUCK)
    answers = [person.get(f"/clearance/saved/{key}/") for key in (other.id, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
