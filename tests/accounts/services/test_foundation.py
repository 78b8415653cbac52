"""The actor: one query, own organisations and accepted delegations in reach."""

import pytest

from portal.accounts.selectors import actor_for_user
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db


def test_a_broker_reaches_the_traders_that_delegated_to_it_in_one_query(django_assert_num_queries):
    broker, trader = make.make_organisation("broker"), make.make_organisation("shipper")
    user = make.make_member(broker)
    make.make_delegation(trader, broker)
    with django_assert_num_queries(1):
        actor = actor_for_user(user)
    assert actor.reach == {broker.id, trader.id}
    assert actor.organisation_id == broker.id


def test_an_officer_belongs_to_an_agency_and_its_country():
    actor = make.staff_actor("officer.primary", "CBSA")
    assert (actor.kind, actor.agency, actor.country, actor.mfa) == ("officer", "CBSA", "CA", True)
