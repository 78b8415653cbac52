"""Simulations end to end and their pages: who reads them, what they say, in how many queries (issue item 7)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clearance.models import Inspection, Simulation, ThreatProfile
from clearance.selectors.trip_history import trip_history
from clearance.services import profile_propose, simulation_request, simulation_run_now, simulation_start
from clearance.services import simulations as service
from clearance.targeting.facts import facts_from_json
from clearance.targeting.profile import default_document
from tests.factories.accounts import make_staff, sign_in
from tests.factories.officer import make_inspected, make_scored, targeting

pytestmark = pytest.mark.usefixtures("reference_data")


def stricter() -> dict[str, Any]:
    """The shipped profile with two rules that together send a truck none of whose links is a member."""
    document = default_document()
    rule = next(rule for rule in document["rules"] if rule["target"] == "security" and not rule.get("stops"))
    whens = (
        {"fact": "importer_tier", "op": "in", "value": ["T0"], "unknown": False},
        {"fact": "member_links", "op": "lt", "value": 1},
    )
    scope = {"border": "northern_land"}
    more = [
        {**rule, "id": f"NL-S9{place}", "scope": scope, "points": 45, "until": None, "when": when}
        for place, when in enumerate(whens)
    ]
    return {**document, "rules": [*document["rules"], *more]}


def requested() -> Simulation:
    profile: ThreatProfile = profile_propose(actor=targeting(), document=stricter())
    return simulation_request(actor=targeting(), kind="profile", subject_id=profile.id)


def page(client: Client, simulation: Simulation, language: str = "en", role: str = "officer.targeting") -> Any:
    sign_in(client, make_staff(role, "CBSA"))
    return client.get(reverse("clearance:simulation", args=[simulation.id]), headers={"Accept-Language": language})


def test_the_frame_holds_what_was_stored_and_what_came_of_it() -> None:
    """Acceptance 1: facts by COPY are the facts of the score, sets, unknowns and all."""
    inspection: Inspection = make_inspected("finding", make_scored(("T2", "T2", "T0"), regulated=True))
    make_scored(("T3", "T2", "T2"))
    rows = {row["trip"]: row for row in trip_history().rows.iter_rows(named=True)}
    row = rows[str(inspection.trip_id)]
    facts = facts_from_json(inspection.trip.scores.get().inputs["facts"])
    assert len(rows) == 2 and (row["inspected"], row["found"], row["drawn"]) == (True, True, False)
    assert set(row["hs"].split("\x1f")) == facts["hs"] and row["importer_tier"] == "T0"
    assert (row["country"], row["importer_tiers"], row["seal_mismatch"]) == ("CA", "T0", None)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_reads_from_its_first_sentence_to_the_trips(client: Client, language: str) -> None:
    make_scored(("T2", "T2", "T0"))
    newly = make_scored(("T0", "T0", "T0"))
    simulation = simulation_run_now(simulation_id=requested().id)
    assert simulation.status == "done", simulation.error
    answer = page(client, simulation, language)
    text = answer.content.decode()
    first = {"en": "Of 2 trips, 1 would be sent to secondary: 1 more than now.", "fr": "Sur 2 voyages, 1 seraient"}
    assert first[language] in text and newly.trip_number in text
    assert {"en": "Fewer than 200 trips", "fr": "Moins de 200 voyages"}[language] in text
    assert text.count("<svg viewBox") == 2 and "style=" not in text


def test_while_it_runs_and_when_it_has_failed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = requested()
    assert "a worker takes it next" in page(client, waiting).content.decode()
    simulation_start(simulation_id=waiting.id)
    running = page(client, waiting).content.decode()
    assert "Running since" in running and 'data-live-events="simulation"' in running

    def broken(*_: object) -> None:
        raise ValueError("the history is unreadable")

    monkeypatch.setattr("clearance.services.simulating.simulate", broken)
    service.simulation_run(simulation_id=waiting.id)
    failed = page(client, waiting).content.decode()
    assert "the history is unreadable" in failed and "data-live-events" not in failed
    part = client.get(reverse("clearance:simulation", args=[waiting.id]), {"part": 1}).content.decode()
    assert "the history is unreadable" in part and "<html" not in part


def test_the_list_and_the_report_cost_the_same_however_many(client: Client, django_assert_max_num_queries: Any) -> None:
    make_scored(("T0", "T0", "T0"))
    simulation = simulation_run_now(simulation_id=requested().id)
    page(client, simulation)
    with django_assert_max_num_queries(12):
        client.get(reverse("clearance:simulations"))
    with django_assert_max_num_queries(14):
        client.get(reverse("clearance:simulation", args=[simulation.id]))


@pytest.mark.parametrize(
    ("role", "status"), [("officer.targeting", 200), ("officer.supervisor", 200), ("officer.vetting", 404)]
)
def test_who_reads_them(client: Client, role: str, status: int) -> None:
    assert page(client, requested(), role=role).status_code in {status, 403 if status == 404 else status}
