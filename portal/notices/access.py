"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from portal.core.access import Roles, Rule, Scope, SignedIn

_ADMIN = Roles("trader.admin")
_MANAGE = Scope("webhooks:write", "trader.admin")

ACCESS: dict[str, Rule] = {
    "notices:list": SignedIn(),
    "notices:notice": SignedIn(),
    "notices:webhooks": _ADMIN,
    "notices:endpoint_act": _ADMIN,
    "notices:delivery_replay": _ADMIN,
    "api:notice_list": Scope("notices:read"),
    "api:notice": Scope("notices:read"),
    "api:webhook_list": _MANAGE,
    "api:webhook": _MANAGE,
    "api:webhook_ping": _MANAGE,
    "api:webhook_deliveries": _MANAGE,
    "api:webhook_replay": _MANAGE,
}
