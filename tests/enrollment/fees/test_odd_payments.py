"""The fee desk sees money that does not fit its invoice, and gives it back through the services (R-05)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from enrollment import services
from enrollment.domain.odd_payments import KINDS, Money, act_for, kind_of
from enrollment.domain.transitions import APPLICATION, INVOICE, PAYMENT
from enrollment.models import Payment
from enrollment.selectors.odd_payments import odd_payment_get, odd_payments, stray_messages
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from portal.notices.models import Notice
from tests.factories.accounts import make_staff, sign_in, staff_actor
from tests.factories.enrollment import applicant_for, approve, make_submitted, vetting
from tests.factories.fees import event_body
from tests.factories.odd_payments import make_started, odd_payment, told

USD = (12000, "USD")
WHY = "The officer had opened the wrong application."


def money(**changes: Any) -> Money:
    return Money(
        **{"status": "succeeded", "received": USD, "due": USD, "invoice": "paid", "application": "approved", **changes}
    )


@pytest.mark.parametrize("received", [(1, "USD"), (12001, "USD"), (12000, "CAD")])
def test_another_amount_is_odd_wherever_it_stands(received: tuple[int, str]) -> None:
    for payment, invoice in product(PAYMENT.states, INVOICE.states):
        assert kind_of(money(received=received, status=payment.code, invoice=invoice.code)) == "differs"


def test_every_state_of_an_exact_payment() -> None:
    """States x states: twice where the invoice was settled by another, withdrawn where nothing was to be paid any more."""
    for payment, invoice, application in product(PAYMENT.states, INVOICE.states, APPLICATION.states):
        one = money(status=payment.code, invoice=invoice.code, application=application.code)
        expected = None
        if invoice.code == "cancelled" or (payment.code == "succeeded" and application.code == "withdrawn"):
            expected = "withdrawn"
        elif invoice.code == "paid" and payment.code in ("refunding", "refunded"):
            expected = "twice"
        assert kind_of(one) == expected
    assert kind_of(money(status="refunding", invoice="refunding", refused=True)) == "stuck"
    assert kind_of(money(status="refunded", invoice="refunded", refused=True)) is None


def test_what_the_desk_can_do_by_state_and_kind() -> None:
    for state, kind in product(PAYMENT.states, KINDS):
        expected = "repeat" if state.code == "refunding" else None
        if (state.code, kind) == ("succeeded", "withdrawn"):
            expected = "grant"
        assert act_for(state.code, kind) == expected


def paid_twice() -> Payment:
    who, first = make_started()
    told(first, "payment.failed")
    second = services.payment_start(actor=who, invoice_id=first.invoice_id)
    assert told(second) == "paid" and told(first) == "not_owed"
    return first


def withdrawn_late() -> Payment:
    """Withdrawn once an officer had begun: policy keeps the fee."""
    who = applicant_for("NEXUS")
    application = make_submitted("NEXUS", who)
    approve(application, "CBP")
    services.application_withdraw(actor=who, application_id=application.id)
    return Payment.objects.get(invoice__application=application)


def withdrawn_before_paying() -> Payment:
    who, payment = make_started()
    services.application_withdraw(actor=who, application_id=payment.invoice.application_id)
    assert told(payment) == "not_owed"
    return payment


def refund_refused() -> Payment:
    who, payment = make_started()
    told(payment)
    services.application_withdraw(actor=who, application_id=payment.invoice.application_id)
    told(payment, "refund.failed")
    return payment


MADE = {
    "differs": odd_payment,
    "twice": paid_twice,
    "withdrawn": withdrawn_before_paying,
    "stuck": refund_refused,
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MADE)
def test_each_kind_is_listed_asked_for_again_and_gone_when_it_went_back(kind: str, commit_checks: Any) -> None:
    desk = staff_actor("officer.supervisor", "CBSA")
    payment = MADE[kind]()
    (found,) = odd_payments(actor=desk)
    assert (found.payment.id, found.kind) == (payment.id, kind)
    before = OutboxTask.objects.filter(task="enrollment.payment_refund").count()
    seen = Payment.objects.get(pk=payment.pk).row_version
    services.refund_repeat(actor=desk, payment_id=payment.id, expected_version=seen)
    assert OutboxTask.objects.filter(task="enrollment.payment_refund").count() == before + 1
    with pytest.raises(Conflict):
        services.refund_repeat(actor=desk, payment_id=payment.id, expected_version=seen)
    assert told(payment, "refund.succeeded") == "refunded"
    assert odd_payments(actor=desk) == []
    assert [one.kind for one in odd_payments(actor=desk, settled=True)] == ([] if kind == "stuck" else [kind])
    commit_checks()


@pytest.mark.django_db
def test_a_fee_that_policy_keeps_is_given_back_with_a_reason_the_payer_reads(commit_checks: Any) -> None:
    payment, desk = withdrawn_late(), staff_actor("administrator", "")
    with pytest.raises(Invalid, match="ENR_REFUND_WHY"):
        services.refund_grant(actor=desk, payment_id=payment.id, why="Sorry", expected_version=payment.row_version)
    with pytest.raises(Conflict, match="ENR_REFUND_NOT_NOW"):
        services.refund_repeat(actor=desk, payment_id=payment.id, expected_version=payment.row_version)
    services.refund_grant(actor=desk, payment_id=payment.id, why=WHY, expected_version=payment.row_version)
    payment.refresh_from_db()
    assert (payment.status, payment.invoice.status) == ("refunding", "refunding")
    notice = Notice.objects.filter(kind="fee").latest("created_at")
    assert WHY in notice.body_en and WHY in notice.body_fr and notice.user_id == payment.invoice.user_id
    commit_checks()


@pytest.mark.django_db
def test_who_reads_and_who_gives_back() -> None:
    payment = odd_payment()
    auditor = staff_actor("auditor", "")
    assert len(odd_payments(actor=auditor)) == 1
    with pytest.raises(NotAllowed, match="ENR_FEE_DESK"):
        services.refund_repeat(actor=auditor, payment_id=payment.id, expected_version=1)
    for actor in (vetting(), staff_actor("officer.supervisor", "CFIA"), applicant_for("NEXUS")):
        assert odd_payments(actor=actor) == [] and not stray_messages(actor=actor)
        with pytest.raises(NotFound):
            odd_payment_get(actor=actor, payment_id=payment.id)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_lists_acts_and_costs_the_same(client: Client, language: str, django_assert_num_queries: Any) -> None:
    client.cookies["preclear_language"] = language
    sign_in(client, make_staff("officer.supervisor", "CBP"))
    page = reverse("enrollment:odd_payments")
    assert {"en": "Nothing odd", "fr": "Rien d'anormal"}[language] in client.get(page).text.replace("&#x27;", "'")
    payment = paid_twice()
    services.payment_event_receive(body=event_body(payment, reference="00000000-0000-7000-8000-000000000001"))
    for _ in range(2):
        withdrawn_late()
        with django_assert_num_queries(3 + 2):
            shown = client.get(page).text
    assert KINDS["twice"].get(language) in shown and KINDS["withdrawn"].get(language) in shown
    assert payment.invoice.number in shown and "evt_" in shown
    late = Payment.objects.filter(invoice__application__status="withdrawn").first()
    assert late is not None
    grant = reverse("enrollment:odd_act", args=[late.id, "grant"])
    thin = client.post(grant, {"why": "Sorry", "expected_version": late.row_version})
    assert thin.status_code == 422 and "Sorry" in thin.text
    assert client.post(grant, {"why": WHY, "expected_version": late.row_version}).url == page
    again = reverse("enrollment:odd_act", args=[payment.id, "repeat"])
    assert client.post(again, {"expected_version": Payment.objects.get(pk=payment.pk).row_version}).url == page
    assert client.post(reverse("enrollment:odd_act", args=[payment.id, "keep"])).status_code == 404
