"""Every page of the app in a browser: axe, 360 px, one theme per language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.look import faults
from tests.factories import accounts as make

PAGES = (
    "organisation",
    "organisation_edit",
    "colleagues",
    "delegations",
    "delegation_offer",
    "keys",
    "capacity",
    "me",
    "register",
)


def pages(language: str) -> dict[str, str]:
    """Render every page with rows, forms with errors and a fresh secret."""
    organisation = make.make_organisation("shipper", name="Zink & Daughters Import of Fine Cocoa, Limited Partnership")
    make.make_delegation(organisation, make.make_organisation("broker"))
    make.make_delegation(organisation, make.make_organisation("broker"), accepted=False)
    make.make_application(organisation)
    client = make.sign_in(Client(), make.make_member(organisation))
    client.cookies["preclear_language"] = language
    found = {page: client.get(reverse(f"accounts:{page}")).text for page in PAGES}
    found["keys, fresh"] = client.post(reverse("accounts:keys"), {"name": "TMS", "scopes": ["trips:read"]}).text
    for page in ("register", "colleagues", "delegation_offer", "keys", "me"):
        found[f"{page}, errors"] = client.post(reverse(f"accounts:{page}"), {}).text
    staff = make.sign_in(Client(), make.make_staff(second_factor=False), mfa=False)
    staff.cookies["preclear_language"] = language
    found["second_factor"] = staff.get(reverse("accounts:second_factor")).text
    return found


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []


@pytest.mark.browser
def test_the_check_sees_a_bad_page(chromium: Any) -> None:
    wide = '<!doctype html><html><head><title>x</title></head><body><img src="/static/img/favicon.svg" width="900"></body></html>'
    seen = {what for _, what, _ in faults({"bad": wide}, chromium, "light")}
    assert {"scrolls sideways", "image-alt", "html-has-lang"} <= seen
