"""Who may reach the pages of partner agencies; which records they see is decided in selectors."""

from __future__ import annotations

from portal.core.access import Roles, Rule

_PARTNER = Roles("officer.pga", "officer.supervisor")
_SUPERVISOR = Roles("officer.supervisor")
_READERS = Roles(
    "officer.pga", "officer.primary", "officer.secondary", "officer.supervisor", "administrator", "auditor"
)
_BORDER = Roles("officer.primary", "officer.secondary", "officer.supervisor")

PARTNER_ACCESS: dict[str, Rule] = {
    "clearance:agency_examine": _PARTNER,
    "clearance:agency_ask": _PARTNER,
    "clearance:request_close": _PARTNER,
    "clearance:agency_decide_for": _BORDER,
    "clearance:agency_request": Roles("trader.admin", "trader.filer"),
    "clearance:orders": _READERS,
    "clearance:order": _READERS,
    "clearance:order_new": _SUPERVISOR,
    "clearance:order_sign": _SUPERVISOR,
    "clearance:order_revoke": _SUPERVISOR,
    "clearance:order_withdraw": _SUPERVISOR,
}
