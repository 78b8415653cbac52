"""How often a client may call: counted per key, answered with Retry-After, forgiving when the cache is away."""

from __future__ import annotations

from typing import Any

import pytest
import redis
from django.core.cache import cache
from django.test import Client

from portal.accounts.api.throttling import ClientThrottle
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _slow_rate(monkeypatch: Any) -> None:
    monkeypatch.setattr(ClientThrottle, "THROTTLE_RATES", {"client": "3/hour"})
    cache.clear()


def visit(client: Client) -> Any:
    return client.get("/api/v1/notices")


def test_the_fourth_call_waits(client: Client) -> None:
    make.sign_in(client, make.make_member(make.make_organisation()))
    assert [visit(client).status_code for _ in range(3)] == [200, 200, 200]
    answer = visit(client)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3601
    assert answer.json()["errors"][0]["code"] == "API_THROTTLED"


def test_clients_are_counted_apart(client: Client) -> None:
    first, second = (make.sign_in(Client(), make.make_member(make.make_organisation())) for _ in range(2))
    for _ in range(4):
        visit(first)
    assert visit(first).status_code == 429
    assert visit(second).status_code == 200


def test_strangers_are_counted_by_address() -> None:
    first = [Client().get("/api/v1/notices", REMOTE_ADDR="192.0.2.1").status_code for _ in range(4)]
    assert first == [401, 401, 401, 429]
    assert Client().get("/api/v1/notices", REMOTE_ADDR="192.0.2.2").status_code == 401


class Away:
    """A cache whose server is down."""

    def incr(self, key: str) -> int:
        raise redis.ConnectionError


def test_nobody_is_refused_while_the_cache_is_away(client: Client, monkeypatch: Any) -> None:
    make.sign_in(client, make.make_member(make.make_organisation()))
    monkeypatch.setattr("portal.accounts.api.throttling.cache", Away())
    assert [visit(client).status_code for _ in range(5)] == [200] * 5
