"""A simulation in a browser: axe, 360 px, both languages and themes, on the demonstration's past (issue item 7)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from clearance.services import profile_propose, simulation_request, simulation_run_now
from portal.site.seed.past import past_seed, stricter_document
from tests.accounts.look import faults
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import targeting

pytestmark = pytest.mark.usefixtures("reference_data")


def simulation_pages(language: str, trips: int = 700) -> dict[str, str]:
    """The list, one with its report and waits, one that waits to start."""
    past_seed(trips)
    client = sign_in(Client(), make_staff("officer.targeting", "CBSA"))
    found = []
    for _ in range(2):
        profile = profile_propose(actor=targeting(), document=stricter_document())
        found.append(simulation_request(actor=targeting(), kind="profile", subject_id=profile.id).id)
    done = simulation_run_now(simulation_id=found[0])
    assert done.status == "done" and done.report["queues"], done.error

    def show(name: str, *args: object) -> str:
        return client.get(reverse(f"clearance:{name}", args=args), headers={"Accept-Language": language}).text

    return {
        "list": show("simulations"),
        "report": show("simulation", found[0]),
        "waiting": show("simulation", found[1]).replace("data-live-url", "data-not-live"),
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(simulation_pages(language), chromium, theme) == []
