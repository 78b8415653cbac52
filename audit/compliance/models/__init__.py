"""Post-movement audits and their findings."""

from audit.compliance.models.case import AuditCase
from audit.compliance.models.finding import Finding
from audit.compliance.models.ledger import BenefitShortfall, LedgerCell, Movement

__all__ = ["AuditCase", "BenefitShortfall", "Finding", "LedgerCell", "Movement"]
