"""Every state with every action, by every role, in each workflow."""

from __future__ import annotations

from datetime import date
from itertools import product
from types import SimpleNamespace
from uuid import UUID

import pytest

from enrollment.domain.transitions import APPLICATION, DECISION, INVOICE, MEMBERSHIP, PAYMENT, REVIEW
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, NotAllowed
from portal.workflow.domain import Workflow

OWN = UUID(int=1)
PERSON = UUID(int=2)
ADMIN = Actor("member", user_id=UUID(int=9), organisation_id=OWN, roles=frozenset({"trader.admin"}))
VIEWER = Actor("member", user_id=UUID(int=8), organisation_id=OWN, roles=frozenset({"trader.viewer"}))
TRAVELLER = Actor("member", user_id=PERSON, roles=frozenset({"traveller"}))
CBP = Actor("officer", roles=frozenset({"officer.vetting"}), agency="CBP")
CBSA = Actor("officer", roles=frozenset({"officer.vetting"}), agency="CBSA")
PRIMARY = Actor("officer", roles=frozenset({"officer.primary"}), agency="CBP")
AUDITOR = Actor("auditor", roles=frozenset({"auditor"}))
COMMISSIONER = Actor("commission", roles=frozenset({"commission.member"}))
SYSTEM = system_actor("test")
ACTORS = {
    "admin": ADMIN,
    "viewer": VIEWER,
    "traveller": TRAVELLER,
    "CBP": CBP,
    "CBSA": CBSA,
    "primary": PRIMARY,
    "auditor": AUDITOR,
    "commission": COMMISSIONER,
    "system": SYSTEM,
}
OBJECTS = {
    "enrollment_application": SimpleNamespace(organisation_id=OWN, user_id=None, joint="approved"),
    "enrollment_review": SimpleNamespace(agency="CBP", blockers=(), denial_confirmed=True),
    "enrollment_invoice": SimpleNamespace(),
    "enrollment_payment": SimpleNamespace(),
    "enrollment_membership": SimpleNamespace(organisation_id=OWN, user_id=None, rests_until=date(2026, 12, 31)),
    "enrollment_decision": SimpleNamespace(),
}
_STAYERS = {"admin", "viewer", "traveller", "commission", "system"}
_ADVERSE = {"CBP", "CBSA", "auditor", "system"}
_ANY_SIDE = _ADVERSE | {"commission"}
_RULING = {"commission", "system"}
_BEFORE_MONEY = ("created", "opened", "failed", "expired")
ALLOWED: dict[str, dict[tuple[str, str], tuple[str, set[str]]]] = {
    "enrollment_application": {
        ("draft", "submit"): ("submitted", {"admin", "system"}),
        ("draft", "submit_to_pay"): ("awaiting_payment", {"admin", "system"}),
        ("awaiting_payment", "settle"): ("submitted", {"system"}),
        ("awaiting_payment", "withdraw"): ("withdrawn", {"admin", "system"}),
        ("draft", "withdraw"): ("withdrawn", {"admin", "system"}),
        ("submitted", "withdraw"): ("withdrawn", {"admin", "system"}),
        ("under_review", "withdraw"): ("withdrawn", {"admin", "system"}),
        ("submitted", "take_up"): ("under_review", {"CBP", "CBSA"}),
        ("under_review", "approve"): ("approved", {"CBP", "CBSA"}),
        ("denied", "remit"): ("under_review", _RULING),
    },
    "enrollment_review": {
        ("pending", "approve"): ("approved", {"CBP"}),
        ("pending", "deny"): ("denied", {"CBP"}),
        ("denied", "remit"): ("pending", _RULING),
        ("pending", "recognise"): ("recognised", {"system"}),
    },
    "enrollment_invoice": {
        ("open", "pay"): ("paid", {"system"}),
        ("open", "waive"): ("waived", {"system"}),
        ("open", "cancel"): ("cancelled", {"system"}),
        ("paid", "start_refund"): ("refunding", {"system"}),
        ("refunding", "refund"): ("refunded", {"system"}),
    },
    "enrollment_payment": {
        ("created", "open"): ("opened", {"system"}),
        ("created", "fail"): ("failed", {"system"}),
        ("opened", "fail"): ("failed", {"system"}),
        ("opened", "expire"): ("expired", {"system"}),
        **{(source, "succeed"): ("succeeded", {"system"}) for source in _BEFORE_MONEY},
        **{(source, "reject"): ("refunding", {"system"}) for source in _BEFORE_MONEY},
        ("succeeded", "start_refund"): ("refunding", {"system"}),
        ("refunding", "refund"): ("refunded", {"system"}),
    },
    "enrollment_membership": {
        ("active", "suspend"): ("suspended", _ANY_SIDE),
        ("active", "revoke"): ("revoked", _ANY_SIDE),
        ("suspended", "revoke"): ("revoked", _ANY_SIDE),
        ("suspended", "restore"): ("active", _ANY_SIDE),
        ("revoked", "restore"): ("active", _RULING),
        ("suspended", "stay"): ("active", _STAYERS),
        ("revoked", "stay"): ("active", _STAYERS),
        ("active", "expire"): ("expired", {"system"}),
        ("suspended", "expire"): ("expired", {"system"}),
        ("active", "withdraw"): ("withdrawn", {"admin"}),
        ("suspended", "withdraw"): ("withdrawn", {"admin"}),
        ("active", "rest"): ("suspended", {"admin"}),
        ("suspended", "resume"): ("active", {"admin", "system"}),
    },
    "enrollment_decision": {
        ("proposed", "take_effect"): ("in_effect", _ADVERSE),
        ("proposed", "stay"): ("stayed", _STAYERS),
        ("in_effect", "stay"): ("stayed", _STAYERS),
        ("stayed", "resume"): ("in_effect", _STAYERS),
        **{(source, "remedy"): ("remedied", {"CBP", "CBSA", "system"}) for source in ("proposed", "in_effect")},
        **{(source, "overturn"): ("overturned", _RULING) for source in ("proposed", "in_effect", "stayed")},
        **{(source, "uphold"): ("upheld", _RULING) for source in ("proposed", "in_effect", "stayed")},
    },
}
WORKFLOWS = (APPLICATION, REVIEW, INVOICE, PAYMENT, MEMBERSHIP, DECISION)
CASES = [
    (workflow, state.code, action, who)
    for workflow in WORKFLOWS
    for state, action, who in product(workflow.states, workflow.actions, ACTORS)
]


@pytest.mark.parametrize(("workflow", "source", "action", "who"), CASES)
def test_every_state_action_and_actor(workflow: Workflow, source: str, action: str, who: str) -> None:
    target, allowed = ALLOWED[workflow.name].get((source, action), ("", set()))
    if who in allowed:
        assert workflow.check(OBJECTS[workflow.name], source, action, ACTORS[who]).target == target
    else:
        with pytest.raises((Conflict, NotAllowed)):
            workflow.check(OBJECTS[workflow.name], source, action, ACTORS[who])


@pytest.mark.parametrize("joint", ["pending", "denied", "approved"])
def test_approval_and_denial_need_the_joint_outcome(joint: str) -> None:
    application = SimpleNamespace(organisation_id=OWN, user_id=None, joint=joint)
    for action, wanted in (("approve", "approved"), ("deny", "denied")):
        if joint == wanted:
            APPLICATION.check(application, "under_review", action, CBP)
        else:
            with pytest.raises(Conflict, match="ENR_NOT_JOINT"):
                APPLICATION.check(application, "under_review", action, CBP)


def test_a_person_decides_about_their_own_application_only() -> None:
    own = SimpleNamespace(organisation_id=None, user_id=PERSON, joint="pending")
    assert APPLICATION.check(own, "draft", "submit", TRAVELLER).target == "submitted"
    with pytest.raises(Conflict, match="ENR_NOT_THE_HOLDER"):
        APPLICATION.check(own, "draft", "submit", ADMIN)


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_every_word_is_there_in_both_languages(workflow: Workflow) -> None:
    texts = [text for state in workflow.states for text in (state.staff, state.public)]
    texts += [move.label for move in workflow.transitions]
    assert all(text.en.strip() and text.fr.strip() for text in texts)


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_nothing_leaves_a_final_state(workflow: Workflow) -> None:
    final = {state.code for state in workflow.states if state.final}
    assert not final & {move.source for move in workflow.transitions}
