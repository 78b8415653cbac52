"""Where an application is, who has it, what is next, by when, and how that compares (R-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from enrollment import selectors
from enrollment.domain.interviews.results import facts_of
from enrollment.domain.joint import AGENCIES
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.steps import (
    AgencyFacts,
    StatusFacts,
    StepFact,
    Usual,
    agency_line,
    missed,
    steps,
)
from enrollment.domain.transitions import APPLICATION
from portal.core import clock
from portal.core.domain.text import Text
from tests.factories.enrollment import approve, make_submitted, vetting

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CBP = AgencyFacts("CBP", "pending", usual=Usual(22, 40))
CBSA = AgencyFacts("CBSA", "approved", NOW - timedelta(days=3))
FACTS = StatusFacts(
    PROGRAMMES["NEXUS"],
    "under_review",
    NOW,
    sent_at=NOW - timedelta(days=20),
    received_at=NOW - timedelta(days=17),
    invoice="paid",
    settled_at=NOW - timedelta(days=17),
    agencies=(CBP, CBSA),
)


def states(facts: StatusFacts) -> dict[str, str]:
    return {step.code: step.state for step in steps(facts)}


def test_both_agencies_side_by_side_with_their_pace() -> None:
    assert agency_line(CBP, FACTS) == Text(
        "CBP vetting: day 18 of 56 (median 22, n = 40)", "Filtrage CBP : jour 18 sur 56 (médiane 22, n = 40)"
    )
    done = agency_line(CBSA, FACTS)
    assert done.en == "CBSA vetting: done 24\u00a0November 2026"
    assert done.fr == "Filtrage ASFC : fait le 24\u00a0novembre 2026"
    few = replace(CBP, usual=Usual.of([timedelta(days=3)] * 9))
    assert "median: too few decisions, 9 in 12 months" in agency_line(few, FACTS).en


@pytest.mark.parametrize(("lengths", "days"), [([1] * 9, None), ([5] * 5 + [9] * 5, 7), ([2] * 10 + [90], 2)])
def test_a_median_of_fewer_than_ten_is_none(lengths: list[int], days: int | None) -> None:
    found = Usual.of([timedelta(days=length, hours=5) for length in lengths])
    assert (found.days, found.n) == (days, len(lengths))


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("status", [state.code for state in APPLICATION.states])
def test_every_status_has_its_way_in_both_languages(programme: str, status: str) -> None:
    facts = replace(FACTS, programme=PROGRAMMES[programme], status=status, decided_at=NOW)
    way = steps(facts)
    assert all(step.label.en and step.label.fr for step in way)
    assert all(step.note is None or (step.note.en and step.note.fr) for step in way)
    assert len({step.code for step in way}) == len(way)
    person = {"interview", "card"} <= {step.code for step in way}
    assert person is (not PROGRAMMES[programme].for_organisations) or status == "withdrawn"


def test_payment_is_a_step_of_its_own() -> None:
    waiting = replace(FACTS, status="awaiting_payment", invoice="open", received_at=None, agencies=(CBP,))
    assert states(waiting)["payment"] == "current" and states(waiting)["vetting"] == "todo"
    assert states(FACTS)["payment"] == "done" and states(FACTS)["vetting"] == "current"
    assert states(replace(FACTS, invoice="waived"))["payment"] == "skipped"
    draft = replace(FACTS, status="draft", invoice="", sent_at=None, received_at=None, agencies=())
    assert states(draft) == dict.fromkeys(states(draft), "todo") | {"sent": "current"}


def test_interview_and_card_are_whatever_other_parts_know() -> None:
    known = replace(FACTS, interview=StepFact("current", NOW), card=StepFact("done", NOW))
    assert (states(known)["interview"], states(known)["card"]) == ("current", "done")
    gone = steps(replace(FACTS, status="withdrawn", decided_at=NOW))
    assert gone[-1].code == "withdrawn" and all(step.state == "done" for step in gone[:-1])


def test_a_missed_standard_is_said_with_what_to_do() -> None:
    programme = PROGRAMMES["NEXUS"]
    assert missed(programme, NOW, NOW) is None and missed(programme, None, NOW) is None
    late = missed(programme, NOW - timedelta(days=4), NOW)
    assert late is not None and late.days == 4 and "4 days ago" in late.said.en and "4 jours" in late.said.fr
    assert len(late.ways) == 3 and all(way.fr for way in late.ways)


@pytest.mark.django_db
def test_the_median_comes_from_the_decisions_of_twelve_months(django_assert_num_queries: Any) -> None:
    now = clock.now()
    for days in (400, *range(20, 30)):
        with clock.frozen(now - timedelta(days=days)):
            application = make_submitted("FAST_CARRIER")
        with clock.frozen(now - timedelta(days=days - 10 if days < 400 else 390)):
            approve(application, "CBP")
    with django_assert_num_queries(1):
        pace = selectors.review_pace("FAST_CARRIER", now)
    assert pace == {"CBP": Usual(10, 10), "CBSA": Usual(None, 0)}
    assert selectors.review_pace("NEXUS", now)["CBP"].n == 0


@pytest.mark.django_db
def test_a_persons_interview_is_a_step_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    application = make_submitted("NEXUS")
    application = selectors.application_get(actor=vetting(), application_id=application.id)
    assert selectors.status_facts(application).interview is None
    rows = [
        {"agency": agency, "outcome": "satisfied", "photo_taken": True, "fingerprints_on": None}
        for agency in ("CBP", "CBSA")
    ]
    for results, ahead, state in ((rows[:1], NOW, "current"), (rows, None, "done")):
        known = facts_of(AGENCIES, results, ahead, 0)
        monkeypatch.setattr("enrollment.selectors.status.interview_facts", lambda application_id, known=known: known)
        found = selectors.status_facts(application).interview
        assert found is not None and (found.state, found.at) == (state, ahead)
