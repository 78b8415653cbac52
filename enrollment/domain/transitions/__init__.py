"""The tables that say how applications, reviews, memberships and decisions move."""

from enrollment.domain.transitions.application import APPLICATION, OFFICERS, REVIEW
from enrollment.domain.transitions.billing import INVOICE, PAYMENT
from enrollment.domain.transitions.membership import DECISION, MEMBERSHIP
from enrollment.domain.transitions.provisions import FEE, FEE_KEYS, FEE_READERS, FEE_WAIVER

__all__ = [
    "APPLICATION",
    "DECISION",
    "FEE",
    "FEE_KEYS",
    "FEE_READERS",
    "FEE_WAIVER",
    "INVOICE",
    "MEMBERSHIP",
    "OFFICERS",
    "PAYMENT",
    "REVIEW",
]
