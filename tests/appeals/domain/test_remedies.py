"""Every ground with every act: what is allowed, what is automatic, in which order (acceptance 2)."""

from __future__ import annotations

from itertools import product

import pytest

from appeals.domain.acts import ACTS, EXPUNGE_POINTS, RESTORE_TIER
from appeals.domain.changes import CHANGE
from appeals.domain.kinds import KINDS
from appeals.domain.remedies import NEEDS, ORDER, Order, order_faults, orders_of
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError

FULL = {
    "words_en": "A sentence that is long enough.",
    "words_fr": "Une phrase suffisamment longue.",
    "grounds": "Grounds that say what was compared.",
    "rule": "NL-S01",
}
ALLOWED = {
    "denial": {"remit_application", "do_not_match", "recommend_change"},
    "demotion": {"restore_tier", "expunge_points", "recommend_change"},
    "suspension": {"restore_membership", "expunge_points", "recommend_change"},
    "revocation": {"restore_membership", "expunge_points", "recommend_change"},
    "penalty": {"expunge_points", "recommend_change"},
    "inspection": {"correct_record", "recommend_change", "do_not_match"},
    "fee": {"refund", "recommend_change"},
    "profile": {"recommend_change", "correct_record", "do_not_match"},
}


@pytest.mark.parametrize(("kind", "act"), list(product(KINDS, ACTS)))
def test_a_ground_allows_its_acts_and_no_other(kind: str, act: str) -> None:
    needed = [Order(name, FULL) for name in KINDS[kind].automatic if name != act]
    faults = order_faults(kind, [*needed, Order(act, FULL)])
    assert (faults == []) is (act in ALLOWED[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_automatic_happens_without_being_ordered(kind: str) -> None:
    acts = [order.act for order in orders_of(kind, [])]
    assert set(acts) == set(KINDS[kind].automatic)
    assert acts == sorted(acts, key=ORDER.index)


@pytest.mark.parametrize(("act", "name"), [(act, name) for act, names in NEEDS.items() for name in names])
def test_each_thing_an_act_needs_is_asked_for(act: str, name: str) -> None:
    kind = next(kind for kind, acts in ALLOWED.items() if act in acts)
    rest = [Order(other, FULL) for other in KINDS[kind].automatic if other != act]
    faults = order_faults(kind, [*rest, Order(act, {**FULL, name: " "})])
    assert [item.path for item in faults] == [name]


def test_points_go_before_the_tier_and_nothing_is_ordered_twice() -> None:
    assert ORDER.index(EXPUNGE_POINTS) < ORDER.index(RESTORE_TIER)
    assert set(ORDER) == set(ACTS)
    assert [item.path for item in order_faults("fee", [Order("refund"), Order("refund")])] == ["acts"]


@pytest.mark.parametrize("state", [state.code for state in CHANGE.states])
@pytest.mark.parametrize("action", CHANGE.actions)
def test_a_recommended_change_has_two_ends(state: str, action: str) -> None:
    for role in ("officer.targeting", "officer.supervisor", "commission.member", "system", "administrator"):
        try:
            CHANGE.check(None, state, action, Actor(kind="officer", roles=frozenset({role})))
            permitted = True
        except DomainError:
            permitted = False
        assert permitted is (state == "open" and role == "officer.targeting")
