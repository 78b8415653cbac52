"""The tables that say how applications, reviews, memberships, decisions, criteria and proposals move."""

from enrollment.domain.transitions.application import APPLICATION, OFFICERS, REVIEW
from enrollment.domain.transitions.membership import DECISION, MEMBERSHIP
from enrollment.domain.transitions.policy import CRITERIA, POLICY_EVENTS, POLICY_KEYS, POLICY_READERS, RECOGNITION
from enrollment.domain.transitions.rising import GRADUATION, GRADUATION_REVIEW, RISING_EVENTS, SCHEME_MEMBERSHIP

__all__ = [
    "APPLICATION",
    "CRITERIA",
    "DECISION",
    "GRADUATION",
    "GRADUATION_REVIEW",
    "MEMBERSHIP",
    "OFFICERS",
    "POLICY_EVENTS",
    "POLICY_KEYS",
    "POLICY_READERS",
    "RECOGNITION",
    "REVIEW",
    "RISING_EVENTS",
    "SCHEME_MEMBERSHIP",
]
