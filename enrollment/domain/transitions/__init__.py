"""The tables that say how applications, memberships, decisions, cards, reports and plans move."""

from enrollment.domain.transitions.application import APPLICATION, OFFICERS, REVIEW
from enrollment.domain.transitions.cards import CREDENTIAL, TRAVEL_DOCUMENT
from enrollment.domain.transitions.matrix import SANCTION_MATRIX
from enrollment.domain.transitions.membership import DECISION, MEMBERSHIP
from enrollment.domain.transitions.mending import ANSWER, OVERRIDE, PLAN
from enrollment.domain.transitions.reports import CHANGE, DISCLOSURE

__all__ = [
    "ANSWER",
    "APPLICATION",
    "CHANGE",
    "CREDENTIAL",
    "DECISION",
    "DISCLOSURE",
    "MEMBERSHIP",
    "OFFICERS",
    "OVERRIDE",
    "PLAN",
    "REVIEW",
    "SANCTION_MATRIX",
    "TRAVEL_DOCUMENT",
]
