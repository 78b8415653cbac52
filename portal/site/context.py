"""What every page's header and footer show."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from portal.accounts.web import HatRequest, switch_context
from portal.core.access import access_map
from portal.core.domain.text import Text
from portal.site.menus import FOOTER, MENU, Item

ME = Text("My account", "Mon compte")
HATS = Text("Act for", "Agir pour")


def navigation(request: HatRequest) -> dict[str, Any]:
    """Give the actor and the menu of their role: only entries whose page would let them in."""
    actor = getattr(request, "actor", None)
    match = getattr(request, "resolver_match", None)
    current = match.view_name if match else ""
    return {
        "actor": actor,
        **switch_context(request),
        "account_items": [
            {"label": ME, "url": reverse("accounts:me")},
            {"label": HATS, "url": reverse("accounts:capacity")},
        ],
        "nav_items": [
            _entry(item, current) for item in MENU if actor is not None and item.shown_to(actor, access_map())
        ],
        "footer_items": [_entry(item, current) for item in FOOTER],
    }


def _entry(item: Item, current: str) -> dict[str, Any]:
    return {
        "label": item.label,
        "url": reverse(item.name),
        "key": item.key,
        "current": current in (item.name, *item.covers),
    }
