"""The pages of threat profiles in a browser: axe, 360 px, both languages; the editor's own script (R-35)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Route, sync_playwright

from clearance.models import ThreatProfile
from clearance.services import profile_card_add, profile_draft, profile_rule_save
from tests.accounts.look import faults
from tests.clearance.officer.views.test_profile_pages import fields
from tests.clearance.targeting.cards import card_document
from tests.clearance.targeting.samples import rule
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import make_scored, simulated, targeting
from tests.portal_core.look.conftest import HOST, Stage


def client_for(language: str) -> Client:
    client = sign_in(Client(), make_staff("officer.targeting", "CBP"))
    client.cookies["preclear_language"] = language
    return client


def drafted() -> ThreatProfile:
    """As much as one draft can hold: a card, a rule the linter refuses, a condition in groups."""
    officer, active = targeting("CBP"), ThreatProfile.objects.get(status="active")
    draft = profile_draft(actor=officer, based_on=active.id, note="For the autumn: fewer stops of known drivers. " * 3)
    given = {"actor": officer, "profile_id": draft.id}
    profile_card_add(
        card=card_document(),
        owner="Joint targeting centre",
        until=None,
        border="northern_land",
        expected_version=1,
        **given,
    )
    return profile_rule_save(rule=rule(id="NL-S30", points=99, until="2030-12-31"), expected_version=2, **given)


def profile_pages(language: str) -> dict[str, str]:
    client, trip, draft = client_for(language), make_scored(), drafted()
    active = ThreatProfile.objects.get(status="active")
    ready = simulated(profile_draft(actor=targeting("CBSA"), based_on=active.id))

    def path(name: str, *args: Any) -> str:
        return reverse(f"clearance:{name}", args=args)

    broken = fields(**{"points": "x", "detail_fr": "", "c-0-value": "x", "c-1-0-unknown": "", "c-1-1-value": []})
    return {
        "list": client.get(path("profiles")).text,
        "draft": client.get(path("profile", draft.id)).text,
        "ready": client.get(path("profile", ready.id)).text,
        "tried": client.post(path("profile_try", draft.id), {"trip": trip.trip_number}).text,
        "editor": client.post(path("profile_rule_new", draft.id), fields(do="count")).text,
        "editor, errors": client.post(path("profile_rule_new", draft.id), broken).text,
        "compare": client.get(path("profile_compare", draft.id)).text,
        "expected": client.get(path("profile_expected", draft.id)).text,
        "card": client.post(path("profile_card", draft.id), {}).text,
        "import": client.get(path("profile_import")).text,
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    pages = {
        name: html.replace('js/rule_editor.js"', 'js/preclear.js"') for name, html in profile_pages(language).items()
    }
    assert faults(pages, chromium, theme) == []


@pytest.mark.browser
def test_a_button_redraws_the_condition_in_place_and_typing_counts(chromium: Path) -> None:
    draft, client = drafted(), client_for("en")
    new = reverse("clearance:profile_rule_new", args=[draft.id])
    html = client.get(new).text
    part = client.post(new, fields(do="add:c-1"), headers={"X-Fragment": "condition"}).text
    counted = client.post(new, fields(do="count"), headers={"X-Fragment": "expected"}).text
    asked: list[str] = []

    def answer(route: Route) -> None:
        wanted = route.request.headers.get("x-fragment", "")
        asked.append(wanted)
        route.fulfill(body=part if wanted == "condition" else counted, content_type="text/html")

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        stage = Stage(browser.new_page())
        page = stage.page
        stage.html = html
        page.goto(HOST)
        page.route(f"{HOST}/", lambda route: answer(route) if route.request.method == "POST" else route.fallback())
        page.get_by_role("button", name="Add a comparison").first.click()
        page.wait_for_selector("#id_c-1-2-fact")
        focused = page.evaluate("document.activeElement.id")
        page.fill("#id_c-0-value", "3")
        page.locator("[data-expected]", has_text="scored").wait_for()
        browser.close()
    assert focused == "id_c-1-2-fact" and {"condition", "expected"} <= set(asked)
    assert stage.complaints == []
