"""Who may reach the views of the site itself."""

from portal.core.access import Public, Roles, Rule

ACCESS: dict[str, Rule] = {
    "site:home": Public(),
    "site:style": Public(),
    "site:style_search": Public(),
    "site:status": Public(),
    "site:status_csv": Public(),
    "site:envoys": Roles("envoy"),
    "site:health": Public(),
    "site:workflows": Public(),
    "site:docs_rules": Public(),
    "site:docs_elements": Public(),
    "site:stuck": Roles("administrator"),
    "site:stuck_retry": Roles("administrator"),
}
