"""The officers' pages in a browser: axe, 360 px, both languages; the booth on one screen of 1366 x 768 (5.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from clearance.domain.after_action import PARTS
from clearance.models import ThreatProfile, Trip
from clearance.services import booth_note, inspection_start
from clearance.services.bays import bay_open
from clearance.services.inspection_record import Entry, inspection_enter
from tests.accounts.look import faults
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.clearance import make_carrier
from tests.factories.officer import PORT, hold, make_inspected, make_photo, make_referred, make_scored, partner, primary
from tests.factories.officer import secondary as officer
from tests.portal_core.look.conftest import HOST, Stage

LONG_NAME = "Zink & Daughters Refrigerated Cross-Border Trucking, Limited Partnership"
BOOTH = {"width": 1366, "height": 768}
Pages = Callable[[str], dict[str, str]]


def client_for(language: str, role: str, agency: str = "CBP", port: str = PORT) -> Client:
    client = sign_in(Client(), make_staff(role, agency, port=port))
    client.cookies["preclear_language"] = language
    return client


def still(html: str) -> str:
    """The page without its stream: there is no server behind it here."""
    return re.sub(r'<script type="module" src="[^"]*(live|booth_offline|booth_desk)\.js"></script>', "", html)


def show(client: Client, page: str, *args: object, **query: str) -> str:
    return still(client.get(reverse(f"clearance:{page}", args=args), query).text)


def full_trip(**options: object) -> Trip:
    """As much as one truck can bring: presumed, twenty shipments, a partner's hold, notes in both agencies."""
    trip = make_scored(
        ("T3",) * 3, carrier=make_carrier(name=LONG_NAME), regulated=True, shipments=20, lines=3, **options
    )
    hold(partner("FDA"), trip, "partner")
    for agency in ("CBP", "CBSA"):
        booth_note(actor=primary(agency), trip_id=trip.id, text="Seal log shown; driver waits for the paper copy. " * 4)
    return trip


def booth_pages(language: str) -> dict[str, str]:
    client, trip = client_for(language, "officer.primary"), full_trip()
    path = reverse("clearance:booth_refer", args=[trip.id])
    refused = client.post(path, {"cause": "GF4", "note": "short", "expected_version": trip.row_version - 1})
    return {
        "find": show(client, "booth"),
        "nothing found": show(client, "booth", q="NOSUCH123"),
        "trip": show(client, "booth_trip", trip.id),
        "refused": still(refused.text),
        "board": show(client, "port"),
    }


def desk_pages(language: str) -> dict[str, str]:
    carrier = make_carrier(name=LONG_NAME)
    waiting = make_referred(trip=make_scored(carrier=carrier)).inspection
    found = make_inspected("finding", trip=make_scored(carrier=carrier))
    make_scored(carrier=carrier, regulated=True, shipments=4)
    make_scored(carrier=carrier, security=90)
    for code in ("1", "INTAKE-2"):
        bay_open(actor=staff_actor("officer.supervisor", "CBP", PORT), code=code)
    busy = make_referred(trip=make_scored(carrier=carrier)).inspection
    inspection_start(actor=officer(), inspection_id=busy.id, bay="1", expected_version=1)
    make_photo(busy, "Left door, seal number not readable from the ground")
    for entry in (
        Entry("check", "seal"),
        Entry("note", text="Driver waits for the paper copy. " * 4, restricted_reason="Ours"),
    ):
        inspection_enter(actor=officer(), inspection_id=busy.id, entry=entry)
    secondary, fda = client_for(language, "officer.secondary"), client_for(language, "officer.pga", "FDA")
    targeting = client_for(language, "officer.targeting", port="")
    return {
        "queue": show(secondary, "secondary"),
        "inspection": show(secondary, "inspection", waiting.id),
        "inspection, at work": show(secondary, "inspection", busy.id),
        "bays": show(client_for(language, "officer.supervisor"), "secondary_bays"),
        "inspection, errors": still(
            secondary.post(reverse("clearance:inspection", args=[waiting.id]), {"expected_version": 1}).text
        ),
        "inspection, finding": show(secondary, "inspection", found.id),
        **after_action_pages(secondary, found.id),
        "desk": show(fda, "agency_desk"),
        "profiles": show(targeting, "profiles"),
        "profile": show(targeting, "profile", ThreatProfile.objects.get(status="active").id),
    }


def after_action_pages(officer: Client, inspection_id: UUID) -> dict[str, str]:
    """Empty, refused, in between, signed by one, and the list."""
    url = reverse("clearance:after_action", args=[inspection_id])
    act = reverse("clearance:after_action_act", args=[inspection_id, "sign"])
    found = {"after-actions, none": show(officer, "after_actions"), "after-action, empty": officer.get(url).text}
    officer.post(url, {"worked": "Short.", "expected_version": 0})
    found["after-action, thin"] = officer.post(act, {"expected_version": 1}).text
    words = dict.fromkeys(PARTS, "The seal was cut before the bay was free; both desks then waited for each other. ")
    found["after-action, saved in between"] = officer.post(url, {**words, "expected_version": 0}).text
    officer.post(url, {**words, "expected_version": 1})
    officer.post(act, {"expected_version": 2})
    return {**found, "after-action, signed": officer.get(url).text, "after-actions": show(officer, "after_actions")}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("pages", [booth_pages, desk_pages])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str, pages: Pages) -> None:
    assert faults(pages(language), chromium, theme) == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_booth_is_one_screen_and_its_keys_open_one_list_at_a_time(chromium: Path, language: str) -> None:
    """Nothing of the fullest truck lies outside 1366 x 768, and S and H open and close as the officer types."""
    html = show(client_for(language, "officer.primary"), "booth_trip", full_trip().id)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        stage = Stage(browser.new_context(viewport=BOOTH, bypass_csp=True).new_page())
        stage.html = html
        page = stage.page
        page.goto(HOST)
        sizes = page.evaluate(
            "(() => { const m = document.querySelector('main'), d = document.documentElement;"
            " return [m.scrollHeight - m.clientHeight, d.scrollHeight - innerHeight, d.scrollWidth - innerWidth]; })()"
        )
        opened = []
        for key in ("s", "h", "s", "Escape"):
            page.keyboard.press(key)
            page.wait_for_timeout(150)  # a key alone is told from a reader's burst
            opened.append(page.locator("details.pc-booth-choice[open]").count())
        page.keyboard.press("s")
        page.wait_for_timeout(150)
        lists = page.evaluate("document.querySelector('details[open] form').getBoundingClientRect().top")
        findings = Axe().run(page).response["violations"]
        browser.close()
    assert max(sizes) <= 0, sizes
    assert opened == [1, 1, 1, 0] and lists >= 0
    assert [each["id"] for each in findings] == []
