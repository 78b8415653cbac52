"""Who may reach the pages of threat profiles: targeting officers write and sign, supervisors read."""

from portal.core.access import Roles, Rule

_READ = Roles("officer.targeting", "officer.supervisor")
_WRITE = Roles("officer.targeting")

PROFILE_ACCESS: dict[str, Rule] = {
    **{
        f"clearance:{name}": _READ
        for name in ("profiles", "profile", "profile_table", "profile_compare", "profile_expected")
    },
    **{
        f"clearance:profile_{name}": _WRITE
        for name in (
            "import",
            "draft",
            "simulate",
            "sign",
            "activate",
            "plan",
            "withdraw",
            "consult",
            "rule_new",
            "rule",
            "rule_remove",
            "card",
            "card_remove",
            "try",
        )
    },
}
