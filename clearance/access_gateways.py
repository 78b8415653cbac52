"""Who may reach the pages of the messages."""

from __future__ import annotations

from portal.core.access import TRADER_ROLES, Public, Roles, Rule

_ADMINISTRATOR = Roles("administrator")
_TRADERS = Roles(*TRADER_ROLES)
_BORDER = ("officer.primary", "officer.secondary", "officer.supervisor", "officer.targeting")

GATEWAY_ACCESS: dict[str, Rule] = {
    "clearance:trip_messages": Roles(*TRADER_ROLES, *_BORDER),
    "clearance:trip_message": Roles(*TRADER_ROLES, *_BORDER),
    "clearance:edi_list": _TRADERS,
    "clearance:edi_message": Roles(*TRADER_ROLES, "administrator"),
    "clearance:edi_retry": Roles("trader.admin", "trader.filer", "administrator"),
    # Agencies' systems have no account here: every message is checked by its signature.
    "clearance:gateway_inbound": Public(),
    **{
        f"clearance:{name}": _ADMINISTRATOR
        for name in (
            "gateways",
            "gateway_connection",
            "gateway_switch",
            "outage_declare",
            "outage_end",
            "message_retry",
        )
    },
}
