"""Who may reach the pages of interviews, centres and site visits; whose rows they see is decided in selectors."""

from __future__ import annotations

from enrollment.selectors.scoping import APPLICATION_READERS
from portal.core.access import MEMBER_ROLES, TRADER_ROLES, Roles, Rule

_MEMBERS = Roles(*MEMBER_ROLES)
_OFFICERS = Roles(*APPLICATION_READERS)
_VISITS = Roles(*TRADER_ROLES, *APPLICATION_READERS, "auditor")

INTERVIEW_ACCESS: dict[str, Rule] = {
    "enrollment:interview": Roles(*MEMBER_ROLES, *APPLICATION_READERS),
    **{
        f"enrollment:{name}": _MEMBERS
        for name in (
            "interview_times",
            "interview_wish",
            "wish_withdraw",
            "interview_offer",
            "interview_cancel",
            "interview_ics",
        )
    },
    **{
        f"enrollment:{name}": _OFFICERS
        for name in ("interview_record", "interview_end", "centres", "centre", "centre_day")
    },
    "enrollment:centre_act": Roles("officer.supervisor"),
    "enrollment:visits": _VISITS,
    "enrollment:visit": _VISITS,
    "enrollment:visit_act": Roles("trader.admin", *APPLICATION_READERS),
}
