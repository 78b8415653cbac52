"""Pages of the audit: the auditor's desk, and the member's view of the same record."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from audit.compliance.models import Finding
from portal.core.ids import uuid7
from tests.compliance.services.test_audits import Movement, issue
from tests.factories.accounts import make_member, make_organisation, make_staff, sign_in
from tests.factories.enrollment import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def movement(monkeypatch: pytest.MonkeyPatch) -> Movement:
    return Movement(monkeypatch)


def auditor() -> Client:
    return sign_in(Client(), make_staff("auditor", "CBP"))


def test_the_auditor_issues_a_finding_and_the_member_reads_it_with_a_way_to_appeal(movement: Movement) -> None:
    make_membership(organisation=movement.organisation, tier="T2")
    case = movement.opened()
    page = reverse("compliance:case", args=[case.id])
    data = {
        "infraction": "UNDECLARED",
        "harm": "serious",
        "text_en": "Goods made in a third country were filed as made in Canada.",
        "text_fr": "Des marchandises d'un pays tiers ont été déclarées comme canadiennes.",
        "fix_en": "Keep the proof of origin.",
        "fix_fr": "Conservez la preuve d'origine.",
        "expected_version": case.row_version,
    }
    client = auditor()
    thin = client.post(page, {**data, "text_en": "Bad."})
    assert thin.status_code == 422
    assert "text_en" in thin.context["form"].errors
    assert client.post(page, data).status_code == 302
    finding = Finding.objects.get()
    member = sign_in(Client(), make_member(movement.organisation))
    words = member.get(page).content.decode()
    assert reverse("enrollment:decision", args=[finding.decision_id]) in words
    assert data["text_en"] in words
    assert member.post(page, data).status_code == 404


def test_a_strangers_audit_and_a_missing_one_look_alike(movement: Movement) -> None:
    case = movement.opened()
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    answers = [stranger.get(reverse("compliance:case", args=[value])) for value in (case.id, uuid7())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_closing_needs_the_version_that_was_seen(movement: Movement) -> None:
    case = movement.opened()
    client, url = auditor(), reverse("compliance:case_close", args=[case.id])
    assert client.post(url, {"note": "fine"}).status_code == 404
    assert client.post(url, {"expected_version": 9}).status_code == 409
    assert client.post(url, {"expected_version": 1}).status_code == 302
    case.refresh_from_db()
    assert case.status == "clean"


@pytest.mark.parametrize("count", [1, 5])
def test_lists_and_pages_cost_the_same_for_one_and_many(
    movement: Movement, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        movement.trip_id = uuid7()
        case = movement.opened()
    issue(case)
    client = auditor()
    client.get(reverse("compliance:case_list"))
    with django_assert_num_queries(5):
        client.get(reverse("compliance:case_list"))
    with django_assert_num_queries(5):
        client.get(reverse("compliance:case", args=[case.id]))
