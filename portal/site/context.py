"""What every page's header shows."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give the actor and the navigation of their role."""
    return {"actor": getattr(request, "actor", None), "nav_items": []}
