"""Many at once: one key gives one trip, one number gives one trip, whatever the timing (reliability 1.2)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from clearance.models import Trip
from clearance.services import trip_file
from portal.core.domain.errors import DomainError
from portal.core.services import idempotent
from tests.factories.clearance import make_carrier, make_filer, manifest_for, read
from tests.factories.reference import load

pytestmark = pytest.mark.django_db(transaction=True)
CALLERS = 6


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """Call from six threads, each with a database connection of its own; a refusal is an answer too."""

    def one(number: int) -> Any:
        try:
            return work(number)
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(CALLERS) as pool:
        return list(pool.map(one, range(CALLERS)))


def test_one_key_from_six_callers_gives_one_trip_and_one_answer() -> None:
    load()
    carrier = make_carrier()
    actor, manifest = make_filer(carrier), read(manifest_for(carrier))

    def produce() -> tuple[int, dict[str, Any]]:
        return 201, {"id": str(trip_file(actor=actor, manifest=manifest, channel="api").id)}

    answers = at_once(lambda _: idempotent(client="client:x", key="one", body=b"same", produce=produce))
    assert len({answer.body["id"] for answer in answers}) == 1
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * (CALLERS - 1)
    assert Trip.objects.count() == 1


def test_one_number_under_six_keys_gives_one_trip_and_five_refusals() -> None:
    load()
    carrier = make_carrier()
    actor, manifest = make_filer(carrier), read(manifest_for(carrier))
    answers = at_once(lambda _: trip_file(actor=actor, manifest=manifest, channel="api"))
    refusals = [answer for answer in answers if isinstance(answer, DomainError)]
    assert len(refusals) == CALLERS - 1
    assert {item.path for refusal in refusals for item in refusal.items if item.severity == "error"} >= {
        "trip.reference"
    }
    assert Trip.objects.count() == 1
