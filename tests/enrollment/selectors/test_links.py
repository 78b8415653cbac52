"""The three links from real rows: two queries, whatever the number of importers (R-01, R-09, R-12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from enrollment import services
from enrollment.models import Credential, Membership
from enrollment.selectors import links_for, membership_find, membership_of_card, membership_of_organisation
from portal.core import clock
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_organisation, member_actor, staff_actor
from tests.factories.enrollment import a_reason, make_membership, vetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier() -> Membership:
    return make_membership("FAST_CARRIER")


@pytest.fixture
def importer() -> Membership:
    return make_membership("FAST_SHIPPER")


@pytest.fixture
def card() -> Credential:
    return make_membership("FAST_DRIVER").credentials.get()


def test_three_members(
    carrier: Membership, importer: Membership, card: Credential, django_assert_num_queries: Any
) -> None:
    others = [make_organisation("shipper").id for _ in range(4)]
    for importers in ([importer.organisation_id], [importer.organisation_id, *others, None]):
        with django_assert_num_queries(2):
            links = links_for(carrier_id=carrier.organisation_id, importer_ids=importers, driver_card=card.card_number)
        assert [link.holder_id for link in links.importers] == importers
        assert links.importers[0].name == importer.organisation.legal_name
        assert links.importers[0].holds and not any(link.holds for link in links.importers[1:])
    assert (links.driver.tier, links.carrier.tier, links.carrier.membership_id) == ("T2", "T1", carrier.id)
    assert links.driver.name == card.membership.user.name


def test_two_of_three_names_the_importer_as_the_gap(carrier: Membership, card: Credential) -> None:
    links = links_for(
        carrier_id=carrier.organisation_id, importer_ids=[make_organisation("shipper").id], driver_card=card.card_number
    )
    assert links.summary().en == "2 of 3: The importer is not a member"
    assert [link.role for link in links.missing] == ["importer"]


def test_a_scanned_chip_and_a_typed_number_are_the_same_driver(carrier: Membership, card: Credential) -> None:
    typed = f"{card.card_number[:4]} {card.card_number[4:8]}-{card.card_number[8:]}"
    states = [
        links_for(carrier_id=carrier.organisation_id, importer_ids=[], driver_card=value).driver
        for value in (card.card_number, typed, card.rfid_tag, card.rfid_tag.lower())
    ]
    assert states[0].holds and all(state == states[0] for state in states)


@pytest.mark.parametrize(
    ("card_number", "problem"), [("", "none"), ("42701234567801", "unknown_card"), ("X", "unknown_card")]
)
def test_a_driver_without_a_known_card(carrier: Membership, card_number: str, problem: str) -> None:
    links = links_for(carrier_id=carrier.organisation_id, importer_ids=[], driver_card=card_number)
    assert (links.driver.problem, links.driver.tier) == (problem, "T0")


def test_a_nexus_card_does_not_make_a_fast_driver(carrier: Membership) -> None:
    passid = make_membership("NEXUS").credentials.get().card_number
    links = links_for(carrier_id=carrier.organisation_id, importer_ids=[], driver_card=passid)
    assert links.driver.problem == "unknown_card"


def test_a_carrier_membership_is_no_importer_membership(carrier: Membership) -> None:
    links = links_for(carrier_id=carrier.organisation_id, importer_ids=[carrier.organisation_id], driver_card="")
    assert links.carrier.holds and not links.importers[0].holds


def test_time_decides(carrier: Membership) -> None:
    asked: dict[str, Any] = {"carrier_id": carrier.organisation_id, "importer_ids": [], "driver_card": ""}
    assert links_for(**asked, at=carrier.valid_until).carrier.problem == "expired"
    services.sanction_apply(
        actor=vetting(),
        membership_id=carrier.id,
        infraction="SEAL_INTEGRITY",
        harm="serious",
        reason=a_reason(),
        source=Subject("inspection", uuid4()),
    )
    assert links_for(**asked).carrier.problem == "lane_pause"
    assert links_for(**asked, at=clock.now() + timedelta(days=31)).carrier.holds


def test_a_new_membership_speaks_for_one_given_up(carrier: Membership) -> None:
    owner = member_actor(carrier.organisation)
    services.membership_withdraw(actor=owner, membership_id=carrier.id)
    asked: dict[str, Any] = {"carrier_id": carrier.organisation_id, "importer_ids": [], "driver_card": ""}
    assert links_for(**asked).carrier.problem == "withdrawn"
    again = make_membership("FAST_CARRIER", applicant=owner)
    assert links_for(**asked).carrier.membership_id == again.id


def test_one_record_behind_card_chip_and_membership_number(card: Credential, django_assert_num_queries: Any) -> None:
    for value in (card.card_number, card.rfid_tag, card.membership.number, f" {card.membership.number.lower()} "):
        with django_assert_num_queries(1):
            assert membership_of_card(value) == card.membership
    with django_assert_num_queries(0):
        assert membership_of_card(" - ") is None


def test_only_staff_look_people_up(card: Credential) -> None:
    assert membership_find(actor=staff_actor("officer.primary"), value=card.rfid_tag) == card.membership
    for actor in (member_actor(make_organisation("carrier")), staff_actor("commission.member", "")):
        with pytest.raises(NotFound):
            membership_find(actor=actor, value=card.card_number)
    with pytest.raises(NotFound):
        membership_find(actor=staff_actor("officer.primary"), value="42700000000001")


def test_the_membership_of_a_company_at_a_moment(carrier: Membership) -> None:
    company = carrier.organisation_id
    assert membership_of_organisation(company) == carrier
    assert membership_of_organisation(company, programme="FAST_CARRIER") == carrier
    assert membership_of_organisation(company, programme="FAST_SHIPPER") is None
    assert membership_of_organisation(company, at=carrier.valid_from - timedelta(seconds=1)) is None
    assert membership_of_organisation(company, at=carrier.valid_until) is None
