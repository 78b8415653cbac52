"""Delegation orders: two keys, versions, revocation, the trail, and the wall behind them (R-41, architecture rule 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from audit.trail.selectors import entries_for
from clearance.domain.partners.orders import OrderTerms
from clearance.models import DelegationOrder, OrderSignature
from clearance.selectors.orders import order_get, orders_for_actor
from clearance.services.orders import order_draft, order_revoke, order_sign, order_withdraw
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from tests.factories.officer import PORT, partner, primary
from tests.factories.partners import make_draft, make_order, supervisor


def sign(actor: Actor, order: DelegationOrder) -> DelegationOrder:
    return order_sign(actor=actor, order_id=order.id, expected_version=fresh(order).row_version)


def fresh(order: DelegationOrder) -> DelegationOrder:
    return DelegationOrder.objects.get(pk=order.pk)


def events(order: DelegationOrder) -> list[str]:
    return [entry.event for entry in entries_for(Subject("delegation_order", order.id)).order_by("at", "id")]


@pytest.mark.parametrize("first", ["FDA", "CBP"])
def test_it_counts_once_both_agencies_have_signed_in_either_order(first: str) -> None:
    order = make_draft(crossings=(PORT,))
    second = "CBP" if first == "FDA" else "FDA"
    order = sign(supervisor(first), order)
    assert order.status in ("signed_giver", "signed_receiver") and order.in_force_at is None
    order = sign(supervisor(second), order)
    assert order.status == "in_force" and order.in_force_at is not None
    assert {(row.agency, row.digest) for row in order.signatures.all()} == {
        ("FDA", order.digest),
        ("CBP", order.digest),
    }
    assert events(order) == ["clearance.order.drafted", "clearance.order.signed", "clearance.order.in_force"]


def test_nobody_holds_both_keys_and_no_agency_signs_twice() -> None:
    order, boss = make_draft(), supervisor("FDA")
    sign(boss, order)
    with pytest.raises(NotAllowed):
        sign(replace(boss, agency="CBP"), order)
    with pytest.raises(Conflict):
        sign(supervisor("FDA"), order)
    assert OrderSignature.objects.filter(order=order).count() == 1


@pytest.mark.parametrize("actor", ["primary", "partner"])
def test_only_supervisors_draft_and_sign(actor: str) -> None:
    officer = primary("CBP") if actor == "primary" else partner("FDA")
    now = clock.now()
    with pytest.raises(NotAllowed):
        order_draft(actor=officer, terms=OrderTerms("FDA", "CBP"), starts_at=now, ends_at=now + timedelta(days=1))
    order = make_draft()
    with pytest.raises(NotAllowed):
        sign(officer, order)


def test_a_third_agency_sees_nothing_of_it() -> None:
    order = make_draft()
    assert not orders_for_actor(actor=supervisor("CFIA")).exists()
    with pytest.raises(NotFound):
        order_get(actor=supervisor("CFIA"), order_id=order.id)
    assert order_get(actor=primary("CBP"), order_id=order.id) == order


def test_a_draft_that_makes_no_sense_is_refused_at_its_fields() -> None:
    with pytest.raises(Invalid) as refused:
        make_draft(giver="FDA", receiver="CBP", programmes=("CFIA_FOOD",), crossings=("nowhere",), powers=())
    assert [item.path for item in refused.value.items] == ["crossings", "programmes", "powers"]


def test_the_next_version_replaces_the_one_in_force_in_one_moment() -> None:
    old = make_order(crossings=(PORT,))
    now = clock.now()
    terms = replace(old.rules, max_weight_kg=500)
    new = order_draft(
        actor=supervisor("FDA"), terms=terms, starts_at=now, ends_at=now + timedelta(days=9), replaces=old.id
    )
    assert (new.number, new.version) == (old.number, 2)
    sign(supervisor("CBP"), new)
    assert fresh(old).status == "in_force"
    sign(supervisor("FDA"), new)
    assert (fresh(old).status, fresh(new).status) == ("superseded", "in_force")
    assert fresh(old).terms == old.terms


def test_a_version_keeps_the_two_agencies() -> None:
    old = make_order()
    now = clock.now()
    with pytest.raises(Invalid):
        order_draft(
            actor=supervisor("CBP"),
            terms=OrderTerms("CFIA", "CBP"),
            starts_at=now,
            ends_at=now + timedelta(days=1),
            replaces=old.id,
        )


@pytest.mark.parametrize("agency", ["FDA", "CBP"])
def test_either_agency_revokes_at_once_and_says_why(agency: str) -> None:
    order = make_order()
    with pytest.raises(Invalid):
        order_revoke(actor=supervisor(agency), order_id=order.id, why=" ", expected_version=order.row_version)
    order_revoke(
        actor=supervisor(agency), order_id=order.id, why="Own officers again", expected_version=order.row_version
    )
    assert fresh(order).status == "revoked" and events(order)[-1] == "clearance.order.revoked"


def test_a_draft_is_withdrawn_not_deleted() -> None:
    order = make_draft()
    order_withdraw(actor=supervisor("CBP"), order_id=order.id, why="Not needed", expected_version=order.row_version)
    assert fresh(order).status == "withdrawn"


def test_a_stale_page_signs_nothing() -> None:
    order = make_draft()
    sign(supervisor("FDA"), order)
    with pytest.raises(Conflict):
        order_sign(actor=supervisor("CBP"), order_id=order.id, expected_version=order.row_version)


def test_the_database_holds_what_was_signed() -> None:
    order = make_order()
    rows = DelegationOrder.objects.filter(pk=order.id)
    for change in ({"terms": {}}, {"ends_at": order.ends_at + timedelta(days=1)}, {"receiver": "CBSA"}):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            rows.update(**change)
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        rows.update(status="draft")
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        OrderSignature.objects.filter(order=order).delete()
