"""When one agency's approval satisfies the other under a signed record (R-04).

Silence is still never a yes: what speaks is the record both agencies signed, and it refers to the decision it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from enrollment.domain.joint import AGENCIES, APPROVED, PENDING
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.vetting.judging import CLEAR, NOT_APPLICABLE, OPEN, RESOLVED, CheckFacts
from portal.core.domain.text import Text

LONGEST_DAYS = 1096
MOST_POINTS = 40
LEAST_CONDITIONS = 20
UNTOUCHED = (OPEN, CLEAR, NOT_APPLICABLE, RESOLVED)


@dataclass(frozen=True, slots=True)
class Side:
    """One agency's part as the rule reads it: review, worksheet, what it found, whether a near match waits."""

    review: str
    sheet: str
    points: int = 0
    checks: tuple[CheckFacts, ...] = ()
    waiting: bool = False


def recognisable(own: Side, other: Side, most_points: int) -> bool:
    """Say whether `other`'s approval satisfies `own`, a record in force given.

    Only while the own agency has not decided, has proposed nothing and has found no factor that is not resolved; and
    only when the other approved by itself, within the points the record bears.
    """
    undecided = own.review == PENDING and own.sheet == OPEN
    nothing_found = not own.waiting and all(check.status in UNTOUCHED for check in own.checks)
    return undecided and nothing_found and other.review == APPROVED and other.points <= most_points


def mutual_faults(document: Mapping[str, Any], now: datetime) -> list[tuple[str, Text]]:
    """Say what is wrong with a record before anybody signs it, by field."""
    found = []
    if document.get("programme") not in PROGRAMMES:
        found.append(("programme", _LIST))
    sides = (document.get("from_agency"), document.get("to_agency"))
    if set(sides) != set(AGENCIES):
        found.append(("to_agency", _SIDES))
    points = document.get("most_points")
    if not isinstance(points, int) or isinstance(points, bool) or not 0 <= points <= MOST_POINTS:
        found.append(("most_points", _POINTS))
    for language in ("en", "fr"):
        if len(str(document.get("conditions", {}).get(language, "")).strip()) < LEAST_CONDITIONS:
            found.append((f"conditions.{language}", _CONDITIONS))
    start, end = datetime.fromisoformat(document["valid_from"]), datetime.fromisoformat(document["ends_at"])
    if not max(start, now) < end <= start + timedelta(days=LONGEST_DAYS):
        found.append(("ends_at", _DATES))
    return found


_LIST = Text("Choose a programme.", "Choisissez un programme.")
_SIDES = Text("It goes from one of the two agencies to the other.", "Elle va de l'un des deux organismes à l'autre.")
_POINTS = Text(f"Give a whole number from 0 to {MOST_POINTS}.", f"Indiquez un nombre entier de 0 à {MOST_POINTS}.")
_CONDITIONS = Text(
    f"State the conditions in at least {LEAST_CONDITIONS} characters, in both languages.",
    f"Énoncez les conditions en au moins {LEAST_CONDITIONS} caractères, dans les deux langues.",
)
_DATES = Text(
    "It ends after it begins, in the future, three years later at most.",
    "Elle prend fin après son début, dans l'avenir, trois ans plus tard au plus.",
)
