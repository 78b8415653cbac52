"""Random selection: committed before the day, published after it, worked out again by anybody (R-43)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from audit.trail.models import TrailEntry
from clearance import verify_draws
from clearance.models import DrawDay, RandomDraw, Score, Trip
from clearance.selectors.draws import draw_day_as_dict, draw_day_get, draw_list, draw_rates, draw_recompute
from clearance.services import trip_score
from clearance.services.draws import draw_day_ensure, draw_day_publish, draw_days_keep, trip_draw
from clearance.targeting.overlay import draw_token, drawn
from portal.core import clock
from portal.core.domain.errors import NotFound
from tests.factories.officer import make_filed

DAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def at(days: float) -> Any:
    return clock.frozen(NOON + timedelta(days=days))


def drawn_day(trips: int = 30, rate: float = 0.1) -> list[Trip]:
    """Draw some trips on a day in the past that was committed to the day before."""
    made = [make_filed() for _ in range(min(trips, 3))]
    with at(-1):
        draw_days_keep()
    with at(0):
        for trip in made:
            trip_draw(trip=trip, tier="T1", rate=rate)
    return made


def test_the_commitment_is_in_the_book_before_the_day_and_the_seed_after_it() -> None:
    with at(-1):
        draw_days_keep()
        before = DrawDay.objects.get(day=DAY)
    entry = TrailEntry.objects.get(event="clearance.draw.committed", subject_id=before.id)
    assert (
        before.commitment in entry.body
        and not before.late
        and before.seed == ""
        and before.committed_at < before.starts_at
    )
    with at(0):
        assert draw_days_keep() == 1 and draw_day_publish(day=DAY) is False, "only the day before is over"
    with at(1):
        assert draw_days_keep() == 1 and draw_days_keep() == 0
    day = DrawDay.objects.get(day=DAY)
    assert (day.commitment, len(day.seed)) == (before.commitment, 64) and before.sealed_seed != day.seed
    entry = TrailEntry.objects.get(event="clearance.draw.published", subject_id=day.id)
    assert day.seed in entry.body and day.list_digest in entry.body


def test_a_day_nobody_committed_to_says_so() -> None:
    with at(0):
        assert draw_day_ensure(DAY).late and not draw_day_ensure(DAY + timedelta(days=1)).late


def test_what_is_being_written_at_midnight_is_waited_for() -> None:
    drawn_day()
    with clock.frozen(datetime(2026, 3, 11, 0, 10, tzinfo=UTC)):
        draw_days_keep()
        assert DrawDay.objects.get(day=DAY).seed == ""
    with clock.frozen(datetime(2026, 3, 11, 0, 16, tzinfo=UTC)):
        draw_days_keep()
        assert DrawDay.objects.get(day=DAY).seed != ""


def test_a_trip_is_drawn_once_and_again_only_at_a_higher_rate() -> None:
    """Nobody escapes by amending, nobody buys a low rate with another driver."""
    trip = drawn_day(1)[0]
    first = RandomDraw.objects.get(trip=trip)
    assert first.token == draw_token(trip.id, 1)
    with at(1):
        assert trip_draw(trip=trip, tier="T3", rate=0.01).hit is first.drawn
        assert RandomDraw.objects.filter(trip=trip).count() == 1
        caught = trip_draw(trip=trip, tier="T0", rate=1.0)
    assert caught.hit and len(caught.draws) == (1 if first.drawn else 2)
    with at(2):
        assert trip_draw(trip=trip, tier="T3", rate=0.01).hit, "once drawn, always drawn"


def test_anybody_works_the_day_out_again(tmp_path: Path) -> None:
    """The program that needs no portal agrees; a changed outcome, rate, seed or list does not pass it."""
    trips = drawn_day()
    with at(1):
        draw_days_keep()
    day = draw_day_get(day=DAY)
    published = draw_day_as_dict(day=day)
    assert len(published["draws"]) == len(trips) == day.draw_count
    file = tmp_path / "day.json"
    file.write_text(json.dumps(published))
    program = [sys.executable, "-I", verify_draws.__file__, str(file), day.commitment, draw_token(trips[0].id, 1)]
    run = subprocess.run(program, capture_output=True, text=True, check=False)
    assert run.returncode == 0 and f"AS ANNOUNCED: {len(trips)} draws" in run.stdout, run.stdout
    one = published["draws"][0]
    for change in ({"drawn": not one["drawn"]}, {"tier": "T3"}, {"rate": "0.20000"}):
        assert verify_draws.check({**published, "draws": [{**one, **change}, *published["draws"][1:]]})
    assert verify_draws.check({**published, "draws": published["draws"][1:]})
    assert verify_draws.check({**published, "seed": "00" * 32}) and verify_draws.check(published, "0" * 64)
    assert verify_draws.main(["verify_draws.py", str(tmp_path / "missing.json")]) == 2
    again = draw_recompute(day=day, token=one["token"])
    assert again and again.as_announced and again.hit is one["drawn"]
    assert drawn(bytes.fromhex(day.seed), one["token"], 0.1) is one["drawn"]


def test_before_its_end_nothing_of_a_day_is_told() -> None:
    drawn_day(1)
    day = draw_day_get(day=DAY)
    assert draw_list(day=day) == [] and draw_recompute(day=day, token=RandomDraw.objects.get().token) is None
    with pytest.raises(NotFound):
        draw_day_as_dict(day=day)


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


COMMITTED = "UPDATE clearance_draw_day SET "


@pytest.mark.parametrize(
    "statement",
    [
        f"{COMMITTED} commitment = repeat('0', 64) WHERE day = '2026-03-10'",
        f"{COMMITTED} sealed_seed = 'x' WHERE day = '2026-03-10'",
        f"{COMMITTED} committed_at = committed_at - interval '1 day' WHERE day = '2026-03-10'",
        f"{COMMITTED} seed = repeat('0', 64), published_at = '2026-03-11' WHERE day = '2026-03-10'",
        "DELETE FROM clearance_draw_day",
        "UPDATE clearance_random_draw SET drawn = NOT drawn",
        "DELETE FROM clearance_random_draw",
        "INSERT INTO clearance_draw_day (id, created_at, day, sealed_seed, commitment, committed_at, seed, published_at,"
        " list_digest, draw_count) VALUES (gen_random_uuid(), now(), '2026-04-01', '', repeat('0', 64), now(),"
        " repeat('1', 64), now(), '', 0)",
    ],
)
def test_sql_cannot_change_a_commitment_a_seed_or_a_draw(statement: str) -> None:
    """Acceptance 3: the seed."""
    drawn_day(1)
    with pytest.raises(DatabaseError):
        sql(statement)


def test_a_seed_does_not_come_out_early_and_a_published_one_draws_no_more() -> None:
    """By the clock of the database too: a service whose clock is wrong is refused."""
    tomorrow = clock.now().date() + timedelta(days=1)
    draw_day_ensure(tomorrow)
    with clock.frozen(clock.now() + timedelta(days=3)), pytest.raises(DatabaseError, match="after the day"):
        draw_day_publish(day=tomorrow)
    trip = drawn_day(1)[0]
    with at(1):
        draw_days_keep()
    other = make_filed()
    with at(0), pytest.raises(DatabaseError, match="published"), transaction.atomic():
        trip_draw(trip=other, tier="T1", rate=0.1)
    assert RandomDraw.objects.filter(trip=trip).count() == 1


def test_a_rate_that_is_not_the_signed_one_is_an_alert() -> None:
    """R-43: the month's share per tier is held against the signed rate."""
    trip = make_filed()
    with at(0):
        day = draw_day_ensure(DAY)
        rows = [
            RandomDraw(
                day=day, trip=trip, number=n, token=draw_token("x", n), tier="T1", rate="0.10000", drawn=n % 2 == 0
            )
            for n in range(200)
        ]
        RandomDraw.objects.bulk_create([*rows[:100]])
        month = draw_rates(months=1)[0]
        assert [(row.tier, row.trials, row.hits, row.as_signed) for row in month.alerts] == [("T1", 100, 50, False)]
    with clock.frozen(NOON + timedelta(days=40)):
        assert draw_rates(months=1)[0].rows == () and len(draw_rates(months=2)[1].alerts) == 1


@override_settings(TARGETING_DRAWS=True)
def test_a_score_keeps_its_draw() -> None:
    trip = make_filed()
    trip_score(trip_id=trip.id, version=1)
    kept, draw = Score.objects.get(trip=trip).inputs, RandomDraw.objects.get(trip=trip)
    assert kept["draw_commitment"] == draw.day.commitment and kept["tier"] == draw.tier
    assert kept["draws"] == [
        {
            "day": draw.day.day.isoformat(),
            "token": draw.token,
            "tier": draw.tier,
            "rate": f"{draw.rate:.5f}",
            "drawn": draw.drawn,
        }
    ]
