"""The base of every REST endpoint."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.core.access import Rule, access_map, needs_second_factor, needs_waking
from portal.core.domain.actors import Actor


class BaseApi(APIView):
    """Authenticates, then applies the rule of `portal.site.url_access`; `self.actor` is who asks.

    Partner tokens (OAuth2 client credentials) and signed-in people reach the same endpoints; the token's
    authentication class replaces the anonymous `request.actor` by the partner's.
    """

    actor: Actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        actor: Actor | None = getattr(request, "actor", None)
        match = request.resolver_match
        rule = access_map().get(match.view_name or "") if match else None
        if rule is None:
            raise PermissionDenied
        if actor is None and not rule.public:
            raise NotAuthenticated
        if not rule.allows(actor) or (actor is not None and _not_yet(rule, actor)):
            raise PermissionDenied
        if actor is not None:
            self.actor = actor


def _not_yet(rule: Rule, actor: Actor) -> bool:
    return needs_second_factor(rule, actor) or needs_waking(rule, actor)
