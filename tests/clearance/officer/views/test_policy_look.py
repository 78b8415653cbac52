"""The registers of policies in a browser: axe, 360 px, both languages and themes (R-36)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from clearance.services.port_attention import attention_set, wait_report
from portal.core import clock
from tests.accounts.look import faults
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import PORT, make_scored
from tests.factories.policies import (
    draft_appetite,
    draft_lane_policy,
    make_appetite,
    make_lane_policy,
    simulated,
    supervisor,
)

REAL_NOW = clock.now


def policy_pages(language: str) -> dict[str, str]:
    """Both registers with everything in them: in force, half done, a level, a port of its own, then expired."""
    client = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    client.cookies["preclear_language"] = language
    record, policy = make_appetite(), make_lane_policy()
    make_appetite(7, kind="level", security_cut=50)
    waiting = simulated("appetite", draft_appetite(crossing=PORT, security_cut=55))
    changed = draft_lane_policy(partial_fast={"on": True, "crossings": [PORT], "hours": [360, 1320], "guarded": True})
    make_scored()
    officer = supervisor(port=PORT)
    wait_report(actor=officer, crossing=PORT, direction="SB", minutes=4)
    ends = clock.now() + timedelta(hours=5)
    grounds = "Two false walls were found at this port today"
    attention_set(actor=officer, crossing=PORT, points=5, grounds=grounds, ends_at=ends)

    def show(name: str, *args: object) -> str:
        return client.get(reverse(f"clearance:{name}", args=args)).text

    refused = client.post(reverse("clearance:appetite_new"), {"security_cut": "0", "kind": "standing"})
    pages = {
        "registers": show("policies"),
        "record": show("appetite", record.id),
        "record waiting": show("appetite", waiting.id),
        "policy": show("lane_policy", policy.id),
        "policy, changes": show("lane_policy", changed.id),
        "new policy": show("lane_policy_new"),
        "new record, errors": refused.text,
        "port": show("port_rules", PORT),
    }
    with patch("portal.core.clock.now", lambda: REAL_NOW() + timedelta(days=91)):
        return pages | {"expired": show("policies")}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fr", "dark")])
def test_the_browser_finds_nothing(chromium: Path, language: str, theme: str) -> None:
    assert faults(policy_pages(language), chromium, theme) == []
