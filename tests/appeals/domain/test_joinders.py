"""Like cases heard together: every move, what is alike, and every reason against joining (4.11, R-80)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from appeals.domain.joinders import (
    JOINDER,
    OBJECTION_DAYS,
    WORDS_AT_LEAST,
    Candidate,
    Likeness,
    alike,
    join_faults,
    judges_faults,
    object_until,
    words_faults,
)
from appeals.domain.panels import Seat, presiding
from appeals.domain.transitions import APPEAL
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.core.domain.text import Text

ROLES = (
    "trader.admin",
    "trader.viewer",
    "traveller",
    "officer.supervisor",
    "commission.registrar",
    "commission.member",
)
ENDING = {"trader.admin", "traveller", "commission.registrar", "commission.member"}
ALLOWED = {
    ("proposed", "join"): {"commission.registrar"},
    ("proposed", "drop"): {"commission.registrar"},
    ("proposed", "lapse"): ENDING,
    ("joined", "lapse"): ENDING,
    ("joined", "rule"): {"commission.member"},
}
SEATS = [Seat(UUID(int=n), f"Member {n}", country) for n, country in ((1, "CA"), (2, "US"), (3, "US"))]


@pytest.mark.parametrize("state", [state.code for state in JOINDER.states])
@pytest.mark.parametrize("action", JOINDER.actions)
def test_only_the_listed_moves_exist(state: str, action: str) -> None:
    permitted = set()
    for role in ROLES:
        try:
            JOINDER.check(None, state, action, Actor(kind="member", roles=frozenset({role})))
            permitted.add(role)
        except DomainError:
            continue
    assert permitted == ALLOWED.get((state, action), set())


@pytest.mark.parametrize(
    ("other", "like"),
    [
        (Likeness("penalty", "CBSA", "NL-S01"), True),
        (Likeness("demotion", "CBP", "NL-S02"), True),
        (Likeness("demotion", "CBSA", "NL-S02"), False),
        (Likeness("penalty", "CBP", "NL-S02"), False),
        (Likeness("demotion", "CBP", ""), True),
        (Likeness("penalty", "CBSA", ""), False),
    ],
)
def test_the_same_reason_or_the_same_decision_of_the_same_agency_is_alike(other: Likeness, like: bool) -> None:
    one = Likeness("demotion", "CBP", "NL-S01")
    assert (alike(one, other), alike(other, one)) == (like, like)


def test_what_is_empty_on_both_sides_is_not_the_same() -> None:
    assert not alike(Likeness("fee", "", ""), Likeness("fee", "", ""))


@pytest.mark.parametrize(
    ("status", "voted", "grouped", "like"),
    list(product([state.code for state in APPEAL.states], (False, True), (False, True), (False, True))),
)
def test_every_standing_of_a_lead_and_of_another_case(status: str, voted: bool, grouped: bool, like: bool) -> None:
    fresh = Candidate("JC-2026-00001", "filed")
    found = {item.code for item in join_faults(Candidate("JC-2026-00002", status, voted, grouped), [fresh])}
    late = voted or status not in {"filed", "with_panel"}
    assert found == {code for code, on in (("APL_JOIN_LATE", late), ("APL_JOIN_TWICE", grouped)) if on}
    found = {item.code for item in join_faults(fresh, [Candidate("JC-2026-00002", status, voted, grouped, like)])}
    wrong = (
        ("APL_JOIN_PANEL", status != "filed"),
        ("APL_JOIN_UNLIKE", not like),
        ("APL_JOIN_TWICE", grouped),
    )
    assert found == {code for code, on in wrong if on}


def test_one_case_is_not_joined_with_nothing() -> None:
    assert [item.code for item in join_faults(Candidate("JC-2026-00001", "filed"), [])] == ["APL_JOIN_FEW"]


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: seat.name)
def test_a_member_who_touched_any_of_them_is_named(seat: Seat) -> None:
    [item] = judges_faults(SEATS, {seat.user_id, UUID(int=99)})
    assert (item.code, item.value) == ("APL_PANEL_CONFLICT", seat.name)
    assert judges_faults(SEATS, {UUID(int=99)}) == []
    assert judges_faults([], {seat.user_id}) == []


def test_time_and_words() -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert object_until(now) - now == timedelta(days=OBJECTION_DAYS)
    enough = "x" * WORDS_AT_LEAST
    assert words_faults(Text(enough, enough)) == []
    assert [item.path for item in words_faults(Text(f" {enough[1:]} ", enough))] == ["reasons_en"]


@pytest.mark.parametrize(
    ("docket", "seats", "name"),
    [
        ("JC-2026-00001", SEATS, "Member 1"),
        ("JC-2026-00002", SEATS, "Member 2"),
        ("JC-2026-00002", SEATS[:1], "Member 1"),
        ("JC-2026-00009", SEATS[1:], "Member 2"),
    ],
)
def test_the_countries_preside_in_turn(docket: str, seats: list[Seat], name: str) -> None:
    found = presiding(docket, seats)
    assert found is not None and found.name == name
    assert presiding(docket, []) is None
