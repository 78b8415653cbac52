"""The applicant's and member's pages, in both languages, without JavaScript (R-08, R-15, R-37, R-82)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.questions import form_for
from enrollment.models import Application, Membership
from portal.accounts.selectors import actor_for_user
from portal.core.domain.subjects import Subject
from tests.factories.accounts import make_member, make_organisation, make_user, member_actor, sign_in
from tests.factories.enrollment import (
    a_reason,
    answers_for,
    make_demotion,
    make_draft,
    make_membership,
    make_submitted,
    person_actor,
    posted_for,
    vetting,
)
from tests.factories.fees import pay

pytestmark = pytest.mark.django_db
SESSION = 3  # session, user, capacities


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


QUERIES = {"FAST_CARRIER": 4, "FAST_SHIPPER": 4, "FAST_DRIVER": 4}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", ["programmes", "matrix", *PROGRAMMES])
def test_public_pages_need_no_account_and_few_queries(
    client: Client, page: str, language: str, django_assert_num_queries: Any
) -> None:
    client.cookies["preclear_language"] = language
    path = url(page) if page in {"programmes", "matrix"} else url("programme", page)
    client.get(path)  # crossings are read once per process, whichever test asks first
    # the fees; with a ladder also the version that counts, the one that follows, the stamp of the crossings; the matrix:
    # its version
    with django_assert_num_queries(QUERIES.get(page, 1)):
        answer = client.get(path)
    assert answer.status_code == 200
    words = {"en": "Sanction matrix" if page == "matrix" else "Fee for both countries"}
    words["fr"] = "Matrice des sanctions" if page == "matrix" else "Frais pour les deux pays"
    assert words[language] in answer.text and f'lang="{language}"' in answer.text


def test_a_programme_nobody_knows(client: Client) -> None:
    assert client.get(url("programme", "GLOBAL_ENTRY")).status_code == 404


def test_the_whole_application_through_forms_alone(client: Client) -> None:
    user = make_user()
    sign_in(client, user, capacity="self")
    started = client.post(url("application_start"), {"programme": "NEXUS"})
    application = Application.objects.get()
    assert started.url == url("application", application.id)
    for section in form_for("NEXUS"):
        page = client.get(url("application_section", application.id, section.code))
        assert page.status_code == 200 and section.purpose.en.split(".")[0].replace("'", "&#x27;") in page.text
        answers = posted_for(section, answers_for("NEXUS"))
        saved = client.post(url("application_section", application.id, section.code), answers)
        assert saved.status_code == 302, saved.context["form"].items
    sent = client.post(url("application_submit", application.id), {"expected_version": 6})
    waiting = Application.objects.get()
    assert sent.url == url("invoice", waiting.invoice.id) and waiting.status == "awaiting_payment"
    assert pay(waiting, actor_for_user(user, capacity="self")).status == "submitted"
    page = client.get(url("application", application.id)).text
    for words in (
        "Where it is",
        "Who has it",
        "What happens next",
        "By when",
        "CBP vetting desk + CBSA vetting desk",
        "Not decided yet",
    ):
        assert words in page


def test_what_was_typed_is_kept_and_what_is_wrong_is_said_beside_it(client: Client) -> None:
    user = make_user()
    sign_in(client, user, capacity="self")
    application = services.application_start(actor=actor_for_user(user, capacity="self"), programme="FAST_DRIVER")
    answer = client.post(
        url("application_section", application.id, "licence"), {"licence_number": "T0034", "licence_expiry": "soon"}
    )
    assert answer.status_code == 422
    assert 'href="#id_licence_expiry"' in answer.text and 'value="soon"' in answer.text
    assert Application.objects.get().answers == {
        "licence_number": "T0034",
        "licence_expiry": "soon",
        "licence_issuer": "",
        "employer": "",
    }


def test_submitting_too_early_lists_every_gap_with_its_link(client: Client) -> None:
    user = make_user()
    sign_in(client, user, capacity="self")
    application = services.application_start(actor=actor_for_user(user, capacity="self"), programme="NEXUS")
    answer = client.post(url("application_submit", application.id))
    assert answer.status_code == 422
    assert f"{url('application_section', application.id, 'identity')}#id_birth_date" in answer.text
    assert answer.text.count("No answer yet.") == sum(
        question.required for section in form_for("NEXUS") for question in section.questions
    )
    assert f"{url('application_section', application.id, 'residence')}#id_addresses" in answer.text


def test_a_stale_page_does_not_submit_and_a_sent_application_is_not_edited(client: Client) -> None:
    organisation = make_organisation("carrier")
    sign_in(client, make_member(organisation))
    draft = make_draft("FAST_CARRIER", member_actor(organisation))
    client.post(url("application_submit", draft.id), {"expected_version": 1})
    assert Application.objects.get().status == "draft"
    client.post(url("application_submit", draft.id), {"expected_version": draft.row_version})
    edit = client.post(url("application_section", draft.id, "company"), {"trucks": "9"})
    assert edit.status_code == 302 and Application.objects.get().answers["trucks"] == "24"
    client.post(url("application_withdraw", draft.id))
    assert Application.objects.get().status == "withdrawn"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_decision_says_reason_evidence_fix_contest_and_by_when_in_that_order(client: Client, language: str) -> None:
    organisation = make_organisation("carrier")
    decision = make_demotion(make_membership("FAST_CARRIER", applicant=member_actor(organisation), tier="T2"))
    sign_in(client, make_member(organisation))
    client.cookies["preclear_language"] = language
    reason = a_reason()
    pages = [url("decision", decision.id), url("membership", decision.membership_id)]
    for page in pages:
        text = client.get(page).text
        parts = [reason.text, reason.fix, reason.appeal]
        places = [text.index(part.get(language).replace("'", "&#x27;")) for part in parts]
        places.insert(1, text.index(reason.evidence, places[0]))
        places.append(text.index(f"/commission/appeal/new/?decision={decision.id}"))
        assert places == sorted(places)


def test_the_appeal_button_is_the_administrators_and_goes_once_used(client: Client) -> None:
    organisation = make_organisation("carrier")
    owner = member_actor(organisation)
    decision = make_demotion(make_membership("FAST_CARRIER", applicant=owner, tier="T2"))
    sign_in(client, make_member(organisation, "trader.viewer"))
    assert "/commission/appeal/new/" not in client.get(url("decision", decision.id)).text
    sign_in(client, make_member(organisation))
    assert "/commission/appeal/new/" in client.get(url("decision", decision.id)).text
    services.decision_stay(actor=owner, decision_id=decision.id, docket="JC-2026-00007")
    text = client.get(url("decision", decision.id)).text
    assert "/commission/appeal/new/" not in text and "On hold until the appeal is decided" in text


def test_criteria_with_present_values(client: Client) -> None:
    organisation = make_organisation("carrier")
    member = make_membership("FAST_CARRIER", applicant=member_actor(organisation))
    services.movement_record(organisation_id=organisation.id, clean=True, count=5)
    sign_in(client, make_member(organisation))
    text = client.get(url("membership", member.id)).text
    assert "Movements on record" in text and "20 % of the way" in text and "at least 25" in text
    assert member.number[:2] in text and "Raise to" not in text


def test_giving_up(client: Client) -> None:
    organisation = make_organisation("carrier")
    member = make_membership("FAST_CARRIER", applicant=member_actor(organisation))
    sign_in(client, make_member(organisation))
    assert client.get(url("membership_leave", member.id)).status_code == 200
    silent = client.post(url("membership_leave", member.id), {"expected_version": member.row_version, "why": "Slow."})
    assert silent.status_code == 422 and "Choose why you leave." in silent.text and "Slow." in silent.text
    stale = client.post(url("membership_leave", member.id), {"expected_version": 99, "why": "", "code": "COST"})
    assert stale.status_code == 422
    gone = client.post(
        url("membership_leave", member.id), {"expected_version": member.row_version, "why": "Slow.", "code": "COST"}
    )
    assert gone.url == url("mine")
    left = Membership.objects.get()
    assert (left.withdrawal_reason, left.withdrawal_code, left.withdrawn_at is not None) == ("Slow.", "COST", True)


def test_the_overview_costs_the_same_however_much_there_is(client: Client, django_assert_num_queries: Any) -> None:
    organisation = make_organisation("carrier")
    user = make_member(organisation)
    sign_in(client, user)
    assert "Not a member yet" in client.get(url("mine")).text
    member = make_membership("FAST_CARRIER", applicant=member_actor(organisation), tier="T3")
    private = actor_for_user(user, capacity="self")
    for programme in ("NEXUS", "FAST_DRIVER"):
        make_demotion(Membership.objects.get(pk=member.pk))
        make_submitted(programme, private)
        # memberships + cards, decisions, applications + reviews, schemes held elsewhere
        with django_assert_num_queries(SESSION + 6):
            assert client.get(url("mine")).status_code == 200


def test_pages_of_one_record_cost_the_same_however_full_it_is(client: Client, django_assert_num_queries: Any) -> None:
    organisation = make_organisation("carrier")
    member = make_membership("FAST_CARRIER", applicant=member_actor(organisation), tier="T2")
    sign_in(client, make_member(organisation))
    client.get(url("membership", member.id))  # crossings are read once per process
    officer = vetting()
    for infraction in ("CLERICAL", "LATE_REPORT"):
        for _ in range(2):
            services.sanction_apply(
                actor=officer,
                membership_id=member.id,
                infraction=infraction,
                harm="minor",
                reason=a_reason(),
                source=Subject("finding", uuid4()),
            )
        # membership, its cards, tally, register with plans, criteria, proposal, pilot, decisions; no pace where all is met;
        # changes, disclosures
        with django_assert_num_queries(SESSION + 10):
            client.get(url("membership", member.id))
    decision = make_demotion(member)
    # decision, entries, answers
    with django_assert_num_queries(SESSION + 3):
        client.get(url("decision", decision.id))
    # application + reviews, decisions, documents, consent
    with django_assert_num_queries(SESSION + 5):
        client.get(url("application", member.application_id))


def test_a_strangers_record_and_a_missing_one_are_the_same_page(client: Client) -> None:
    member = make_membership("FAST_CARRIER", tier="T2")
    decision = make_demotion(member)
    draft = make_draft("NEXUS", person_actor())
    sign_in(client, make_member(make_organisation("carrier")))
    records = {
        "application": draft.id,
        "membership": member.id,
        "membership_leave": member.id,
        "decision": decision.id,
    }
    for name, found in records.items():
        answers = [client.get(url(name, key)) for key in (found, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404], name
        assert answers[0].content == answers[1].content
    for name in ("application_submit", "application_withdraw"):
        assert client.post(url(name, draft.id)).status_code == 404
    assert client.post(url("application_section", draft.id, "identity"), {"family_name": "X"}).status_code == 404
