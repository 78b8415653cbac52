"""Who may reach the officers' pages; which trips they see is decided in selectors."""

from portal.core.access import Roles, Rule

_PRIMARY = Roles("officer.primary", "officer.supervisor")
_BOOTH = Roles("officer.primary", "officer.secondary", "officer.supervisor")
_SECONDARY = Roles("officer.secondary", "officer.supervisor")
_PARTNER = Roles("officer.pga")
_JOINT = Roles("officer.secondary", "officer.supervisor", "officer.pga")

OFFICER_ACCESS: dict[str, Rule] = {
    "clearance:booth": _BOOTH,
    "clearance:booth_lookup": _BOOTH,
    "clearance:booth_next": _BOOTH,
    "clearance:booth_trip": _BOOTH,
    "clearance:booth_release": _PRIMARY,
    "clearance:booth_refer": _PRIMARY,
    "clearance:booth_hold": _BOOTH,
    "clearance:booth_lift": _BOOTH,
    "clearance:booth_note": _BOOTH,
    "clearance:booth_undo": _PRIMARY,
    "clearance:port": _BOOTH,
    "clearance:port_board": _BOOTH,
    "clearance:port_rows": _BOOTH,
    "clearance:port_car": _BOOTH,
    "clearance:secondary": _JOINT,
    "clearance:secondary_rows": _JOINT,
    "clearance:secondary_bays": Roles("officer.supervisor"),
    "clearance:inspection": _JOINT,
    "clearance:inspection_entry": _JOINT,
    "clearance:inspection_photo": _JOINT,
    "clearance:inspection_photo_add": _JOINT,
    "clearance:after_actions": _SECONDARY,
    "clearance:after_action": _SECONDARY,
    "clearance:after_action_act": _SECONDARY,
    "clearance:inspection_start": _SECONDARY,
    "clearance:inspection_release": _SECONDARY,
    "clearance:inspection_refuse": _SECONDARY,
    "clearance:agency_desk": _PARTNER,
    "clearance:agency_rows": _PARTNER,
    "clearance:agency_proceed": _PARTNER,
    "clearance:agency_hold": _PARTNER,
    "clearance:yields": Roles("officer.targeting", "officer.supervisor"),
}
