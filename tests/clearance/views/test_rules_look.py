"""Rules, elements, crosswalk and fix buttons in a browser: axe, 360 px, both languages and themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from clearance.services import draft_save, draft_start, trip_file
from clearance.services.filing import manifest_read
from tests.accounts.look import faults
from tests.clearance.views.test_fixing import REFUSED
from tests.factories.accounts import make_member, sign_in
from tests.factories.clearance import make_carrier, make_filer, manifest_for
from tests.factories.gateways import make_endpoint, make_message

LIVE = re.compile(r' data-(live|fragment)-url="[^"]*"')  # no stream answers in this browser
pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def pages(language: str) -> dict[str, str]:
    carrier = make_carrier()
    actor = make_filer(carrier)
    filed = trip_file(actor=actor, manifest=manifest_read(manifest_for(carrier, "NB")), channel="wizard")
    make_message(make_endpoint("CBSA"), filed.id, "rejected", errors=[REFUSED])
    wrong = manifest_for(carrier)
    wrong["shipments"][0]["release_type"] = "SECTION_321"
    wrong["crew"] = []
    draft = draft_start(actor=actor, direction="SB")
    draft_save(actor=actor, draft_id=draft.id, changes=wrong)
    member = sign_in(Client(), make_member(carrier, "trader.filer"))
    member.cookies["preclear_language"] = language
    addresses = {
        "rules": "/docs/rules/?q=fast",
        "elements": "/docs/elements/?q=plate",
        "crosswalk": f"/clearance/trips/{filed.id}/crosswalk/",
        "trip": f"/clearance/trips/{filed.id}/",
        "check": f"/clearance/file/{draft.id}/check/",
        "section": f"/clearance/file/{draft.id}/parties-1/?errors=1",
    }
    found = {name: member.get(address).content.decode() for name, address in addresses.items()}
    return {name: LIVE.sub("", page) for name, page in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(reference_data: None, chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []
