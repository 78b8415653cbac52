"""Every state and action of a delegation: only the table's moves, only its roles, only the right side."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from portal.accounts.domain.transitions import DELEGATION
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed
from portal.core.ids import uuid7

TRADER, BROKER = uuid7(), uuid7()
ROW = SimpleNamespace(trader_id=TRADER, broker_id=BROKER)
ACTORS = {
    "trader": Actor("member", organisation_id=TRADER, roles=frozenset({"trader.admin"})),
    "broker": Actor("member", organisation_id=BROKER, roles=frozenset({"trader.admin"})),
    "filer": Actor("member", organisation_id=BROKER, roles=frozenset({"trader.filer"})),
    "clock": system_actor("clock"),
}
ALLOWED = {
    ("offered", "accept", "broker"): "accepted",
    ("offered", "decline", "broker"): "declined",
    ("offered", "revoke", "broker"): "revoked",
    ("offered", "revoke", "trader"): "revoked",
    ("offered", "expire", "clock"): "expired",
    ("accepted", "revoke", "broker"): "revoked",
    ("accepted", "revoke", "trader"): "revoked",
    ("accepted", "expire", "clock"): "expired",
}


@pytest.mark.parametrize("state", [state.code for state in DELEGATION.states])
@pytest.mark.parametrize("action", DELEGATION.actions)
@pytest.mark.parametrize("who", ACTORS)
def test_every_state_action_and_side(state: str, action: str, who: str) -> None:
    target = ALLOWED.get((state, action, who))
    if target:
        assert DELEGATION.check(ROW, state, action, ACTORS[who]).target == target
    else:
        with pytest.raises((Conflict, NotAllowed)):
            DELEGATION.check(ROW, state, action, ACTORS[who])


def test_final_states_have_no_way_out() -> None:
    sources = {move.source for move in DELEGATION.transitions}
    assert not sources & {state.code for state in DELEGATION.states if state.final}
