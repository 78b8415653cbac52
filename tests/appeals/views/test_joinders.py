"""Like cases on the page: the registrar's cards, what each side reads of the others, in how many queries (4.11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appeals.models import Case, Hearing, Joinder, Ruling
from appeals.services import entry_file
from tests.appeals.views.test_hearings import plan
from tests.factories.accounts import make_member, make_organisation, sign_in
from tests.factories.appeals import RULING, Commission, Dispute, make_case, make_commission, make_dispute, seat, vote
from tests.factories.hearings import make_hearing
from tests.factories.joinders import WHY_JOIN, after_objections, join, propose

pytestmark = pytest.mark.django_db
PANEL = ("ca1", "us1", "us2")
REASONS = {"reasons_en": WHY_JOIN.en, "reasons_fr": WHY_JOIN.fr}


@pytest.fixture
def commission() -> Commission:
    return make_commission()


@pytest.fixture
def disputes() -> list[Dispute]:
    return [make_dispute() for _ in range(2)]


@pytest.fixture
def cases(disputes: list[Dispute]) -> list[Case]:
    return [make_case(dispute) for dispute in disputes]


def page(case: Case) -> str:
    return reverse("appeals:case", args=[case.id])


def act(name: str, case: Case) -> str:
    return reverse(f"appeals:{name}", args=[case.id])


def offered(answer: Any) -> set[str]:
    return {card.name for card in answer.context["acts"]}


def owner(dispute: Dispute) -> Client:
    return sign_in(Client(), make_member(dispute.organisation))


def test_from_the_proposal_to_one_text_on_the_pages(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    lead, other = cases
    registrar = sign_in(Client(), commission.users["registrar"])
    assert "joinder_propose" in offered(registrar.get(page(lead)))
    data = {"cases": [str(other.id)], **REASONS}
    refused = registrar.post(act("joinder_propose", lead), {**data, "reasons_fr": "non"})
    assert refused.status_code == 422 and WHY_JOIN.en in refused.text
    assert registrar.post(act("joinder_propose", lead), data).status_code == 302
    party = owner(disputes[1])
    assert "joinder_object" in offered(party.get(page(other)))
    words = "Our seals were of another make than those of the others."
    party.post(act("joinder_object", other), {"words": words})
    assert "joinder_object" not in offered(party.get(page(other)))
    assert words not in owner(disputes[0]).get(page(lead)).text
    assert "joinder_decide" not in offered(registrar.get(page(lead)))
    with after_objections(Joinder.objects.get()):
        registrar = sign_in(Client(), commission.users["registrar"])
        answer = registrar.get(page(lead))
        assert "joinder_decide" in offered(answer) and words in answer.text
        assert "joinder_decide" not in offered(registrar.get(page(other)))
        registrar.post(act("joinder_decide", lead), {"keep": [str(other.id)], "expected_version": 1, **REASONS})
    assert Joinder.objects.get().status == "joined"
    registrar = sign_in(Client(), commission.users["registrar"])
    assert "panel" in offered(registrar.get(page(lead)))
    assert "panel" not in offered(registrar.get(page(other)))
    seat(Case.objects.get(pk=lead.pk), commission, PANEL)
    vote(lead, commission, {"ca1": "grant", "us1": "grant"})
    member = sign_in(Client(), commission.users["ca1"])
    assert "rule" not in offered(member.get(page(other)))
    form = next(card.form for card in member.get(page(lead)).context["acts"] if card.name == "rule")
    assert f"{other.docket}-acts" in form.fields
    version = Case.objects.get(pk=lead.pk).row_version
    data = {"reasons_en": RULING.en, "reasons_fr": RULING.fr, "expected_version": version}
    data |= {f"{other.docket}-acts": ["restore_tier"], f"{other.docket}-from_date": "2026-01-05"}
    assert member.post(act("rule", lead), data).status_code == 302
    dates = {
        ruling.case_id: ruling.acts.get(act="restore_tier").given.get("from_date", "")
        for ruling in Ruling.objects.all()
    }
    assert dates == {lead.pk: "", other.pk: "2026-01-05"}


@pytest.mark.parametrize("level", ["public", "protected", "confidential"])
def test_papers_of_one_case_are_read_in_the_other_only_when_public(
    level: str, cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    text = "The seal of our third trailer was broken by the yard itself."
    join(cases[0], cases[1:], commission)
    entry_file(
        actor=disputes[0].member, case_id=cases[0].id, kind="exhibit", level=level, subject="Seal log", text=text
    )
    other = owner(disputes[1])
    answer = other.get(page(cases[1])).text
    assert (text in answer) is (level == "public")
    assert ("Seal log" in answer) is (level == "public")
    assert cases[0].docket in answer and cases[0].appellant not in answer
    assert cases[0].grounds and other.get(page(cases[0])).status_code == 404


def test_before_the_decision_nothing_is_read_across(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    text = "The seal of our third trailer was broken by the yard itself."
    propose(cases[0], cases[1:], commission)
    entry_file(
        actor=disputes[0].member, case_id=cases[0].id, kind="exhibit", level="public", subject="Seal log", text=text
    )
    assert text not in owner(disputes[1]).get(page(cases[1])).text


def test_each_side_reads_the_one_hearing_and_takes_its_calendar_file(
    cases: list[Case], disputes: list[Dispute], commission: Commission
) -> None:
    join(cases[0], cases[1:], commission)
    seat(Case.objects.get(pk=cases[0].pk), commission, PANEL)
    hearing = make_hearing(Case.objects.get(pk=cases[0].pk), commission)
    party = owner(disputes[1])
    assert hearing.place in party.get(page(cases[1])).text
    file = party.get(act("hearing_ics", cases[1])).text
    assert f"DTSTART:{hearing.starts_at:%Y%m%dT%H%M%SZ}" in file
    assert cases[1].docket in file and cases[0].docket not in file
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    assert stranger.get(act("hearing_ics", cases[1])).status_code == 404


def test_who_presides_sets_moves_and_cancels_a_hearing_and_the_other_members_do_not(commission: Commission) -> None:
    case = seat(make_case(), commission, PANEL)
    chair, beside = ("ca1", "us1") if case.docket[-1] in "13579" else ("us1", "ca1")
    member = sign_in(Client(), commission.users[beside])
    assert not any(name.startswith("hearing") for name in offered(member.get(page(case))))
    assert member.post(act("hearing_set", case), plan()).status_code == 422
    assert not Hearing.objects.exists()
    member = sign_in(Client(), commission.users[chair])
    assert "hearing_set" in offered(member.get(page(case)))
    assert member.post(act("hearing_set", case), plan()).status_code == 302
    assert {"hearing_adjourn", "hearing_cancel"} <= offered(member.get(page(case)))
    why = {"reason_en": WHY_JOIN.en, "reason_fr": WHY_JOIN.fr}
    assert member.post(act("hearing_adjourn", case), plan(clock="14:00", **why)).status_code == 302
    assert member.post(act("hearing_cancel", case), {"expected_version": 1, **why}).status_code == 302
    assert sorted(Hearing.objects.values_list("status", flat=True)) == ["adjourned", "cancelled"]
    hold = member.post(act("hearing_hold", case), {"expected_version": 1})
    assert hold.status_code in {403, 404}


@pytest.mark.parametrize("count", [2, 4])
def test_joined_cases_cost_the_same_however_many(
    count: int, commission: Commission, django_assert_num_queries: Any
) -> None:
    cases = [make_case() for _ in range(count)]
    join(cases[0], cases[1:], commission)
    registrar = sign_in(Client(), commission.users["registrar"])
    registrar.get(page(cases[1]))
    with django_assert_num_queries(24):
        assert registrar.get(page(cases[1])).status_code == 200
