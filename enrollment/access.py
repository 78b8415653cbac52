"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from enrollment.domain.transitions import FEE_KEYS, FEE_READERS, POLICY_KEYS, POLICY_READERS
from enrollment.selectors.scoping import APPLICATION_READERS, DECISION_READERS, MEMBERSHIP_READERS
from portal.core.access import MEMBER_ROLES, Public, Roles, Rule, Scope
from portal.workflow.access import BorderStaff

_MEMBERS = Roles(*MEMBER_ROLES)
_OFFICERS = Roles(*APPLICATION_READERS)

ACCESS: dict[str, Rule] = {
    "enrollment:programmes": Public(),
    "enrollment:programme": Public(),
    "enrollment:matrix": Public(),
    "enrollment:fees": Public(),
    "enrollment:exits": Public(),
    "enrollment:exits_csv": Public(),
    "enrollment:exits_exact": Roles(*APPLICATION_READERS, "auditor", "administrator"),
    "enrollment:exits_exact_csv": Roles(*APPLICATION_READERS, "auditor", "administrator"),
    "enrollment:fees_mine": _MEMBERS,
    "enrollment:fee_desk": BorderStaff(FEE_READERS),
    "enrollment:fee_new": BorderStaff(FEE_KEYS),
    "enrollment:fee_act": BorderStaff(FEE_KEYS),
    "enrollment:invoice": _MEMBERS,
    "enrollment:invoice_pay": _MEMBERS,
    "enrollment:invoice_check": _MEMBERS,
    "enrollment:payment_told": Public(),
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
    "enrollment:policies": BorderStaff(POLICY_READERS),
    "enrollment:criteria_new": BorderStaff(POLICY_KEYS),
    "enrollment:criteria_version": BorderStaff(POLICY_READERS),
    "enrollment:criteria_act": BorderStaff(POLICY_KEYS),
    "enrollment:recognition_new": BorderStaff(POLICY_KEYS),
    "enrollment:recognition": BorderStaff(POLICY_READERS),
    "enrollment:recognition_act": BorderStaff(POLICY_KEYS),
    "enrollment:graduations": _OFFICERS,
    "enrollment:graduation": _OFFICERS,
    "enrollment:elsewhere": _MEMBERS,
    "enrollment:elsewhere_withdraw": _MEMBERS,
    "enrollment:elsewhere_desk": _OFFICERS,
    "enrollment:elsewhere_decide": _OFFICERS,
    "enrollment:where": Public(),
    "api:membership_list": Scope("memberships:read"),
    "api:membership_detail": Scope("memberships:read"),
    "api:application_status": Scope("memberships:read"),
    "api:decision_detail": Scope("memberships:read"),
}
