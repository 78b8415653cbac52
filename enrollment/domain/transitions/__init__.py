"""The tables that say how applications, reviews, memberships, decisions, criteria and proposals move."""

from enrollment.domain.transitions.agreements import (
    MUTUAL,
    STANDARD,
)
from enrollment.domain.transitions.application import (
    APPLICATION,
    OFFICERS,
    REVIEW,
)
from enrollment.domain.transitions.billing import (
    INVOICE,
    PAYMENT,
)
from enrollment.domain.transitions.cards import (
    CREDENTIAL,
    TRAVEL_DOCUMENT,
)
from enrollment.domain.transitions.document import DOCUMENT
from enrollment.domain.transitions.matrix import SANCTION_MATRIX
from enrollment.domain.transitions.membership import (
    DECISION,
    MEMBERSHIP,
)
from enrollment.domain.transitions.mending import (
    ANSWER,
    OVERRIDE,
    PLAN,
)
from enrollment.domain.transitions.policy import (
    CRITERIA,
    POLICY_EVENTS,
    POLICY_KEYS,
    POLICY_READERS,
    RECOGNITION,
)
from enrollment.domain.transitions.provisions import (
    FEE,
    FEE_KEYS,
    FEE_READERS,
    FEE_WAIVER,
)
from enrollment.domain.transitions.reports import (
    CHANGE,
    DISCLOSURE,
)
from enrollment.domain.transitions.rising import (
    GRADUATION,
    GRADUATION_REVIEW,
    RISING_EVENTS,
    SCHEME_MEMBERSHIP,
)
from enrollment.domain.transitions.vetting import (
    CHECK,
    NEAR_MATCH,
    WORKSHEET,
)

__all__ = [
    "ANSWER",
    "APPLICATION",
    "CHANGE",
    "CHECK",
    "CREDENTIAL",
    "CRITERIA",
    "DECISION",
    "DISCLOSURE",
    "DOCUMENT",
    "FEE",
    "FEE_KEYS",
    "FEE_READERS",
    "FEE_WAIVER",
    "GRADUATION",
    "GRADUATION_REVIEW",
    "INVOICE",
    "MEMBERSHIP",
    "MUTUAL",
    "NEAR_MATCH",
    "OFFICERS",
    "OVERRIDE",
    "PAYMENT",
    "PLAN",
    "POLICY_EVENTS",
    "POLICY_KEYS",
    "POLICY_READERS",
    "RECOGNITION",
    "REVIEW",
    "RISING_EVENTS",
    "SANCTION_MATRIX",
    "SCHEME_MEMBERSHIP",
    "STANDARD",
    "TRAVEL_DOCUMENT",
    "WORKSHEET",
]
