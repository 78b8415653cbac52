"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from portal.core.access import Public, Roles, Rule

ACCESS: dict[str, Rule] = {
    "reference:crossing_list": Public(),
    "reference:crossing_detail": Public(),
    "reference:lane_switch": Roles("officer.supervisor", "administrator"),
    "reference:hs_page": Public(),
    "reference:hs_search": Public(),
    "api:port_list": Public(),
    "api:port_detail": Public(),
    "api:hs_list": Public(),
}
