"""The tariff comparison and the page of yields in a browser: axe, 360 px, both languages and themes (R-38, R-73)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clearance.services.overturning import movement_overturned
from tests.accounts.look import faults
from tests.clearance.tariffs.test_tariffs import filed, rates
from tests.factories.accounts import make_member, make_staff, sign_in, staff_actor
from tests.factories.officer import PORT, make_inspected, make_profile, make_referred

__all__ = ["rates"]


def pages(language: str) -> dict[str, str]:
    """The comparison with every kind of line, empty, on the trip page; yields with everything a supervisor sees."""
    carrier, trip = filed("870830", "731815", "481910")
    make_profile()
    overturned = make_inspected("finding").trip
    movement_overturned(actor=staff_actor("commission.member", "", ""), trip_id=overturned.id, docket="JC-2026-00001")
    make_referred("G2")
    member = sign_in(Client(), make_member(carrier))
    newcomer = sign_in(Client(), make_member(filed("481910")[0]))
    supervisor = sign_in(Client(), make_staff("officer.supervisor", "CBP", port=PORT))
    for client in (member, newcomer, supervisor):
        client.cookies["preclear_language"] = language
    return {
        "comparison": member.get(reverse("clearance:tariffs")).text,
        "comparison, no rates": newcomer.get(reverse("clearance:tariffs")).text,
        "trip": supervisor.get(reverse("clearance:trip_detail", args=[trip.id])).text,
        "yields": supervisor.get(reverse("clearance:yields")).text,
    }


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(rates: Any, chromium: Path, language: str, theme: str) -> None:
    assert faults(pages(language), chromium, theme) == []
