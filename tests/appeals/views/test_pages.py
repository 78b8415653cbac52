"""Pages of the commission: who may see and do what, in how many queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appeals.models import Case, Vote
from portal.core.ids import uuid7
from tests.factories.accounts import make_member, make_organisation, sign_in
from tests.factories.appeals import GROUNDS, RULING, make_case, make_commission, make_dispute, seat, vote

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")


def offered(answer: Any) -> list[str]:
    return [act.name for act in answer.context["acts"]]


def member_client(organisation: object) -> Client:
    return sign_in(Client(), make_member(organisation))


def test_a_member_files_from_the_decisions_page(client: Client) -> None:
    dispute = make_dispute()
    client = member_client(dispute.organisation)
    url = f"{reverse('appeals:case_new')}?decision={dispute.decision.id}"
    assert client.get(url).status_code == 200
    refused = client.post(url, {"grounds": "no", "language": "en"})
    assert refused.status_code == 422
    assert "no" in refused.content.decode()
    answer = client.post(url, {"grounds": GROUNDS, "language": "fr"})
    case = Case.objects.get()
    assert answer["Location"] == reverse("appeals:case", args=[case.id])
    assert client.get(answer["Location"]).status_code == 200


def test_a_strangers_case_and_a_missing_one_look_alike() -> None:
    case = make_case()
    stranger = member_client(make_organisation("carrier"))
    answers = [stranger.get(reverse("appeals:case", args=[value])) for value in (case.id, uuid7())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert stranger.get(f"{reverse('appeals:case_new')}?decision={case.subject_id}").status_code == 404
    assert stranger.get(f"{reverse('appeals:case_new')}?decision=junk").status_code == 404


def test_registrar_and_members_work_a_case_to_its_ruling() -> None:
    commission, dispute = make_commission(), make_dispute()
    case = make_case(dispute)
    registrar = sign_in(Client(), commission.users["registrar"])
    page = reverse("appeals:case", args=[case.id])
    assert offered(registrar.get(page)) == ["panel", "file"]
    ids = [str(commission.users[key].id) for key in PANEL]
    bad = registrar.post(reverse("appeals:panel", args=[case.id]), {"members": ids[1:], "expected_version": 1})
    assert bad.status_code == 422
    registrar.post(reverse("appeals:panel", args=[case.id]), {"members": ids, "expected_version": 1})
    for key in PANEL[:2]:
        member = sign_in(Client(), commission.users[key])
        assert "vote" in offered(member.get(page))
        data = {"choice": "grant", "reasons": "The proof of origin was on file before arrival."}
        member.post(reverse("appeals:vote", args=[case.id]), data)
    assert Vote.objects.count() == 2
    member = sign_in(Client(), commission.users["ca1"])
    assert offered(member.get(page)) == ["rule", "hearing_set"]
    data = {"reasons_en": RULING.en, "reasons_fr": RULING.fr, "expected_version": 2}
    member.post(reverse("appeals:rule", args=[case.id]), data)
    assert dispute.tier() == "T2"
    assert RULING.en in member_client(dispute.organisation).get(page).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_docket_costs_the_same_for_one_case_and_for_six(count: int, django_assert_num_queries: object) -> None:
    commission = make_commission()
    for _ in range(count):
        make_case()
    client = sign_in(Client(), commission.users["registrar"])
    client.get(reverse("appeals:case_list"))
    with django_assert_num_queries(5):
        assert client.get(reverse("appeals:case_list")).status_code == 200


def test_a_case_page_has_a_known_number_of_queries(django_assert_num_queries: object) -> None:
    commission = make_commission()
    case = seat(make_case(), commission, PANEL)
    vote(case, commission, {"ca1": "grant", "us1": "grant", "us2": "dismiss"})
    client = sign_in(Client(), commission.users["registrar"])
    client.get(reverse("appeals:case", args=[case.id]))
    with django_assert_num_queries(12):
        assert client.get(reverse("appeals:case", args=[case.id])).status_code == 200
