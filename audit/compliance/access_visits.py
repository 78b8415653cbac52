"""Who may reach the pages of facility visits; which visits they see is decided in selectors (R-63)."""

from portal.core.access import TRADER_ROLES, Public, Roles, Rule

_READERS = Roles("auditor", "officer.supervisor", *TRADER_ROLES)
_TEAM = Roles("auditor")
ACCESS: dict[str, Rule] = {
    "compliance:visits": _READERS,
    "compliance:visit": _READERS,
    "compliance:visit_photo": _READERS,
    "compliance:visit_team": Roles("auditor", "officer.supervisor"),
    "compliance:visit_act": Roles("auditor", "officer.supervisor"),
    "compliance:visit_answer": Roles("trader.admin", "trader.filer"),
    "compliance:visit_phone": _TEAM,
    "compliance:visit_state": _TEAM,
    "compliance:visit_send": _TEAM,
    "compliance:visit_worker": Public(),
}
