"""What each tier asks, with the member's present values (R-08). Published, and the same for every member.

The time a company has been a member is asked only for T3: T2 rests on the record alone, so that a small
less-than-truckload carrier can earn it as fast as a large one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.programmes import FAST_CARRIER, FAST_DRIVER, FAST_SHIPPER
from portal.core.domain.text import Text

CRITERIA_VERSION = "criteria-2026.1"
AT_LEAST = "at_least"
AT_MOST = "at_most"
NO_UNIT = Text("", "")


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is known about a member now. `clean_share` is in percent, of movements without a finding."""

    movements: int = 0
    clean_movements: int = 0
    points: int = 0
    open_plans: int = 0
    months_at_tier: int = 0
    site_visits: int = 0

    @property
    def clean_share(self) -> float:
        return round(100 * self.clean_movements / self.movements, 1) if self.movements else 0.0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: `fact` names an attribute of MemberFacts, compared with `target`."""

    code: str
    label: Text
    fact: str
    comparison: str
    target: float
    unit: Text = NO_UNIT


@dataclass(frozen=True, slots=True)
class CriterionState:
    """One criterion with its present value."""

    criterion: Criterion
    value: float
    met: bool

    @property
    def share(self) -> int:
        """Give progress towards the target in percent, for the bar; met is 100."""
        if self.met or self.criterion.target == 0:
            return 100 if self.met else 0
        if self.criterion.comparison == AT_MOST:
            return int(100 * self.criterion.target / self.value)
        return int(min(100 * self.value / self.criterion.target, 99))


_MOVEMENTS = Text("Movements on record", "Passages au dossier")
_CLEAN = Text("Movements without a finding", "Passages sans constatation")
_POINTS = Text("Points that still count", "Points encore comptés")
_PLANS = Text("Open corrective plans", "Plans correctifs ouverts")
_MONTHS = Text("Months at the present tier", "Mois au niveau actuel")
_VISIT = Text("Site visit by both agencies", "Visite des lieux par les deux organismes")
_PERCENT = Text("%", "%")


def _company(movements: int, clean: float, points: int, *more: Criterion) -> tuple[Criterion, ...]:
    return (
        Criterion("MOVEMENTS", _MOVEMENTS, "movements", AT_LEAST, movements),
        Criterion("CLEAN_SHARE", _CLEAN, "clean_share", AT_LEAST, clean, _PERCENT),
        Criterion("POINTS", _POINTS, "points", AT_MOST, points),
        Criterion("PLANS", _PLANS, "open_plans", AT_MOST, 0),
        *more,
    )


_T1 = (Criterion("POINTS", _POINTS, "points", AT_MOST, 11),)
_T2 = _company(25, 97.0, 3)
_T3 = _company(
    200,
    99.0,
    0,
    Criterion("MONTHS", _MONTHS, "months_at_tier", AT_LEAST, 12),
    Criterion("SITE_VISIT", _VISIT, "site_visits", AT_LEAST, 1),
)
CRITERIA: dict[str, dict[str, tuple[Criterion, ...]]] = {
    FAST_CARRIER: {"T1": _T1, "T2": _T2, "T3": _T3},
    FAST_SHIPPER: {"T1": _T1, "T2": _T2, "T3": _T3},
    FAST_DRIVER: {
        "T1": _T1,
        "T2": (Criterion("POINTS", _POINTS, "points", AT_MOST, 3),),
        "T3": (
            Criterion("MOVEMENTS", _MOVEMENTS, "movements", AT_LEAST, 100),
            Criterion("POINTS", _POINTS, "points", AT_MOST, 0),
            Criterion("MONTHS", _MONTHS, "months_at_tier", AT_LEAST, 12),
        ),
    },
}


def criteria_for(programme: str, tier: str) -> tuple[Criterion, ...]:
    """Give the criteria of a tier; empty for a programme without a ladder."""
    return CRITERIA.get(programme, {}).get(tier, ())


def evaluate(programme: str, tier: str, facts: MemberFacts) -> tuple[CriterionState, ...]:
    """Compare every criterion of the tier with the member's facts."""
    return tuple(_state(criterion, facts) for criterion in criteria_for(programme, tier))


def unmet(programme: str, tier: str, facts: MemberFacts) -> tuple[CriterionState, ...]:
    return tuple(state for state in evaluate(programme, tier, facts) if not state.met)


def months_between(since: datetime, now: datetime) -> int:
    """Give the whole months that have passed."""
    months = (now.year - since.year) * 12 + now.month - since.month
    return max(months - (now.day < since.day), 0)


def _state(criterion: Criterion, facts: MemberFacts) -> CriterionState:
    value = float(getattr(facts, criterion.fact))
    met = value >= criterion.target if criterion.comparison == AT_LEAST else value <= criterion.target
    return CriterionState(criterion, value, met)
