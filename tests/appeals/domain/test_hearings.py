"""Hearings: every state with every action, the notice at its edge, clocks, and members who sit elsewhere (R-80)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from appeals.domain.hearings import (
    HEARINGS,
    NOTICE_DAYS,
    PARTIES,
    Plan,
    Taken,
    clashes,
    moment_of,
    plan_faults,
    told_in_time,
)
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.core.domain.text import Text

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
NOTICE = timedelta(days=NOTICE_DAYS)
ROLES = ("trader.admin", "trader.filer", "trader.viewer", "traveller", "driver", "officer.supervisor", "auditor")
EVERY = (*ROLES, "commission.registrar", "commission.member")
ENDING = {"trader.admin", "trader.filer", "traveller", "driver", "commission.member"}
ALLOWED = {
    ("set", "hold"): {"commission.registrar"},
    ("set", "adjourn"): {"commission.registrar", "commission.member"},
    ("set", "cancel"): {"commission.registrar", "commission.member"},
    ("set", "lapse"): ENDING,
}
PLAN = Plan(NOW + NOTICE, 120, "America/Toronto", "America/Chicago", place="Room 4, Windsor")


@pytest.mark.parametrize("state", [state.code for state in HEARINGS.states])
@pytest.mark.parametrize("action", HEARINGS.actions)
def test_only_the_listed_moves_exist(state: str, action: str) -> None:
    permitted = set()
    for role in EVERY:
        try:
            HEARINGS.check(None, state, action, Actor(kind="member", roles=frozenset({role})))
            permitted.add(role)
        except DomainError:
            continue
    assert permitted == ALLOWED.get((state, action), set())


def codes(plan: Plan) -> set[tuple[str, str]]:
    return {(item.code, item.path) for item in plan_faults(plan, NOW)}


def test_the_last_moment_of_the_notice_is_in_time_and_the_next_is_not() -> None:
    assert told_in_time(NOW + NOTICE, NOW)
    assert not told_in_time(NOW + NOTICE - MOMENT, NOW)
    assert codes(PLAN) == set()


@pytest.mark.parametrize("consents", [(), *((side,) for side in PARTIES)])
def test_shorter_notice_takes_the_consent_of_both_sides(consents: tuple[str, ...]) -> None:
    short = replace(PLAN, starts_at=NOW + NOTICE - MOMENT, consents=consents)
    assert codes(short) == {("APL_HEARING_NOTICE", "day")}
    assert codes(replace(short, consents=PARTIES)) == set()
    assert codes(replace(short, starts_at=NOW, consents=PARTIES)) == {("APL_HEARING_TIME", "day")}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"starts_at": None}, "clock"),
        ({"minutes": 7}, "minutes"),
        ({"zone_ca": "Europe/Paris"}, "zone_ca"),
        ({"zone_us": "America/Toronto"}, "zone_us"),
        ({"place": " "}, "place"),
        ({"link": "http://plain.example"}, "link"),
        ({"link": "https://"}, "link"),
        ({"languages": ()}, "languages"),
        ({"languages": ("de",)}, "languages"),
        ({"closed": Text("A witness is under age and protected.", "court")}, "closed_fr"),
    ],
)
def test_each_fault_of_a_plan_is_named_at_its_field(changes: dict[str, object], path: str) -> None:
    assert {found for _, found in codes(replace(PLAN, **changes))} == {path}


def test_an_hour_that_summer_time_skips_or_repeats_is_no_moment() -> None:
    assert moment_of(date(2026, 3, 8), time(2, 30), "America/Toronto") is None
    assert moment_of(date(2026, 11, 1), time(1, 30), "America/Toronto") is None
    assert moment_of(date(2026, 3, 9), time(2, 30), "America/Toronto") == datetime(2026, 3, 9, 6, 30, tzinfo=UTC)


def test_a_member_who_sits_elsewhere_is_named_and_one_hearing_may_follow_another() -> None:
    two = timedelta(hours=2)
    taken = [Taken("Ann Example", "JC-2026-00007", NOW, NOW + two)]
    [found] = clashes(NOW + two - MOMENT, NOW + 2 * two, taken)
    assert "Ann Example" in found.message.en and "JC-2026-00007" in found.message.fr
    assert clashes(NOW + two, NOW + 2 * two, taken) == []
    assert clashes(NOW - two, NOW, taken) == []
