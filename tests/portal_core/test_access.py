"""Access rules, one by one."""

from __future__ import annotations

import pytest

from portal.core.access import Public, Roles, Rule, Scope, SignedIn, needs_second_factor
from portal.core.domain.actors import Actor

MEMBER = Actor(kind="member", roles=frozenset({"trader.filer"}))
OFFICER = Actor(kind="officer", roles=frozenset({"officer.primary"}), agency="CBP", mfa=True)
PARTNER = Actor(kind="partner", client_id="c", scopes=frozenset({"trips:read"}), roles=frozenset({"partner"}))


@pytest.mark.parametrize(
    ("rule", "anonymous", "member", "officer", "partner"),
    [
        (Public(), True, True, True, True),
        (SignedIn(), False, True, True, False),
        (Roles("officer.primary"), False, False, True, False),
        (Scope("trips:read"), False, True, False, True),
        (Scope("trips:write"), False, True, False, False),
        (Scope("trips:read", "officer.primary"), False, False, True, True),
    ],
)
def test_each_rule_admits_exactly_its_own(
    rule: Rule, anonymous: bool, member: bool, officer: bool, partner: bool
) -> None:
    assert [rule.allows(who) for who in (None, MEMBER, OFFICER, PARTNER)] == [anonymous, member, officer, partner]


def test_staff_without_second_factor_reach_only_the_pages_that_set_it_up() -> None:
    bare = Actor(kind="officer", roles=frozenset({"officer.primary"}), agency="CBP")
    assert needs_second_factor(Roles("officer.primary"), bare)
    assert not needs_second_factor(SignedIn(second_factor=False), bare)
    assert not needs_second_factor(Public(), bare)
    assert not needs_second_factor(Roles("officer.primary"), OFFICER)
    assert not needs_second_factor(SignedIn(), MEMBER)
