"""The living style page: every component, both languages, both themes, four widths, no finding of axe."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from tests.portal_core.look.conftest import HOST, Stage

COMPONENTS = Path(settings.BASE_DIR, "templates/components")
ELSEWHERE = {"booth_header.html"}


def page_source(language: str) -> str:
    """Give the page as a visitor gets it. It asks the database nothing, so the browser tests need none."""
    client = Client(HTTP_ACCEPT_LANGUAGE=language)
    response = client.get(reverse("site:style"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_it_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page_source("en")


@pytest.mark.django_db
def test_it_searches_in_the_readers_language() -> None:
    answer = Client(HTTP_ACCEPT_LANGUAGE="fr").get(reverse("site:style_search"), {"q": "frein"}).json()
    assert [found["value"] for found in answer["results"]] == ["870830"]


def test_every_component_is_on_it() -> None:
    templates = Path(settings.BASE_DIR, "templates")
    library = Path(settings.BASE_DIR, "portal/core/templatetags/preclear.py").read_text()
    by_tag = dict(re.findall(r'inclusion_tag\("components/([\w-]+\.html)"\)\ndef (\w+)', library))
    used = set()
    waiting = [templates / "site/style.html", templates / "base.html"]
    while waiting:
        text = waiting.pop().read_text()
        here = set(re.findall(r"components/([\w-]+\.html)", text))
        here |= {name for name, tag in by_tag.items() if f"{{% {tag} " in text}
        waiting += [COMPONENTS / name for name in here - used]
        used |= here
    assert {path.name for path in COMPONENTS.glob("*.html")} - used == ELSEWHERE


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, language: str, theme: str) -> None:
    context = browser.new_context(color_scheme=theme, bypass_csp=True)
    stage = Stage(context.new_page())
    stage.html = page_source(language)
    stage.page.goto(HOST)
    found = Axe().run(stage.page).response["violations"]
    context.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_never_scrolls_sideways(stage: Stage, language: str) -> None:
    stage.html = page_source(language)
    stage.page.goto(HOST)
    too_wide = []
    for width in (360, 768, 1366, 1920):
        stage.page.set_viewport_size({"width": width, "height": 768})
        if stage.page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(width)
    assert too_wide == []
    assert stage.complaints == []
