"""The pages of a membership's life: both languages, forms that lose nothing, known numbers of queries (R-10, R-12, R-44)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import (
    Application,
    CorrectivePlan,
    Disclosure,
    Membership,
    MembershipDecision,
    MovementTally,
    ReportedChange,
    SanctionOverride,
    TravelDocument,
)
from enrollment.services.plans import Step
from enrollment.services.standing import site_visit_record
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import make_member, make_organisation, make_staff, make_user, member_actor, sign_in
from tests.factories.company import state_purpose
from tests.factories.enrollment import make_membership, person_actor, vetting
from tests.factories.life import GROUNDS, life_records, make_disclosure, make_matrix, make_plan, make_suspension

pytestmark = pytest.mark.django_db
REASON = {
    "ground": "DOCUMENT",
    "text_en": "The licence of 4 May ran out on 1 November and no new one is on file.",
    "text_fr": "Le permis du 4 mai est échu depuis le 1er novembre et aucun nouveau n'est au dossier.",
    "evidence": "licensing:2026-118",
    "fix_en": "Send the new licence before the day the letter names.",
    "fix_fr": "Envoyez le nouveau permis.",
}


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def day(offset: int) -> str:
    return str(clock.now().date() + timedelta(days=offset))


@pytest.fixture
def owner() -> Actor:
    return member_actor(make_organisation("carrier"))


@pytest.fixture
def member(owner: Actor) -> Membership:
    return make_membership("FAST_CARRIER", applicant=owner, tier="T2")


@pytest.fixture
def mine(client: Client, member: Membership) -> Client:
    return sign_in(client, make_member(member.organisation))


@pytest.fixture
def officer() -> Client:
    return sign_in(Client(), make_staff("officer.vetting", "CBSA"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_public_pages(client: Client, language: str, django_assert_num_queries: Any) -> None:
    client.cookies["preclear_language"] = language
    quiz = client.get(url("keep_card"), {"passenger": "wrong", "slip": "wrong"}).text
    assert ("Right." if language == "en" else "Exact.") in quiz and ("Not so." if language == "en" else "Non.") in quiz
    person = person_actor()
    services.travel_document_enter(
        actor=person,
        type="edl",
        number="T00341",
        country="CA",
        subdivision="ON",
        expires_on=clock.now().date() + timedelta(99),
    )
    with django_assert_num_queries(1):
        page = client.get(url("uptake")).text
    assert ("fewer than 5" if language == "en" else "moins de 5") in page
    rows = client.get(url("uptake_csv")).text.splitlines()
    assert rows == ["country,province_or_state,document,people", "CA,ON,edl,"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_whole_life_on_one_page(
    mine: Client, member: Membership, owner: Actor, language: str, django_assert_num_queries: Any
) -> None:
    life_records(member, owner, "Words")
    mine.cookies["preclear_language"] = language
    mine.get(url("membership", member.id))  # crossings are read once per process
    # session 3; membership, cards; tally, register with plans, criteria, pace; proposal, pilot; decisions; changes,
    # disclosures, answers to the suspension
    with django_assert_num_queries(3 + 2 + 4 + 2 + 1 + 3):
        page = mine.get(url("membership", member.id)).text
    wanted = {
        "en": (
            "What to do now",
            "Renewal opens",
            "Report a change",
            "Corrective plan",
            "Counts until",
            "Why this step",
        ),
        "fr": (
            "À faire maintenant",
            "Ouverture du renouvellement",
            "Signaler un changement",
            "Plan correctif",
            "Compte",
        ),
    }
    assert [words for words in wanted[language] if words not in page] == []


def test_cards_documents_and_renewal_by_a_person(client: Client) -> None:
    user = make_user()
    person = actor_for_user(user, capacity="self")
    member = make_membership("NEXUS", applicant=person)
    sign_in(client, user, capacity="self")
    card = member.credentials.get()
    assert client.post(url("card_stop", card.id), {"cause": ""}).status_code == 422
    assert client.post(url("card_stop", card.id), {"cause": "stolen"}).url == url("membership", member.id)
    new = member.credentials.get(status="issued")
    assert client.post(url("card_activate", new.id), {"last_digits": "0"}).status_code == 422
    assert client.post(url("card_activate", new.id), {"last_digits": new.card_number[-4:]}).status_code == 302
    wrong = client.post(url("travel_documents"), {"type": "edl", "number": "T0034-1", "country": "Canada"})
    assert wrong.status_code == 422 and 'value="T0034-1"' in wrong.text and "two letters" in wrong.text
    typed = {"type": "passport", "number": "AB 123456", "country": "ca", "expires_on": day(400)}
    assert client.post(url("travel_documents"), typed).status_code == 302
    document = TravelDocument.objects.get()
    assert (document.number, document.country) == ("AB123456", "CA")
    assert "AB" in client.get(url("travel_documents")).text
    client.post(url("travel_document_remove", document.id))
    assert TravelDocument.objects.get().status == "removed"
    client.post(url("renew", member.id))
    assert not Application.objects.filter(renews=member).exists()
    with clock.frozen(member.valid_until - timedelta(days=10)):
        services.renewal_start(actor=person, membership_id=member.id)
    assert "Go on with the renewal" not in client.get(url("membership", member.id)).text


def test_reports_by_a_company(mine: Client, member: Membership) -> None:
    empty = mine.post(url("change", member.id), {"kind": "address", "happened_on": "soon", "details": "9 Harbour Road"})
    assert empty.status_code == 422 and "9 Harbour Road" in empty.text and 'value="soon"' in empty.text
    mine.post(url("change", member.id), {"kind": "address", "happened_on": day(-50), "details": "9 Harbour Road"})
    assert ReportedChange.objects.get().disclosure is not None
    told = {
        "infraction": "CLERICAL",
        "occurred_on": day(-3),
        "what": "Two weights were swapped on a trip.",
        "corrected": "",
    }
    assert mine.post(url("disclose", member.id), told).status_code == 422
    sent = mine.post(url("disclose", member.id), {**told, "corrected": "The entry was amended on the same day."})
    filed = Disclosure.objects.get(infraction="CLERICAL")
    assert sent.url == url("disclosure", filed.id)
    assert "In time: no points" in mine.get(sent.url).text
    mine.post(url("disclosure_withdraw", filed.id))
    assert Disclosure.objects.get(pk=filed.pk).status == "withdrawn"
    mine.post(url("rest", member.id), {"until": day(20), "why": "Works"})
    assert Membership.objects.get(pk=member.pk).status == "suspended"
    mine.post(url("resume", member.id), {})
    assert Membership.objects.get(pk=member.pk).status == "active"


def test_the_desk_from_list_to_decision(
    officer: Client, member: Membership, owner: Actor, django_assert_num_queries: Any
) -> None:
    assert "Nothing waits" in officer.get(url("members_desk")).text
    found = life_records(member, owner, "Words")
    plan = CorrectivePlan.objects.get()
    services.plan_propose(
        actor=owner, plan_id=plan.id, steps=[Step("The yard manager trains all drivers", clock.now().date())]
    )
    with django_assert_num_queries(3 + 7):
        page = officer.get(url("members_desk")).text
    for name, key in (
        ("answer_decide", "answer"),
        ("disclosure", "disclosure"),
        ("override", "override"),
        ("plan", "plan"),
    ):
        assert url(name, found[key]) in page
        assert officer.get(url(name, found[key])).status_code == 200, name
    assert officer.post(url("answer_decide", found["answer"]), {"outcome": "refuse"}).status_code == 422
    officer.post(url("answer_decide", found["answer"]), {"outcome": "accept"})
    assert MembershipDecision.objects.get(pk=found["suspension"]).status == "remedied"
    officer.post(url("change_acknowledge", found["change"]))
    decided = {"outcome": "accept", "harm": "minor", "text_en": "Nothing more is needed.", "text_fr": "Rien de plus."}
    officer.post(url("disclosure", found["disclosure"]), decided)
    assert Disclosure.objects.get().status == "accepted"
    assert "Why this step" in officer.get(url("disclosure", found["disclosure"])).text
    officer.post(url("override", found["override"]), {"action": "refuse"})
    assert SanctionOverride.objects.get().status == "refused"
    officer.post(url("plan", plan.id), {"action": "accept", "expected_version": 2})
    assert CorrectivePlan.objects.get().status == "accepted"
    officer.post(url("travel_document_check", found["travel_document"]), {"outcome": "check", "expected_version": 1})
    assert TravelDocument.objects.get().status == "checked"
    officer.post(url("card_stop", found["card"]), {"cause": "lost"})
    officer.post(url("card_take_back", found["card"]))
    assert "Nothing waits" in officer.get(url("members_desk")).text


def test_a_visit_that_is_missing_is_asked_for_where_it_is_said(mine: Client, member: Membership) -> None:
    MovementTally.objects.filter(membership=member).update(site_visits=0)
    assert f'href="{url("visits")}">Ask for a visit' in mine.get(url("membership", member.id)).text
    site_visit_record(organisation_id=member.organisation_id)
    assert ">Ask for a visit" not in mine.get(url("membership", member.id)).text


def test_a_plan_by_the_member(mine: Client, member: Membership) -> None:
    plan = make_plan(member)
    wrong = mine.post(url("plan", plan.id), {"what_1": "The yard manager trains", "due_1": "", "expected_version": 1})
    assert wrong.status_code == 422 and "The yard manager trains" in wrong.text
    mine.post(url("plan", plan.id), {"what_1": "The yard manager trains", "due_1": day(5), "expected_version": 1})
    services.plan_accept(actor=vetting(), plan_id=plan.id)
    mine.post(url("plan", plan.id), {"action": "done", "position": "1", "evidence": "training list of 3 June"})
    page = mine.get(url("plan", plan.id)).text
    assert "training list of 3 June" in page


def test_a_suspension_is_answered_on_its_page(mine: Client, officer: Client, member: Membership) -> None:
    state_purpose(officer, "membership", member.id)
    short = officer.post(
        url("suspend", member.id), {**REASON, "text_en": "No.", "expected_version": member.row_version}
    )
    assert short.status_code == 422
    sent = officer.post(url("suspend", member.id), {**REASON, "expected_version": member.row_version})
    decision = MembershipDecision.objects.get()
    assert sent.url == url("decision", decision.id)
    assert url("answer", decision.id) in mine.get(url("membership", member.id)).text
    assert mine.post(url("answer", decision.id), {"kind": "fix", "words": "ok"}).status_code == 422
    mine.post(
        url("answer", decision.id), {"kind": "fix", "words": "The new licence came on Monday; a copy is attached."}
    )
    assert "The new licence came on Monday" in mine.get(url("decision", decision.id)).text


def test_beyond_the_matrix_and_its_versions(officer: Client, member: Membership) -> None:
    state_purpose(officer, "membership", member.id)
    typed = {**REASON, "infraction": "UNDECLARED", "harm": "minor", "step": "demotion", "grounds_en": "Because."}
    assert officer.post(url("override_new", member.id), typed).status_code == 422
    grounds = {"grounds_en": GROUNDS.en, "grounds_fr": GROUNDS.fr}
    officer.post(url("override_new", member.id), {**typed, **grounds})
    override = SanctionOverride.objects.get()
    page = officer.get(url("override", override.id)).text
    assert "You cannot sign it" in page
    other = sign_in(Client(), make_staff("officer.vetting", "CBP"))
    other.post(url("override", override.id), {"action": "sign", "expected_version": 1})
    assert MembershipDecision.objects.get().kind == "demotion"
    version = make_matrix()
    keeper = sign_in(Client(), make_staff("officer.supervisor", "CBP"))
    assert version.label in keeper.get(url("matrix_versions")).text
    assert url("matrix_versions") in keeper.get(url("matrix")).text
    assert url("matrix_versions") not in Client().get(url("matrix")).text
    keeper.post(url("matrix_act", version.id, "sign_cbp"), {"expected_version": 2})
    assert "Signed by CBP" in officer.get(url("matrix_versions")).text
    assert officer.post(url("matrix_act", version.id, "withdraw")).status_code == 404
    cell = {"infraction": "CLERICAL", "harm": "minor", "history": "second", "step": "notice", "note": "Too harsh"}
    assert keeper.post(url("matrix_versions"), cell).status_code == 302
    assert keeper.post(url("matrix_versions"), {**cell, "step": "revocation"}).status_code == 422


def test_a_number_that_opens_several_records_lists_them(member: Membership) -> None:
    booth = sign_in(Client(), make_staff("officer.primary", "CBP"))
    for country in ("CA", "US"):
        person = person_actor()
        make_membership("NEXUS", applicant=person)
        document = services.travel_document_enter(
            actor=person,
            type="passport",
            number="AB123456",
            country=country,
            expires_on=clock.now().date() + timedelta(99),
        )
        services.travel_document_check(actor=vetting(), document_id=document.id)
    assert "Several records have this number" in booth.get(url("find"), {"number": "AB 123456"}).text


def test_a_stranger_sees_nothing(mine: Client, member: Membership, owner: Actor) -> None:
    other = make_membership("FAST_CARRIER", tier="T2")
    decision, plan = make_suspension(other), make_plan(other)
    told = make_disclosure(member, owner)
    stranger = sign_in(Client(), make_member(make_organisation("carrier")))
    for name, key in (("plan", plan.id), ("answer", decision.id), ("change", other.id), ("renew", other.id)):
        assert mine.post(url(name, key)).status_code == 404, name
    assert stranger.get(url("disclosure", told.id)).status_code == 404
