"""Who may reach the pages of seals and of clearances before the booth; which records they see is decided in selectors."""

from __future__ import annotations

from portal.core.access import TRADER_ROLES, Roles, Rule, Scope

_OFFICERS = ("officer.primary", "officer.secondary", "officer.supervisor", "officer.pga")
_READERS = Roles(*TRADER_ROLES, *_OFFICERS, "auditor", "administrator")
_INSPECTORS = Roles(*_OFFICERS)
_ACTORS = Roles("trader.admin", "trader.filer", *_OFFICERS)
_PROTOCOLS = Roles(*_OFFICERS, "auditor", "administrator")
_SUPERVISOR = Roles("officer.supervisor")

SEAL_ACCESS: dict[str, Rule] = {
    "clearance:seals": _READERS,
    "clearance:seal": _READERS,
    "clearance:seal_act": _ACTORS,
    "clearance:gate_sessions": _READERS,
    "clearance:gate_session": _READERS,
    "clearance:sites": _READERS,
    "clearance:site": _READERS,
    "clearance:accreditation_act": _SUPERVISOR,
    "clearance:gate_start": _INSPECTORS,
    "clearance:gate_check": _INSPECTORS,
    "clearance:gate_clear": _INSPECTORS,
    "clearance:gate_end": _ACTORS,
    "clearance:protocols": _PROTOCOLS,
    "clearance:protocol": _PROTOCOLS,
    "clearance:protocol_sign": _SUPERVISOR,
    "clearance:protocol_end": _SUPERVISOR,
    "api:seal_events": Scope("seals:write", "nobody"),
}
