"""Value-chain loops and trips that state them, through the services (R-62)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from clearance.domain.loops import LoopTerms, Part, Plant
from clearance.models import Trip, ValueChainLoop
from clearance.services.loops import loop_propose, loop_sign
from clearance.targeting.lane_policy import default_policy
from clearance.targeting.loops import LoopCap
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import member_actor, staff_actor
from tests.factories.clearance import codes_of, make_carrier
from tests.factories.enrollment import make_membership
from tests.factories.officer import PORT, make_scored

HERE = Plant("Example Stamping", "Windsor East", "1 Example Road", "Windsor", "ON", "CA")
THERE = Plant("Example Assembly", "Detroit West", "2 Sample Street", "Detroit", "MI", "US")
PANELS = Part("870830", "Brake parts for assembly")
ABOVE = 95


def terms(*carriers: str, **changes: Any) -> LoopTerms:
    made = LoopTerms("Panels there and back", (HERE, THERE), (PANELS,), (PORT,), carriers or ("ABCD",), 14)
    return replace(made, **changes)


def keys(agency: str = "CBP") -> Actor:
    return staff_actor("officer.targeting", agency)


def make_owner() -> Organisation:
    """A carrier that is a member and owns a loop of its own."""
    carrier = make_carrier()
    make_membership(organisation=carrier)
    return carrier


def propose(
    owner: Organisation, replaces: ValueChainLoop | None = None, days: int = 300, **changes: Any
) -> ValueChainLoop:
    now = clock.now()
    return loop_propose(
        actor=member_actor(owner, "trader.admin"),
        terms=terms(*codes_of(owner).values(), **changes),
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=days),
        replaces=replaces.id if replaces else None,
    )


def sign(loop: ValueChainLoop, *agencies: str) -> ValueChainLoop:
    for agency in agencies:
        loop = loop_sign(actor=keys(agency), loop_id=loop.id, expected_version=loop.row_version)
    return loop


def make_loop(owner: Organisation | None = None, **changes: Any) -> ValueChainLoop:
    """A loop both agencies signed."""
    return sign(propose(owner or make_owner(), **changes), "CBP", "CBSA")


def loop_trip(loop: ValueChainLoop, security: int = ABOVE, **options: Any) -> Trip:
    """File and score a trip of the loop, above the cut-off unless told otherwise."""
    return make_scored(("T2", "T2", "T0"), security, carrier=loop.owner, loop=loop.label, **options)


@contextmanager
def capped(checks: int = 2, days: int = 30) -> Iterator[LoopCap]:
    """Let the lane policy in force have this cap."""
    cap = LoopCap(checks, days)
    with patch("clearance.selectors.policies.default_policy", return_value=replace(default_policy(), loop_cap=cap)):
        yield cap


def loop_records(owner: Organisation, words: str) -> dict[str, UUID]:
    """Give a loop in force for the isolation matrix; its name holds the canary."""
    return {"loop": make_loop(owner, name=words).id}
