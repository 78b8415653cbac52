"""The driver's page, the member's page and the check of a code in a browser: axe, 360 px, both languages and themes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import sync_playwright

from clearance.domain.sheet.signing import check
from clearance.selectors import driver_token, lead_sheet
from clearance.selectors.sheet_keys import sheet_verifiers
from clearance.services import sheet_sign, trip_score
from tests.accounts.look import NARROW, faults
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, make_filer
from tests.factories.officer import fresh, hold, make_filed, make_profile, partner
from tests.portal_core.look.conftest import HOST, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture(autouse=True)
def _ground(reference_data: None, settings: Any, tmp_path: Path) -> None:
    settings.SHEET_SIGNING_KEY_FILE = str(tmp_path / "sheet.key")
    make_profile()


def pages(language: str) -> dict[str, str]:
    carrier = make_carrier(name="Zink & Daughters Refrigerated Cross-Border Trucking, Limited Partnership")
    waiting, stopped = make_filed(carrier), make_filed(carrier, regulated=True, shipments=3)
    trip_score(trip_id=stopped.id, version=1)
    hold(partner("FDA"), fresh(stopped), "partner")
    code = sheet_sign(lead_sheet(actor=make_filer(carrier), trip_id=stopped.id).code)
    member, anybody = sign_in(Client(), make_member(carrier)), Client()
    for client in (member, anybody):
        client.cookies["preclear_language"] = language
    found = {
        f"driver, {name}": anybody.get(reverse("clearance:driver", args=[driver_token(trip)])).text
        for name, trip in (("waiting", waiting), ("stopped", stopped))
    }
    return found | {
        "sheet": member.get(reverse("clearance:lead_sheet", args=[stopped.id])).text,
        "verified": anybody.get(reverse("clearance:sheet_verify"), {"code": code}).text,
    }


@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("fr", "light")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []


def test_the_code_reads_from_the_phone_without_javascript(chromium: Path, tmp_path: Path) -> None:
    html, keys, picture = pages("en")["driver, stopped"], sheet_verifiers(), tmp_path / "phone.png"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        context = browser.new_context(viewport=NARROW, java_script_enabled=False, color_scheme="dark")
        stage = Stage(context.new_page())
        stage.html = html
        stage.page.goto(HOST)
        stage.page.screenshot(path=picture, full_page=True)
        browser.close()
    with Image.open(picture) as image:
        codes = {str(code.format): code.text for code in zxingcpp.read_barcodes(image)}
    assert check(codes["QR Code"], keys).genuine
    assert codes["Code 128"] in html
