"""Lane readers sign in with a key of their own: no partner can make one, and it opens one endpoint for one lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from clearance.models import LaneReader
from clearance.selectors import reader_of_key
from portal.core.domain.actors import Actor
from portal.core.http import PortalRequest

SCHEME, SCOPE = "Reader", "lanes:write"


@dataclass(frozen=True, slots=True)
class ReaderPrincipal:
    """Stands where Django expects a user: a reader is nobody's account."""

    reader: LaneReader
    is_authenticated: bool = True
    is_active: bool = True

    @property
    def pk(self) -> str:
        return f"reader:{self.reader.id}"


class ReaderAuthentication(BaseAuthentication):
    """`Authorization: Reader <key>`; replaces whoever else may be signed in."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME.lower():
            return None
        reader = reader_of_key(key.strip()) if key.isascii() else None
        if reader is None:
            raise AuthenticationFailed
        inner = cast(PortalRequest, request._request)
        inner.actor = Actor(
            kind="partner",
            name=reader.name,
            roles=frozenset({"partner"}),
            client_id=f"reader:{reader.id}",
            scopes=frozenset({SCOPE}),
            port=reader.lane.crossing.code,
            request_id=getattr(inner, "request_id", ""),
        )
        return ReaderPrincipal(reader), reader

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class ReaderScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the key."""

    target_class = "clearance.api.reader_keys.ReaderAuthentication"
    name = "reader"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Reader <key>`: given by the operators of the service to one reader at one lane.",
        }
