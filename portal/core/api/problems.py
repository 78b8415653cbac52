"""Errors as RFC 9457 problem details, carrying the one error object."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from portal.core.domain.errors import DomainError, ErrorItem, NotAllowed, NotFound
from portal.core.domain.text import Text

CONTENT_TYPE = "application/problem+json"

TEXTS: dict[type[exceptions.APIException], tuple[str, Text]] = {
    exceptions.NotAuthenticated: (
        "API_NOT_AUTHENTICATED",
        Text("Send a bearer token or sign in.", "Envoyez un jeton porteur ou ouvrez une session."),
    ),
    exceptions.AuthenticationFailed: (
        "API_TOKEN_REFUSED",
        Text("The token is unknown, revoked or expired.", "Le jeton est inconnu, révoqué ou expiré."),
    ),
    exceptions.PermissionDenied: (
        "API_NOT_ALLOWED",
        Text(
            "The token lacks the scope, or your role may not do this.",
            "La portée du jeton ou votre rôle ne suffit pas.",
        ),
    ),
    exceptions.Throttled: (
        "API_THROTTLED",
        Text("Too many requests; wait and try again.", "Trop de demandes; attendez, puis réessayez."),
    ),
    exceptions.ParseError: (
        "API_UNREADABLE",
        Text("The body is not readable JSON.", "Le corps n'est pas du JSON lisible."),
    ),
    exceptions.MethodNotAllowed: (
        "API_METHOD",
        Text("This address does not know that method.", "Cette adresse ne connaît pas cette méthode."),
    ),
    exceptions.NotAcceptable: (
        "API_NOT_ACCEPTABLE",
        Text("Only JSON is served here.", "Seul le JSON est servi ici."),
    ),
    exceptions.UnsupportedMediaType: (
        "API_MEDIA_TYPE",
        Text("Send application/json.", "Envoyez application/json."),
    ),
}


def problem_body(error: DomainError) -> dict[str, Any]:
    """Give the JSON of a refusal: type, title, status, detail and the items."""
    first = error.items[0] if error.items else None
    return {
        "type": f"urn:preclear:{first.code if first else 'error'}",
        "title": error.title.en,
        "status": error.status,
        "detail": first.message.en if first else error.title.en,
        "errors": [item.as_dict() for item in error.items],
    }


def problem_response(error: DomainError) -> HttpResponse:
    return JsonResponse(problem_body(error), status=error.status, content_type=CONTENT_TYPE)


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: anything foreseen becomes a problem, anything else stays a 500."""
    refusal = as_domain_error(error)
    if refusal is None:
        return None
    set_rollback()
    headers = {}
    if isinstance(error, exceptions.APIException):
        if challenge := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = challenge
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait) + 1)
    return Response(problem_body(refusal), status=refusal.status, headers=headers, content_type=CONTENT_TYPE)


def as_domain_error(error: Exception) -> DomainError | None:
    """Translate what Django and DRF raise into the one error object."""
    if isinstance(error, DomainError):
        return error
    if isinstance(error, Http404):
        return NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        return _with_status(error.status_code, _validation_items(error.detail))
    if isinstance(error, exceptions.NotFound):
        return NotFound()
    if isinstance(error, exceptions.APIException):
        code, text = TEXTS.get(
            type(error), (f"API_{error.default_code.upper()}", Text(str(error.detail), str(error.detail)))
        )
        return _with_status(error.status_code, [ErrorItem(code, text)])
    return None


def _with_status(status: int, items: list[ErrorItem]) -> DomainError:
    error = NotAllowed(items) if status == 403 else DomainError(items)
    error.status = status
    return error


def _validation_items(detail: Any, path: str = "") -> list[ErrorItem]:
    if isinstance(detail, dict):
        return [
            item
            for key, value in detail.items()
            for item in _validation_items(value, f"{path}.{key}" if path else str(key))
        ]
    if isinstance(detail, list) and any(isinstance(part, dict | list) for part in detail):
        return [item for index, part in enumerate(detail) for item in _validation_items(part, f"{path}[{index}]")]
    parts = detail if isinstance(detail, list) else [detail]
    return [ErrorItem(f"API_{str(part.code).upper()}", Text(str(part), str(part)), path=path) for part in parts]
