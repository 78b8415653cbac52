"""A signed sheet is checked on the booth's own machine, with the browser's Ed25519 and with ours (requirements 5.5)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from clearance.domain.sheet.signing import key_id_of
from tests.clearance.sheet.samples import CODE, SIGNER, TEXT
from tests.portal_core.look.conftest import HOST, Stage

pytestmark = pytest.mark.browser

# RFC 8032, section 7.1, tests 1 to 3: key, message, signature.
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
CHECK = """async ([name, key, message, signature]) => {
    const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
    const found = await import("/static/js/ed25519.js");
    return found[name](bytes(key), bytes(message), bytes(signature));
}"""
READ = (
    """async ([text, keys, now]) => (await import("/static/js/booth_sheet.js")).readSheet(text, keys, new Date(now))"""
)


@pytest.fixture(scope="module")
def page(chromium: Path) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        stage = Stage(browser.new_page())
        stage.page.route(f"{HOST}/**", stage.serve)
        stage.html = "<!doctype html><title>x</title>"
        # Only a secure page may use the browser's own cryptography.
        stage.page.route("http://localhost/**", lambda route: moved(route, stage))
        stage.page.goto("http://localhost/")
        yield stage.page
        browser.close()


def moved(route: Any, stage: Stage) -> None:
    """Serve the stage's files under an address the browser trusts."""
    from django.contrib.staticfiles import finders

    path = route.request.url.removeprefix("http://localhost").split("?")[0]
    if path.startswith("/static/"):
        body = Path(str(finders.find(path.removeprefix("/static/")))).read_bytes()
        route.fulfill(body=body, content_type="text/javascript")
    else:
        route.fulfill(body=stage.html, content_type="text/html")


@pytest.mark.parametrize("name", ["holds", "holdsByHand"])
@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard(page: Page, name: str, key: str, message: str, signature: str) -> None:
    assert page.evaluate(CHECK, [name, key, message, signature]) is True
    assert page.evaluate(CHECK, [name, key, message + "00", signature]) is False
    wrong = signature[:-2] + ("00" if signature[-2:] != "00" else "01")
    assert page.evaluate(CHECK, [name, key, message, wrong]) is False
    assert page.evaluate(CHECK, ["holdsByHand", key, message, signature[:64] + "f" * 64]) is False


def test_a_sheet_is_genuine_expired_altered_or_of_an_unknown_key(page: Page) -> None:
    verifier = SIGNER.verifier()
    keys = [{"id": key_id_of(verifier), "public": base64.b64encode(verifier.public).decode()}]
    before, after = "2026-11-24T18:00:00Z", "2026-12-24T18:00:00Z"
    good = page.evaluate(READ, [TEXT, keys, before])
    assert (good["state"], good["trip"], good["number"]) == ("genuine", str(CODE.movement), CODE.number)
    assert (good["trip_number"], good["lane"], good["tier"]) == (CODE.trip_number, CODE.lane, CODE.tier)
    assert page.evaluate(READ, [TEXT, keys, after])["state"] == "expired"
    assert page.evaluate(READ, [TEXT, [], before])["state"] == "unknown_key"
    for place in (5, 40, 70, 96, 100, 130, 140, 235):
        other = "A" if TEXT[place] != "A" else "B"
        changed = TEXT[:place] + other + TEXT[place + 1 :]
        assert page.evaluate(READ, [changed, keys, before])["state"] in ("altered", "unknown_key"), place
