"""A seal is opened on the way: real reader over HTTP, real worker, and the people who must know within seconds (R-56)."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ROOT
from tests.journeys.people import People
from tests.journeys.steps import pressed

pytestmark = pytest.mark.browser
WITHIN = 30.0


def test_r56_an_opened_seal_is_known_to_carrier_and_port_within_thirty_seconds(people: People) -> None:
    page = people.at("carrier", "/organisation/keys/")
    page.fill("[name=name]", "Seal readers")
    for box in page.locator("[name=scopes]").all():
        box.set_checked(box.get_attribute("value") == "seals:write", force=True)
    pressed(page, page.locator("form:has([name=scopes]) button[type=submit]"))
    client, secret = page.locator("[role=status] code").all_inner_texts()[:2]
    command = [
        *(sys.executable, "manage.py", "seal_reader_simulator", "--portal", people.base, "--every", "1"),
        *("--client-id", client, "--client-secret", secret, "--seal", "JRN0001", "--equipment", "TRJ1"),
        *("--position", "42.312,-83.074"),
    ]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    played = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
    told = time.monotonic()
    assert played.returncode == 0 and "read open=True: accepted" in played.stdout, played.stderr
    page = people.at("carrier", "/clearance/seals/?q=JRN0001")
    while page.get_by_text("Seal opened without an officer").count() == 0 and time.monotonic() - told < WITHIN:
        page.reload()
    assert time.monotonic() - told < WITHIN, "the worker's alert came too late"
    people.look(page, "seals")
    page.get_by_role("link", name="JRN0001").click()
    expect(page.locator("main")).to_contain_text("Chain of custody")
    expect(page.locator("main")).to_contain_text("42.31200°")
    people.look(page, "seal")
    officer = people.at("cbp.primary", "/clearance/seals/?alerts=1&q=JRN0001")
    expect(officer.locator("main")).to_contain_text("Broken")
    assert people.faults == []
