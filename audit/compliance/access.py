"""Who may reach the audit pages; which cases they see is decided in selectors."""

from audit.compliance.access_ledger import ACCESS as LEDGER
from portal.core.access import TRADER_ROLES, Roles, Rule

ACCESS: dict[str, Rule] = {
    "compliance:case_list": Roles("auditor", "officer.supervisor", *TRADER_ROLES),
    "compliance:case": Roles("auditor", "officer.supervisor", *TRADER_ROLES),
    "compliance:case_close": Roles("auditor"),
    **LEDGER,
}
