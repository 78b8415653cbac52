"""Who is asking, and may they reach this view at all: deny by default (architecture rule 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.module_loading import import_string

from portal.core.access import Rule, access_map, needs_second_factor, needs_waking
from portal.core.api.problems import problem_response
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, ErrorItem, NotAllowed
from portal.core.domain.text import Text
from portal.core.html_errors import domain_error_page
from portal.core.http import PortalRequest
from portal.core.ids import uuid7

GetResponse = Callable[[HttpRequest], HttpResponse]
API_PREFIX = "/api/"
WRONG_ROLE = ErrorItem(
    "CORE_WRONG_ROLE",
    Text("This page belongs to another role.", "Cette page relève d'un autre rôle."),
    fix=Text(
        "Go to your home page, or sign in with the right account.",
        "Allez à votre page d'accueil ou ouvrez une session avec le bon compte.",
    ),
)


class RequestIdMiddleware:
    """Give each request an id; it appears in the answer, the log and the trail."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        request.request_id = str(uuid7())
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id
        return response


class ActorMiddleware:
    """Set `request.actor`: the person in the capacity chosen, or None. The loader lives in accounts."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.load: Callable[[HttpRequest], Actor | None] = import_string(settings.ACTOR_LOADER)

    def __call__(self, request: PortalRequest) -> HttpResponse:
        vars(request)["actor"] = self.load(request)
        return self.get_response(request)


class AccessMiddleware:
    """Refuse every view whose URL name has no rule or whose rule does not allow the actor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: PortalRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        rule = access_map().get(name or "")
        if rule is None:
            raise Http404
        if request.path.startswith(API_PREFIX) and not rule.public:
            return None  # BaseApi applies the same rule after it has authenticated the token
        return _decide(request, rule, request.actor)

    def process_exception(self, request: PortalRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        if request.path.startswith(API_PREFIX):
            return problem_response(error)
        return domain_error_page(request, error)


def _decide(request: PortalRequest, rule: Rule, actor: Actor | None) -> HttpResponse | None:
    if actor is not None and needs_waking(rule, actor) and not needs_second_factor(rule, actor):
        return _to(request, "accounts:dormant")
    if not rule.allows(actor):
        if actor is None:
            return _to(request, "account_login")
        return domain_error_page(request, NotAllowed([WRONG_ROLE]))
    if actor is not None and needs_second_factor(rule, actor):
        return _to(request, "accounts:second_factor")
    return None


def _to(request: PortalRequest, name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
