"""What auditors do after a movement, and the door by which movements come in."""

from audit.compliance.services.cases import audit_close_clean, audit_open_for_trip
from audit.compliance.services.findings import finding_issue, finding_set_aside

__all__ = ["audit_close_clean", "audit_open_for_trip", "finding_issue", "finding_set_aside"]
