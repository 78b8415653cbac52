"""Post-movement audits and their findings."""

from audit.compliance.models.case import AuditCase
from audit.compliance.models.finding import Finding

__all__ = ["AuditCase", "Finding"]
