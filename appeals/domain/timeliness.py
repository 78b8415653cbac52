"""How long an appeal may take from filing to ruling, and how long appeals took, counted for everybody (R-80).

A quarter of filing is published once the longest standard has run for its last appeal. What is counted is fixed by
then, so that two readings on different days tell nothing that one does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from appeals.domain.kinds import KINDS
from appeals.domain.published import FEWEST, Quarter, part_of
from portal.core.domain.text import Text

# Days from filing to ruling. What holds somebody's living meanwhile is judged first; a profile takes two agencies.
STANDARDS: dict[str, int] = {
    "denial": 120,
    "demotion": 90,
    "suspension": 60,
    "revocation": 90,
    "penalty": 120,
    "inspection": 120,
    "fee": 90,
    "profile": 180,
}
LONGEST = timedelta(days=max(STANDARDS.values()))

DEFINITION = Text(
    "Appeals filed in the quarter, without those withdrawn or not heard before the quarter was final. Within the standard: "
    "ruled on no later than the standard's days after filing. Over: ruled on later, before the quarter was final. Open over "
    "the standard: not ruled on when the quarter was final. The median counts whole days from filing to ruling.",
    "Appels déposés au cours du trimestre, sans ceux qui ont été retirés ou non entendus avant que le trimestre soit "
    "définitif. Dans le délai : tranchés au plus tard au terme du délai compté depuis le dépôt. Hors délai : tranchés plus "
    "tard, avant que le trimestre soit définitif. En instance hors délai : non tranchés quand le trimestre est devenu "
    "définitif. La médiane compte les jours entiers du dépôt à la décision.",
)


def ruling_due(kind: str, filed_at: datetime) -> datetime:
    """Give the last moment at which a ruling is within the published standard. Raises KeyError."""
    return filed_at + timedelta(days=STANDARDS[kind])


def within(kind: str, filed_at: datetime, decided_at: datetime) -> bool:
    """Say whether a ruling came within the standard; the last moment itself is in time."""
    return decided_at <= ruling_due(kind, filed_at)


def final_at(quarter: Quarter) -> datetime:
    """Give when the numbers of a quarter are final: the longest standard after its last moment."""
    return quarter.ends_at + LONGEST


@dataclass(frozen=True, slots=True)
class Course:
    """One appeal as it is counted. `gone` is one that was withdrawn or not heard; an unknown moment is the first."""

    kind: str
    filed_at: datetime
    decided_at: datetime | None = None
    gone: bool = False
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One published row: of `filed` appeals, how many were ruled on in time, over it, or not at all yet.

    None stands for a number that is left out. `days` is the median over the `decided`.
    """

    quarter: Quarter
    kind: str
    filed: int | None = None
    in_time: int | None = None
    over: int | None = None
    open_over: int | None = None
    days: int | None = None

    @property
    def share(self) -> int | None:
        """The percentage ruled on within the standard; None where it is left out."""
        return None if self.in_time is None or not self.filed else round(100 * self.in_time / self.filed)

    @property
    def decided(self) -> int | None:
        """The base of the median; None where it is left out."""
        return None if self.in_time is None or self.over is None else self.in_time + self.over


def timeliness(courses: Iterable[Course], now: datetime) -> tuple[Row, ...]:
    """Count the appeals of every quarter that is final, the latest first."""
    groups: dict[tuple[Quarter, str], list[Course]] = {}
    for each in courses:
        quarter = Quarter.of(each.filed_at)
        if final_at(quarter) <= now and not _gone(each, final_at(quarter)):
            groups.setdefault((quarter, each.kind), []).append(each)
    order = list(KINDS)
    keys = sorted(groups, key=lambda key: (-key[0].year, -key[0].number, order.index(key[1])))
    return tuple(_row(quarter, kind, groups[quarter, kind]) for quarter, kind in keys)


def _gone(course: Course, limit: datetime) -> bool:
    return course.gone and (course.gone_at is None or course.gone_at <= limit)


def _row(quarter: Quarter, kind: str, courses: list[Course]) -> Row:
    filed = len(courses)
    if filed < FEWEST:
        return Row(quarter, kind)
    limit = final_at(quarter)
    took = [(each, each.decided_at) for each in courses if each.decided_at is not None and each.decided_at <= limit]
    in_time = part_of(sum(within(kind, each.filed_at, decided) for each, decided in took), filed)
    if in_time is None:
        return Row(quarter, kind, filed)
    over, still = len(took) - in_time, filed - len(took)
    if part_of(over, filed - in_time) is None:  # one of the two is small: neither is told
        return Row(quarter, kind, filed, in_time)
    days = round(median((decided - each.filed_at).days for each, decided in took)) if took else None
    return Row(quarter, kind, filed, in_time, over, still, days)
