"""The wizard: every element once, in both directions; errors lead to fields; one trip per filing (R-20)."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from clearance.domain.elements import asked
from clearance.forms import dashed
from clearance.models import FilingDraft, Trip
from clearance.services import draft_save, draft_start
from portal.accounts.models import Organisation
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for

pytestmark = pytest.mark.django_db
NAMES = re.compile(r'name="((?:trip|conveyance|equipment|crew|shipments)-[a-z0-9_-]+)"')
LISTS = re.compile(r"-\d+-")


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


def draft_with(actor: Actor, data: dict[str, Any]) -> FilingDraft:
    draft = draft_start(actor=actor, direction=data["trip"]["direction"])
    return draft_save(actor=actor, draft_id=draft.id, changes=data)


def url(draft: FilingDraft, *path: str) -> str:
    return "/".join((f"/clearance/file/{draft.id}", *path, ""))


def fields(html: str) -> list[str]:
    return [name for name in NAMES.findall(html) if "__prefix__" not in name and not name.endswith("_FORMS")]


def test_begin_fill_in_check_and_send(person: Client, carrier: Organisation) -> None:
    """The whole way without JavaScript, as a browser would post it."""
    data = manifest_for(carrier)
    answer = person.post("/clearance/file/", {"direction": "SB"})
    draft = FilingDraft.objects.get()
    assert answer["Location"] == url(draft)
    assert draft.data["trip"]["scac"] == data["trip"]["scac"]
    assert person.get(url(draft)).status_code == 200
    for section, part in (
        ("parties-1", {"shipments": data["shipments"]}),
        ("goods-1", {"shipments": data["shipments"]}),
        ("trip", {key: data[key] for key in ("trip", "conveyance", "equipment", "crew")}),
    ):
        answer = person.post(url(draft, section), posted(part, section))
        assert answer.status_code == 302, section
    page = person.get(url(draft, "check"))
    assert "data-error-summary" not in page.content.decode(), page.content.decode()
    answer = person.post(url(draft, "send"))
    trip = Trip.objects.get()
    assert answer["Location"] == f"/clearance/trips/{trip.id}/"
    assert person.post(url(draft, "send"))["Location"] == answer["Location"]
    assert (Trip.objects.count(), trip.shipment_count) == (1, 1)
    assert trip.versions.get().channel == "wizard"


def posted(data: dict[str, Any], section: str) -> dict[str, Any]:
    """Flatten manifest JSON into what the section's form posts."""
    out: dict[str, Any] = {}

    def put(name: str, value: Any) -> None:
        if name.endswith("seals"):
            out[name] = ", ".join(seal["number"] for seal in value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                put(f"{name}-{key}", inner)
        elif isinstance(value, list):
            out[f"{name}-TOTAL_FORMS"] = str(len(value))
            for number, inner in enumerate(value):
                put(f"{name}-{number}", inner)
        elif name == "trip-eta":
            out[name] = value[:16]
        else:
            out[name] = value

    for key, value in data.items():
        put(key, value)
    lines = "-lines-"
    if section.startswith(("parties", "goods")):
        return {name: value for name, value in out.items() if (lines in name) == section.startswith("goods")}
    return out


@pytest.mark.parametrize("direction", ["SB", "NB"])
def test_r20_each_element_of_the_direction_is_asked_exactly_once(
    person: Client, actor: Actor, carrier: Organisation, direction: str
) -> None:
    draft = draft_with(actor, manifest_for(carrier, direction))
    found: list[str] = []
    for section in ("parties-1", "goods-1", "trip"):
        page = person.get(url(draft, section)).content.decode()
        found += [name for name in dict.fromkeys(fields(page)) if not name.endswith("-DELETE")]
    assert len(found) == len(set(found))
    shown = {LISTS.sub("-0-", name) for name in found}
    wanted = {
        dashed(path.replace("[]", "[0]"))
        for path, element in asked(direction)
        if element.kind not in {"record", "records"} and not re.search(r"(seals|answers)\[\]", path)
    }
    grids_without_rows = {name for name in wanted if name.startswith(("shipments-0-notify", "shipments-0-delivery"))}
    missing = wanted - shown - {"trip-direction"} - grids_without_rows
    assert missing == set()
    other = {dashed(path.replace("[]", "[0]")) for path, _ in asked("NB" if direction == "SB" else "SB")}
    assert not {name for name in shown - wanted if name in other and not name.endswith("seals")}


def test_an_error_leads_to_its_field(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["shipments"][0]["lines"][0]["hs_code"] = "12"
    draft = draft_with(actor, data)
    page = person.get(url(draft, "check")).content.decode()
    target = f"{url(draft, 'goods-1')}?errors=1#id_shipments-0-lines-0-hs_code"
    assert target in page
    section = person.get(f"{url(draft, 'goods-1')}?errors=1").content.decode()
    assert 'href="#id_shipments-0-lines-0-hs_code"' in section
    assert re.search(r'id="id_shipments-0-lines-0-hs_code"[^>]*aria-invalid="true"', section) or re.search(
        r'aria-invalid="true"[^>]*id="id_shipments-0-lines-0-hs_code"', section
    )
    answer = person.post(url(draft, "send"))
    assert answer.status_code == 422
    assert target in answer.content.decode()
    assert not Trip.objects.exists()


def test_what_is_typed_is_kept_by_autosave_even_when_wrong(person: Client, actor: Actor) -> None:
    draft = draft_start(actor=actor, direction="SB")
    answer = person.post(
        url(draft, "goods-1", "autosave"),
        {"shipments-0-lines-TOTAL_FORMS": "2", "shipments-0-lines-1-weight": "heavy\x00"},
    )
    assert answer.status_code == 200
    assert answer.json()["saved_at"]
    draft.refresh_from_db()
    assert draft.data["shipments"][0]["lines"] == [{"weight": "heavy"}]
    assert 'value="heavy"' in person.get(url(draft, "goods-1")).content.decode()


def test_what_the_form_does_not_show_survives_it(person: Client, actor: Actor, carrier: Organisation) -> None:
    data = manifest_for(carrier)
    data["crew"][0]["documents"] = [{"type": "5K", "number": "A1"}, {"type": "ACW", "number": "B2"}]
    draft = draft_with(actor, data)
    part = {key: data[key] for key in ("trip", "conveyance", "equipment", "crew")}
    person.post(url(draft, "trip"), posted(part, "trip"))
    draft.refresh_from_db()
    assert draft.data["crew"][0]["documents"][1] == {"type": "ACW", "number": "B2"}


def test_shipments_come_and_go(person: Client, actor: Actor, carrier: Organisation) -> None:
    draft = draft_with(actor, manifest_for(carrier))
    answer = person.post(url(draft, "shipments", "add"))
    assert answer["Location"] == url(draft, "parties-2")
    draft.refresh_from_db()
    assert draft.data["shipments"][1]["shipper"] == draft.data["shipments"][0]["shipper"]
    assert "reference" not in draft.data["shipments"][1]
    person.post(url(draft, "shipments", "1", "remove"))
    draft.refresh_from_db()
    assert len(draft.data["shipments"]) == 1


def test_a_draft_is_put_away_and_brought_back(person: Client, actor: Actor) -> None:
    draft = draft_start(actor=actor, direction="SB")
    board = person.get(person.post(url(draft, "discard"))["Location"]).content.decode()
    assert url(draft, "restore") in board
    assert person.post(url(draft, "restore"))["Location"] == url(draft)


def test_a_strangers_draft_is_the_same_page_as_a_missing_one(person: Client) -> None:
    other = draft_start(actor=make_filer(make_carrier()), direction="SB")
    for path in ("", "check/", "trip/", "goods-1/"):
        answers = [person.get(f"/clearance/file/{key}/{path}") for key in (other.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    for path in ("send/", "discard/", "restore/", "shipments/add/", "trip/autosave/"):
        answers = [person.post(f"/clearance/file/{key}/{path}") for key in (other.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404], path
        assert answers[0].content == answers[1].content


@pytest.mark.parametrize("section", ["nothing", "goods-9", "goods-0", "parties-999"])
def test_a_section_that_is_not_there(person: Client, actor: Actor, section: str) -> None:
    draft = draft_start(actor=actor, direction="SB")
    assert person.get(url(draft, section)).status_code == 404


def test_queries_do_not_grow_with_the_draft(
    person: Client, actor: Actor, carrier: Organisation, django_assert_num_queries: Any
) -> None:
    person.get("/clearance/file/")
    counts: dict[str, int] = {"": 4, "goods-1": 5, "trip": 5, "check": 7}
    for shipments in (1, 12):
        draft = draft_with(actor, manifest_for(carrier, shipments=shipments, lines=4))
        for path, count in counts.items():
            with django_assert_num_queries(count):
                assert person.get(url(draft, *([path] if path else []))).status_code == 200


def test_pages_speak_french(person: Client, actor: Actor, carrier: Organisation) -> None:
    draft = draft_with(actor, manifest_for(carrier))
    person.cookies["preclear_language"] = "fr"
    page = person.get(url(draft, "goods-1")).content.decode()
    assert "Description des marchandises" in page
    assert 'lang="fr"' in page
