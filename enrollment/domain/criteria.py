"""Comparing a member with what a tier asks (R-08). The criteria are data: see criteria_document.

The time a company has been a member is asked only for T3: T2 rests on the record alone, so that a small
less-than-truckload carrier can earn it as fast as a large one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.core.domain.text import Text

AT_LEAST = "at_least"
AT_MOST = "at_most"
COMPARISONS: dict[str, Text] = {AT_LEAST: Text("at least", "au moins"), AT_MOST: Text("at most", "au plus")}
NO_UNIT = Text("", "")


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is known about a member now. `clean_share` is in percent, of movements without a finding.

    `standards` counts the recognised security standards held (PIP, C-TPAT, CSA), `own_profile` is 1 while the own
    security profile holds: `lacking` names its measures that are not in place, `security_gaps` counts findings since.
    """

    movements: int = 0
    clean_movements: int = 0
    points: int = 0
    open_plans: int = 0
    months_at_tier: int = 0
    site_visits: int = 0
    standards: int = 0
    own_profile: int = 0
    lacking: tuple[str, ...] = ()
    security_gaps: int = 0

    @property
    def clean_share(self) -> float:
        return round(100 * self.clean_movements / self.movements, 1) if self.movements else 0.0

    @property
    def secured(self) -> int:
        """Give 1 with a recognised standard or an own security profile that holds (R-04)."""
        return int(bool(self.standards or self.own_profile))


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: `fact` names an attribute of MemberFacts, compared with `target`."""

    code: str
    label: Text
    fact: str
    comparison: str
    target: float
    unit: Text = NO_UNIT

    @property
    def words(self) -> Text:
        """Say `at least 97 %` in both languages."""
        sign = COMPARISONS[self.comparison]
        return Text(
            f"{sign.en} {self.target:g} {self.unit.en}".strip(),
            f"{sign.fr} {self.target:g} {self.unit.fr}".replace(".", ",").strip(),
        )

    @property
    def sentence(self) -> Text:
        """Say `Movements on record: at least 25`."""
        return Text(f"{self.label.en}: {self.words.en}", f"{self.label.fr} : {self.words.fr}")

    def met_by(self, value: float) -> bool:
        return value >= self.target if self.comparison == AT_LEAST else value <= self.target


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


def evaluate(criteria: Iterable[Criterion], facts: MemberFacts) -> tuple[CriterionState, ...]:
    """Compare every criterion with the member's facts."""
    return tuple(_state(criterion, facts) for criterion in criteria)


def unmet(criteria: Iterable[Criterion], facts: MemberFacts) -> tuple[CriterionState, ...]:
    return tuple(state for state in evaluate(criteria, facts) if not state.met)


def months_between(since: datetime, now: datetime) -> int:
    """Give the whole months that have passed."""
    months = (now.year - since.year) * 12 + now.month - since.month
    return max(months - (now.day < since.day), 0)


def months_after(since: datetime, months: int) -> date:
    """Give the first day on which `months_between` reaches that number; a day the month lacks is the next 1st."""
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    try:
        return date(year, month + 1, since.day)
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1)


def _state(criterion: Criterion, facts: MemberFacts) -> CriterionState:
    value = float(getattr(facts, criterion.fact))
    return CriterionState(criterion, value, criterion.met_by(value))
