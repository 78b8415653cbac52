"""What can be appealed: one row per ground with its subject, deadline, stay and the remedies it allows (R-82, R-83, R-86).

The table is data: deadlines, stays and remedies are read from here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from appeals.domain.acts import (
    CORRECT_RECORD,
    DO_NOT_MATCH,
    EXPUNGE_POINTS,
    RECOMMEND_CHANGE,
    REFUND,
    REMIT,
    RESTORE_MEMBERSHIP,
    RESTORE_TIER,
)
from portal.core.domain.text import Text

DECISION, PENALTY, INSPECTION, INVOICE, SCORE = "decision", "sanction", "inspection", "invoice", "score"


@dataclass(frozen=True, slots=True)
class Kind:
    """One ground of appeal.

    `days` counts from the day the appellant was told; `stays` says whether a timely appeal holds the decision.
    `automatic` are the acts a granted appeal always has, `allowed` those the panel may order besides.
    """

    code: str
    label: Text
    subject: str
    days: int
    stays: bool
    automatic: tuple[str, ...]
    allowed: tuple[str, ...]


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "denial",
            Text("Denial of an application", "Refus d'une demande"),
            DECISION,
            30,
            False,
            (REMIT,),
            (DO_NOT_MATCH, RECOMMEND_CHANGE),
        ),
        Kind(
            "demotion",
            Text("Demotion", "Rétrogradation"),
            DECISION,
            30,
            True,
            (EXPUNGE_POINTS, RESTORE_TIER),
            (RECOMMEND_CHANGE,),
        ),
        Kind(
            "suspension",
            Text("Suspension", "Suspension"),
            DECISION,
            30,
            True,
            (EXPUNGE_POINTS, RESTORE_MEMBERSHIP),
            (RECOMMEND_CHANGE,),
        ),
        Kind(
            "revocation",
            Text("Revocation", "Révocation"),
            DECISION,
            30,
            True,
            (EXPUNGE_POINTS, RESTORE_MEMBERSHIP),
            (RECOMMEND_CHANGE,),
        ),
        Kind(
            "penalty",
            Text("Penalty or points", "Pénalité ou points"),
            PENALTY,
            90,
            False,
            (EXPUNGE_POINTS,),
            (RECOMMEND_CHANGE,),
        ),
        Kind(
            "inspection",
            Text("A burdensome inspection", "Une inspection excessive"),
            INSPECTION,
            90,
            False,
            (CORRECT_RECORD,),
            (RECOMMEND_CHANGE, DO_NOT_MATCH),
        ),
        Kind("fee", Text("A fee", "Des frais"), INVOICE, 90, False, (REFUND,), (RECOMMEND_CHANGE,)),
        Kind(
            "profile",
            Text("What the threat profile contributed", "L'apport du profil de menace"),
            SCORE,
            90,
            False,
            (RECOMMEND_CHANGE,),
            (CORRECT_RECORD, DO_NOT_MATCH),
        ),
    )
}


def due_at(kind: str, told_at: datetime) -> datetime:
    """Give the last moment to appeal. Raises KeyError for an unknown kind."""
    return told_at + timedelta(days=KINDS[kind].days)


def is_late(kind: str, told_at: datetime, now: datetime) -> bool:
    """Say whether an appeal filed now needs the registrar's leave; the last moment itself is in time."""
    return now > due_at(kind, told_at)
