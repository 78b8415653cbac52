"""The sanction matrix: class of infraction x harm x history gives one step of the ladder, never more (R-10, R-44).

Each cell is written out, so that a member, an officer and the commission read the same table. Severity never
falls as harm or history grows; a first minor error on paper is a notice and cannot become a suspension.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.domain.programmes import Programme
from enrollment.domain.tiers import NO_TIER
from portal.core.domain.text import Text

MATRIX_VERSION = "sanctions-2026.1"

NOTICE = "notice"
WARNING = "warning"
CORRECTIVE_PLAN = "corrective_plan"
POINTS = "points"
LANE_PAUSE = "lane_pause"
DEMOTION = "demotion"
SUSPENSION = "suspension"
REVOCATION = "revocation"
LADDER = (NOTICE, WARNING, CORRECTIVE_PLAN, POINTS, LANE_PAUSE, DEMOTION, SUSPENSION, REVOCATION)

STEP_LABELS: dict[str, Text] = {
    NOTICE: Text("Notice", "Avis"),
    WARNING: Text("Warning", "Avertissement"),
    CORRECTIVE_PLAN: Text("Corrective plan", "Plan correctif"),
    POINTS: Text("Points", "Points"),
    LANE_PAUSE: Text("Lane pause", "Suspension d'accès à la voie"),
    DEMOTION: Text("Demotion by one tier", "Rétrogradation d'un niveau"),
    SUSPENSION: Text("Suspension", "Suspension"),
    REVOCATION: Text("Revocation", "Révocation"),
}
_LETTER = dict(zip("NWCPLDSR", LADDER, strict=True))

FIRST = "first"
SECOND = "second"
REPEATED = "repeated"
HISTORIES = (FIRST, SECOND, REPEATED)
HISTORY_LABELS: dict[str, Text] = {
    FIRST: Text("First time", "Première fois"),
    SECOND: Text("Second time", "Deuxième fois"),
    REPEATED: Text("Third time or more", "Troisième fois ou plus"),
}

# One word per harm (minor, moderate, serious, grave); one letter per history (first, second, repeated).
MATRIX: dict[str, str] = {
    "SEAL_PAPER": "NWC WCP CPL PLD",
    "CLERICAL": "NWC WCP CPL PLD",
    "LATE_REPORT": "NWC WCP CPL PLD",
    "CLASSIFICATION": "NWC WCP CPD PDS",
    "LANE_MISUSE": "WCP CPL PLD LDS",
    "SEAL_INTEGRITY": "WPL PLD LDS DSR",
    "UNDECLARED": "CPL PLD DSS SSR",
    "SECURITY_GAP": "CPL PLD DDS SSR",
    "FALSE_STATEMENT": "PLD DSS SSR SRR",
    "CONTRABAND": "DSR SRR RRR RRR",
}

LANE_PAUSE_DAYS = 30
CORRECTIVE_PLAN_DAYS = 30


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


def cell(infraction: str, harm: str, history: str) -> str:
    """Give the step of one cell. KeyError or ValueError for a class, harm or history that does not exist."""
    row = MATRIX[infraction].split()[list(HARMS).index(harm)]
    return _LETTER[row[HISTORIES.index(history)]]


def resolve(
    *, infraction: str, harm: str, earlier: int, programme: Programme, tier: str, voluntary: bool = False
) -> Sanction:
    """Give the sanction for one infraction of one member.

    `earlier` counts entries of the same class that have not decayed. A correctable class that the member
    disclosed before notice of an audit ends at a corrective plan at most and gives no points. Where there is
    no tier to lose, a demotion becomes the milder lane pause, never the harsher suspension.
    """
    history = history_of(earlier)
    ceiling = cell(infraction, harm, history)
    if voluntary and INFRACTIONS[infraction].correctable:
        return Sanction(_milder(ceiling, CORRECTIVE_PLAN), 0, history, ceiling, "disclosed")
    step, softened = ceiling, ""
    if step == DEMOTION and (not programme.has_ladder or tier == NO_TIER):
        step, softened = LANE_PAUSE, "no_tier_to_lose"
    points = HARMS[harm].points if LADDER.index(step) >= LADDER.index(POINTS) else 0
    return Sanction(step, points, history, ceiling, softened)


def decays_at(harm: str, since: datetime) -> datetime:
    """Give the moment from which an entry of that harm no longer counts."""
    months = since.month - 1 + HARMS[harm].decay_months
    return since.replace(year=since.year + months // 12, month=months % 12 + 1, day=min(since.day, 28))


def _milder(step: str, other: str) -> str:
    return min(step, other, key=LADDER.index)
