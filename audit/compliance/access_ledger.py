"""Who may reach the benefit ledger; whose figures they see is decided in selectors."""

from portal.core.access import TRADER_ROLES, Public, Roles, Rule

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
    "compliance:fees_home": Roles(*TRADER_ROLES),
    "compliance:movement_fees": Roles(*READERS),
    "compliance:movement_fees_csv": Roles(*READERS),
    "compliance:fee_purpose": Roles("auditor", "administrator"),
    "compliance:fee_purpose_csv": Roles("auditor", "administrator"),
    "compliance:benefits": Public(),
    "compliance:benefits_csv": Public(),
    "compliance:verify": Public(),
    "compliance:waits": Public(),
    "compliance:waits_csv": Public(),
}
