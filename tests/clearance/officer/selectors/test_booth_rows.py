"""A prepared screen spares reading and is never an old one: any change of what it was made of is seen (5.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
import redis
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearance.models import Trip
from clearance.selectors import booth_prepare, booth_screen
from clearance.services import booth_note, booth_release
from portal.core import clock
from portal.core.domain.errors import NotFound
from tests.factories.officer import hold, make_scored, partner, primary


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def cost(officer: Any, trip: Trip) -> int:
    with CaptureQueriesContext(connection) as seen:
        booth_screen(actor=officer, trip_id=trip.id)
    return len(seen)


def test_a_worker_prepares_the_trucks_due_within_fifteen_minutes() -> None:
    soon, later = make_scored(), make_scored()
    now = soon.eta - timedelta(minutes=10)
    Trip.objects.filter(pk=later.pk).update(eta=soon.eta + timedelta(hours=2))
    with clock.frozen(now):
        assert booth_prepare() == 1
        assert booth_screen(actor=primary(), trip_id=soon.id).prepared
        assert not booth_screen(actor=primary(), trip_id=later.id).prepared
        officer = primary()
        cold = make_scored()
        assert cost(officer, soon) < cost(officer, cold) - 5


@pytest.mark.parametrize(
    "change",
    [
        lambda trip: booth_note(actor=primary("CBSA"), trip_id=trip.id, text="Seen at the scale."),
        lambda trip: hold(partner("FDA"), trip, "partner"),
        lambda trip: booth_release(actor=primary(), trip_id=trip.id, expected_version=trip.row_version),
        lambda trip: Trip.objects.filter(pk=trip.pk).update(plate="OTHER1"),
    ],
)
def test_any_change_is_seen_at_the_next_look(change: Callable[[Trip], Any]) -> None:
    officer, trip = primary(), make_scored(regulated=True)
    booth_screen(actor=officer, trip_id=trip.id)
    assert booth_screen(actor=officer, trip_id=trip.id).prepared
    change(trip)
    assert not booth_screen(actor=officer, trip_id=trip.id).prepared


def test_a_prepared_screen_is_no_way_around_the_port_and_no_cache_is_no_outage() -> None:
    trip = make_scored()
    booth_screen(actor=primary(), trip_id=trip.id)
    with pytest.raises(NotFound):
        booth_screen(actor=primary(port="peace-bridge"), trip_id=trip.id)
    with patch("clearance.selectors.booth_rows.cache.get", side_effect=redis.ConnectionError):
        assert not booth_screen(actor=primary(), trip_id=trip.id).prepared
