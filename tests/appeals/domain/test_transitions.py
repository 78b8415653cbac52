"""Every state with every action and every kind of actor."""

from __future__ import annotations

import pytest

from appeals.domain.transitions import APPEAL
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

ROLES = (
    "trader.admin",
    "trader.filer",
    "trader.viewer",
    "traveller",
    "commission.registrar",
    "commission.member",
    "auditor",
)
FILING = {"trader.admin", "trader.filer", "traveller"}
ALLOWED = {
    ("filed", "find_late"): FILING,
    ("late", "allow"): {"commission.registrar"},
    ("late", "refuse"): {"commission.registrar"},
    ("late", "withdraw"): FILING,
    ("filed", "assign_panel"): {"commission.registrar"},
    ("with_panel", "rule"): {"commission.member"},
    ("filed", "withdraw"): {"trader.admin", "trader.filer", "traveller"},
    ("with_panel", "withdraw"): {"trader.admin", "trader.filer", "traveller"},
}


@pytest.mark.parametrize("state", [state.code for state in APPEAL.states])
@pytest.mark.parametrize("action", APPEAL.actions)
def test_only_the_listed_moves_exist(state: str, action: str) -> None:
    for role in ROLES:
        actor = Actor(kind="member", roles=frozenset({role}))
        try:
            APPEAL.check(None, state, action, actor)
            permitted = True
        except DomainError:
            permitted = False
        assert permitted is (role in ALLOWED.get((state, action), set())), (state, action, role)
