"""One change of a filed trip: a short form, what it changes, the next version; nothing cancelled (R-26, 4.2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from clearance.domain.changing import CHANGES
from clearance.models import FilingDraft, Trip
from clearance.services import draft_submit, saved_keep, trip_cancel
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.clearance.views.test_wizard import fields
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import file_trip, make_carrier, make_filer

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


def change(person: Client, trip: Any, what: str, **form: Any) -> tuple[FilingDraft, str]:
    """Post a change of the first version; give the draft and the page that shows what changes."""
    address = f"/clearance/trips/{trip.id}/change/{what}/"
    answer = person.post(address, {"version": "1", **form})
    assert answer.status_code == 302, answer.content.decode()
    draft = FilingDraft.objects.order_by("-updated_at").first()
    assert draft is not None
    return draft, person.get(answer["Location"]).content.decode()


def test_a_kept_truck_is_swapped_in_and_sent_without_cancelling(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    trip = file_trip(carrier, actor)
    kept = {"type": "TR", "number": "77", "plate": "SWAP77", "plate_jurisdiction": "ON", "plate_country": "CA"}
    saved_keep(actor=actor, kind="truck", name="Unit 77", data={**kept, "vin": "1M8GDM9AXKP042788"})
    draft, html = change(person, trip, "truck", choose="unit 77")
    assert "<del>BBDD11</del>" in html and "<ins>SWAP77</ins>" in html
    assert "Expected arrival" not in html.split("What changes", 1)[1].split("</section>", 1)[0]
    answer = person.post(f"/clearance/file/{draft.id}/send/")
    assert answer["Location"] == f"/clearance/trips/{trip.id}/"
    row = Trip.objects.get(pk=trip.id)
    assert (row.current_version, row.plate, row.status) == (2, "SWAP77", "filed")
    assert Trip.objects.count() == 1


def test_each_short_form_asks_only_its_own_fields(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    wanted = {
        "eta": ("trip-eta",),
        "truck": ("conveyance-",),
        "driver": ("crew-0-",),
        "trailer": ("equipment-",),
        "seals": ("conveyance-seals", "equipment-0-seals"),
        "line": ("shipments-0-lines-",),
        "add-shipment": (),
        "drop-shipment": (),
    }
    assert set(wanted) == set(CHANGES)
    for what, prefixes in wanted.items():
        answer = person.get(f"/clearance/trips/{trip.id}/change/{what}/")
        names = fields(answer.content.decode())
        assert all(name.startswith(prefixes) for name in names), what
        assert bool(names) == bool(prefixes), what


def test_eta_seals_driver_and_line_change_what_they_say(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    before = FilingDraft.objects.count()
    draft, _ = change(person, trip, "eta", **{"trip-eta": "2026-11-24T18:30"})
    assert draft.data["trip"]["eta"].startswith("2026-11-24T18:30")
    draft, _ = change(person, trip, "seals", **{"equipment-0-seals": "551/H", "conveyance-seals": ""})
    assert draft.data["equipment"][0]["seals"] == [{"number": "551", "grade": "H"}]
    draft, _ = change(person, trip, "driver", **{"crew-0-fast_card": "42700000000202", "crew-0-role": "DRIVER"})
    assert [person_["fast_card"] for person_ in draft.data["crew"]] == ["42700000000202"]
    line = {"shipments-0-lines-TOTAL_FORMS": "1", "shipments-0-lines-0-description": "Ceramic brake pads"}
    draft, html = change(person, trip, "line", **line)
    assert draft.data["shipments"][0]["lines"][0]["description"] == "Ceramic brake pads"
    assert "Ceramic brake pads" in html
    assert FilingDraft.objects.count() == before + 1, "changes in a row go out as one version"
    assert draft.data["trip"]["eta"].startswith("2026-11-24T18:30")


def test_a_moment_nobody_touched_is_no_change(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    page = person.get(f"/clearance/trips/{trip.id}/change/eta/").content.decode()
    shown = page.split('name="trip-eta"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    draft, html = change(person, trip, "eta", **{"trip-eta": shown})
    assert "Nothing differs." in html
    assert draft.data == Trip.objects.get(pk=trip.id).versions.get().manifest


def test_a_trailer_swap_takes_its_goods_along(person: Client, actor: Actor, carrier: Organisation) -> None:
    trip = file_trip(carrier, actor)
    saved_keep(actor=actor, kind="trailer", name="New box", data={"number": "NEW99", "type": "TF"})
    draft, _ = change(person, trip, "trailer", choose="New box")
    assert draft.data["equipment"] == [{"number": "NEW99", "type": "TF"}]
    assert {line["equipment"] for line in draft.data["shipments"][0]["lines"]} == {"NEW99"}


def test_shipments_are_added_in_the_wizard_and_dropped_by_number(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    trip = file_trip(carrier, actor, shipments=3)
    answer = person.post(f"/clearance/trips/{trip.id}/change/add-shipment/", {"version": "1"})
    assert answer["Location"].endswith("/parties-4/")
    FilingDraft.objects.update(discarded_at=Trip.objects.get(pk=trip.id).created_at)
    draft, html = change(person, trip, "drop-shipment", drop=["0", "2", "x"])
    assert len(draft.data["shipments"]) == 1
    assert "<del>" in html
    draft_submit(actor=actor, draft_id=draft.id)
    assert Trip.objects.get(pk=trip.id).shipment_count == 1


def test_an_unknown_record_a_stale_page_and_a_late_trip_are_said_so(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    trip = file_trip(carrier, actor)
    address = f"/clearance/trips/{trip.id}/change/truck/"
    answer = person.post(address, {"version": "1", "choose": "nobody's"})
    assert (answer.status_code, b"No saved record has this name." in answer.content) == (422, True)
    answer = person.post(address, {"version": "7", "conveyance-plate": "X"})
    assert (answer.status_code, b"moved on" in answer.content) == (422, True)
    assert person.get(f"/clearance/trips/{trip.id}/change/nothing/").status_code == 404
    trip_cancel(actor=actor, trip_id=trip.id, expected_version=None)
    assert person.get(address).status_code == 409
    assert not FilingDraft.objects.exists()


@pytest.mark.parametrize("load", ["empty", "loaded"])
def test_the_way_back_is_begun_from_the_trip(person: Client, actor: Actor, carrier: Organisation, load: str) -> None:
    trip = file_trip(carrier, actor)
    address = f"/clearance/trips/{trip.id}/return/"
    page = person.get(address).content.decode()
    assert "Release office" in page and "VIN" not in page.split("<details", 1)[1]
    assert person.post(address, {}).status_code == 422
    answer = person.post(address, {"load": load})
    draft = FilingDraft.objects.get()
    assert answer["Location"] == f"/clearance/file/{draft.id}/"
    assert (draft.direction, bool(draft.data["shipments"])) == ("NB", load == "loaded")
    names = fields(person.get(answer["Location"]).content.decode())
    assert {"trip-reference", "trip-eta", "trip-load"} <= set(names)
    assert not [name for name in names if name.startswith(("crew-", "conveyance-plate", "conveyance-vin"))]
    assert ("shipments-0-release_office" in names) == (load == "loaded")


def test_pages_cost_the_same_however_large_the_trip(
    person: Client, actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    person.get("/clearance/trips/")
    for shipments in (1, 12):
        trip = file_trip(carrier, actor, shipments=shipments, lines=3)
        for what, count in {"truck": 6, "line": 5, "eta": 5}.items():
            with django_assert_num_queries(count):
                assert person.get(f"/clearance/trips/{trip.id}/change/{what}/").status_code == 200
