"""Service gaps and expected decisions: hours, standards, what helps (R-40)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clearance.domain.partners.service import Service, decision_due, distance_km, moment_words, relief
from clearance.domain.partners.status_words import hours_line, hours_now, needs_line
from portal.core.domain.text import Text

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
FDA = Text("FDA", "FDA")


@dataclass(frozen=True)
class State:
    open: bool | None
    changes_at: datetime | None = None


def office(at: datetime) -> State:
    """Open from 8 to 16 on every day."""
    opens, closes = at.replace(hour=8, minute=0), at.replace(hour=16, minute=0)
    if opens <= at < closes:
        return State(True, closes)
    return State(False, opens if at < opens else opens + timedelta(days=1))


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("since", "minutes", "due"),
    [
        (at(9), 90, at(10, 30)),
        (at(15), 90, at(8, 30, day=1)),
        (at(2, 10), 60, at(9)),
        (at(15), 60, at(16)),
        (at(15), 60 + 8 * 60 + 30, at(8, 30, day=2)),
    ],
)
def test_a_decision_takes_its_standard_in_opening_time(since: datetime, minutes: int, due: datetime) -> None:
    assert decision_due(office, since, minutes) == due


def test_no_promise_without_hours() -> None:
    assert decision_due(lambda _: State(None), MONDAY, 60) is None
    assert decision_due(lambda _: State(False), MONDAY, 60) is None
    assert decision_due(lambda _: State(True), MONDAY, 60) == at(1)


def test_a_gap_names_who_acts_or_when_and_where_it_is_open() -> None:
    closed = Service(FDA, False, at(2, 10), opens_at=at(6))
    assert relief(closed).en == "Nobody acts for it then. It opens Monday 06:00."
    acted = Service(FDA, False, at(2, 10), at(6), order="D-12", delegate="CBP")
    assert relief(acted).en == "CBP acts for it under order D-12."
    near = Service(FDA, False, at(2, 10), at(6), nearest=Text("Peace Bridge", "pont Peace"))
    assert "Peace Bridge" in relief(near).en and "pont Peace" in relief(near).fr
    assert closed.gap and not Service(FDA, None, at(2)).gap and not Service(FDA, True, at(9)).gap


def test_words_of_the_line() -> None:
    zone = ZoneInfo("UTC")
    assert hours_now(State(None), zone).fr == "heures inconnues"
    assert hours_now(State(True), zone).en == "open day and night"
    assert (
        hours_line(State(False, at(8)), State(True, at(16)), zone).en
        == "closed now, opens Monday 08:00; open at arrival"
    )
    assert hours_line(State(True, at(16)), State(False, at(8)), zone).fr.endswith("fermé à l'arrivée")
    assert needs_line((), "") is None
    assert needs_line((FDA,), "The lot?").en == "Still needs: FDA; The lot?"
    assert moment_words(at(2, 5)).fr == "lundi à 2 h 05"


def test_distance_is_that_of_the_globe() -> None:
    detroit, buffalo = (42.312, -83.074), (42.907, -78.905)
    assert 340 < distance_km(detroit, buffalo) < 355
    assert distance_km(detroit, detroit) == 0
