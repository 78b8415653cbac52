"""Hats from rows of authority: who they are, what they reach."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.domain.capacities import LENT, OWN, STAFF, Grant, capacities, choose
from portal.core.ids import uuid7

HOME, CLIENT = uuid7(), uuid7()


def own(role: str, organisation: UUID = HOME, name: str = "Home") -> Grant:
    return Grant(OWN, organisation, None, name, role, "broker", "", "")


def test_without_any_grant_one_is_a_private_person() -> None:
    (only,) = capacities([])
    assert (only.key, only.kind, only.roles) == ("self", "member", {"traveller", "driver"})
    assert only.reach == frozenset()


def test_a_client_is_in_reach_only_through_the_brokerage_it_delegated_to() -> None:
    other = uuid7()
    lent = Grant(LENT, HOME, CLIENT, "", "", "", "", "")
    hats = {
        hat.organisation_id: hat for hat in capacities([own("trader.filer"), own("trader.admin", other, "Other"), lent])
    }
    assert hats[HOME].reach == {HOME, CLIENT}
    assert hats[other].reach == {other}


def test_a_driver_belongs_but_reaches_nothing() -> None:
    hat = capacities([own("driver"), Grant(LENT, HOME, CLIENT, "", "", "", "", "")])[0]
    assert (hat.organisation_id, hat.reach) == (HOME, frozenset())


def test_staff_roles_of_one_posting_are_one_hat_and_come_first() -> None:
    rows = [
        own("trader.admin"),
        Grant(STAFF, None, None, "", "officer.primary", "CBP", "US", "pacific-highway"),
        Grant(STAFF, None, None, "", "officer.supervisor", "CBP", "US", "pacific-highway"),
        Grant(STAFF, None, None, "", "commission.member", "", "US", ""),
    ]
    hats = capacities(rows)
    assert [hat.kind for hat in hats] == ["commission", "officer", "member", "member"]
    officer = hats[1]
    assert officer.roles == {"officer.primary", "officer.supervisor"}
    assert (officer.agency, officer.country, officer.port) == ("CBP", "US", "pacific-highway")


def test_a_hat_one_no_longer_has_gives_the_first_one() -> None:
    hats = capacities([own("trader.admin")])
    assert choose(hats, f"org:{CLIENT}").organisation_id == HOME
    assert choose(hats, "self").key == "self"
