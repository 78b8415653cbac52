"""The random rate moves by one tier with what visits to the companies' facilities came to (R-63, R-39)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations, product
from uuid import UUID, uuid4

import pytest

from clearance.domain.links import TIERS
from clearance.domain.visits import BETTER, CLEAN, FINDINGS, LESSER, PUT_RIGHT, SAME, Visited, rate_tier, visits_step
from clearance.targeting.appetite import default_appetite

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
CARRIER, IMPORTER, STRANGER = uuid4(), uuid4(), uuid4()
PLANT, DEPOT = uuid4(), uuid4()


def seen(company: UUID, outcome: str, days_ago: float = 10, site: UUID = PLANT, visit: str = "") -> Visited:
    return Visited(company, site, visit or f"{site} {outcome}", outcome, NOW - timedelta(days=days_ago))


def step(*visits: Visited, aboard: tuple[UUID | None, ...] = (CARRIER, IMPORTER), days: int = 365) -> int:
    return visits_step(aboard, visits, NOW, days)


def test_r63_everybody_aboard_in_order_is_drawn_less() -> None:
    carrier, importer = seen(CARRIER, CLEAN), seen(IMPORTER, CLEAN, site=DEPOT)
    assert step(carrier, importer) == BETTER
    assert step(carrier) == SAME, "one company alone does not speak for the other"
    assert step(carrier, aboard=(CARRIER,)) == BETTER, "an empty truck has its carrier only"
    assert step(carrier, importer, aboard=(CARRIER, IMPORTER, None)) == SAME, "an importer nobody knows"
    assert step(aboard=()) == SAME


@pytest.mark.parametrize("days_ago", [0, 200])
def test_r63_one_open_finding_aboard_is_drawn_more(days_ago: float) -> None:
    clean = seen(CARRIER, CLEAN)
    assert step(clean, seen(IMPORTER, FINDINGS, days_ago, DEPOT)) == LESSER
    assert step(clean, seen(STRANGER, FINDINGS, days_ago, DEPOT), aboard=(CARRIER,)) == BETTER, "not aboard"


def test_r63_a_company_answers_for_each_of_its_facilities() -> None:
    assert step(seen(CARRIER, CLEAN, 1), seen(CARRIER, FINDINGS, 90, DEPOT), aboard=(CARRIER,)) == LESSER
    righted = seen(CARRIER, FINDINGS, 90, DEPOT, "FV-1"), seen(CARRIER, PUT_RIGHT, 80, DEPOT, "FV-1")
    assert step(seen(CARRIER, CLEAN, 1), *righted, aboard=(CARRIER,)) == SAME


def test_r63_the_newest_of_a_facility_counts_in_whatever_order_they_come() -> None:
    story = [
        seen(CARRIER, FINDINGS, 90, visit="FV-1"),
        seen(CARRIER, PUT_RIGHT, 60, visit="FV-1"),
        seen(CARRIER, CLEAN, 5, visit="FV-2"),
    ]
    for told in permutations(story):
        assert step(*told, aboard=(CARRIER,)) == BETTER
    for told in permutations(story[:2]):
        assert step(*told, aboard=(CARRIER,)) == SAME, "put right moves nothing, and is no visit in order"


def test_r63_what_is_put_right_is_the_visit_it_was_found_at() -> None:
    first, late = seen(CARRIER, FINDINGS, 90, visit="FV-1"), seen(CARRIER, PUT_RIGHT, 1, visit="FV-1")
    again, clean = seen(CARRIER, FINDINGS, 30, visit="FV-2"), seen(CARRIER, CLEAN, 30, visit="FV-2")
    assert step(first, again, late, aboard=(CARRIER,)) == LESSER, "the finding of the later visit is still open"
    assert step(first, clean, late, aboard=(CARRIER,)) == BETTER, "a later visit in order is not undone by it"


@pytest.mark.parametrize("outcome", [CLEAN, FINDINGS])
def test_r63_a_visit_counts_for_the_days_that_were_signed(outcome: str) -> None:
    moved = step(seen(CARRIER, outcome, 29.99), aboard=(CARRIER,), days=30)
    assert moved == (BETTER if outcome == CLEAN else LESSER)
    for days_ago in (30, -0.01):
        assert step(seen(CARRIER, outcome, days_ago), aboard=(CARRIER,), days=30) == SAME
    assert step(seen(CARRIER, outcome, 0), aboard=(CARRIER,), days=0) == SAME, "records from before have no days"


def test_r63_r39_the_rate_stays_within_what_is_signed_and_a_better_tier_never_pays_more() -> None:
    rates = default_appetite().random_rate
    for move in (BETTER, SAME, LESSER):
        moved = [rates[rate_tier(tier, move)] for tier in TIERS]
        assert set(moved) <= set(rates.values())
        assert all(better <= lesser for lesser, better in pairwise(moved))
    for tier, move in product(TIERS, (BETTER, SAME, LESSER)):
        place = TIERS.index(rate_tier(tier, move)) - TIERS.index(tier)
        assert place in {0, move}
    assert rate_tier("T0", BETTER) == "T0", "who is no member buys no rate with a visit"
    assert (rate_tier("T3", BETTER), rate_tier("T0", LESSER)) == ("T3", "T0")
