"""Partners' machines: OAuth2 client credentials, sent as a bearer token (requirements 4.14)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from portal.accounts.selectors import actor_for_application
from portal.core.http import PortalRequest


@dataclass(frozen=True, slots=True)
class PartnerPrincipal:
    """Stands where Django expects a user: a key is nobody's account and has no rights of its own."""

    client_id: str
    is_authenticated: bool = True
    is_anonymous: bool = False
    is_active: bool = True

    @property
    def pk(self) -> str:
        return self.client_id

    def __str__(self) -> str:
        return self.client_id


class PartnerAuthentication(OAuth2Authentication):
    """Replaces the anonymous actor of the request by the partner's; without a bearer token it stays out of the way."""

    www_authenticate_realm = "preclear"

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        if not request.headers.get("Authorization", "").lower().startswith("bearer"):
            return None
        result = super().authenticate(request)
        if result is None:
            raise AuthenticationFailed
        token = result[1]
        application = token.application
        if application is None or not application.is_active:
            raise AuthenticationFailed
        actor = actor_for_application(application, frozenset(token.scope.split()))
        inner = cast(PortalRequest, request._request)
        inner.actor = replace(actor, request_id=getattr(inner, "request_id", ""))
        return PartnerPrincipal(application.client_id), token
