"""Which releases are audited at once (R-70, R-71), and the audit's own workflow, whole."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from audit.compliance.domain.pool import COMPLIANCE_THRESHOLD, Released, needs_audit
from audit.compliance.domain.transitions import AUDIT_CASE
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

ON_TEAM, ELSE, COMPANY = UUID(int=1), UUID(int=2), UUID(int=3)
CASE = SimpleNamespace(team_ids=frozenset({ON_TEAM}), organisation_id=COMPANY)
ACTORS = {
    "cbp": Actor("auditor", ON_TEAM, roles=frozenset({"auditor"}), agency="CBP"),
    "cbsa": Actor("auditor", ON_TEAM, roles=frozenset({"auditor"}), agency="CBSA"),
    "auditor not on the team": Actor("auditor", ELSE, roles=frozenset({"auditor"}), agency="CBP"),
    "supervisor": Actor("officer", ELSE, roles=frozenset({"officer.supervisor"}), agency="CBP"),
    "booth officer on the team": Actor("officer", ON_TEAM, roles=frozenset({"officer.primary"}), agency="CBP"),
    "member": Actor("member", ELSE, roles=frozenset({"trader.filer"}), reach=frozenset({COMPANY})),
    "viewer": Actor("member", ELSE, roles=frozenset({"trader.viewer"}), reach=frozenset({COMPANY})),
    "stranger": Actor("member", ELSE, roles=frozenset({"trader.admin"}), reach=frozenset({uuid4()})),
    "system": Actor("system", roles=frozenset({"system"})),
}
BOTH, TEAM = {"cbp", "cbsa"}, {"cbp", "cbsa"}
SEATING = {"cbp", "cbsa", "auditor not on the team", "supervisor"}
HEARD = ("answered", "unanswered")
# Every permitted move: (state, action) to (target, who). Whatever is missing here must be refused.
MOVES: dict[tuple[str, str], tuple[str, set[str]]] = {
    ("open", "complete_team"): ("in_audit", SEATING),
    ("in_audit", "send_draft"): ("with_member", TEAM),
    ("with_member", "answer"): ("answered", {"member"}),
    ("with_member", "note_silence"): ("unanswered", {"system"}),
    **{(state, "sign_cbp"): ("signed_cbp", {"cbp"}) for state in HEARD},
    **{(state, "sign_cbsa"): ("signed_cbsa", {"cbsa"}) for state in HEARD},
    ("signed_cbp", "sign_cbsa"): ("finding_issued", {"cbsa"}),
    ("signed_cbsa", "sign_cbp"): ("finding_issued", {"cbp"}),
    **{(state, "close_cbp"): ("clean_cbp", {"cbp"}) for state in ("in_audit", *HEARD)},
    **{(state, "close_cbsa"): ("clean_cbsa", {"cbsa"}) for state in ("in_audit", *HEARD)},
    ("clean_cbp", "close_cbsa"): ("clean", {"cbsa"}),
    ("clean_cbsa", "close_cbp"): ("clean", {"cbp"}),
    **{
        (state, "revise"): ("in_audit", TEAM)
        for state in (*HEARD, "signed_cbp", "signed_cbsa", "clean_cbp", "clean_cbsa")
    },
}


@pytest.mark.parametrize("advised", [True, False])
@pytest.mark.parametrize("compliance", range(0, 101))
def test_r70_doubts_about_papers_are_audited_after_release(advised: bool, compliance: int) -> None:
    assert needs_audit(Released(advised, compliance)) is (advised or compliance >= COMPLIANCE_THRESHOLD)


@pytest.mark.parametrize("state", [state.code for state in AUDIT_CASE.states])
@pytest.mark.parametrize("action", AUDIT_CASE.actions)
@pytest.mark.parametrize("who", list(ACTORS))
def test_every_state_action_and_actor(state: str, action: str, who: str) -> None:
    target, permitted = MOVES.get((state, action), ("", set()))
    try:
        move = AUDIT_CASE.check(CASE, state, action, ACTORS[who])
    except DomainError:
        assert who not in permitted
    else:
        assert who in permitted
        assert move.target == target


def test_r10_no_finding_without_the_member_heard_and_two_agencies() -> None:
    """Every way to a finding passes the member, and both keys; the graph itself says so."""
    into = {move.source for move in AUDIT_CASE.transitions if move.target == "finding_issued"}
    assert into == {"signed_cbp", "signed_cbsa"}
    first = {move.source for move in AUDIT_CASE.transitions if move.target in into}
    assert first == set(HEARD)
    assert {move.source for move in AUDIT_CASE.transitions if move.target in HEARD} == {"with_member"}
