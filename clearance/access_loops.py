"""Who may reach the pages of value-chain loops; which loops they see is decided in selectors (R-62)."""

from __future__ import annotations

from portal.core.access import TRADER_ROLES, Roles, Rule

_READERS = Roles(
    *TRADER_ROLES,
    "officer.primary",
    "officer.secondary",
    "officer.targeting",
    "officer.supervisor",
    "auditor",
    "administrator",
)
_OWNER = Roles("trader.admin")
_KEYS = Roles("officer.targeting", "officer.supervisor")

LOOP_ACCESS: dict[str, Rule] = {
    "clearance:loops": _READERS,
    "clearance:loops_csv": _READERS,
    "clearance:loop": _READERS,
    "clearance:loop_new": _OWNER,
    "clearance:loop_end": _OWNER,
    "clearance:loop_sign": _KEYS,
    "clearance:loop_refuse": _KEYS,
}
