"""Programmes, tiers, criteria, deadlines and progress as published."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from enrollment.domain import criteria, decisions, programmes, tiers
from enrollment.domain.criteria import MemberFacts, evaluate, unmet
from enrollment.domain.criteria_document import founding_criteria
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.progress import due_at, progress

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_facts_of_the_programmes_follow_the_regulations() -> None:
    driver, nexus = PROGRAMMES["FAST_DRIVER"], PROGRAMMES["NEXUS"]
    assert (driver.fee, driver.validity_years, driver.minimum_age) == (Decimal(50), 5, 18)
    assert (nexus.fee, nexus.validity_years, nexus.minimum_age) == (Decimal(120), 5, None)
    assert PROGRAMMES["FAST_CARRIER"].entry_tier == "T1" and PROGRAMMES["FAST_CARRIER"].fee == 0
    assert {code for code, one in PROGRAMMES.items() if one.for_organisations} == {"FAST_CARRIER", "FAST_SHIPPER"}


@pytest.mark.parametrize(("born", "age"), [(date(2008, 11, 24), 18), (date(2008, 11, 25), 17), (date(2000, 2, 29), 26)])
def test_age(born: date, age: int) -> None:
    assert programmes.age_on(born, NOW.date()) == age


def test_years_after_a_leap_day() -> None:
    assert programmes.years_after(date(2028, 2, 29), 5) == date(2033, 2, 28)
    assert programmes.years_after(date(2026, 11, 24), 5) == date(2031, 11, 24)


def test_ladder() -> None:
    assert [tiers.tier_above(tier) for tier in (*tiers.LADDER, "NEXUS")] == ["T1", "T2", "T3", None, None]
    assert [tiers.tier_below(tier) for tier in (*tiers.LADDER, "NEXUS")] == ["T0", "T0", "T1", "T2", "T0"]
    assert tiers.is_below("T1", "T2") and not tiers.is_below("T2", "T2")


def test_t2_rests_on_the_record_alone_and_t3_also_on_time_and_a_visit() -> None:
    good = MemberFacts(movements=25, clean_movements=25, points=3)
    assert unmet(founding_criteria("FAST_CARRIER").at("T2"), good) == ()
    missing = {state.criterion.code for state in unmet(founding_criteria("FAST_CARRIER").at("T3"), good)}
    assert missing == {"MOVEMENTS", "POINTS", "MONTHS", "SITE_VISIT"}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (MemberFacts(24, 24), "MOVEMENTS"),
        (MemberFacts(100, 96), "CLEAN_SHARE"),
        (MemberFacts(30, 30, points=4), "POINTS"),
        (MemberFacts(30, 30, open_plans=1), "PLANS"),
    ],
)
def test_each_criterion_alone_holds_back(facts: MemberFacts, code: str) -> None:
    assert [state.criterion.code for state in unmet(founding_criteria("FAST_CARRIER").at("T2"), facts)] == [code]


def test_progress_towards_a_criterion_is_a_percentage() -> None:
    states = {
        state.criterion.code: state
        for state in evaluate(founding_criteria("FAST_CARRIER").at("T2"), MemberFacts(5, 5, 6, 1))
    }
    assert (states["MOVEMENTS"].share, states["CLEAN_SHARE"].share) == (20, 100)
    assert (states["POINTS"].share, states["PLANS"].share) == (50, 0)


def test_nexus_has_no_criteria_of_a_ladder() -> None:
    assert founding_criteria("NEXUS").at("T2") == ()


@pytest.mark.parametrize(
    ("since", "months"),
    [(NOW, 0), (NOW - timedelta(days=30), 0), (datetime(2025, 11, 24, tzinfo=UTC), 12), (NOW + timedelta(days=9), 0)],
)
def test_months(since: datetime, months: int) -> None:
    assert criteria.months_between(since, NOW) == months


def test_time_to_appeal_and_time_before_effect() -> None:
    assert decisions.appeal_deadline(NOW) == NOW + timedelta(days=30)
    assert decisions.takes_effect_at("demotion", NOW) == NOW
    assert decisions.takes_effect_at("suspension", NOW) == NOW + timedelta(days=15)
    assert decisions.takes_effect_at("revocation", NOW, safety=True) == NOW
    assert decisions.appeal_link(UUID(int=1)).endswith("?decision=00000000-0000-0000-0000-000000000001")


@pytest.mark.parametrize(
    "status", ["draft", "awaiting_payment", "submitted", "under_review", "approved", "denied", "withdrawn"]
)
def test_every_status_says_where_who_and_what_next(status: str) -> None:
    shown = progress(PROGRAMMES["NEXUS"], status, [("CBP", "pending")], None if status == "draft" else NOW)
    assert all(text.en and text.fr for text in (shown.where, shown.who, shown.next))
    assert (shown.due is not None) is (status in {"submitted", "under_review"})


def test_a_draft_that_was_withdrawn_is_no_draft_any_more() -> None:
    shown = progress(PROGRAMMES["NEXUS"], "withdrawn", [], None)
    assert shown.where.en == "Withdrawn by you" and shown.due is None


def test_the_agency_that_has_not_decided_is_named() -> None:
    shown = progress(PROGRAMMES["NEXUS"], "under_review", [("CBP", "approved"), ("CBSA", "pending")], NOW)
    assert (
        shown.who.en == "CBSA vetting desk"
        and shown.who.fr.startswith("ASFC")
        and shown.due == due_at(PROGRAMMES["NEXUS"], NOW) == NOW + timedelta(days=56)
    )
