"""Memberships and decisions over the partner API: a real token, strangers see nothing, queries are known."""

from __future__ import annotations

import base64
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from enrollment import services
from enrollment.models import Membership
from tests.factories.accounts import make_application, make_organisation, member_actor
from tests.factories.enrollment import a_reason, make_demotion, make_membership

pytestmark = pytest.mark.django_db


class Partner:
    """A partner's system with its key and token."""

    def __init__(self, organisation: Any, scopes: Any = ("memberships:read",)) -> None:
        self.organisation = organisation
        application, secret = make_application(organisation, scopes)
        pair = base64.b64encode(f"{application.client_id}:{secret}".encode()).decode()
        self.http = Client()
        token = self.http.post(
            "/oauth/token/", {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {pair}"}
        ).json()
        self.headers = {"Authorization": f"Bearer {token['access_token']}"}

    def get(self, path: str) -> Any:
        return self.http.get(f"/api/v1/{path}", headers=self.headers)


@pytest.fixture
def partner() -> Partner:
    return Partner(make_organisation("carrier"))


def membership(partner: Partner, tier: str = "") -> Membership:
    return make_membership("FAST_CARRIER", applicant=member_actor(partner.organisation), tier=tier)


def test_a_membership_with_points_and_progress(partner: Partner) -> None:
    member = membership(partner)
    services.movement_record(organisation_id=partner.organisation.id, clean=True, count=12)
    body = partner.get(f"memberships/{member.id}").json()
    assert (body["number"], body["tier"], body["status"], body["points"]) == (member.number, "T1", "active", 0)
    assert body["status_label"] == {"en": "Active", "fr": "Active"}
    criteria = {entry["code"]: entry for entry in body["criteria"]}
    assert body["next_tier"] == "T2"
    assert (criteria["MOVEMENTS"]["value"], criteria["MOVEMENTS"]["met"]) == (12.0, False)
    assert criteria["MOVEMENTS"]["label"]["fr"] == "Passages au dossier"


def test_a_decision_with_its_reason_and_the_way_to_appeal(partner: Partner) -> None:
    decision = make_demotion(membership(partner, "T2"))
    body = partner.get(f"decisions/{decision.id}").json()
    assert (body["kind"], body["from_tier"], body["to_tier"], body["status"]) == ("demotion", "T2", "T1", "in_effect")
    assert body["reason"] == a_reason().as_dict()
    assert body["appeal_link"] == f"/commission/appeal/new/?decision={decision.id}"


def test_the_list_costs_the_same_however_long(partner: Partner, django_assert_num_queries: Any) -> None:
    owner = member_actor(partner.organisation)
    costs = []
    for _ in range(2):
        member = membership(partner)
        with django_assert_num_queries(3) as counted:
            body = partner.get("memberships").json()
        costs.append(len(counted))
        assert body["results"][0]["id"] == str(member.id)
        services.membership_withdraw(actor=owner, membership_id=member.id)
    assert len(body["results"]) == 2 and body["next"] is None and costs[0] == costs[1]


def test_one_record_costs_a_known_number_of_queries(partner: Partner, django_assert_num_queries: Any) -> None:
    decision = make_demotion(membership(partner, "T2"))
    with django_assert_num_queries(6):
        partner.get(f"memberships/{decision.membership_id}")
    with django_assert_num_queries(2):
        partner.get(f"decisions/{decision.id}")


def test_a_strangers_record_and_a_missing_one_are_the_same_answer(partner: Partner) -> None:
    decision = make_demotion(make_membership("FAST_CARRIER", tier="T2"))
    for path, found in (("memberships", decision.membership_id), ("decisions", decision.id)):
        answers = [partner.get(f"{path}/{key}") for key in (found, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
        assert answers[0]["Content-Type"] == "application/problem+json"
    assert partner.get("memberships").json()["results"] == []


def test_the_scope_is_needed() -> None:
    other = Partner(make_organisation("carrier"), ("trips:read",))
    assert other.get("memberships").status_code == 403
    assert Client().get("/api/v1/memberships").status_code == 401
