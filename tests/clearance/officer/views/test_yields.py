"""What rules and causes bring, and who is treated differently, counted from real trips (R-38, R-90, R-99, R-104)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearance.selectors.drifts import drifts
from clearance.selectors.yields import Window, Yields, yields
from clearance.services import booth_release
from clearance.services.overturning import movement_overturned
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.officer import PORT, make_inspected, make_profile, make_referred, make_scored, primary, targeting

pytestmark = pytest.mark.django_db


def around() -> Window:
    """Trips are filed for tomorrow: the window holds them."""
    return Window(clock.now() - timedelta(days=90), clock.now() + timedelta(days=30))


def counted(actor: Actor | None = None) -> Yields:
    return yields(actor=actor or targeting(), window=around())


def test_causes_and_rules_show_what_they_brought() -> None:
    """R-38: referrals, findings, minutes and the share with its base, per cause and per rule."""
    make_inspected("finding")
    make_inspected("clean")
    make_referred("G2")
    found = counted()
    causes = {one.code: one for one in found.causes}
    assert causes.keys() == {"G1", "G2"}
    assert (causes["G1"].referrals, causes["G1"].findings, causes["G1"].inspected) == (2, 1, 2)
    assert causes["G1"].share.bounds is not None and causes["G2"].share.rate is None
    assert found.rules and all(rule.hits >= rule.referrals >= rule.inspected >= rule.findings for rule in found.rules)
    assert max(rule.findings for rule in found.rules) == 1


def test_a_rule_answers_for_findings_the_commission_set_aside() -> None:
    """R-38: appeals lost, per cause and per rule; told twice it counts once."""
    trip = make_inspected("finding").trip
    for _ in range(2):
        movement_overturned(actor=staff_actor("commission.member", "", ""), trip_id=trip.id, docket="JC-2026-00001")
    make_inspected("finding")
    found = counted()
    assert [one.lost for one in found.causes] == [1]
    assert max(rule.lost for rule in found.rules) == 1


def test_a_paper_discrepancy_is_no_security_finding_and_a_referral_called_off_does_not_count() -> None:
    """R-71: the two are never added together."""
    make_inspected("paper")
    (cause,) = counted().causes
    assert (cause.findings, cause.papers) == (0, 1)


def test_officers_against_the_advice_are_shown_to_their_own_supervisor_only() -> None:
    """R-90: sent in without the advice, let go in spite of it; nobody else sees single officers."""
    make_referred("G4", trip=make_scored(security=0))
    let_go = make_scored(security=99, links_have=("T0", "T0", "T0"))
    booth_release(actor=primary("CBP"), trip_id=let_go.id, expected_version=let_go.row_version)
    seen = counted(staff_actor("officer.supervisor", "CBP", PORT)).overrides
    assert sum(one.sent for one in seen) == 1
    assert sum(one.decisions for one in seen) >= 1
    assert counted(staff_actor("officer.supervisor", "CBSA", PORT)).overrides == ()
    assert counted(staff_actor("officer.supervisor", "CBP", "peace-bridge")).overrides == ()
    assert counted(targeting()).overrides == ()


def test_groups_keep_their_base_and_drift_needs_both_periods() -> None:
    """R-99: every share with its base."""
    make_inspected("clean")
    groups = counted().groups
    assert groups.keys() == {"tier", "country", "size"}
    assert sum(one.group.referred.whole for one in groups["country"]) == 1
    assert drifts(around()) == ()
    later = Window(clock.now(), clock.now() + timedelta(days=60))
    assert drifts(Window(later.until, later.until + timedelta(days=60))) == (), "nothing arrives in the later period"


def test_the_page_costs_the_same_however_many_trips_and_speaks_both_languages() -> None:
    make_profile()
    make_inspected("finding")
    client = sign_in(Client(), make_staff("officer.supervisor", "CBP", port=PORT))
    address = reverse("clearance:yields")
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = client.get(address, {"days": "365", "crossing": PORT}).content.decode()
    assert "never hit" in page and "NL-M01" in page
    for _ in range(3):
        make_inspected("clean")
    with CaptureQueriesContext(connection) as more:
        client.get(address, {"days": "365", "crossing": PORT})
    assert len(more) == len(few) <= 20
    client.cookies["preclear_language"] = "fr"
    french = client.get(address).content.decode()
    assert "Rendement et uniformité" in french and "Yield and consistency" not in french
    assert client.get(address, {"days": "x", "crossing": "nowhere"}).status_code == 200
