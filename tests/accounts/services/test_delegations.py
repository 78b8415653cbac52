"""Lending authority: offers, answers, ends, and what a broker reaches meanwhile (requirements 4.4, R-65)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from portal.accounts import services
from portal.accounts.models import Delegation
from portal.accounts.selectors import actor_for_user, cross_designation_active, delegation_active
from portal.accounts.tasks import delegation_expire
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def trader() -> Any:
    return make.make_organisation("shipper")


@pytest.fixture
def broker() -> Any:
    return make.make_organisation("broker")


def test_a_broker_reaches_its_client_from_acceptance_to_revocation(trader: Any, broker: Any) -> None:
    user = make.make_member(broker, "trader.filer")
    delegation = make.make_delegation(trader, broker, accepted=False)
    assert not actor_for_user(user).can_act_for(trader.id)
    services.delegation_accept(actor=make.member_actor(broker), delegation_id=delegation.id)
    assert actor_for_user(user).can_act_for(trader.id)
    services.delegation_revoke(actor=make.member_actor(trader), delegation_id=delegation.id)
    assert not actor_for_user(user).can_act_for(trader.id)


def test_a_delegation_to_read_does_not_let_anyone_act(trader: Any, broker: Any) -> None:
    make.make_delegation(trader, broker, ("trips:read",))
    assert not actor_for_user(make.make_member(broker)).can_act_for(trader.id)
    assert delegation_active(trader.id, broker.id, "trips:read", clock.now())
    assert delegation_active(trader.id, broker.id, "trips:write", clock.now()) is None


def test_it_ends_on_its_date_even_before_the_status_moves(trader: Any, broker: Any) -> None:
    user = make.make_member(broker)
    delegation = make.make_delegation(trader, broker)
    with clock.frozen(delegation.ends_at):
        assert not actor_for_user(user).can_act_for(trader.id)
        row = OutboxTask.objects.get(task="accounts.delegation_expire", subject_id=delegation.id)
        delegation_expire(str(row.id))
    delegation.refresh_from_db()
    assert delegation.status == "expired"
    assert row.due_at >= delegation.ends_at


def test_the_clock_does_nothing_to_what_was_revoked_or_lasts_longer(trader: Any, broker: Any) -> None:
    delegation = make.make_delegation(trader, broker)
    assert services.delegation_expire(actor=make.SEED, delegation_id=delegation.id) is None
    services.delegation_revoke(actor=make.member_actor(trader), delegation_id=delegation.id)
    with clock.frozen(delegation.ends_at):
        assert services.delegation_expire(actor=make.SEED, delegation_id=delegation.id) is None


def test_one_open_delegation_per_pair(trader: Any, broker: Any) -> None:
    first = make.make_delegation(trader, broker, accepted=False)
    with pytest.raises(Conflict):
        make.make_delegation(trader, broker)
    services.delegation_decline(actor=make.member_actor(broker), delegation_id=first.id)
    assert make.make_delegation(trader, broker).status == "accepted"


def test_what_does_not_fit_is_named_at_once(trader: Any) -> None:
    now = clock.now()
    carrier = make.make_organisation()
    with pytest.raises(Invalid) as refusal:
        services.delegation_offer(
            actor=make.member_actor(trader),
            trader_id=trader.id,
            broker_id=carrier.id,
            scopes=["everything"],
            starts_at=now,
            ends_at=now - timedelta(days=1),
        )
    assert {item.path for item in refusal.value.items} == {"broker", "scopes", "ends_at"}


def test_only_the_traders_administrator_offers(trader: Any, broker: Any) -> None:
    now = clock.now()
    terms = {"trader_id": trader.id, "broker_id": broker.id, "scopes": ["trips:write"], "starts_at": now}
    for actor, error in (
        (make.member_actor(trader, "trader.filer"), NotAllowed),
        (make.member_actor(broker), NotFound),
    ):
        with pytest.raises(error):
            services.delegation_offer(actor=actor, ends_at=now + timedelta(days=1), **terms)


def test_a_third_party_finds_nothing(trader: Any, broker: Any) -> None:
    delegation = make.make_delegation(trader, broker)
    stranger = make.member_actor(make.make_organisation("broker"))
    with pytest.raises(NotFound):
        services.delegation_revoke(actor=stranger, delegation_id=delegation.id)


def test_a_stale_answer_is_refused(trader: Any, broker: Any) -> None:
    delegation = make.make_delegation(trader, broker)
    with pytest.raises(Conflict):
        services.delegation_revoke(actor=make.member_actor(trader), delegation_id=delegation.id, expected_version=1)


def test_the_database_refuses_a_status_outside_the_table(trader: Any, broker: Any) -> None:
    delegation = make.make_delegation(trader, broker)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_delegation SET status = 'offered' WHERE id = %s", [delegation.id])
    assert Delegation.objects.get().status == "accepted"


def grant(actor: Any, user: Any, **terms: Any) -> Any:
    now = clock.now()
    values = {"for_agency": "CBSA", "powers": ["release"], "valid_from": now, "valid_until": now + timedelta(days=30)}
    return services.cross_designation_grant(actor=actor, user_id=user.id, **{**values, **terms})


def test_a_supervisor_accredits_the_other_countrys_officer_until_a_date() -> None:
    officer = make.make_staff("officer.primary", "CBP")
    granted = grant(make.staff_actor("officer.supervisor", "CBSA"), officer)
    asked = {"user_id": officer.id, "for_agency": "CBSA", "power": "release"}
    assert cross_designation_active(at=granted.valid_from, **asked)
    assert cross_designation_active(at=granted.valid_until, **asked) is None
    assert cross_designation_active(at=granted.valid_from, **{**asked, "power": "vet"}) is None


def test_nobody_else_accredits_and_nonsense_is_refused() -> None:
    officer = make.make_staff("officer.primary", "CBP")
    with pytest.raises(NotAllowed):
        grant(make.staff_actor("officer.supervisor", "CBP"), officer)
    supervisor = make.staff_actor("officer.supervisor", "CBSA")
    for user, terms in (
        (make.make_user(), {}),
        (make.make_staff("officer.primary", "CBSA"), {}),
        (officer, {"powers": ["arrest"]}),
    ):
        with pytest.raises(Invalid):
            grant(supervisor, user, **terms)
