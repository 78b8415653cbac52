"""Where an application is, who has it, what is next, by when, and how that compares (R-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import selectors, services
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
from enrollment.models import AgencyReview, Application
from portal.accounts.models import User
from portal.core import clock
from portal.core.domain.text import Text
from tests.factories.accounts import sign_in
from tests.factories.enrollment import approve, make_membership, make_submitted, person_actor, vetting
from tests.factories.interviews import make_centre, make_interview, slot
from tests.factories.trail import in_the_book

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
    few = replace(CBP, usual=Usual.of(3, 9))
    assert "median: too few decisions, 9 in 12 months" in agency_line(few, FACTS).en


@pytest.mark.parametrize(("middle", "n", "days"), [(1, 9, None), (7, 10, 7), (6.5, 12, 6), (0, 10, 0), (None, 0, None)])
def test_a_median_of_fewer_than_ten_is_none(middle: float | None, n: int, days: int | None) -> None:
    assert Usual.of(middle, n) == Usual(days, n)


@pytest.mark.django_db
@pytest.mark.parametrize("lengths", [[5] * 5 + [9] * 5, [3, 1, 4, 1, 0, 9, 2, 6, 5, 3, 5]])
def test_the_database_finds_the_median_that_arithmetic_finds(lengths: list[int]) -> None:
    """Whole days, as a person counts them; five hours more change nothing."""
    now = clock.now()
    for length in lengths:
        with in_the_book():
            other = make_submitted("FAST_CARRIER")
            Application.objects.filter(pk=other.pk).update(submitted_at=now - timedelta(days=100))
            decided = now - timedelta(days=100) + timedelta(days=length, hours=5)
            AgencyReview.objects.filter(application=other, agency="CBP").update(decided_at=decided)
    assert selectors.review_pace("FAST_CARRIER", now)["CBP"] == Usual(int(median(lengths)), len(lengths))


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


@pytest.mark.django_db
def test_the_status_page_tells_where_and_when_the_interview_is_by_the_clock_there(client: Client) -> None:
    """R-15: place and local time of the appointment that exists, not only that there is one."""
    centre = make_centre("VAN-1", zone="America/Vancouver")
    booked, actor = make_interview(centre, slot(5, 10, 30, "America/Vancouver"))
    found = selectors.status_facts(selectors.application_get(actor=actor, application_id=booked.application_id))
    assert found.interview is not None and found.interview.at == booked.starts_at
    assert found.interview.note is not None
    assert (
        "Enrolment centre VAN-1, Windsor" in found.interview.note.en and "10:30 local time" in found.interview.note.en
    )
    assert "10\u00a0h\u00a030, heure locale" in found.interview.note.fr
    sign_in(client, User.objects.get(pk=actor.user_id), capacity="self")
    page = client.get(reverse("enrollment:application", args=[booked.application_id])).text
    assert "10:30 local time" in page and reverse("enrollment:interview", args=[booked.application_id]) in page


@pytest.mark.django_db
def test_the_card_is_shown_as_it_is_now() -> None:
    """R-12, R-15: on its way, active, stopped; the latest card counts."""
    member = make_membership("NEXUS")
    holder = person_actor(member.user)

    def card() -> tuple[str, str]:
        row = selectors.application_get(actor=holder, application_id=member.application_id)
        found = selectors.status_facts(row).card
        assert found is not None and found.note is not None
        return found.state, found.note.en

    one = member.credentials.get()
    assert card() == ("done", "Active")
    new = services.card_stop(actor=holder, card_id=one.id, cause="lost")
    assert card() == ("current", "On its way; activate it when it arrives")
    services.card_activate(actor=holder, card_id=new.id, last_digits=new.card_number[-4:])
    assert card() == ("done", "Active")
    services.membership_withdraw(actor=holder, membership_id=member.id)
    assert card()[0] == "failed"
