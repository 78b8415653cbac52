"""The pages of loops in a browser: axe, 360 px, both languages and themes (R-62)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.look import faults
from tests.clearance.loops.test_pages import proposal
from tests.factories.accounts import make_member, make_staff, sign_in
from tests.factories.loops import capped, loop_trip, make_loop, propose
from tests.factories.officer import PORT, make_referred


def pages(language: str) -> dict[str, str]:
    """Dashboard and loop of an officer and of the company, the form as it is refused, a capped trip."""
    with capped(1, 30):
        loop = make_loop()
        make_referred("G8", trip=loop_trip(loop))
        trip = loop_trip(loop)
        waiting = propose(loop.owner)
        officer = sign_in(Client(), make_staff("officer.supervisor", "CBP", port=PORT))
        owner = sign_in(Client(), make_member(loop.owner))
        for client in (officer, owner):
            client.cookies["preclear_language"] = language
        return {
            "dashboard": officer.get(reverse("clearance:loops")).text,
            "own": owner.get(reverse("clearance:loops")).text,
            "loop": owner.get(reverse("clearance:loop", args=[loop.id])).text,
            "to sign": officer.get(reverse("clearance:loop", args=[waiting.id])).text,
            "new": owner.get(reverse("clearance:loop_new")).text,
            "refused": owner.post(reverse("clearance:loop_new"), proposal(**{"plants-1-city": "", "name": ""})).text,
            "trip": officer.get(reverse("clearance:trip_detail", args=[trip.id])).text,
        }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("reference_data")
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []
