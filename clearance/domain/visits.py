"""What unannounced visits to the facilities of the companies aboard do to the random rate (R-63, R-39).

The rate moves by one tier and never leaves the rates both agencies signed: a movement whose companies were all found in
order is drawn like one of the next better tier, one with a finding that is not put right like one of the next lesser.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from clearance.domain.links import TIERS

CLEAN, FINDINGS, PUT_RIGHT = "clean", "findings", "put_right"
OUTCOMES = (CLEAN, FINDINGS, PUT_RIGHT)
BETTER, SAME, LESSER = 1, 0, -1
LONGEST_DAYS = 730


@dataclass(frozen=True, slots=True)
class Visited:
    """What a visit to a facility of a company came to, and when that was signed or put right. `visit` is its number."""

    company: UUID
    site: UUID
    visit: str
    outcome: str
    at: datetime


def visits_step(companies: Iterable[UUID | None], visits: Iterable[Visited], at: datetime, days: int) -> int:
    """Say how many tiers the rate of a movement moves: BETTER, SAME or LESSER.

    `companies` are the carrier and every importer, None for one nobody registered; `visits` may come in any order. The
    newest visit of each facility counts, for `days` days; findings put right are those of their own visit. A company with
    several facilities answers for all that were visited.
    """
    known = [each for each in visits if each.at <= at]
    righted = {each.visit for each in known if each.outcome == PUT_RIGHT}
    newest: dict[UUID, Visited] = {}
    for visit in sorted(known, key=lambda each: each.at):
        if visit.outcome != PUT_RIGHT and at < visit.at + timedelta(days=days):
            newest[visit.site] = visit
    aboard = set(companies)
    found = {
        company: {
            PUT_RIGHT if each.outcome == FINDINGS and each.visit in righted else each.outcome
            for each in newest.values()
            if each.company == company
        }
        for company in aboard
    }
    if any(FINDINGS in outcomes for outcomes in found.values()):
        return LESSER
    in_order = all(outcomes == {CLEAN} for outcomes in found.values())
    return BETTER if found and in_order else SAME


def rate_tier(tier: str, step: int) -> str:
    """Give the tier whose rate counts. Who is no member gets no better rate, and there is none below or above the ladder."""
    place = TIERS.index(tier)
    if step == BETTER and place == 0:
        return tier
    return TIERS[max(0, min(len(TIERS) - 1, place + step))]
