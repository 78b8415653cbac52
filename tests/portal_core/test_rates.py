"""A public form may be sent so many times from one address; without a cache nobody is refused (R-84)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import redis

from portal.core import rates


def test_one_address_is_counted_and_another_is_not_held_to_it() -> None:
    scope, who = f"test-{uuid4()}", "192.0.2.1"
    counted = [rates.too_often(scope, who, most=2, seconds=86_400) for _ in range(3)]
    assert counted == [False, False, True]
    assert not rates.too_often(scope, "192.0.2.2", most=2, seconds=86_400)
    assert not rates.too_often(f"other-{scope}", who, most=2, seconds=86_400)


def test_while_the_cache_is_away_nobody_is_refused(monkeypatch: Any) -> None:
    def away(*words: Any, **options: Any) -> None:
        raise redis.ConnectionError

    monkeypatch.setattr(rates.cache, "add", away)
    assert not rates.too_often("test", "192.0.2.1", most=0, seconds=60)
