"""How long the public has, who answers, and every state with every action and actor (R-51)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from clearance.domain.policy_workflow import APPETITE_KEYS, LANE_POLICY_KEYS
from enrollment.domain.consultation_comments import CONSULTATION_COMMENT, undecided_fault
from enrollment.domain.consultations import (
    CONSULTATION,
    KINDS,
    answer_due,
    closing,
    comments_open,
    days_fault,
    gate_fault,
)
from enrollment.domain.transitions.matrix import MATRIX_KEYS
from portal.core.access import MEMBER_ROLES, STAFF_ROLES
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError
from portal.workflow.domain import Workflow

KEYS = {
    "fee": {"officer.supervisor", "administrator"},
    "fee_waiver": {"officer.supervisor", "administrator"},
    "criteria": {"officer.supervisor", "administrator"},
    "sanction_matrix": set(MATRIX_KEYS),
    "lane_policy": set(LANE_POLICY_KEYS),
    "appetite": set(APPETITE_KEYS),
    "profile": {"officer.targeting"},
}
NOON = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def permitted(state: str, action: str, obj: Any, actor: Actor, workflow: Workflow = CONSULTATION) -> bool:
    try:
        workflow.check(obj, state, action, actor)
    except DomainError:
        return False
    return True


def asked(kind: str, agency: str = "CBP") -> SimpleNamespace:
    return SimpleNamespace(kind=kind, agency=agency)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", [state.code for state in CONSULTATION.states])
@pytest.mark.parametrize("action", CONSULTATION.actions)
def test_only_the_agency_that_asked_answers_and_only_an_open_one(kind: str, state: str, action: str) -> None:
    for role in (*STAFF_ROLES, *MEMBER_ROLES, "system"):
        for agency in ("CBP", "CBSA", "FDA", ""):
            actor = Actor(kind="officer", roles=frozenset({role}), agency=agency)
            answers = action == "answer" and role in KEYS[kind] and agency == "CBP"
            lapses = action == "lapse" and role == "system"
            assert permitted(state, action, asked(kind), actor) is (state == "open" and (answers or lapses)), (
                role,
                agency,
            )


def test_what_the_service_asked_the_service_answers() -> None:
    administrator = Actor(kind="administrator", roles=frozenset({"administrator"}))
    assert permitted("open", "answer", asked("fee", ""), administrator)
    assert not permitted("open", "answer", asked("fee"), administrator)


@pytest.mark.parametrize(("days", "fits"), [(28, False), (29, False), (30, True), (180, True), (182, False)])
def test_at_least_thirty_whole_days_and_at_most_180(days: int, fits: bool) -> None:
    fault = days_fault((NOON + timedelta(days=days)).date(), NOON)
    assert (fault is None) is fits
    assert fits or (fault is not None and fault.code == "ENR_CONSULT_DAYS" and "30" in fault.message.fr)


def test_a_day_ends_by_the_last_clock_of_the_border() -> None:
    end = closing(date(2026, 7, 1))
    assert end == datetime(2026, 7, 2, 7, 0, tzinfo=UTC)
    assert comments_open("open", end, end - timedelta(microseconds=1))
    assert not comments_open("open", end, end)
    assert answer_due("open", end, end) and not answer_due("open", end, end - timedelta(microseconds=1))
    assert not answer_due("answered", end, end) and not answer_due("lapsed", end, end)
    assert not comments_open("lapsed", end, end - timedelta(days=1))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("status", "through"), [("open", False), ("lapsed", False), ("answered", True)])
def test_the_gate_opens_by_the_answer_alone_and_names_rule_and_fix(kind: str, status: str, through: bool) -> None:
    fault = gate_fault("PC-2026-0001", kind, status)
    assert (fault is None) is through
    if fault is not None:
        assert "R-51" in fault.message.en and "PC-2026-0001" in fault.message.fr
        assert fault.fix is not None and "publish the answer" in fault.fix.en


DECIDED = {("received", "release"), ("received", "refuse"), ("released", "refuse"), ("refused", "release")}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", [state.code for state in CONSULTATION_COMMENT.states])
@pytest.mark.parametrize("action", CONSULTATION_COMMENT.actions)
def test_who_holds_a_key_of_the_change_in_either_agency_decides_on_a_comment(
    kind: str, state: str, action: str
) -> None:
    comment = SimpleNamespace(consultation=asked(kind))
    for role in (*STAFF_ROLES, *MEMBER_ROLES, "system"):
        for agency in ("CBP", "CBSA", "FDA", ""):
            actor = Actor(kind="officer", roles=frozenset({role}), agency=agency)
            decides = (state, action) in DECIDED and role in KEYS[kind] and agency in ("CBP", "CBSA")
            assert permitted(state, action, comment, actor, CONSULTATION_COMMENT) is decides, (role, agency)


def test_the_service_decides_on_comments_of_the_kinds_it_signs() -> None:
    administrator = Actor(kind="administrator", roles=frozenset({"administrator"}))
    for kind in KINDS:
        comment = SimpleNamespace(consultation=asked(kind))
        decides = permitted("received", "release", comment, administrator, CONSULTATION_COMMENT)
        assert decides is ("administrator" in KEYS[kind])


@pytest.mark.parametrize(
    ("count", "en", "fr"), [(1, "1 comment is", "1 commentaire n'est"), (3, "3 comments are", "3 c")]
)
def test_comments_nobody_decided_on_keep_the_answer_back_and_are_counted(count: int, en: str, fr: str) -> None:
    fault = undecided_fault(count)
    assert fault is not None and fault.message.en.startswith(en) and fault.message.fr.startswith(fr)
    assert fault.fix is not None and undecided_fault(0) is None
