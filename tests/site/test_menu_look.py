"""The menu shows every entry of the role with the most of them at 1366 px: it wraps instead of hiding some (R-30)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from tests.factories.accounts import make_staff, sign_in
from tests.portal_core.look.conftest import HOST, Stage

HIDDEN = """() => {
    const bar = document.querySelector(".pc-nav ul");
    const edge = document.documentElement.clientWidth;
    const outside = [...bar.querySelectorAll("a")].filter((one) => one.getBoundingClientRect().right > edge);
    return [bar.scrollWidth - bar.clientWidth, outside.length];
}"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_supervisor_sees_the_whole_menu(chromium: Path, language: str) -> None:
    client = sign_in(Client(), make_staff("officer.supervisor", "CBSA"))
    client.cookies["preclear_language"] = language
    html = client.get(reverse("site:home")).text
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True)
        stage = Stage(context.new_page())
        stage.html = html
        stage.page.goto(HOST)
        hidden = stage.page.evaluate(HIDDEN)
        browser.close()
    assert hidden == [0, 0]
