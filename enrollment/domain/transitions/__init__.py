"""The tables that say how applications, reviews, memberships and decisions move."""

from enrollment.domain.transitions.application import APPLICATION, OFFICERS, REVIEW
from enrollment.domain.transitions.membership import DECISION, MEMBERSHIP

__all__ = ["APPLICATION", "DECISION", "MEMBERSHIP", "OFFICERS", "REVIEW"]
