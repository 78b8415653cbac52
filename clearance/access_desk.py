"""Who may reach the pages of the trader's desk: those who file; tariffs and export are open to everybody who reads."""

from __future__ import annotations

from portal.core.access import TRADER_ROLES, Roles, Rule

_FILERS = Roles("trader.admin", "trader.filer")
_READERS = Roles(*TRADER_ROLES, "officer.targeting", "officer.supervisor", "auditor")

DESK_ACCESS: dict[str, Rule] = {
    "clearance:tariffs": _READERS,
    "clearance:tariffs_csv": _READERS,
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
