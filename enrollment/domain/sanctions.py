"""The sanction matrix: class of infraction x harm x history gives one step of the ladder, never more (R-10, R-44).

The table is a version of the document of `sanction_matrix`; what follows is computed from it and nothing else.
Severity never falls as harm or history grows; a first minor error on paper is a notice and cannot become a suspension.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from enrollment.domain.infractions import INFRACTIONS
from enrollment.domain.programmes import Programme
from enrollment.domain.sanction_matrix import FOUNDING, FOUNDING_VERSION, TABLE, Matrix
from enrollment.domain.steps import (
    CORRECTIVE_PLAN,
    DEMOTION,
    FIRST,
    HISTORIES,
    HISTORY_LABELS,
    LADDER,
    LANE_PAUSE,
    NOTICE,
    POINTS,
    REPEATED,
    REVOCATION,
    SECOND,
    STEP_LABELS,
    SUSPENSION,
    WARNING,
)
from enrollment.domain.tiers import NO_TIER

__all__ = [
    "CORRECTIVE_PLAN",
    "DEMOTION",
    "FIRST",
    "HISTORIES",
    "HISTORY_LABELS",
    "LADDER",
    "LANE_PAUSE",
    "MATRIX",
    "MATRIX_VERSION",
    "NOTICE",
    "POINTS",
    "REPEATED",
    "REVOCATION",
    "SECOND",
    "STEP_LABELS",
    "SUSPENSION",
    "WARNING",
    "Sanction",
    "cell",
    "decays_at",
    "history_of",
    "reapply_from",
    "resolve",
]
MATRIX, MATRIX_VERSION = TABLE, FOUNDING_VERSION
D = TypeVar("D", date, datetime)


@dataclass(frozen=True, slots=True)
class Sanction:
    """What the matrix answers: the step, its points, the cell it came from and why it was softened, if it was."""

    step: str
    points: int
    history: str
    ceiling: str
    softened: str = ""


def history_of(earlier: int) -> str:
    """Turn the number of earlier entries of the same class that still count into a column of the matrix."""
    return HISTORIES[min(earlier, 2)]


def cell(infraction: str, harm: str, history: str, matrix: Matrix = FOUNDING) -> str:
    """Give the step of one cell. KeyError for a class, harm or history that does not exist."""
    return matrix.cell(infraction, harm, history)


def resolve(
    *,
    infraction: str,
    harm: str,
    earlier: int,
    programme: Programme,
    tier: str,
    voluntary: bool = False,
    matrix: Matrix = FOUNDING,
) -> Sanction:
    """Give the sanction for one infraction of one member.

    `earlier` counts entries of the same class that have not decayed. A correctable class that the member
    disclosed before notice of an audit ends at a corrective plan at most and gives no points. Where there is
    no tier to lose, a demotion becomes the milder lane pause, never the harsher suspension.
    """
    history = history_of(earlier)
    ceiling = matrix.cell(infraction, harm, history)
    if voluntary and INFRACTIONS[infraction].correctable:
        return Sanction(_milder(ceiling, CORRECTIVE_PLAN), 0, history, ceiling, "disclosed")
    step, softened = ceiling, ""
    if step == DEMOTION and (not programme.has_ladder or tier == NO_TIER):
        step, softened = LANE_PAUSE, "no_tier_to_lose"
    points = matrix.points(harm) if LADDER.index(step) >= LADDER.index(POINTS) else 0
    return Sanction(step, points, history, ceiling, softened)


def decays_at(harm: str, since: datetime, matrix: Matrix = FOUNDING) -> datetime:
    """Give the moment from which an entry of that harm no longer counts."""
    return _months_later(since, matrix.decay_months(harm))


def reapply_from(harm: str, since: date, matrix: Matrix = FOUNDING) -> date:
    """Give the first day of a new application after a revocation; twelve months where no harm is on record."""
    return _months_later(since, matrix.bar_months(harm))


def _months_later(since: D, count: int) -> D:
    months = since.month - 1 + count
    return since.replace(year=since.year + months // 12, month=months % 12 + 1, day=min(since.day, 28))


def _milder(step: str, other: str) -> str:
    return min(step, other, key=LADDER.index)
