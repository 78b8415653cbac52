"""R-14: where FAST lanes exist, and R-42: who may switch a lane."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from portal.core.domain.actors import Actor
from portal.reference.domain import DIRECTIONS, border_agency, country_of_arrival, fast_sides
from portal.reference.domain.transitions import own_side


def test_sides_with_a_fast_lane() -> None:
    south = fast_sides([("SB", "FAST"), ("NB", "GENERAL"), ("NB", "NEXUS")])
    assert south.southbound_only
    assert not fast_sides([("SB", "FAST"), ("NB", "GREEN_FAST")]).southbound_only
    assert not fast_sides([("SB", "GENERAL")]).any


def test_the_receiving_side_of_each_direction() -> None:
    assert {code: (border_agency(code), country_of_arrival(code)) for code in DIRECTIONS} == {
        "SB": ("CBP", "US"),
        "NB": ("CBSA", "CA"),
    }


def lane(direction: str) -> Any:
    return SimpleNamespace(direction=direction, crossing=SimpleNamespace(code="peace-bridge"))


def supervisor(agency: str, port: str = "") -> Actor:
    return Actor(kind="officer", roles=frozenset({"officer.supervisor"}), agency=agency, port=port)


@pytest.mark.parametrize(
    ("direction", "actor", "code"),
    [
        ("SB", supervisor("CBP"), None),
        ("SB", supervisor("CBP", "peace-bridge"), None),
        ("NB", supervisor("CBP"), "REF_LANE_OTHER_AGENCY"),
        ("SB", supervisor("CBSA"), "REF_LANE_OTHER_AGENCY"),
        ("NB", supervisor("CBSA", "pacific-highway"), "REF_LANE_OTHER_CROSSING"),
        ("NB", Actor(kind="administrator", roles=frozenset({"administrator"})), None),
    ],
)
def test_a_lane_is_switched_by_its_own_side(direction: str, actor: Actor, code: str | None) -> None:
    refusal = own_side(lane(direction), actor)
    assert (refusal.code if refusal else None) == code
