"""The pages of fees: public, the member's own, the desk of the keys; and the door for the provider's messages (R-05, R-105)."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from oauth2_provider.models import get_access_token_model

from enrollment import services
from enrollment.models import Fee, Payment, PaymentEvent
from enrollment.payments import signing
from portal.accounts.selectors import actor_for_user
from portal.core import clock
from tests.factories.accounts import (
    make_application,
    make_member,
    make_organisation,
    make_staff,
    make_user,
    member_actor,
    sign_in,
)
from tests.factories.enrollment import make_membership, make_sent, make_submitted, person_actor
from tests.factories.fees import event_body, fee_document, pay, propose, publish

pytestmark = pytest.mark.django_db
SESSION = 3  # session, user, capacities
SECRET = "the provider's key"


def url(name: str, *args: Any) -> str:
    return reverse(f"enrollment:{name}", args=args)


def traveller(client: Client) -> Any:
    user = make_user()
    sign_in(client, user, capacity="self")
    return actor_for_user(user, capacity="self")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everybody_reads_each_fee_with_its_four_parts_and_what_is_overdue(
    client: Client, language: str, django_assert_num_queries: Any
) -> None:
    document = fee_document(programme="FAST_DRIVER", amount="55.00")
    publish("fee", **document)
    publish("waiver")
    client.cookies["preclear_language"] = language
    # fees, waivers
    with django_assert_num_queries(2):
        text = client.get(url("fees")).text
    amount = {"en": "$55.00\u00a0USD", "fr": "55,00\u00a0$\u00a0US"}[language]
    for words in (amount, document["owner"], document[f"basis_{language}"], document[f"cost_{language}"], "F-1", "W-1"):
        assert words in text
    overdue = {"en": "past its review date", "fr": "date d'examen dépassée"}[language]
    assert overdue not in text
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert text.count(overdue) == 0 and client.get(url("fees")).text.count(overdue) >= 2
    assert amount in client.get(url("programme", "FAST_DRIVER")).text


def test_the_members_page_adds_up_for_any_range_of_days(client: Client, django_assert_num_queries: Any) -> None:
    """R-05: fees paid for any date range with totals and the waivers used."""
    who = traveller(client)
    publish("waiver", tier="T2")
    long_ago = clock.now() - timedelta(days=400)
    with clock.frozen(long_ago):
        make_membership("FAST_DRIVER", applicant=who)
    make_sent("NEXUS", who)
    # invoices
    with django_assert_num_queries(SESSION + 1):
        text = client.get(url("fees_mine")).text
    assert "$170.00" in text and "$120.00" in text and "$50.00" in text and "Fee policy FP-7" in text
    day = long_ago.date()
    old = client.get(url("fees_mine"), {"last": (day + timedelta(days=2)).isoformat()}).text
    assert "$170.00" not in old and "Fee policy FP-7" not in old and "$50.00" in old
    empty = client.get(url("fees_mine"), {"first": (day + timedelta(days=2)).isoformat(), "last": "2026-01-01"})
    assert empty.status_code in (200, 422)
    wrong = client.get(url("fees_mine"), {"first": "2026-02-02", "last": "2026-01-01"})
    assert wrong.status_code == 422 and "Swap the two" in wrong.text and 'value="2026-02-02"' in wrong.text


def test_the_application_says_what_is_to_pay_and_where_it_stands(
    client: Client, django_assert_num_queries: Any
) -> None:
    who = traveller(client)
    waiting = make_sent("NEXUS", who)
    # application + reviews, decisions, documents, consent; no pace is asked for while nobody works on it
    with django_assert_num_queries(SESSION + 5):
        text = client.get(url("application", waiting.id)).text
    assert "Pay the fee of $120.00" in text and "Submitted, and waiting for its fee" in text
    page = client.get(url("invoice", waiting.invoice.id)).text
    assert "section 24" in page and "Preclear never sees your card" in page
    pay(waiting, who)
    # the pace of both agencies and the interviews besides
    with django_assert_num_queries(SESSION + 8):
        text = client.get(url("application", waiting.id)).text
    assert "CBP vetting: day 1 of 56 (median: too few decisions, 0 in 12 months)" in text
    assert "CBSA vetting: day 1 of 56" in text and "a fee you paid is given back" in text
    with clock.frozen(clock.now() + timedelta(days=60)):
        late = client.get(url("application", waiting.id)).text
    assert "The service standard was missed" in late and "What you can do" in late


def test_an_invoice_is_nobody_elses_business(client: Client) -> None:
    sent = make_sent("NEXUS")
    make_submitted("FAST_CARRIER")
    traveller(client)
    for name in ("invoice", "invoice_pay", "invoice_check"):
        method = client.get if name == "invoice" else client.post
        answers = [method(url(name, key)) for key in (sent.invoice.id, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content
    assert not Payment.objects.exists()
    assert sent.invoice.number not in client.get(url("fees_mine")).text


def told(client: Client, body: bytes, at: int | None = None, key: str = SECRET) -> Any:
    header = signing.signature(key, int(time.time()) if at is None else at, body)
    return client.post(
        url("payment_told"), body, content_type="application/json", headers={signing.HEADER.lower(): header}
    )


def test_only_signed_messages_of_this_moment_get_in(client: Client, settings: Any) -> None:
    settings.PAYMENTS_SECRET = SECRET
    who = person_actor()
    sent = make_sent("NEXUS", who)
    body = event_body(services.payment_start(actor=who, invoice_id=sent.invoice.id))
    now = int(time.time())
    assert client.post(url("payment_told"), body, content_type="application/json").status_code == 401
    for answer in (
        told(client, body, key="another"),
        told(client, body, at=now - 301),
        told(client, body, at=now + 301),
        told(client, body, key=""),
    ):
        assert answer.status_code == 401
    assert not PaymentEvent.objects.exists()
    assert told(client, body).text.strip() == "paid" and told(client, body).text.strip() == "duplicate"
    assert told(client, b"x" * 70_000).status_code == 413
    settings.PAYMENTS_SECRET = ""
    assert told(client, body, key="").status_code == 401


def test_a_fee_is_proposed_completely_and_signed_by_both(client: Client, django_assert_num_queries: Any) -> None:
    sign_in(client, make_staff("administrator", ""))
    bad = client.post(url("fee_new", "fee"), {**fee_document(), "owner": "", "cost_fr": ""})
    assert bad.status_code == 422 and 'href="#id_owner"' in bad.text and "Regulation of today" in bad.text
    assert not Fee.objects.exists()
    assert client.post(url("fee_new", "fee"), fee_document()).url == url("fee_desk")
    row = Fee.objects.get()
    for agency in ("CBP", "CBSA"):
        officer = sign_in(Client(), make_staff("officer.supervisor", agency))
        desk = officer.get(url("fee_desk")).text
        assert "Sign for my agency" in desk
        officer.post(url("fee_act", "fee", row.id, "sign"), {"expected_version": Fee.objects.get().row_version})
        assert "Sign for my agency" not in officer.get(url("fee_desk")).text
    assert Fee.objects.get().status == "approved"
    propose("waiver")
    # fees, waivers, their signatures
    with django_assert_num_queries(SESSION + 4):
        assert client.get(url("fee_desk")).status_code == 200
    assert client.get(url("fee_new", "toll")).status_code == 404
    assert client.post(url("fee_act", "fee", row.id, "burn")).status_code == 404


def test_the_desk_belongs_to_the_keys(client: Client) -> None:
    sign_in(client, make_staff("officer.vetting", "CBP"))
    assert client.get(url("fee_desk")).status_code == 403
    sign_in(client, make_staff("auditor", "CBP"))
    assert client.get(url("fee_desk")).status_code == 200
    assert client.get(url("fee_new", "fee")).status_code == 403


def test_the_api_gives_the_same_facts_and_no_answers(client: Client) -> None:
    company = make_organisation("carrier")
    application = make_submitted("FAST_CARRIER", member_actor(company))
    partner, _ = make_application(company, ("memberships:read",))
    token = get_access_token_model().objects.create(
        application=partner, token="t-1", expires=clock.now() + timedelta(days=1), scope="memberships:read"
    )
    path = reverse("api:application_status", args=[application.id])
    body = client.get(path, headers={"authorization": f"Bearer {token.token}"}).json()
    assert (body["status"], body["fee_due"], body["fee_status"], body["days_late"]) == (
        "submitted",
        "0.00",
        "waived",
        0,
    )
    assert body["agencies"][0]["line"]["fr"].startswith("Filtrage CBP : jour 1 sur 90")
    assert [step["code"] for step in body["steps"]] == ["sent", "payment", "vetting", "decision"]
    assert "answers" not in body and "100 Bridge Street" not in str(body)
    assert client.get(path).status_code == 401


def test_a_filer_of_the_company_sees_its_fees(client: Client) -> None:
    company = make_organisation("carrier")
    sent = make_sent("FAST_CARRIER", member_actor(company))
    sign_in(client, make_member(company, "trader.viewer"))
    assert sent.invoice.number in client.get(url("fees_mine")).text
