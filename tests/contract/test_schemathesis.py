"""Every endpoint keeps its published contract under generated calls, right and wrong ones (schemathesis).

Each call runs in a savepoint that is rolled back, with the deferred triggers fired first, so that the order of calls
does not matter and a call that could not be committed is found too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, given, settings
from schemathesis import checks
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.accounts.api.throttling import ClientThrottle
from portal.wsgi import application
from tests.contract.world import World, make_world
from tests.factories.clearance import manifest_for

EXAMPLES = 12
SCHEMA = "/api/v1/schema/?format=json"
PUBLIC = ("/api/v1/ports", "/api/v1/hs-codes")
CHECKS = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def world(reference_data: None) -> World:
    return make_world()


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give the schema over the application itself, which as in Django's own test client keeps its connection."""
    monkeypatch.setattr(ClientThrottle, "THROTTLE_RATES", {"client": None})
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(SCHEMA, application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(api: Any) -> list[Any]:
    return [found.ok() for found in api.get_all_operations()]


def called(case: Any, headers: dict[str, str]) -> Any:
    """Make one call in a transaction that could be committed but is not."""
    with transaction.atomic():
        answer = case.call(headers=headers)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
    return answer


def can_be_wrong(operation: Any) -> bool:
    """Say whether anything is sent that could break the schema; a plain segment of a path is text, so never wrong."""
    uuids = [each for each in operation.path_parameters if each.definition["schema"].get("format") == "uuid"]
    return bool(uuids or list(operation.query) or list(operation.body))


def breaches(operation: Any, mode: GenerationMode, headers: dict[str, str], known: dict[str, str]) -> list[str]:
    """Give what the checks say about generated calls of one operation; every second one aims at a real record."""
    found: list[str] = []
    turn = count()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
    )
    def run(case: Any) -> None:
        if next(turn) % 2:
            case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
        answer = called(case, headers)
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseExceptionGroup as group:
            found.extend(f"{operation.label}: {error}" for error in group.exceptions)

    run()
    return found


def test_right_calls_with_a_token_find_no_breach(world: World, api: Any) -> None:
    found = operations(api)
    assert len(found) > 20
    assert [
        words for each in found for words in breaches(each, GenerationMode.POSITIVE, world.headers, world.known)
    ] == []


def test_wrong_calls_with_a_token_find_no_breach(world: World, api: Any) -> None:
    found = [each for each in operations(api) if can_be_wrong(each)]
    assert len(found) > 20
    assert [
        words for each in found for words in breaches(each, GenerationMode.NEGATIVE, world.headers, world.known)
    ] == []


def test_without_a_token_only_public_endpoints_answer(world: World, api: Any) -> None:
    for operation in operations(api):
        case = operation.Case(path_parameters={each.name: world.known[each.name] for each in operation.path_parameters})
        answer = called(case, {})
        case.validate_response(answer, checks=CHECKS)
        public = operation.path.startswith(PUBLIC)
        assert (answer.status_code == 200) if public else (answer.status_code == 401), operation.label


def test_the_life_of_a_trip_answers_as_published(world: World, api: Any) -> None:
    path, one = "/api/v1/trips", "/api/v1/trips/{trip_id}"
    manifest = manifest_for(world.carrier)

    def call(address: str, method: str, status: int, headers: dict[str, str], **parts: Any) -> Any:
        case = api[address][method].Case(**parts)
        answer = case.call(headers={**world.headers, **headers})
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code == status, answer.text
        return answer.json()

    filed = call(path, "POST", 201, {"Idempotency-Key": "one"}, body=manifest, media_type="application/json")
    trip = {"trip_id": filed["id"]}
    again = call(path, "POST", 201, {"Idempotency-Key": "one"}, body=manifest, media_type="application/json")
    assert again == filed
    other = manifest_for(world.carrier)
    call(path, "POST", 409, {"Idempotency-Key": "one"}, body=other, media_type="application/json")
    seen = {"If-Match": f'"{filed["row_version"]}"'}
    amended = call(one, "PUT", 200, seen, path_parameters=trip, body=manifest, media_type="application/json")
    assert amended["version"] == 2
    call(one, "PUT", 409, seen, path_parameters=trip, body=manifest, media_type="application/json")
    call(one, "GET", 200, {}, path_parameters=trip)
    cancelled = call(f"{one}/cancel", "POST", 200, {}, path_parameters=trip, body={}, media_type="application/json")
    assert cancelled["status"]["final"]
