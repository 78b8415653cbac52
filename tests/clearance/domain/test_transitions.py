"""The workflows of clearance, walked exhaustively; the joint outcome of the agencies (R-29)."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace

import pytest

from clearance.domain.agency_workflow import (
    ACCEPTED,
    HOLD,
    MAY_PROCEED,
    PENDING,
    REJECTED,
    RELEASED,
    joint_outcome,
    open_agencies,
    own_agency,
    release_refusal,
)
from clearance.domain.transitions import AGENCY_WORKFLOW, PROFILE_WORKFLOW, TRIP_WORKFLOW, WORKFLOWS
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed
from portal.workflow.domain import Workflow

STATUSES = [state.code for state in AGENCY_WORKFLOW.states]
PRIMARY = Actor("officer", roles=frozenset({"officer.primary"}), agency="CBP", country="US")
SECONDARY = Actor("officer", roles=frozenset({"officer.secondary"}), agency="CBSA", country="CA")
FILER = Actor("member", roles=frozenset({"trader.filer"}))
VIEWER = Actor("member", roles=frozenset({"trader.viewer"}))


def reachable(workflow: Workflow) -> set[str]:
    seen, ahead = set(), [workflow.initial]
    while ahead:
        state = ahead.pop()
        if state not in seen:
            seen.add(state)
            ahead += [move.target for move in workflow.transitions if move.source == state]
    return seen


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_workflow_is_sound(workflow: Workflow) -> None:
    codes = {state.code for state in workflow.states}
    assert reachable(workflow) == codes
    assert len(codes) <= 14
    for state in workflow.states:
        leaves = any(move.source == state.code for move in workflow.transitions)
        assert not (state.final and leaves)
        assert state.staff.fr and state.public.fr
    for move in workflow.transitions:
        assert move.roles and move.event.startswith("clearance.") and move.label.fr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_what_is_not_in_the_table_is_refused(workflow: Workflow) -> None:
    known = {(move.source, move.action) for move in workflow.transitions}
    everyone = Actor("officer", roles=frozenset().union(*(m.roles for m in workflow.transitions)), agency="CBP")
    for state, action in product((s.code for s in workflow.states), workflow.actions):
        if (state, action) not in known:
            with pytest.raises(Conflict):
                workflow.check(SimpleNamespace(agency="CBP"), state, action, everyone)


def test_only_secondary_releases_from_secondary() -> None:
    assert TRIP_WORKFLOW.check(None, "at_border", "release", PRIMARY).target == "released"
    with pytest.raises(NotAllowed):
        TRIP_WORKFLOW.check(None, "referred", "release", PRIMARY)
    assert TRIP_WORKFLOW.check(None, "referred", "release", SECONDARY).target == "released"


def test_filers_change_a_trip_until_it_is_at_the_border() -> None:
    for state in ("filed", "needs_fixing", "accepted"):
        assert TRIP_WORKFLOW.check(None, state, "amend", FILER).target == "filed"
        with pytest.raises(NotAllowed):
            TRIP_WORKFLOW.check(None, state, "amend", VIEWER)
    for state in ("at_border", "referred", "held", "released"):
        with pytest.raises(Conflict):
            TRIP_WORKFLOW.check(None, state, "amend", FILER)


def test_a_profile_takes_two_keys_of_two_agencies() -> None:
    """R-35: no key turns before the simulation; one never makes a profile active, nor do two of the same agency."""
    cbp = Actor("officer", roles=frozenset({"officer.targeting"}), agency="CBP")
    cbsa = Actor("officer", roles=frozenset({"officer.targeting"}), agency="CBSA")
    with pytest.raises(Conflict):
        PROFILE_WORKFLOW.check(None, "draft", "sign_cbp", cbp)
    with pytest.raises(NotAllowed):
        PROFILE_WORKFLOW.check(None, "draft", "bind", cbp)
    assert PROFILE_WORKFLOW.check(None, "simulated", "sign_cbp", cbp).target == "signed_cbp"
    with pytest.raises(NotAllowed):
        PROFILE_WORKFLOW.check(None, "signed_cbp", "sign_cbsa", cbp)
    with pytest.raises(Conflict):
        PROFILE_WORKFLOW.check(None, "signed_cbp", "sign_cbp", cbp)
    assert PROFILE_WORKFLOW.check(None, "signed_cbp", "sign_cbsa", cbsa).target == "approved"
    for state in ("draft", "simulated", "signed_cbp", "signed_cbsa"):
        with pytest.raises(Conflict):
            PROFILE_WORKFLOW.check(None, state, "activate", cbp)


def test_an_officer_decides_for_the_own_agency() -> None:
    line = SimpleNamespace(agency="CFIA")
    assert own_agency(line, PRIMARY).code == "CLR_NOT_YOUR_AGENCY"
    assert own_agency(line, system_actor("scoring")) is None
    assert own_agency(SimpleNamespace(agency="CBP"), PRIMARY) is None
    with pytest.raises(Conflict):
        AGENCY_WORKFLOW.check(line, PENDING, "clear", PRIMARY)


def test_nobody_releases_by_machine() -> None:
    with pytest.raises(NotAllowed):
        AGENCY_WORKFLOW.check(SimpleNamespace(agency="CBP"), MAY_PROCEED, "release", system_actor("scoring"))


@pytest.mark.parametrize("statuses", list(product([*STATUSES, "nonsense"], repeat=3)))
def test_joint_outcome_exhaustively(statuses: tuple[str, ...]) -> None:
    """R-29: every combination of three agencies; a yes needs the yes of all, silence is never one."""
    lines = dict(zip(("CBP", "CBSA", "CFIA"), statuses, strict=True))
    outcome, said = joint_outcome(lines), set(statuses)
    yes = said <= {MAY_PROCEED, RELEASED}
    assert (outcome in {MAY_PROCEED, RELEASED}) is yes
    assert (outcome == RELEASED) is (said == {RELEASED})
    assert (outcome == REJECTED) is (REJECTED in said)
    assert (outcome == HOLD) is (HOLD in said and REJECTED not in said)
    assert (outcome == ACCEPTED) is (ACCEPTED in said and said <= {ACCEPTED, MAY_PROCEED, RELEASED})
    assert (release_refusal(lines) is None) is yes
    assert (open_agencies(lines) == ()) is yes
    if PENDING in said or "nonsense" in said:
        assert outcome not in {MAY_PROCEED, RELEASED, ACCEPTED}


def test_silence_of_a_required_agency_is_not_a_yes() -> None:
    assert joint_outcome({}) == PENDING
    assert joint_outcome({"CBP": RELEASED}) == RELEASED
    assert joint_outcome({"CBP": RELEASED}, required=("CBP", "CBSA")) == PENDING
    assert open_agencies({"CBP": RELEASED}, required=("CBP", "CBSA")) == ("CBSA",)
    assert "CBSA" in release_refusal({"CBP": RELEASED}, required=("CBP", "CBSA")).message.en
    assert release_refusal({}) is not None
