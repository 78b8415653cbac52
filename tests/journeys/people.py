"""People of the demonstration at their browsers, and the look every page of a journey gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from portal.site.demo_accounts import DOMAIN, PASSWORD

CODE = "424242"
# A busy machine answers late; a page that is wrong stays wrong.
expect.set_options(timeout=20_000)
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
LANGUAGES = ("en", "fr")


@dataclass
class People:
    """One browser context per person, signed in when first needed, with the second factor where one is asked for."""

    browser: Browser
    base: str
    artifacts: Path
    pages: dict[str, Page] = field(default_factory=dict)
    speaks: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def at(self, key: str, path: str = "/") -> Page:
        """Give the person's page, opened at the path, in the language `speaks` names for them (English by default)."""
        page = self.pages.get(key) or self._signed_in(key)
        self.pages[key] = page
        page.goto(path if path.startswith(self.base) else self.base + path)
        return page

    def stranger(self, key: str) -> Page:
        """Give the page of somebody who has not signed in yet, in their language; from now on `at` finds them."""
        context = self.browser.new_context(viewport=WIDE)
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.on("console", lambda message: self._console(key, message.type, message.text))
        self.language(page, self.speaks.get(key, "en"))
        self.pages[key] = page
        return page

    def _signed_in(self, key: str) -> Page:
        page = self.stranger(key)
        page.goto(self.base + "/session/login/")
        page.fill("[name=login]", f"{key}@{DOMAIN}")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():  # leaving before the answer would call the sign-in off
            page.click("main button[type=submit]")
        if page.locator("main [name=code]").count():
            page.fill("main [name=code]", CODE)
            with page.expect_navigation():
                page.locator("main button[type=submit]").first.click()
        expect(page.locator("main [name=password], main [name=code]")).to_have_count(0)
        self.language(page, self.speaks.get(key, "en"))
        return page

    def _console(self, key: str, kind: str, text: str) -> None:
        if kind == "error" and "422" not in text and "404" not in text:
            self.faults.append(f"{key}: {text}")

    def language(self, page: Page, code: str) -> None:
        page.context.add_cookies([{"name": "preclear_language", "value": code, "url": self.base}])

    def look(self, page: Page, name: str) -> None:
        """Screenshot the page wide and narrow in both languages; axe finds nothing, nothing scrolls sideways."""
        if name in self.seen:
            return
        self.seen.add(name)
        own = self._spoken(page)
        for language in sorted(LANGUAGES, key=lambda each: each == own):
            self.language(page, language)
            page.set_viewport_size(WIDE)
            page.reload()
            page.screenshot(path=self.artifacts / f"{name}-{language}.png", full_page=True)
            self._axe(page, f"{name} {language}")
            page.set_viewport_size(NARROW)
            width = page.evaluate("document.documentElement.scrollWidth")
            page.screenshot(path=self.artifacts / f"{name}-{language}-360.png", full_page=True)
            if width > NARROW["width"]:
                self.faults.append(f"{name} {language}: {width} px wide at {NARROW['width']}")
        page.set_viewport_size(WIDE)

    def _spoken(self, page: Page) -> str:
        """Give the language of whose page it is."""
        key = next((key for key, known in self.pages.items() if known is page), "")
        return self.speaks.get(key, "en")

    def _axe(self, page: Page, where: str) -> None:
        for found in Axe().run(page).response["violations"]:
            targets = [node["target"] for node in found["nodes"]][:3]
            self.faults.append(f"{where}: axe {found['id']} {targets}")

    def leave(self) -> None:
        for page in self.pages.values():
            page.context.close()
