"""The tables that say how applications, reviews, memberships, decisions and documents move."""

from enrollment.domain.transitions.application import APPLICATION, OFFICERS, REVIEW
from enrollment.domain.transitions.document import DOCUMENT
from enrollment.domain.transitions.membership import DECISION, MEMBERSHIP

__all__ = ["APPLICATION", "DECISION", "DOCUMENT", "MEMBERSHIP", "OFFICERS", "REVIEW"]
