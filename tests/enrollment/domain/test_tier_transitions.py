"""Every state with every action, by every role: criteria, recognition, proposals and schemes held elsewhere (R-03, R-08)."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from enrollment.domain.transitions import CRITERIA, GRADUATION, GRADUATION_REVIEW, RECOGNITION, SCHEME_MEMBERSHIP
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed
from portal.workflow.domain import Workflow

OWN = UUID(int=1)
ACTORS = {
    "holder": Actor("member", user_id=UUID(int=9), organisation_id=OWN, roles=frozenset({"trader.admin"})),
    "viewer": Actor("member", user_id=UUID(int=8), organisation_id=OWN, roles=frozenset({"trader.viewer"})),
    "stranger": Actor("member", organisation_id=UUID(int=3), roles=frozenset({"trader.admin"})),
    "CBP": Actor("officer", roles=frozenset({"officer.vetting"}), agency="CBP"),
    "CBSA": Actor("officer", roles=frozenset({"officer.vetting"}), agency="CBSA"),
    "CBP supervisor": Actor("officer", roles=frozenset({"officer.supervisor"}), agency="CBP"),
    "CBSA supervisor": Actor("officer", roles=frozenset({"officer.supervisor"}), agency="CBSA"),
    "primary": Actor("officer", roles=frozenset({"officer.primary"}), agency="CBP"),
    "auditor": Actor("auditor", roles=frozenset({"auditor"})),
    "administrator": Actor("administrator", roles=frozenset({"administrator"})),
    "system": system_actor("test"),
}
_KEYS = {"CBP supervisor", "CBSA supervisor", "administrator"}
_DESKS = {"CBP", "CBSA", "CBP supervisor", "CBSA supervisor"}
_CBP = {"CBP", "CBP supervisor"}
_OPEN = ("draft", "simulated", "signed_cbp", "signed_cbsa", "approved")
# workflow: the object its guards look at, and who may take which move
CASES: dict[str, tuple[Workflow, Any, dict[tuple[str, str], tuple[str, set[str]]]]] = {
    "criteria": (
        CRITERIA,
        SimpleNamespace(),
        {
            ("draft", "bind"): ("simulated", {"system"}),
            ("simulated", "sign_cbp"): ("signed_cbp", {"CBP supervisor"}),
            ("simulated", "sign_cbsa"): ("signed_cbsa", {"CBSA supervisor"}),
            ("signed_cbp", "sign_cbsa"): ("approved", {"CBSA supervisor"}),
            ("signed_cbsa", "sign_cbp"): ("approved", {"CBP supervisor"}),
            ("approved", "put_in_force"): ("in_force", {*_KEYS, "system"}),
            ("in_force", "supersede"): ("superseded", {*_KEYS, "system"}),
            **{(state, "withdraw"): ("withdrawn", _KEYS) for state in _OPEN},
        },
    ),
    "recognition": (
        RECOGNITION,
        SimpleNamespace(),
        {
            ("draft", "sign_cbp"): ("signed_cbp", {"CBP supervisor"}),
            ("draft", "sign_cbsa"): ("signed_cbsa", {"CBSA supervisor"}),
            ("signed_cbp", "sign_cbsa"): ("agreed", {"CBSA supervisor"}),
            ("signed_cbsa", "sign_cbp"): ("agreed", {"CBP supervisor"}),
            ("agreed", "end"): ("ended", _KEYS),
            **{(state, "withdraw"): ("withdrawn", _KEYS) for state in ("draft", "signed_cbp", "signed_cbsa")},
        },
    ),
    "proposal both accepted": (
        GRADUATION,
        SimpleNamespace(joint="approved"),
        {("open", "accept"): ("accepted", _DESKS), ("open", "lapse"): ("lapsed", {*_DESKS, "system"})},
    ),
    "proposal one declined": (
        GRADUATION,
        SimpleNamespace(joint="denied"),
        {("open", "decline"): ("declined", _DESKS), ("open", "lapse"): ("lapsed", {*_DESKS, "system"})},
    ),
    "proposal still waiting": (
        GRADUATION,
        SimpleNamespace(joint="pending"),
        {("open", "lapse"): ("lapsed", {*_DESKS, "system"})},
    ),
    "review of CBP": (
        GRADUATION_REVIEW,
        SimpleNamespace(agency="CBP"),
        {("pending", "accept"): ("approved", _CBP), ("pending", "decline"): ("denied", _CBP)},
    ),
    "scheme of CBP": (
        SCHEME_MEMBERSHIP,
        SimpleNamespace(scheme="CTPAT", organisation_id=OWN, user_id=None),
        {
            ("claimed", "confirm"): ("confirmed", _CBP),
            ("claimed", "refuse"): ("refused", _CBP),
            ("confirmed", "end"): ("ended", _CBP),
            ("claimed", "withdraw"): ("withdrawn", {"holder"}),
            ("confirmed", "withdraw"): ("withdrawn", {"holder"}),
        },
    ),
    "scheme either may confirm": (
        SCHEME_MEMBERSHIP,
        SimpleNamespace(scheme="MX_OEA", organisation_id=OWN, user_id=None),
        {
            ("claimed", "confirm"): ("confirmed", _DESKS),
            ("claimed", "refuse"): ("refused", _DESKS),
            ("confirmed", "end"): ("ended", _DESKS),
            ("claimed", "withdraw"): ("withdrawn", {"holder"}),
            ("confirmed", "withdraw"): ("withdrawn", {"holder"}),
        },
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_state_takes_exactly_its_actions_from_exactly_its_roles(case: str) -> None:
    workflow, row, allowed = CASES[case]
    taken: dict[tuple[str, str], tuple[str, set[str]]] = {}
    states = [state.code for state in workflow.states]
    for state, action, (name, actor) in product(states, workflow.actions, ACTORS.items()):
        try:
            move = workflow.check(row, state, action, actor)
        except (Conflict, NotAllowed):
            continue
        taken.setdefault((state, action), (move.target, set()))[1].add(name)
    assert taken == allowed


@pytest.mark.parametrize("workflow", [CRITERIA, RECOGNITION, GRADUATION, GRADUATION_REVIEW, SCHEME_MEMBERSHIP])
def test_what_has_ended_stays_ended(workflow: Workflow) -> None:
    final = {state.code for state in workflow.states if state.final}
    assert final and not any(move.source in final for move in workflow.transitions)
