"""Every page of the app opens for its owner, in both languages, with a known number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Delegation, OrganisationRole
from portal.accounts.selectors import organisation_by_identifier
from portal.core import clock
from tests.factories import accounts as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


PROFILE = {
    "kind": "carrier",
    "legal_name": "Northern Haulage Inc.",
    "country": "CA",
    "subdivision": "ON",
    "street": "1 Dock Road",
    "city": "Sarnia",
    "postal_code": "N7T 1A1",
    "contact_name": "Dispatch",
    "contact_email": "dispatch@example.test",
    "contact_phone": "",
    "size_class": "2-9",
    "scac": "nrth",
    "bn15": "12345 6782 RM 0001",
}

# page, queries beyond session, account and capacities
PAGES = [
    ("organisation", 3),
    ("organisation_edit", 2),
    ("colleagues", 1),
    ("delegations", 1),
    ("delegation_offer", 0),
    ("keys", 1),
]


@pytest.mark.parametrize(("page", "queries"), PAGES)
def test_pages_cost_the_same_however_much_there_is(
    client: Client, django_assert_num_queries: Any, page: str, queries: int
) -> None:
    organisation = make.make_organisation("shipper")
    make.sign_in(client, make.make_member(organisation))
    client.get(reverse(f"accounts:{page}"))
    for _ in range(2):
        with django_assert_num_queries(3 + queries):
            assert client.get(reverse(f"accounts:{page}")).status_code == 200
        make.make_member(organisation, "trader.filer")
        make.make_delegation(organisation, make.make_organisation("broker"))
        make.make_application(organisation)


@pytest.mark.parametrize("page", ["capacity", "me", "register"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_personal_pages_speak_both_languages(client: Client, page: str, language: str) -> None:
    make.sign_in(client, make.make_user())
    client.cookies["preclear_language"] = language
    answer = client.get(reverse(f"accounts:{page}"))
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text


def test_signing_up_an_organisation_makes_its_administrator(client: Client) -> None:
    user = make.make_user()
    make.sign_in(client, user)
    answer = client.post(reverse("accounts:register"), PROFILE)
    assert answer.status_code == 302, answer.context["form"].errors
    made = organisation_by_identifier("BN15", "123456782RM0001")
    assert made is not None and made.legal_name == "Northern Haulage Inc."
    assert OrganisationRole.objects.filter(user=user, organisation=made, role="trader.admin").exists()
    assert client.get(answer["Location"]).status_code == 200


def test_a_wrong_number_is_explained_at_its_field_and_nothing_typed_is_lost(client: Client) -> None:
    make.sign_in(client, make.make_user())
    answer = client.post(reverse("accounts:register"), {**PROFILE, "bn15": "123456789RM0001"})
    assert answer.status_code == 200
    assert "check digit" in answer.context["form"].errors["bn15"][0]
    assert "Northern Haulage Inc." in answer.text
    assert 'href="#id_bn15"' in answer.text


def test_a_trader_offers_and_the_broker_accepts_on_the_pages(client: Client) -> None:
    trader = make.make_organisation("shipper")
    broker = make.make_organisation("broker")
    number = broker.identifiers.get(kind="BN15").value
    make.sign_in(client, make.make_member(trader))
    day = clock.now().date()
    form = {
        "broker_number": number,
        "scopes": ["trips:write"],
        "starts_at": day.isoformat(),
        "ends_at": (day + timedelta(days=30)).isoformat(),
    }
    answer = client.post(reverse("accounts:delegation_offer"), form)
    assert answer.status_code == 302, answer.context["form"].errors
    offered = Delegation.objects.get()
    act = reverse("accounts:delegation_act", args=[offered.id, "accept"])
    assert client.post(act).status_code == 409  # the trader cannot accept its own offer
    other = make.sign_in(Client(), make.make_member(broker))
    assert other.post(act, {"expected_version": "1"}).status_code == 302
    offered.refresh_from_db()
    assert offered.status == "accepted"


def test_an_unknown_broker_is_said_at_the_field(client: Client) -> None:
    make.sign_in(client, make.make_member(make.make_organisation("shipper")))
    form = {"broker_number": "1", "scopes": ["trips:write"], "starts_at": "2030-01-01", "ends_at": "2030-02-01"}
    answer = client.post(reverse("accounts:delegation_offer"), form)
    assert "broker_number" in answer.context["form"].errors


def test_a_secret_is_shown_once_and_never_cached(client: Client) -> None:
    organisation = make.make_organisation()
    make.sign_in(client, make.make_member(organisation))
    answer = client.post(reverse("accounts:keys"), {"name": "TMS", "scopes": ["trips:read"]})
    secret = answer.context["fresh"]["secret"]
    assert secret in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(reverse("accounts:keys")).text


def test_the_switch_changes_the_hat_and_refuses_a_strangers(client: Client) -> None:
    first, second, other = (make.make_organisation() for _ in range(3))
    user = make.make_member(first)
    make.make_member(second, user=user)
    make.sign_in(client, user)
    for wanted in (first, second):
        assert client.post(reverse("accounts:capacity"), {"organisation": f"org:{wanted.id}"}).status_code == 302
        assert wanted.legal_name in client.get(reverse("accounts:organisation")).text
    assert client.post(reverse("accounts:capacity"), {"organisation": f"org:{other.id}"}).status_code == 404


def test_my_account_saves_name_and_language(client: Client) -> None:
    user = make.make_user()
    make.sign_in(client, user)
    answer = client.post(reverse("accounts:me"), {"name": "New Name", "language": "fr"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.name, user.language) == ("New Name", "fr")
    assert answer.cookies["preclear_language"].value == "fr"
