"""Which releases are audited afterwards (R-70, R-71), and the audit's own workflow."""

from __future__ import annotations

import pytest

from audit.compliance.domain.pool import COMPLIANCE_THRESHOLD, Released, needs_audit
from audit.compliance.domain.transitions import AUDIT_CASE
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError


@pytest.mark.parametrize("advised", [True, False])
@pytest.mark.parametrize("compliance", range(0, 101))
def test_r70_doubts_about_papers_are_audited_after_release(advised: bool, compliance: int) -> None:
    assert needs_audit(Released(advised, compliance)) is (advised or compliance >= COMPLIANCE_THRESHOLD)


@pytest.mark.parametrize("state", [state.code for state in AUDIT_CASE.states])
@pytest.mark.parametrize("action", AUDIT_CASE.actions)
@pytest.mark.parametrize("role", ["auditor", "officer.supervisor", "officer.primary", "trader.admin"])
def test_only_an_auditor_acts_and_only_on_an_open_case(state: str, action: str, role: str) -> None:
    try:
        AUDIT_CASE.check(None, state, action, Actor(kind="officer", roles=frozenset({role})))
        permitted = True
    except DomainError:
        permitted = False
    assert permitted is (state == "open" and role == "auditor")
