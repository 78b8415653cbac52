"""A browser that reads our templates and static files straight from the code, without a server or a database."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from playwright.sync_api import Browser, Page, Route, sync_playwright

HOST = "http://preclear.test"
FRAME = """{% load i18n static preclear %}<!doctype html><html lang="en"><head><title>Look</title>
{% for sheet in sheets %}<link rel="stylesheet" href="{% static sheet %}">{% endfor %}</head><body>
<div class="pc-toasts" role="status" aria-live="polite" data-toasts></div><main>BODY</main>
{% include "components/key_help.html" %}
<script type="module" src="{% static 'js/preclear.js' %}"></script>
{% for script in scripts %}<script type="module" src="{% static script %}"></script>{% endfor %}</body></html>"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'"
SHEETS = [
    f"css/{name}.css"
    for name in ("tokens", "layout", "forms", "controls", "components", "boxes", "record", "data", "figures")
]


class Stage:
    """Serves one page, the static files and whatever answers a test gives, to one browser page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.html = ""
        self.answers: dict[str, Callable[[Route], None]] = {}
        self.posted: list[dict[str, Any]] = []
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route(f"{HOST}/**", self.serve)

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).split("?")[0]
        if path in self.answers:
            self.answers[path](route)
        elif path.startswith("/static/"):
            found = Path(str(finders.find(path.removeprefix("/static/"))))
            route.fulfill(body=found.read_bytes(), content_type=mimetypes.guess_type(found.name)[0] or "text/plain")
        elif path == "/":
            route.fulfill(body=self.html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        else:
            route.fulfill(status=404)

    def show(self, source: str, *scripts: str, **context: Any) -> Page:
        """Render the source inside the frame and open it."""
        template = Template(FRAME.replace("BODY", source))
        self.html = template.render(
            Context({"sheets": SHEETS, "scripts": [f"js/{name}.js" for name in scripts], **context})
        )
        self.page.goto(HOST)
        return self.page

    def answer_json(self, path: str, make: Callable[[Route], Any]) -> None:
        self.answers[path] = lambda route: route.fulfill(body=json.dumps(make(route)), content_type="application/json")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def stage(browser: Browser) -> Iterator[Stage]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Stage(context.new_page())
    context.close()
