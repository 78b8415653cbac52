"""Who may reach the audit pages; which cases they see is decided in selectors. The draws are everybody's."""

from audit.compliance.access_ledger import ACCESS as LEDGER
from audit.compliance.access_visits import ACCESS as VISITS
from portal.core.access import TRADER_ROLES, Public, Roles, Rule

_READERS = Roles("auditor", "officer.supervisor", *TRADER_ROLES)
ACCESS: dict[str, Rule] = {
    "compliance:case_list": _READERS,
    "compliance:case": _READERS,
    "compliance:answer_document": _READERS,
    "compliance:report": Roles("auditor"),
    "compliance:act": Roles("auditor"),
    "compliance:team": Roles("auditor", "officer.supervisor"),
    "compliance:answer": Roles("trader.admin", "trader.filer"),
    **{f"compliance:{name}": Public() for name in ("draws", "draws_month", "draws_json", "draws_verifier")},
    **LEDGER,
    "compliance:signals": _READERS,
    "compliance:signal": _READERS,
    "compliance:signal_contest": Roles("trader.admin", "trader.filer"),
    "compliance:signal_decide": Roles("auditor"),
    **VISITS,
}
