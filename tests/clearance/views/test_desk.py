"""The wizard as a desk: short form of a copy, choosers, import box, merge by field, undo, errors per cell (5.3, R-23)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from clearance.domain.elements import asked, elements_by_path
from clearance.models import FilingDraft, SavedRecord
from clearance.services import draft_return, draft_save, draft_start, saved_keep
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.clearance.views.test_wizard import draft_with, fields, posted, url
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import file_trip, make_carrier, make_filer, manifest_for

pytestmark = pytest.mark.django_db
BASE = re.compile(r'name="base" value="([^"]+)"')
OPENED = re.compile(r'name="opened" value="([^"]+)"')


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


def text(person: Client, address: str) -> str:
    answer = person.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def opened(html: str) -> dict[str, str]:
    return {"base": BASE.findall(html)[0], "opened": OPENED.findall(html)[0]}


def trip_part(data: dict[str, Any]) -> dict[str, Any]:
    return posted({key: data[key] for key in ("trip", "conveyance", "equipment", "crew")}, "trip")


def test_a_copy_asks_only_what_differs_and_sends_at_once(
    person: Client, actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    """R-23: a repeat filing is a handful of fields on one page."""
    trip = file_trip(carrier, actor)
    answer = person.post(f"/clearance/trips/{trip.id}/copy/")
    draft = FilingDraft.objects.get()
    with django_assert_num_queries(4):
        html = text(person, answer["Location"])
    asked_here = {name for name in fields(html) if not name.endswith("-DELETE")}
    assert asked_here == {
        "trip-reference",
        "trip-eta",
        "conveyance-seals",
        "equipment-0-seals",
        "shipments-0-reference",
        "shipments-0-lines-0-quantity",
        "shipments-0-lines-0-weight",
        "shipments-0-lines-0-value",
    }
    answers = {
        **{name: "" for name in asked_here},
        "trip-reference": "AGAIN0001",
        "trip-eta": "2026-11-24T15:00",
        "equipment-0-seals": "991/H",
        "shipments-0-reference": "NEW000001",
        "shipments-0-lines-0-quantity": "12",
        "shipments-0-lines-0-weight": "80",
        "shipments-0-lines-0-value": "25000",
        "then": "check",
        **opened(html),
    }
    assert person.post(url(draft, "repeat"), answers)["Location"] == url(draft, "check")
    draft.refresh_from_db()
    assert draft.data["equipment"][0]["seals"] == [{"number": "991", "grade": "H"}]
    assert draft.data["shipments"][0]["shipper"]["name"] == "Example Shipper"
    assert draft.data["shipments"][0]["lines"][0]["description"].startswith("Brake")
    assert draft.data["shipments"][0]["lines"][0]["quantity"] == "12"


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_r20_no_rendered_form_asks_an_element_of_the_other_country(
    person: Client, actor: Actor, carrier: Organisation, direction: str
) -> None:
    """Driven from the registry: the columns of the two countries against every field on every page of a draft."""
    draft = draft_with(actor, manifest_for(carrier, direction))
    other = "NB" if direction == "SB" else "SB"
    back = draft_return(actor=actor, trip_id=file_trip(carrier, actor, direction=other).id, loaded=True)
    assert back.direction == direction
    table = elements_by_path()
    shown: set[str] = set()
    for one in (draft, back):
        pages = [url(one), *(url(one, code) for code in ("trip", "parties-1", "goods-1", "repeat"))]
        shown |= {name for page in pages for name in fields(text(person, page))}
    checked = 0
    for name in shown:
        path = re.sub(r"-(\d+)-", "[].", name).replace("-", ".")
        element = table.get(path)
        if element is not None:
            checked += 1
            assert element.requirement(direction), f"{path} is not asked {direction}"
    assert checked > 60
    only_other = {path for path, found in asked(other) if not found.requirement(direction)}
    assert only_other, "a registry without elements of one country would prove nothing"


def test_a_kept_truck_driver_party_and_product_fill_in_with_one_control(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    data = manifest_for(carrier)
    truck = {**data["conveyance"], "number": "77", "plate": "KEPT77"}
    saved_keep(actor=actor, kind="truck", name="Unit 77", data=truck)
    saved_keep(actor=actor, kind="driver", name="A. Driver", data={"fast_card": "42700000000202"})
    saved_keep(actor=actor, kind="party", name="Depot", data={"name": "Depot", "city": "Detroit"})
    saved_keep(actor=actor, kind="product", name="Discs", data={"description": "Steel discs", "hs_code": "870830"})
    draft = draft_start(actor=actor, direction="SB")
    html = text(person, url(draft, "trip"))
    assert '<option value="Unit 77">KEPT77' in html
    form = {"choose-conveyance": "unit 77", "choose-crew": "A. Dr", "then": "fill", **opened(html)}
    answer = person.post(url(draft, "trip"), form)
    assert answer["Location"] == f"{url(draft, 'trip')}?filled=1"
    person.post(url(draft, "parties-1"), {"choose-shipments-0-consignee": "Depot"})
    person.post(url(draft, "goods-1"), {"choose-shipments-0-lines": "Discs"})
    draft.refresh_from_db()
    assert draft.data["conveyance"]["plate"] == "KEPT77"
    assert draft.data["crew"] == [{"role": "DRIVER", "fast_card": "42700000000202"}]
    assert draft.data["shipments"][0]["consignee"]["city"] == "Detroit"
    assert draft.data["shipments"][0]["lines"] == [{"description": "Steel discs", "hs_code": "870830"}]
    person.post(url(draft, "trip"), {"choose-conveyance": "nobody's", **trip_part({**data, **draft.data})})
    assert "No saved record is called" in text(person, url(draft, "trip"))


def test_the_wizard_keeps_for_next_time(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    draft = draft_with(actor, data)
    part = {"shipments": data["shipments"]}
    person.post(url(draft, "parties-1"), {**posted(part, "parties-1"), "keep": "shipments-0-shipper"})
    person.post(url(draft, "trip"), {**trip_part(data), "keep": "crew"})
    person.post(url(draft, "trip"), {**trip_part(data), "keep": "nonsense"})
    assert sorted(SavedRecord.objects.values_list("kind", "name")) == [
        ("driver", "Sample Driver"),
        ("party", "Example Shipper Windsor"),
    ]


def test_pasted_cells_become_lines_with_errors_in_their_cells(person: Client, actor: Actor) -> None:
    """Without JavaScript: the import box. What is wrong keeps its place and its words."""
    draft = draft_start(actor=actor, direction="SB")
    cells = (
        "Description;SH;Qté;Emballage;Poids brut (kg);Valeur;Origine\n"
        "Disques de frein;8708.30;10;cartons;2 650,5;900;Canada\n"
        "parts;12;x;CTN;4;5;CA"
    )
    answer = person.post(url(draft, "goods-1"), {"cells": cells, "then": "fill"})
    assert answer["Location"] == f"{url(draft, 'goods-1')}?errors=1"
    draft.refresh_from_db()
    first, second = draft.data["shipments"][0]["lines"]
    assert (first["package_code"], first["weight"], first["weight_unit"], first["origin"]) == (
        "CTN",
        "2650.5",
        "KG",
        "CA",
    )
    assert second["quantity"] == "x"
    html = text(person, answer["Location"])
    for name in ("hs_code", "quantity", "description"):
        assert f'href="#id_shipments-0-lines-1-{name}"' in html
    assert 'href="#id_shipments-0-lines-0-hs_code"' not in html


def test_two_people_in_one_section_keep_both_their_changes(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    draft = draft_with(actor, data)
    first, second = (text(person, url(draft, "trip")) for _ in range(2))
    mine, theirs = {**trip_part(data), **opened(first)}, {**trip_part(data), **opened(second)}
    person.post(url(draft, "trip"), {**theirs, "conveyance-plate": "THEIRS", "crew-0-given_name": "Other"})
    person.post(url(draft, "trip"), {**mine, "conveyance-vin": "1M8GDM9AXKP042789", "crew-0-given_name": "Mine"})
    draft.refresh_from_db()
    assert draft.data["conveyance"]["plate"] == "THEIRS"
    assert draft.data["conveyance"]["vin"] == "1M8GDM9AXKP042789"
    assert draft.data["crew"][0]["given_name"] == "Mine"
    assert "yours were kept: Given name" in text(person, url(draft, "trip"))


def test_autosave_tells_what_others_changed_and_what_is_wrong(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    data = manifest_for(carrier)
    draft = draft_with(actor, data)
    html = text(person, url(draft, "trip"))
    changed = {**draft.data["conveyance"], "plate": "THEIRS"}
    draft_save(actor=actor, draft_id=draft.id, changes={"conveyance": changed})
    form = {**trip_part(data), **opened(html), "conveyance-vin": "short", "check": "1"}
    told = person.post(url(draft, "trip", "autosave"), form).json()
    assert told["fields"] == {"conveyance-plate": "THEIRS"}
    assert "conveyance-vin" in told["errors"]
    assert "conflicts" not in told
    again = person.post(url(draft, "trip", "autosave"), {**form, "base": told["base"], "conveyance-plate": "MINE01"})
    assert "fields" not in again.json()
    draft.refresh_from_db()
    assert draft.data["conveyance"]["plate"] == "MINE01"


def test_a_removed_row_does_not_move_what_other_rows_do_not_show(
    person: Client, actor: Actor, carrier: Organisation
) -> None:
    data = manifest_for(carrier)
    second = {
        **data["crew"][0],
        "role": "CREW",
        "documents": [{"type": "5K", "number": "A1"}, {"type": "ACW", "number": "B2"}],
    }
    data["crew"] = [data["crew"][0], second]
    draft = draft_with(actor, data)
    form = {**trip_part(data), **opened(text(person, url(draft, "trip"))), "crew-0-DELETE": "on"}
    for _ in range(2):
        told = person.post(url(draft, "trip", "autosave"), form).json()
        form |= {"base": told["base"], "crew-1-given_name": "Renamed"}
    draft.refresh_from_db()
    (left,) = draft.data["crew"]
    assert left["given_name"] == "Renamed"
    assert left["documents"][1] == {"type": "ACW", "number": "B2"}


def test_the_last_change_is_undone_and_brought_back(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier, shipments=2)
    draft = draft_with(actor, data)
    assert person.post(url(draft, "undo")).status_code == 409
    answer = person.post(url(draft, "shipments", "1", "remove"))
    assert url(draft, "undo") in text(person, answer["Location"])
    person.post(url(draft, "undo"))
    draft.refresh_from_db()
    assert len(draft.data["shipments"]) == 2
    person.post(url(draft, "undo"))
    draft.refresh_from_db()
    assert len(draft.data["shipments"]) == 1
    form = {**trip_part(data), **opened(text(person, url(draft, "trip")))}
    for plate in ("ONE", "TWO"):
        person.post(url(draft, "trip", "autosave"), {**form, "conveyance-plate": plate})
    person.post(url(draft, "undo"))
    draft.refresh_from_db()
    assert draft.data["conveyance"]["plate"] == "BBDD11", "an opening of a page is undone as one change"


def test_a_forged_base_is_no_base(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    draft = draft_with(actor, data)
    form = {**trip_part(data), "base": "forged:base", "conveyance-plate": "NEW1"}
    assert person.post(url(draft, "trip"), form).status_code == 302
    draft.refresh_from_db()
    assert draft.data["conveyance"]["plate"] == "NEW1"


def test_a_description_is_judged_as_it_is_typed(person: Client, django_assert_num_queries: Any) -> None:
    person.get("/clearance/describe/")
    weak = person.get("/clearance/describe/?q=auto+parts").json()
    assert weak["weak"] and "auto parts" in weak["message"] and weak["fix"]
    with django_assert_num_queries(5):
        good = person.get("/clearance/describe/?q=steel+brake+discs").json()
    assert not good["weak"]
    assert any(code["value"].startswith("8708") for code in good["codes"])
    assert person.get("/clearance/describe/?q=%00").json()["codes"] == []
