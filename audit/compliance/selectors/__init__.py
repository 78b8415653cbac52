"""Reading audits; who sees which case is decided here."""

from audit.compliance.selectors.cases import audit_case_get, audit_case_list
from audit.compliance.selectors.findings import finding_roots

__all__ = ["audit_case_get", "audit_case_list", "finding_roots"]
