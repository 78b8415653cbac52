"""Who may reach the benefit ledger, fees, records as of a day and the public pages; whose figures they see is decided in selectors."""

from portal.core.access import MEMBER_ROLES, TRADER_ROLES, Public, Roles, Rule

READERS = ("auditor", "officer.supervisor", "administrator", *TRADER_ROLES)

ACCESS: dict[str, Rule] = {
    "compliance:ledger_home": Roles(*READERS),
    "compliance:ledger": Roles(*READERS),
    "compliance:ledger_csv": Roles(*READERS),
    "compliance:ledger_pdf": Roles(*READERS),
    "compliance:shortfalls": Roles(*READERS),
    "compliance:shortfall": Roles(*READERS),
    "compliance:shortfall_accept": Roles("trader.admin"),
    "compliance:shortfall_contest": Roles("trader.admin"),
    "compliance:membership_as_of": Roles("auditor", *MEMBER_ROLES),
    "compliance:trip_as_of": Roles("auditor", *TRADER_ROLES),
    "compliance:organisation_as_of": Roles("auditor", *TRADER_ROLES),
    "compliance:fees_home": Roles(*TRADER_ROLES),
    "compliance:movement_fees": Roles(*READERS),
    "compliance:movement_fees_csv": Roles(*READERS),
    "compliance:border_cost": Roles(*READERS),
    "compliance:border_cost_csv": Roles(*READERS),
    "compliance:fee_purpose": Roles("auditor", "administrator"),
    "compliance:fee_purpose_csv": Roles("auditor", "administrator"),
    "compliance:benefits": Public(),
    "compliance:benefits_csv": Public(),
    "compliance:verify": Public(),
    "compliance:waits": Public(),
    "compliance:waits_csv": Public(),
}
