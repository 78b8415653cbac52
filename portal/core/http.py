"""The request as views see it, for the type checker: the middleware has set these before any view runs."""

from __future__ import annotations

from django.http import HttpRequest

from portal.core.domain.actors import Actor


class PortalRequest(HttpRequest):
    """A request behind the access map. `actor` is there in every view whose rule is not public."""

    actor: Actor
    request_id: str
