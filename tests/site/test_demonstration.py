"""The example data come out whole whatever the day's draw picks."""

from itertools import count
from typing import Any

import pytest
from django.test import override_settings

from clearance.models import OverturnedMovement, Trip
from portal.site.seed.demonstration import demonstration_seed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@override_settings(TARGETING_DRAWS=True, DEMO=True)
def test_a_truck_the_draw_picks_waits_and_the_next_one_plays_the_story(monkeypatch: Any) -> None:
    turns = count()
    monkeypatch.setattr("clearance.services.draws.drawn", lambda *words: next(turns) % 2 == 0)
    told: list[str] = []
    assert demonstration_seed(told.append)
    assert any("the carrier is back at T2" in line for line in told)
    lanes = dict(Trip.objects.filter(trip_number__startswith="ABCDSTORY").values_list("trip_number", "lane"))
    assert lanes["ABCDSTORY0001"] == "SECONDARY"
    assert lanes["ABCDSTORY000B"] != "SECONDARY"
    assert Trip.objects.get(trip_number="ABCDSTORY000B").status == "released"
    assert OverturnedMovement.objects.get().trip.trip_number == "ABCDSTORY000B"
    assert any("answered and signed by both agencies" in line for line in told)
    assert not demonstration_seed(told.append)
