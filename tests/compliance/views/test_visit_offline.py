"""A phone without the server: the whole checklist is filled in, the page reloaded, everything arrives once (R-63)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from audit.compliance.domain.facility_checklist import POINTS
from audit.compliance.models import FacilityVisit, PointFinding, PointMark, PointPhoto
from portal.accounts.selectors import user_get
from portal.core.domain.actors import Actor
from tests.clearance.officer.pulled import Line
from tests.factories.accounts import sign_in
from tests.factories.reference import load
from tests.factories.visits import FIX, SEEN, SUMMARY, Visitors, a_photo

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
FAILING = "site_perimeter"
WAITING = "html[data-waiting='{}']"
WORDS = {
    "en": {"lost": "No connection", "all": "Everything is with the server", "conflict": "Marked otherwise"},
    "fr": {"lost": "Pas de connexion", "all": "Tout est sur le serveur", "conflict": "Noté autrement"},
}
AGAIN = """async () => {
    const kept = self.keptStore("preclear-visits", { queue: "id", meta: "key" });
    for (const entry of await kept.all("queue")) {
        delete entry.outcome;
        await kept.put("queue", entry);
    }
}"""
UNSENT = """async () => (await self.keptStore("preclear-visits", { queue: "id", meta: "key" }).all("queue"))
    .filter((entry) => !entry.outcome).length"""


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


def cookie_of(actor: Actor) -> str:
    return sign_in(Client(), user_get(actor.person)).cookies["sessionid"].value


def phone(browser: Browser, line: Line, cookie: str, language: str) -> Page:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.add_cookies(
        [
            {"name": "sessionid", "value": cookie, "url": line.address},
            {"name": "preclear_language", "value": language, "url": line.address},
        ]
    )
    context.set_default_timeout(60_000)
    context.route("**/events/**", lambda route: route.abort())
    return context.new_page()


def look(page: Page, name: str) -> None:
    """Keep a picture where one is asked for."""
    if folder := os.environ.get("PRECLEAR_BOOTH_SHOTS"):
        page.screenshot(path=f"{folder}/visit-{name}.png", full_page=True)


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def ready(page: Page, how: str) -> None:
    page.wait_for_selector(f"html[data-visit-ready={how}]", state="attached")


def mark(page: Page, point: str, choice: str, note: str = "") -> None:
    page.locator(f"label[for=mark_{point}_{choice}]").click()
    if note:
        page.fill(f"#note_{point}", note)
        page.locator(f"#note_{point}").blur()


def fill_in(page: Page) -> None:
    """Every point is marked by touch; the one that fails gets its note and a photo."""
    for point in POINTS:
        mark(page, point, "conform" if point != FAILING else "not_conform", SEEN if point == FAILING else "")
    file = {"name": "fence.jpg", "mimeType": "image/jpeg", "buffer": a_photo()}
    page.set_input_files(f"#photo_{FAILING}", files=[file])
    page.wait_for_selector(WAITING.format(len(POINTS) + 1), state="attached")


def without_the_server(page: Page, line: Line, url: str, language: str) -> None:
    line.pull_out()
    fill_in(page)
    expect(page.locator("[data-visit-line]")).to_contain_text(WORDS[language]["lost"])
    page.goto(url, wait_until="domcontentloaded")
    ready(page, "offline")
    page.wait_for_selector(WAITING.format(len(POINTS) + 1), state="attached")
    expect(page.locator("[data-visit-line]")).to_contain_text(WORDS[language]["lost"])
    for point in POINTS:
        choice = "conform" if point != FAILING else "not_conform"
        expect(page.locator(f"#mark_{point}_{choice}")).to_be_checked()
    expect(page.locator(f"#note_{FAILING}")).to_have_value(SEEN)
    fits(page)
    look(page, f"offline-{language}")


def with_it_again(page: Page, line: Line, language: str) -> None:
    line.put_in()
    page.wait_for_selector(WAITING.format(0), state="attached")
    expect(page.locator("[data-visit-line]")).to_contain_text(WORDS[language]["all"])
    look(page, f"back-{language}")
    page.evaluate(AGAIN)
    until = time.monotonic() + 60
    while page.evaluate(UNSENT):
        assert time.monotonic() < until
        page.wait_for_timeout(200)


def sign(page: Page, line: Line, visit_id: UUID, action: str) -> None:
    page.goto(f"{line.address}/audit/visits/{visit_id}/", wait_until="domcontentloaded")
    fits(page)
    with page.expect_navigation():
        page.locator(f"form[action$='/{action}/'] button").click()


def finish(page: Page, line: Line, visit_id: UUID) -> None:
    page.goto(f"{line.address}/audit/visits/{visit_id}/", wait_until="domcontentloaded")
    page.fill("#id_summary", SUMMARY)
    page.fill(f"#id_fix_{FAILING}", FIX)
    page.fill("#id_fix_by", "2099-01-01")
    fits(page)
    sign_button = page.locator("form[action$='/finish/'] button")
    with page.expect_navigation():
        sign_button.click()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_r63_a_visit_without_the_server_arrives_once_and_both_sign(
    chromium: Path, line: Line, aside: Callable[[Callable[[], Any]], Any], language: str
) -> None:
    load()
    visitors = Visitors().planned()
    cookies = [cookie_of(visitors.cbp), cookie_of(visitors.cbsa)]
    url = f"{line.address}/audit/visits/phone/{visitors.id}/"
    connections.close_all()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        page = phone(browser, line, cookies[0], language)
        page.goto(url, wait_until="domcontentloaded")
        ready(page, "online")
        fits(page)
        without_the_server(page, line, url, language)
        assert aside(PointMark.objects.count) == 0
        with_it_again(page, line, language)
        assert aside(PointMark.objects.count) == len(POINTS) and aside(PointPhoto.objects.count) == 1

        other = phone(browser, line, cookies[1], language)
        disagree(page, other, line, url, language)
        finish(page, line, visitors.id)
        for each in (page, other):
            sign(each, line, visitors.id, "sign")
        browser.close()

    assert FacilityVisit.objects.get(pk=visitors.id).status == "signed"
    assert PointMark.objects.filter(outcome="applied").count() == len(POINTS) + 2
    assert PointMark.objects.filter(outcome="conflict").count() == 1
    assert PointPhoto.objects.count() == 1 and PointFinding.objects.get().point == FAILING


def disagree(page: Page, other: Page, line: Line, url: str, language: str) -> None:
    """Both mark one point while one has no line: the later to arrive is a conflict, shown, and settled by hand."""
    other.goto(url, wait_until="domcontentloaded")
    ready(other, "online")
    line.pull_out()
    other.wait_for_selector("html[data-offline]", state="attached")
    mark(other, "site_bay", "not_seen", "The bay was locked when we came by.")
    page.wait_for_selector("html[data-offline]", state="attached")
    mark(page, "site_bay", "conform", "Seen with the manager, in order.")
    page.wait_for_selector(WAITING.format(1), state="attached")
    other.wait_for_selector(WAITING.format(1), state="attached")
    line.put_in()
    for each in (page, other):
        each.wait_for_selector(WAITING.format(0), state="attached")
    until = time.monotonic() + 60
    while WORDS[language]["conflict"] not in page.locator("[data-point=site_bay] [data-said]").inner_text():
        assert time.monotonic() < until
        page.reload(wait_until="domcontentloaded")
        ready(page, "online")
    look(page, f"conflict-{language}")
    mark(page, "site_bay", "conform", "Opened for us in the afternoon: in order.")
    page.wait_for_selector("[data-point=site_bay][data-state=sent]")
    expect(page.locator("[data-point=site_bay] [data-said]")).not_to_contain_text(WORDS[language]["conflict"])
