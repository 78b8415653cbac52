"""What a browser says about finished pages: findings of axe, sideways scrolling, complaints of the console."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.portal_core.look.conftest import HOST, Stage

NARROW = {"width": 360, "height": 740}


def faults(pages: dict[str, str], chromium: Path, theme: str) -> list[tuple[str, str, str]]:
    """Open each page (name to HTML) narrow, in the theme; give what is wrong as (page, what, where).

    The pages must be rendered before: while the browser runs, Django allows no database access here.
    """
    found: list[tuple[str, str, str]] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        context = browser.new_context(color_scheme=theme, viewport=NARROW, bypass_csp=True)
        stage = Stage(context.new_page())
        for name, html in pages.items():
            stage.html = html
            stage.page.goto(HOST)
            if stage.page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
                found.append((name, "scrolls sideways", theme))
            for each in Axe().run(stage.page).response["violations"]:
                found.append((name, each["id"], each["nodes"][0]["html"]))
        found += [("any", "console", words) for words in stage.complaints]
        browser.close()
    return found
