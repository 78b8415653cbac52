"""Every (route, method) with every identity against a real record of somebody else (acceptance 5).

A stranger's answer is byte for byte that of a missing id, nothing is written, no canary gets out; the owner gets
through. A new route without a row in the table fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from audit.trail.models import TrailEntry
from portal.core.ids import uuid7
from tests.architecture.routes import Route, iter_routes
from tests.isolation.table import OBJECTS, OPEN_PARAMETERS, READERS
from tests.isolation.world import Identity, World, make_world

pytestmark = pytest.mark.django_db

ROUTES = {route.name: route for route in iter_routes()}
CASES = [(name, method) for name in sorted(OBJECTS) if name in ROUTES for method in ROUTES[name].methods]
LISTS = sorted(
    route.name for route in ROUTES.values() if not route.parameters and route.name not in ("account_logout", "api:docs")
)
OUTSIDERS = (
    "stranger",
    "viewer_of_stranger",
    "person",
    "removed",
    "broker_of_stranger",
    "token_of_stranger",
    "anonymous",
)
VOLATILE = ("Date", "Expires", "X-Request-Id", "Set-Cookie", "Content-Length", "Location")
TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{22}')


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, _reference_loaded: None) -> Iterator[World]:
    """One world for all cases; each case runs in a savepoint that is rolled back."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield make_world()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def missing_rows(routes: dict[str, Route]) -> list[str]:
    """Name the routes with parameters that the table does not know, and the rows without a route."""
    wanted = {name for name, route in routes.items() if route.parameters}
    return sorted(wanted ^ (set(OBJECTS) | set(OPEN_PARAMETERS)))


def test_every_route_with_a_parameter_has_a_row() -> None:
    assert missing_rows(ROUTES) == []


def test_a_new_route_without_a_row_fails() -> None:
    extra = {**ROUTES, "clearance:new": Route("clearance:new", "new/<uuid:trip_id>/", ("trip_id",), ("get",))}
    assert missing_rows(extra) == ["clearance:new"]


def ask(identity: Identity, url: str, method: str) -> HttpResponse:
    """Send one request inside a savepoint and take everything back that it wrote."""
    body: dict[str, Any] = {"expected_version": 1}
    options: dict[str, Any] = {}
    if method != "get":
        options = {"data": body}
        if url.startswith("/api/") or method != "post":
            options = {"data": json.dumps(body), "content_type": "application/json"}
    before = TrailEntry.objects.count()
    with transaction.atomic():
        response = getattr(identity.client, method)(url, **options)
        response.wrote = TrailEntry.objects.count() - before
        transaction.set_rollback(True)
    return response


def outline(response: HttpResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """What must be equal: status, body without the form token and ids of this request, headers that do not tell time."""
    content = b"".join(response) if response.streaming else response.content
    headers = sorted((name, value) for name, value in response.items() if name not in VOLATILE)
    return response.status_code, TOKENS.sub(b"", content), headers


@pytest.mark.parametrize(("name", "method"), CASES, ids=[f"{name}-{method}" for name, method in CASES])
def test_a_record_of_somebody_else_looks_like_one_that_does_not_exist(name: str, method: str, world: World) -> None:
    kind, key, parameter, others = OBJECTS[name]
    must, may = READERS.get(f"{kind} {method}", READERS[kind])
    for identity in world.identities.values():
        if identity.name.startswith("token") and not name.startswith("api:"):
            continue
        real = ask(identity, reverse(name, kwargs={parameter: world.ids[key], **others}), method)
        gone = ask(identity, reverse(name, kwargs={parameter: uuid7(), **others}), method)
        where = f"{identity.name} {method.upper()} {name}: {real.status_code}"
        assert real.status_code < 500, where
        if identity.name in must and _by_browser_or_token(identity, name, method):
            assert real.status_code not in (401, 403, 404), f"the owner does not get through: {where}"
        elif identity.name not in must | may:
            assert outline(real) == outline(gone), f"tells a real record from a missing one: {where}"
            assert real.wrote == 0, f"wrote something: {where}"
            assert world.canary.encode() not in outline(real)[1], f"leaks: {where}"


def _by_browser_or_token(identity: Identity, name: str, method: str) -> bool:
    """A session may read the API; writing there by session takes a CSRF token that no other site has."""
    return identity.name.startswith("token") or not name.startswith("api:") or method == "get"


@pytest.mark.parametrize("name", LISTS)
def test_no_list_search_or_form_shows_a_canary_to_an_outsider(name: str, world: World) -> None:
    url = reverse(name)
    for key in OUTSIDERS:
        identity = world.identities[key]
        if key.startswith("token") and not name.startswith("api:"):
            continue
        for query in ("", f"?q={world.term}"):
            response = ask(identity, url + query, "get")
            assert response.status_code < 500, f"{key} {name}"
            body = b"".join(response) if response.streaming else response.content
            assert world.canary.encode() not in body, f"{name} leaks to {key}"
