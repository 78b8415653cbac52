"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from portal.core.access import Rule

ACCESS: dict[str, Rule] = {}
