"""The pool and its draws, post-movement audits, their reports and findings, facility visits."""

from audit.compliance.models.case import DOUBT, DRAW, VISIT, Answer, AuditCase, TeamMember
from audit.compliance.models.facility import FacilityDraw, FacilityEntry, FacilitySelection, FacilityVisit, VisitSeat
from audit.compliance.models.finding import Finding, Report, Signature
from audit.compliance.models.ledger import BenefitShortfall, LedgerCell, Movement
from audit.compliance.models.pool import AuditMonth, PoolEntry, Selection, month_after, month_of
from audit.compliance.models.signal import Signal
from audit.compliance.models.visit import PointFinding, PointMark, PointPhoto, VisitAnswer, VisitKey, VisitRighted

__all__ = [
    "DOUBT",
    "DRAW",
    "VISIT",
    "Answer",
    "AuditCase",
    "AuditMonth",
    "BenefitShortfall",
    "FacilityDraw",
    "FacilityEntry",
    "FacilitySelection",
    "FacilityVisit",
    "Finding",
    "LedgerCell",
    "Movement",
    "PointFinding",
    "PointMark",
    "PointPhoto",
    "PoolEntry",
    "Report",
    "Selection",
    "Signal",
    "Signature",
    "TeamMember",
    "VisitAnswer",
    "VisitKey",
    "VisitRighted",
    "VisitSeat",
    "month_after",
    "month_of",
]
