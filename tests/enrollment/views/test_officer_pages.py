"""The officers' desk: queue by age, two agencies side by side, reasons before denials (R-04, R-12, R-37)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.models import AgencyReview, Application, GraduationProposal, Membership, MembershipDecision
from portal.core.domain.reasons import Reason
from tests.factories.accounts import make_organisation, make_staff, member_actor, sign_in
from tests.factories.company import state_purpose
from tests.factories.enrollment import (
    approve,
    clear_checks,
    deny,
    make_draft,
    make_membership,
    make_submitted,
    vetting,
    worksheet_of,
)

pytestmark = pytest.mark.django_db
SESSION = 3
LOOKED = 2
WRITTEN = {
    "ground": "CONVICTION",
    "text_en": "The court record of 2 May shows a conviction for smuggling tobacco.",
    "text_fr": "Le dossier de la cour du 2 mai indique une condamnation pour contrebande de tabac.",
    "evidence": "court:2026-118",
    "fix_en": "Apply again once five years have passed.",
    "fix_fr": "Présentez une nouvelle demande après cinq ans.",
}


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


@pytest.fixture
def officer(client: Client) -> Client:
    return sign_in(client, make_staff("officer.vetting", "CBP"))


def test_the_queue_shows_both_agencies_and_costs_the_same(officer: Client, django_assert_num_queries: Any) -> None:
    assert "Nothing waits for your agency" in officer.get(url("reviews")).text
    for _ in range(2):
        application = make_submitted("FAST_SHIPPER")
        with django_assert_num_queries(SESSION + 3):
            page = officer.get(url("reviews"))
        assert url("review", application.id) in page.text
    approve(application, "CBP")
    assert url("review", application.id) not in officer.get(url("reviews")).text
    assert url("review", application.id) in officer.get(url("reviews"), {"all": "1"}).text


def test_only_the_own_agency_has_a_form(officer: Client, django_assert_num_queries: Any) -> None:
    application = make_submitted("FAST_CARRIER")
    officer.get(url("review", application.id))  # the look-up is kept once, then found again in two queries
    # application + reviews, documents, consent; both worksheets with checks and near matches
    with django_assert_num_queries(SESSION + 7 + LOOKED):
        page = officer.get(url("review", application.id)).text
    assert page.count("Approve for my agency") == 1
    assert "Only officers of CBSA decide here." in page
    assert "MSC 6 Seals" in page and "PIP Seals" in page


def test_approve(officer: Client) -> None:
    application = make_submitted("FAST_CARRIER")
    early = officer.post(url("review", application.id), {"decision": "approve", "expected_version": 1})
    assert early.status_code == 409 and "Checks not done yet" in early.text
    clear_checks(worksheet_of(application))
    sent = officer.post(url("review", application.id), {"decision": "approve", "expected_version": 1})
    assert sent.url == url("review", application.id)
    assert {row.agency: row.status for row in AgencyReview.objects.all()} == {"CBP": "approved", "CBSA": "pending"}
    again = officer.post(url("review", application.id), {"decision": "approve", "expected_version": 2})
    assert again.status_code == 409 and Application.objects.get().status == "under_review"


def test_a_denial_without_its_reason_is_refused_field_by_field_and_nothing_is_lost(officer: Client) -> None:
    application = make_submitted("FAST_CARRIER")
    thin = {**WRITTEN, "text_fr": "", "fix_en": "", "evidence": ""}
    page = officer.post(url("review", application.id), {"decision": "deny", "expected_version": 1, **thin})
    assert page.status_code == 422
    for field in ("text_fr", "fix_en", "evidence"):
        assert f'href="#id_{field}"' in page.text
    assert "conviction for smuggling tobacco" in page.text
    assert not MembershipDecision.objects.exists()


def test_deny_with_the_officers_own_words(officer: Client) -> None:
    application = make_submitted("FAST_CARRIER")
    officer.post(url("review", application.id), {"decision": "deny", "expected_version": 1, **WRITTEN})
    assert not MembershipDecision.objects.exists()
    own = officer.post(url("review", application.id), {"decision": "confirm", "expected_version": 1})
    assert own.status_code == 409 and "A second officer of the same agency" in own.text
    sign_in(officer, make_staff("officer.vetting", "CBP"))
    officer.post(url("review", application.id), {"decision": "confirm", "expected_version": 1})
    reason = Reason.from_dict(MembershipDecision.objects.get().reason)
    assert (reason.code, reason.text.fr, reason.evidence) == (
        "CONVICTION",
        WRITTEN["text_fr"],
        WRITTEN["evidence"],
    )
    assert WRITTEN["text_en"] in officer.get(url("review", application.id)).text


def test_after_a_denial_nothing_is_asked_of_the_other_agency(client: Client) -> None:
    application = make_submitted("FAST_CARRIER")
    deny(application, "CBSA")
    sign_in(client, make_staff("officer.vetting", "CBP"))
    state_purpose(client, "application", application.id)
    page = client.get(url("review", application.id)).text
    assert "No decision is needed" in page and "Only officers of" not in page


def test_drafts_and_missing_applications_are_the_same_page(officer: Client) -> None:
    answers = [officer.get(url("review", key)) for key in (make_draft("NEXUS").id, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_find_by_card_chip_or_number(officer: Client) -> None:
    card = make_membership("FAST_DRIVER").credentials.get()
    for value in (card.card_number, card.rfid_tag, card.membership.number):
        assert officer.get(url("find"), {"number": value}).url == url("membership", card.membership_id)
    unknown = officer.get(url("find"), {"number": "4270 0000 0000 01"})
    assert unknown.status_code == 422 and "No record has this number" in unknown.text
    assert officer.get(url("find")).status_code == 200


def test_raise_and_lower_a_tier(officer: Client) -> None:
    member = make_membership("FAST_CARRIER")
    state_purpose(officer, "membership", member.id)
    page = officer.get(url("membership", member.id)).text
    assert "Propose T2 to both agencies" in page and "Opens when every criterion is met." in page
    officer.post(url("membership_graduate", member.id), {"to_tier": "T2"})
    assert Membership.objects.get().tier == "T1"
    services.movement_record(organisation_id=member.organisation_id, clean=True, count=30)
    seen = {"to_tier": "T2", "expected_version": member.row_version}
    opened = officer.post(url("membership_graduate", member.id), seen)
    proposal = GraduationProposal.objects.get()
    assert opened.url == url("graduation", proposal.id) and Membership.objects.get().tier == "T1"
    for agency in ("CBP", "CBSA"):
        services.graduation_decide(actor=vetting(agency), proposal_id=proposal.id, decision="accept")
    assert Membership.objects.get().tier == "T2"

    form = {"to_tier": "T1", "expected_version": Membership.objects.get().row_version, **WRITTEN}
    half = officer.post(url("membership_demote", member.id), {**form, "safety_en": "Explosives."})
    assert half.status_code == 422 and Membership.objects.get().tier == "T2"
    done = officer.post(url("membership_demote", member.id), form)
    decision = MembershipDecision.objects.get()
    assert done.url == url("decision", decision.id) and Membership.objects.get().tier == "T1"
    assert "Tier 2" in officer.get(done.url).text


def test_other_roles_are_kept_out(client: Client) -> None:
    application = make_submitted("FAST_CARRIER")
    sign_in(client, make_staff("officer.primary", "CBP"))
    for name, args in (("reviews", ()), ("review", (application.id,)), ("mine", ())):
        assert client.get(url(name, *args)).status_code == 403
    member = make_membership("FAST_CARRIER", applicant=member_actor(make_organisation("carrier")))
    assert client.get(url("membership", member.id)).status_code == 200
    assert client.post(url("membership_graduate", member.id), {"to_tier": "T2"}).status_code == 403
