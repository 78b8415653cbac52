"""Who may reach the pages of the trader's desk: those who file; export is open to everybody who reads."""

from __future__ import annotations

from portal.core.access import TRADER_ROLES, Roles, Rule

_FILERS = Roles("trader.admin", "trader.filer")

DESK_ACCESS: dict[str, Rule] = {
    "clearance:export": Roles(*TRADER_ROLES),
    "clearance:export_file": Roles(*TRADER_ROLES),
    **{
        f"clearance:{name}": _FILERS
        for name in (
            "saved",
            "saved_add",
            "saved_edit",
            "saved_retire",
            "saved_restore",
            "trip_keep",
            "trip_change",
            "trip_return",
            "file_from_template",
            "draft_undo",
            "describe",
            "upload_draft",
        )
    },
}
