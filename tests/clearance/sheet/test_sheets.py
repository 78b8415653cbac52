"""Sheets of real trips: who gets one, what an amendment does to it, what the booth and anybody sees of a code."""

from __future__ import annotations

import re
import runpy
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.domain.sheet.layout import BODY_LENGTH
from clearance.models import Trip
from clearance.selectors import driver_sheet, driver_token, lead_sheet, sheet_verify
from clearance.services import sheet_key_rotate, sheet_sign, trip_amend, trip_cancel, trip_score
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.officer import PORT, fresh, hold, make_filed, make_profile, partner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground(reference_data: None, settings: Any, tmp_path: Path) -> None:
    settings.SHEET_SIGNING_KEY_FILE = str(tmp_path / "sheet.key")
    make_profile()


@pytest.fixture
def carrier() -> Organisation:
    return make_carrier()


@pytest.fixture
def actor(carrier: Organisation) -> Actor:
    return make_filer(carrier)


@pytest.fixture
def trip(carrier: Organisation) -> Trip:
    made = make_filed(carrier)
    trip_score(trip_id=made.id, version=1)
    return fresh(made)


@pytest.fixture
def dispatcher(carrier: Organisation) -> Client:
    return sign_in(Client(), make_member(carrier, "trader.viewer"))


@pytest.fixture
def officer() -> Client:
    return sign_in(Client(), make_staff("officer.primary", "CBP", port=PORT))


def code_of(trip: Trip, actor: Actor) -> str:
    return sheet_sign(lead_sheet(actor=actor, trip_id=trip.id).code)


def amend(trip: Trip, actor: Actor, carrier: Organisation, **conveyance: str) -> None:
    """Swap the truck of a trip."""
    data = manifest_for(carrier)
    data["trip"]["reference"] = trip.trip_number[4:]
    data["conveyance"] |= conveyance or {"plate": "SWAP42"}
    trip_amend(actor=actor, trip_id=trip.id, manifest=read(data), expected_version=fresh(trip).row_version)


def address(name: str, *args: Any) -> str:
    return reverse(f"clearance:{name}", args=args)


def scan(officer: Client, code: str) -> Any:
    return officer.get(address("booth"), {"q": code}, follow=True)


def public(code: str) -> str:
    answer = Client().get(address("sheet_verify"), {"code": code})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_code_says_what_was_filed(trip: Trip, actor: Actor) -> None:
    checked = sheet_verify(text=code_of(trip, actor)).checked
    assert checked.genuine and checked.code is not None
    code = checked.code
    assert (code.trip_number, code.movement, code.number) == (trip.trip_number, trip.id, 1)
    assert (code.plate, code.lane, code.tier) == (trip.plate, trip.lane, "T0")
    assert code.expires == (trip.eta + timedelta(hours=24)).replace(second=0, microsecond=0)


def test_a_sheet_is_there_before_any_agency_or_score_has_answered(carrier: Organisation, actor: Actor) -> None:
    """The driver's code is issued from the filing alone: an agency that cannot be reached holds nobody up."""
    waiting = make_filed(carrier)
    sheet = lead_sheet(actor=actor, trip_id=waiting.id)
    assert {word.heard for word in sheet.content.agencies} == {False}
    verdict = sheet_verify(text=sheet_sign(sheet.code))
    assert verdict.standing.code == "valid" and verdict.checked.code is not None
    assert verdict.checked.code.lane == ""


def test_booth_opens_the_right_trip_and_says_valid(trip: Trip, actor: Actor, officer: Client) -> None:
    answer = scan(officer, code_of(trip, actor))
    path, query = answer.redirect_chain[0][0].split("?")
    assert path == address("booth_trip", trip.id) and query.startswith("sheet=")
    assert "Valid lead sheet" in answer.text


def test_after_an_amendment_the_old_sheet_is_superseded_at_the_booth_and_in_public(
    trip: Trip, actor: Actor, carrier: Organisation, officer: Client
) -> None:
    old = code_of(trip, actor)
    amend(trip, actor, carrier)
    answer = scan(officer, old)
    assert answer.redirect_chain[0][0].startswith(address("booth_trip", trip.id))
    assert "Superseded lead sheet" in answer.text and "SWAP42" in answer.text
    assert "Superseded lead sheet" in public(old) and "SWAP42" not in public(old)
    new = code_of(trip, actor)
    assert "Valid lead sheet" in public(new) and "Valid lead sheet" in scan(officer, new).text
    assert sheet_verify(text=new).checked.code.number == 2


def test_an_altered_code_opens_nothing(trip: Trip, actor: Actor, officer: Client) -> None:
    code = code_of(trip, actor)
    bad = code.replace("CAON", "CAMI")
    answer = scan(officer, bad)
    assert answer.redirect_chain == [] and "Altered or damaged code" in answer.text
    assert address("booth_trip", trip.id) in answer.text, "the trip of that number is offered, not opened"
    assert "Altered or damaged code" in public(bad)
    assert "pc-summary" not in public(bad) and "pc-summary" in public(code)

    found = officer.get(address("booth_lookup"), {"q": bad}).json()
    assert found["sheet"] == "tampered"
    assert officer.get(address("booth_lookup"), {"q": code}).json()["sheet"] == "valid"
    # a code of another trip in the address of this one is never valid
    other = make_filed()
    page = officer.get(address("booth_trip", other.id), {"sheet": code}).text
    assert "Valid lead sheet" not in page


def test_expired_cancelled_and_unknown_are_told_apart(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    code = code_of(trip, actor)
    with clock.frozen(trip.eta + timedelta(hours=25)):
        assert "Expired lead sheet" in public(code)
    trip_cancel(actor=actor, trip_id=trip.id, expected_version=None)
    assert "Trip cancelled" in public(code)
    Path(f"{django_settings.SHEET_SIGNING_KEY_FILE}.pub").unlink()
    assert "Unknown signing key" in public(code)


def test_public_check_reveals_only_what_the_code_holds(trip: Trip, actor: Actor, carrier: Organisation) -> None:
    code = code_of(trip, actor)
    html = public(code)
    assert trip.trip_number in html and trip.plate in html
    assert trip.driver_name not in html and carrier.name not in html and "Example Consignee" not in html
    with CaptureQueriesContext(connection) as seen:
        public(code)
        public(code[:-1])
    assert len(seen) == 1
    assert Client().get(address("sheet_verify")).status_code == 200


def test_another_port_opens_nothing(trip: Trip, actor: Actor) -> None:
    elsewhere = sign_in(Client(), make_staff("officer.primary", "CBP", port="peace-bridge"))
    answer = scan(elsewhere, code_of(trip, actor))
    assert answer.redirect_chain == [] and "not expected at your port" in answer.text


def test_booth_look_up_costs_two_queries_and_the_screen_none_more(trip: Trip, actor: Actor, officer: Client) -> None:
    code = code_of(trip, actor)
    plain, scanned = address("booth_trip", trip.id), f"{address('booth_trip', trip.id)}?sheet={code.replace(' ', '+')}"
    officer.get(plain)

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert officer.get(url).status_code == 200
        return len(seen)

    assert cost(plain) == cost(scanned)


@pytest.mark.parametrize("name", ["lead_sheet", "lead_sheet_pdf"])
def test_queries_do_not_grow_with_the_load(name: str, carrier: Organisation, dispatcher: Client) -> None:
    def cost(shipments: int) -> int:
        trip = make_filed(carrier, shipments=shipments)
        url = address(name, trip.id, *(["fr"] if name == "lead_sheet_pdf" else []))
        dispatcher.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert dispatcher.get(url).status_code == 200
        return len(seen)

    assert cost(1) == cost(30) <= 12


def test_driver_page_costs_nine_queries(trip: Trip) -> None:
    url = address("driver", driver_token(trip))
    Client().get(url)
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(url).status_code == 200
    assert len(seen) == 9


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pdf_is_served_to_its_own_and_a_stranger_gets_404(trip: Trip, dispatcher: Client, language: str) -> None:
    answer = dispatcher.get(address("lead_sheet_pdf", trip.id, language))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    assert f"{trip.trip_number}-1-{language}.pdf" in answer["Content-Disposition"]
    stranger = sign_in(Client(), make_member(make_carrier(), "trader.filer"))
    for name, more in (("lead_sheet", []), ("lead_sheet_pdf", [language])):
        theirs = stranger.get(address(name, trip.id, *more))
        missing = stranger.get(address(name, uuid4(), *more))
        assert theirs.status_code == missing.status_code == 404
    assert dispatcher.get(address("lead_sheet_pdf", trip.id, "de")).status_code == 404


def test_a_cancelled_trip_has_no_sheet(trip: Trip, actor: Actor, dispatcher: Client) -> None:
    trip_cancel(actor=actor, trip_id=trip.id, expected_version=None)
    assert dispatcher.get(address("lead_sheet", trip.id)).status_code == 409
    page = Client().get(address("driver", driver_token(fresh(trip)))).text
    assert "Do not use this sheet" in page and "ls-qr" not in page


def test_the_trip_page_leads_to_it(trip: Trip, dispatcher: Client) -> None:
    html = dispatcher.get(address("trip_detail", trip.id)).text
    assert address("lead_sheet", trip.id) in html and 'data-key="l"' in html
    html = dispatcher.get(address("lead_sheet", trip.id)).text
    assert driver_token(trip) in html and address("lead_sheet_pdf", trip.id, "fr") in html and "sms:?body=" in html


def test_the_link_lives_through_an_amendment_and_dies_with_the_driver(
    trip: Trip, actor: Actor, carrier: Organisation
) -> None:
    token = driver_token(trip)
    amend(trip, actor, carrier)
    assert "SWAP42" in Client().get(address("driver", token)).text
    Trip.objects.filter(pk=trip.pk).update(driver_name="Another Driver")
    assert Client().get(address("driver", token)).status_code == 404


def test_a_made_up_link_is_404(trip: Trip) -> None:
    token = driver_token(trip)
    for wrong in (
        token[:-1],
        token[:-1] + ("A" if token[-1] != "A" else "Q"),
        "x",
        "A" * 38,
        token + "A",
        token.lower(),
    ):
        assert Client().get(address("driver", wrong)).status_code == 404, wrong
    for place in range(len(token)):
        other = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(NotFound):
            driver_sheet(token=other)


def test_the_link_ends_a_day_after_the_crossing(trip: Trip) -> None:
    url = address("driver", driver_token(trip))
    with clock.frozen(trip.eta + timedelta(hours=71)):
        assert Client().get(url).status_code == 200
    with clock.frozen(trip.eta + timedelta(hours=73)):
        assert Client().get(url).status_code == 410
    for status in ("at_border", "released"):
        Trip.objects.filter(pk=trip.pk).update(status=status, updated_at=trip.eta)
    with clock.frozen(trip.eta + timedelta(hours=23)):
        assert "Released" in Client().get(url).text
    with clock.frozen(trip.eta + timedelta(hours=25)):
        answer = Client().get(url)
    assert answer.status_code == 410 and trip.trip_number not in re.sub("<title>.*?</title>", "", answer.text)


@pytest.mark.parametrize(("lane", "word"), [("FAST", "No inspection expected"), ("", "Not decided yet")])
def test_do_i_need_to_stop(carrier: Organisation, lane: str, word: str) -> None:
    made = make_filed(carrier)
    if lane:
        trip_score(trip_id=made.id, version=1)
    page = Client().get(address("driver", driver_token(made)), {"lang": "en"}).text
    assert word in page


def test_a_hold_names_the_places_in_order(carrier: Organisation) -> None:
    made = make_filed(carrier, regulated=True)
    trip_score(trip_id=made.id, version=1)
    hold(partner("FDA"), fresh(made), "partner")
    page = Client().get(address("driver", driver_token(made)), {"lang": "fr"}).text
    assert page.index("Guérite (CBP)") < page.index("Inspection : FDA") and 'lang="fr"' in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_phone_page_weighs_less_than_60_kb_with_all_it_loads(carrier: Organisation, language: str) -> None:
    """Thirty consignments; every file the page names, uncompressed, and the service worker."""
    made = make_filed(carrier, shipments=30)
    trip_score(trip_id=made.id, version=1)
    html = Client().get(address("driver", driver_token(made)), {"lang": language}).text
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', html)
    assert {Path(name).suffix for name in files} == {".css", ".js", ".svg"} and len(files) == 3
    sizes = {name: Path(str(finders.find(name))).stat().st_size for name in files}
    sizes["worker"] = len(Client().get(address("driver_worker")).content)
    total = len(html.encode()) + sum(sizes.values())
    assert total < 30_000, sizes
    assert "<style" not in html and " style=" not in html and "onclick" not in html
    assert not re.findall(r'(?:src|href)="(?!/|\?)', html), "nothing from elsewhere"


def test_keys_and_program_are_public_and_a_rotated_key_still_counts(trip: Trip, actor: Actor) -> None:
    old = code_of(trip, actor)
    first = Client().get(address("sheet_keys")).json()["keys"]
    assert [key["state"] for key in first] == ["current"] and first[0]["id"] == old[BODY_LENGTH - 8 : BODY_LENGTH]
    sheet_key_rotate()
    new = code_of(trip, actor)
    keys = Client().get(address("sheet_keys")).json()["keys"]
    assert [key["state"] for key in keys] == ["current", "retired"] and keys[1]["id"] == first[0]["id"]
    assert new[BODY_LENGTH - 8 : BODY_LENGTH] == keys[0]["id"] != first[0]["id"]
    assert {sheet_verify(text=text).standing.code for text in (old, new)} == {"valid"}
    assert Path(django_settings.SHEET_SIGNING_KEY_FILE).stat().st_mode & 0o077 == 0
    program = Client().get(address("sheet_verifier"))
    assert "attachment" in program["Content-Disposition"]
    copy = Path(f"{django_settings.SHEET_SIGNING_KEY_FILE}.py")
    copy.write_bytes(program.content)
    space = runpy.run_path(str(copy))
    published = space["read_keys"](Client().get(address("sheet_keys")).text)
    assert {space["verify"](text, published, "202001010000")[0] for text in (old, new)} == {"genuine"}
