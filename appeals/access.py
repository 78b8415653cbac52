"""Who may reach the pages of the commission; which cases they see is decided in selectors."""

from portal.core.access import MEMBER_ROLES, Roles, Rule

_APPELLANTS = ("trader.admin", "trader.filer", "traveller", "driver")

ACCESS: dict[str, Rule] = {
    "appeals:case_list": Roles(*MEMBER_ROLES, "commission.registrar", "commission.member"),
    "appeals:case_new": Roles(*_APPELLANTS),
    "appeals:case": Roles(*MEMBER_ROLES, "commission.registrar", "commission.member"),
    "appeals:panel": Roles("commission.registrar"),
    "appeals:vote": Roles("commission.member"),
    "appeals:rule": Roles("commission.member"),
    "appeals:withdraw": Roles(*_APPELLANTS),
}
