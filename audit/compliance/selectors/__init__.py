"""Reading audits; who sees which case is decided here."""

from audit.compliance.selectors.cases import (
    audit_case_get,
    audit_case_list,
    audit_case_undecided,
    audit_case_waiting,
)
from audit.compliance.selectors.findings import finding_roots
from audit.compliance.selectors.months import selections_waiting

__all__ = [
    "audit_case_get",
    "audit_case_list",
    "audit_case_undecided",
    "audit_case_waiting",
    "finding_roots",
    "selections_waiting",
]
