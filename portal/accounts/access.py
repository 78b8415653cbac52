"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from portal.core.access import TRADER_ROLES, Public, Roles, Rule, SignedIn

_ADMIN = Roles("trader.admin")
_TRADERS = Roles(*TRADER_ROLES)
_SUPERVISORS = Roles("officer.supervisor", "administrator")
_REGISTER = Roles(
    "officer.primary", "officer.secondary", "officer.vetting", "officer.targeting", "officer.supervisor", "officer.pga",
    "auditor", "administrator",
)  # fmt: skip

ACCESS: dict[str, Rule] = {
    "accounts:organisation": _TRADERS,
    "accounts:register": Roles("traveller", *TRADER_ROLES),
    "accounts:organisation_edit": _ADMIN,
    "accounts:colleagues": _ADMIN,
    "accounts:colleague_remove": _ADMIN,
    "accounts:person_remove": _ADMIN,
    "accounts:person_role": _ADMIN,
    "accounts:invitation_act": _ADMIN,
    "accounts:invitation": Public(),
    "accounts:dormant": SignedIn(awake=False),
    "accounts:wake": SignedIn(awake=False),
    "accounts:resting": _SUPERVISORS,
    "accounts:resting_wake": _SUPERVISORS,
    "accounts:accreditations": _REGISTER,
    "accounts:accreditation_end": _SUPERVISORS,
    "accounts:delegation": _TRADERS,
    "accounts:delegations": _TRADERS,
    "accounts:delegation_offer": _ADMIN,
    "accounts:delegation_act": _ADMIN,
    "accounts:keys": _ADMIN,
    "accounts:key_rotate": _ADMIN,
    "accounts:key_revoke": _ADMIN,
    "accounts:capacity": SignedIn(),
    "accounts:me": SignedIn(),
    "accounts:second_factor": SignedIn(second_factor=False),
}
