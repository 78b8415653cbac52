"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from enrollment.access_interviews import INTERVIEW_ACCESS
from enrollment.selectors.scoping import APPLICATION_READERS, DECISION_READERS, MEMBERSHIP_READERS
from portal.core.access import MEMBER_ROLES, Public, Roles, Rule, Scope

_MEMBERS = Roles(*MEMBER_ROLES)
_OFFICERS = Roles(*APPLICATION_READERS)

ACCESS: dict[str, Rule] = {
    **INTERVIEW_ACCESS,
    "enrollment:programmes": Public(),
    "enrollment:programme": Public(),
    "enrollment:matrix": Public(),
    "enrollment:mine": _MEMBERS,
    "enrollment:application_start": _MEMBERS,
    "enrollment:application": _MEMBERS,
    "enrollment:application_section": _MEMBERS,
    "enrollment:application_submit": _MEMBERS,
    "enrollment:application_withdraw": _MEMBERS,
    "enrollment:reviews": _OFFICERS,
    "enrollment:review": _OFFICERS,
    "enrollment:find": Roles(*MEMBERSHIP_READERS),
    "enrollment:membership": Roles(*MEMBER_ROLES, *MEMBERSHIP_READERS),
    "enrollment:membership_graduate": _OFFICERS,
    "enrollment:membership_demote": _OFFICERS,
    "enrollment:membership_leave": _MEMBERS,
    "enrollment:decision": Roles(*MEMBER_ROLES, *DECISION_READERS),
    "api:membership_list": Scope("memberships:read"),
    "api:membership_detail": Scope("memberships:read"),
    "api:decision_detail": Scope("memberships:read"),
}
