"""The pool and its draws, post-movement audits, their reports and findings."""

from audit.compliance.models.case import DOUBT, DRAW, Answer, AuditCase, TeamMember
from audit.compliance.models.finding import Finding, Report, Signature
from audit.compliance.models.ledger import BenefitShortfall, LedgerCell, Movement
from audit.compliance.models.pool import AuditMonth, PoolEntry, Selection, month_after, month_of

__all__ = [
    "DOUBT",
    "DRAW",
    "Answer",
    "AuditCase",
    "AuditMonth",
    "BenefitShortfall",
    "Finding",
    "LedgerCell",
    "Movement",
    "PoolEntry",
    "Report",
    "Selection",
    "Signature",
    "TeamMember",
    "month_after",
    "month_of",
]
