"""Who may reach the views of the site itself."""

from portal.core.access import Public, Rule, SignedIn

ACCESS: dict[str, Rule] = {
    "site:home": Public(),
    "site:style": Public(),
    "site:health": Public(),
}
