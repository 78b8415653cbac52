"""The server is pulled away from a real browser: twenty trucks are decided, all come back once (issue 4, acceptance 5)."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from clearance.models import OfflineDecision, OfflineOutcome, Trip
from clearance.selectors import lead_sheet
from clearance.services import booth_refer, sheet_sign, trip_amend
from portal.core.domain.actors import system_actor
from tests.clearance.officer.pulled import Line
from tests.factories.accounts import make_staff, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.officer import PORT, fresh, hold, make_profile, make_scored, partner, primary
from tests.factories.reference import load

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TRUCKS = 20
TYPED = "() => document.getElementById('q').value"
KEPT = "() => Booth.all('trucks').then((all) => all.filter((truck) => truck.kept).length)"
AGAIN = """() => Booth.all('queue').then((all) => Promise.all(all.map((entry) => {
    delete entry.outcome;
    return Booth.put('queue', entry);
})))"""
QUEUE = "() => Booth.all('queue').then((all) => all.map((entry) => entry.outcome || 'waiting'))"


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    made = Line(live_server.thread.host, live_server.thread.port)
    made.put_in()
    yield made
    made.pull_out()


@pytest.fixture
def aside() -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Do something with the database while the browser runs: in another thread, on a connection of its own."""

    def closed(act: Callable[[], Any]) -> Any:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        yield lambda act: pool.submit(closed, act).result()


def scan(page: Page, text: str) -> None:
    """A reader types faster than a hand and ends with Enter."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def find(page: Page, trip: Trip, code: str) -> None:
    scan(page, code)
    try:
        page.wait_for_url(f"**/booth/{trip.id}/**")
    except PlaywrightTimeout:
        typed, said = page.evaluate(TYPED) if page.locator("#q").count() else "", page.locator("main").inner_text()
        raise AssertionError(f"{code} did not open from {page.url}: {typed!r} in the field; {said}") from None
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-desk-ready]", state="attached")


def until_sent(page: Page) -> None:
    """Wait until the server has answered everything; ten seconds belong to the undo."""
    deadline = time.monotonic() + 90
    while "waiting" in page.evaluate(QUEUE):
        assert time.monotonic() < deadline, page.evaluate(QUEUE)
        page.wait_for_timeout(300)


def look(page: Page, name: str) -> None:
    """Keep a picture where one is asked for."""
    if folder := os.environ.get("PRECLEAR_BOOTH_SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def decide(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(110)
    page.wait_for_url("**/booth/offline/?queued=*")
    ready(page)


def amend(trip: Trip) -> None:
    data = manifest_for(trip.carrier, lines=2, reference=trip.trip_number[4:])
    filer = make_filer(trip.carrier)
    version = fresh(trip).row_version
    trip_amend(actor=filer, trip_id=trip.id, manifest=read(data), expected_version=version, channel="api")


def meanwhile(trips: list[Trip]) -> None:
    """What happens at other desks while this booth has no line: an amendment, a referral, a partner's hold."""
    amend(trips[0])
    booth_refer(actor=primary(), trip_id=trips[1].id, cause="G1", note="", expected_version=trips[1].row_version)
    hold(partner("FDA"), trips[2], "partner")


def filed_late(carrier: Any) -> tuple[Trip, str]:
    """A truck the booth has not taken along: only its signed sheet tells of it."""
    trip = make_scored(carrier=carrier)
    return trip, sheet_sign(lead_sheet(actor=system_actor("test"), trip_id=trip.id).code)


def without_the_server(page: Page, line: Line, trips: list[Trip], unknown: Trip, code: str) -> None:
    """Nineteen trucks that were taken along, one known by its signed sheet alone; an altered sheet is refused."""
    line.pull_out()
    page.goto(f"{line.address}/clearance/booth/", wait_until="domcontentloaded")
    ready(page)
    expect(page.locator("[data-offline-note]")).to_contain_text("Offline")
    for place, trip in enumerate(trips):
        find(page, trip, (trip.trip_number, trip.plate, trip.driver_card)[0])
        if place == 3:
            look(page, "offline-trip")
        decide(page, *{4: ("s", "1"), 5: ("s", "2"), 6: ("h", "1")}.get(place, ("r",)))
    scan(page, code[:60] + ("A" if code[60] != "A" else "B") + code[61:])
    expect(page.locator("[data-said]")).to_contain_text("do not trust")
    page.reload()
    ready(page)
    scan(page, code)
    expect(page.locator("[data-token]")).to_contain_text(unknown.trip_number)
    look(page, "offline-token")
    decide(page, "r")
    expect(page.locator("[data-offline-note]")).to_contain_text(f"{TRUCKS} queued")
    assert Counter(page.evaluate(QUEUE)) == {"waiting": TRUCKS}
    look(page, "offline-queue")


def with_it_again(page: Page, line: Line) -> None:
    """What was queued is sent once, conflicts are shown, and sending all of it again changes nothing."""
    line.put_in()
    until_sent(page)
    assert Counter(page.evaluate(QUEUE)) == {"applied": TRUCKS - 3, "conflict": 3}
    expect(page.locator("[data-said]")).to_contain_text("3 decisions")
    expect(page.locator("[data-queue] [data-state=conflict]")).to_have_count(3)
    page.evaluate(AGAIN)
    until_sent(page)
    page.goto(f"{line.address}/clearance/booth/offline/")
    expect(page.get_by_text("Conflict: not applied").first).to_be_visible()
    look(page, "back")


def test_twenty_trucks_without_the_server_come_back_once(
    chromium: Path, line: Line, aside: Callable[[Callable[[], Any]], Any]
) -> None:
    load()
    make_profile()
    carrier = make_carrier()
    trips = [make_scored(carrier=carrier, regulated=place == 2) for place in range(TRUCKS - 1)]
    officer = make_staff("officer.primary", "CBP", port=PORT)
    client = sign_in(Client(), officer)
    cookie = client.cookies["sessionid"].value
    connections.close_all()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": line.address}])
        context.set_default_timeout(60_000)
        context.route("**/events/**", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{line.address}/clearance/booth/", wait_until="domcontentloaded")
        page.wait_for_selector("html[data-booth-ready=online]", state="attached")
        assert page.evaluate(KEPT) == TRUCKS - 1
        unknown, code = aside(lambda: filed_late(carrier))

        without_the_server(page, line, trips, unknown, code)
        aside(lambda: meanwhile(trips))
        assert aside(OfflineDecision.objects.count) == 0
        with_it_again(page, line)
        browser.close()

    outcomes = Counter(OfflineOutcome.objects.values_list("outcome", flat=True))
    assert outcomes == {"applied": TRUCKS - 3, "conflict": 3} and OfflineDecision.objects.count() == TRUCKS
    now = [fresh(trip) for trip in [*trips, unknown]]
    acts = [trip.releases.count() + trip.referrals.count() + trip.holds.count() for trip in now]
    assert acts == [0, 1, 1] + [1] * (TRUCKS - 3)
    assert [trip.status for trip in now[4:7]] == ["referred", "referred", "held"] and now[-1].status == "released"
    conflicts = OfflineOutcome.objects.filter(outcome="conflict").select_related("decision")
    assert {row.decision.trip_id for row in conflicts} == {trip.id for trip in trips[:3]}
    assert all(row.facts["decided"]["seen"] and row.facts["found"]["status"] and row.errors for row in conflicts)
    assert Session.objects.exists()
