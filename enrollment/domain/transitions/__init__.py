"""The tables that say how applications, reviews, worksheets, memberships and decisions move."""

from enrollment.domain.transitions.application import APPLICATION, OFFICERS, REVIEW
from enrollment.domain.transitions.membership import DECISION, MEMBERSHIP
from enrollment.domain.transitions.vetting import CHECK, NEAR_MATCH, WORKSHEET

__all__ = ["APPLICATION", "CHECK", "DECISION", "MEMBERSHIP", "NEAR_MATCH", "OFFICERS", "REVIEW", "WORKSHEET"]
