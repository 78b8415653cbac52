"""The board, the list and the trip page: known queries, the right columns, nobody else's trips."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from clearance.models import FilingDraft, Trip
from clearance.services import draft_start, trip_amend, trip_cancel
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, make_staff, sign_in
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
def person(client: Client, carrier: Organisation) -> Client:
    return sign_in(client, make_member(carrier, "trader.filer"))


def page(person: Client, url: str) -> str:
    answer = person.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_board_has_a_card_for_each_draft_and_trip(person: Client, actor: Actor, carrier: Organisation) -> None:
    draft = draft_start(actor=actor, direction="SB")
    trip = file_trip(carrier, actor)
    gone = file_trip(carrier, actor)
    trip_cancel(actor=actor, trip_id=gone.id, expected_version=None)
    for url in ("/clearance/trips/", "/clearance/trips/cards/"):
        html = page(person, url)
        assert f"/clearance/file/{draft.id}/" in html
        assert f"/clearance/trips/{trip.id}/" in html
        assert str(gone.id) not in html


def test_board_and_list_queries_do_not_grow(
    person: Client, actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    person.get("/clearance/trips/")
    for _ in range(2):
        for _ in range(4):
            file_trip(carrier, actor)
            draft_start(actor=actor, direction="NB")
        with django_assert_num_queries(7):
            page(person, "/clearance/trips/")
        with django_assert_num_queries(5):
            page(person, "/clearance/trips/all/")


def test_the_trip_page_shows_standing_agencies_and_receipt(
    person: Client, actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    small, large = (file_trip(carrier, actor, shipments=count, lines=2) for count in (1, 12))
    page(person, f"/clearance/trips/{small.id}/")
    for trip in (small, large):
        with django_assert_num_queries(16):
            html = page(person, f"/clearance/trips/{trip.id}/")
        assert trip.digest in html
        assert "CBSA" in html
        assert f"/clearance/trips/{trip.id}/amend/" in html
        assert f"/events/org-{carrier.id}" in html
    assert "CBP" in page(person, f"/clearance/trips/{small.id}/standing/")


def test_amend_and_copy_open_a_prefilled_draft(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    for action in ("amend", "copy"):
        answer = person.post(f"/clearance/trips/{trip.id}/{action}/")
        draft = FilingDraft.objects.order_by("-created_at").first()
        assert answer["Location"] == f"/clearance/file/{draft.id}/"
        assert draft.data["conveyance"]["plate"] == "BBDD11"
        assert (draft.amends_id == trip.id) == (action == "amend")


def test_versions_show_what_changed(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    data = manifest_for(carrier)
    data["conveyance"]["plate"] = "SWAP99"
    trip_amend(actor=actor, trip_id=trip.id, manifest=read(data), expected_version=1)
    html = page(person, f"/clearance/trips/{trip.id}/versions/2/")
    assert "<del>BBDD11</del>" in html
    assert "<ins>SWAP99</ins>" in html
    assert person.get(f"/clearance/trips/{trip.id}/versions/3/").status_code == 404


def test_cancel_asks_once_and_cancels(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    url = f"/clearance/trips/{trip.id}/cancel/"
    assert 'name="row_version" value="1"' in page(person, url)
    assert person.post(url, {"row_version": "9"}).status_code == 409
    assert person.post(url, {"row_version": "1", "note": "Broke down"}).status_code == 302
    assert Trip.objects.get(pk=trip.id).status == "cancelled"


def test_a_strangers_trip_is_the_same_page_as_a_missing_one(person: Client) -> None:
    other = file_trip(make_carrier())
    for path in ("", "standing/", "versions/1/", "cancel/"):
        answers = [person.get(f"/clearance/trips/{key}/{path}") for key in (other.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    for path in ("amend/", "copy/", "cancel/"):
        answers = [person.post(f"/clearance/trips/{key}/{path}") for key in (other.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert other.trip_number not in page(person, "/clearance/trips/all/")
    assert not FilingDraft.objects.exists()


def test_an_officer_sees_the_traders_view_without_its_buttons(
    client: Client, actor: Actor, carrier: Organisation
) -> None:
    trip = file_trip(carrier, actor)
    sign_in(client, make_staff("officer.primary", "CBSA"))
    html = page(client, f"/clearance/trips/{trip.id}/")
    assert f"/clearance/trips/{trip.id}/amend/" not in html
    assert client.get("/clearance/file/").status_code == 403


def test_a_viewer_reads_and_may_not_begin(client: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    sign_in(client, make_member(carrier, "trader.viewer"))
    assert f"/clearance/trips/{trip.id}/amend/" not in page(client, f"/clearance/trips/{trip.id}/")
    assert client.post(f"/clearance/trips/{trip.id}/copy/").status_code == 403


def test_a_filter_that_cannot_be_is_said_so(person: Client) -> None:
    assert person.get("/clearance/trips/all/?status=nothing").status_code == 422
