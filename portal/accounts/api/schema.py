"""How the OpenAPI document describes the partner's token, with the scope each endpoint asks for."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import Resolver404, resolve
from drf_spectacular.extensions import OpenApiAuthenticationExtension

from portal.core.access import Scope, access_map

SAMPLE = str(UUID(int=0))


class PartnerScheme(OpenApiAuthenticationExtension):
    """OAuth2 client credentials: the token endpoint and every scope."""

    target_class = "portal.accounts.api.authentication.PartnerAuthentication"
    name = "partner"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "oauth2",
            "description": "Make a key in the portal, then ask /oauth/token/ for a bearer token with it.",
            "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": settings.OAUTH2_PROVIDER["SCOPES"]}},
        }

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        scope = scope_of(auto_schema.path)
        return {self.name: [scope] if scope else []}


def scope_of(path: str) -> str:
    """Give the scope the access map asks for at a documented path; empty when it asks for none."""
    try:
        name = resolve(re.sub(r"\{[^}]+\}", SAMPLE, path)).view_name
    except Resolver404:
        return ""
    rule = access_map().get(name)
    return rule.scope if isinstance(rule, Scope) else ""
