"""An application waits for its fee; the provider's messages settle it once, in any order, exactly (R-05)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from audit.trail.selectors import entries_for
from enrollment import services
from enrollment.models import AgencyReview, Application, Invoice, Payment, PaymentEvent
from enrollment.payments import Session
from portal.core import clock
from portal.core.domain.errors import Conflict, NotFound
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from tests.factories.accounts import make_organisation, member_actor
from tests.factories.enrollment import (
    answers_for,
    applicant_for,
    approve,
    make_draft,
    make_membership,
    make_sent,
    make_submitted,
    person_actor,
    vetting,
)
from tests.factories.fees import event_body, pay, propose, publish
from tests.factories.trail import in_the_book

pytestmark = pytest.mark.django_db


def started(programme: str = "NEXUS") -> tuple[Any, Payment]:
    who = applicant_for(programme)
    application = make_sent(programme, who)
    return who, services.payment_start(actor=who, invoice_id=application.invoice.id)


def fresh(payment: Payment) -> tuple[str, str, str]:
    """Give the states of payment, invoice and application."""
    row = Payment.objects.select_related("invoice__application").get(pk=payment.pk)
    return row.status, row.invoice.status, row.invoice.application.status


def told(payment: Payment, kind: str = "payment.succeeded", **changes: Any) -> str:
    return services.payment_event_receive(body=event_body(payment, kind, **changes))


def test_an_unpaid_application_waits_and_the_clocks_start_at_payment(commit_checks: Any) -> None:
    who, now = applicant_for("NEXUS"), clock.now()
    with clock.frozen(now):
        sent = make_sent("NEXUS", who)
    assert (sent.status, sent.sent_at, sent.submitted_at, sent.fee) == ("awaiting_payment", now, None, Decimal(120))
    assert not sent.reviews.exists() and sent.invoice.status == "open"
    with pytest.raises(NotFound):
        services.review_decide(actor=vetting(), application_id=sent.id, decision="approve")
    with clock.frozen(now + timedelta(days=9)):
        paid = pay(sent, who)
    assert (paid.status, paid.submitted_at, paid.sent_at) == ("submitted", now + timedelta(days=9), now)
    assert AgencyReview.objects.filter(application=paid, status="pending").count() == 2
    commit_checks()


def test_nothing_due_goes_to_the_agencies_at_once(commit_checks: Any) -> None:
    sent = make_sent("FAST_CARRIER")
    assert (sent.status, sent.sent_at == sent.submitted_at, sent.invoice.status) == ("submitted", True, "waived")
    commit_checks()


def test_a_tier_with_a_waiver_yields_a_zero_invoice_that_cites_the_policy() -> None:
    """R-05: a tier with a fee waiver generates a zero invoice with the policy cited."""
    publish("waiver", tier="T2")
    who = person_actor()
    make_membership("FAST_DRIVER", applicant=who)
    sent = make_sent("NEXUS", who)
    invoice = sent.invoice
    assert (invoice.gross, invoice.waived, invoice.due, invoice.status) == (120, 120, 0, "waived")
    assert invoice.lines[1]["policy"]["en"] == "Fee policy FP-7" and invoice.waiver is not None
    assert sent.status == "submitted"
    assert make_sent("NEXUS").invoice.due == 120


def test_the_fee_of_the_day_of_submission_is_charged_and_drafts_count_for_nothing() -> None:
    today = clock.now().date()
    propose("fee", amount="999.00")
    publish("fee", amount="130.00", starts_on=(today + timedelta(days=5)).isoformat())
    assert make_sent("NEXUS").invoice.due == 120
    with clock.frozen(clock.now() + timedelta(days=5)):
        invoice = make_sent("NEXUS").invoice
    assert (
        invoice.due == 130
        and invoice.fee is not None
        and invoice.lines[0]["policy"]["fr"] == "Règlement du jour, article 24"
    )


def test_a_child_of_a_member_pays_nothing_by_law() -> None:
    who = person_actor()
    draft = make_draft("NEXUS", who)
    born = (clock.now() - timedelta(days=365 * 9)).date().isoformat()
    answers = {**answers_for("NEXUS"), "birth_date": born, "parent_member": "yes"}
    Application.objects.filter(pk=draft.pk).update(answers={**draft.answers, **answers})
    sent = services.application_submit(actor=who, application_id=draft.id)
    assert sent.invoice.due == 0 and "section 24" in sent.invoice.lines[1]["policy"]["en"]


def test_two_clicks_are_one_payment_and_another_attempt_only_after_a_refusal() -> None:
    who, first = started()
    assert services.payment_start(actor=who, invoice_id=first.invoice_id) == first
    assert OutboxTask.objects.filter(task="enrollment.payment_open", subject_id=first.id).count() == 1
    assert told(first, "payment.failed") == "not_paid"
    second = services.payment_start(actor=who, invoice_id=first.invoice_id)
    assert second != first and fresh(first)[1:] == ("open", "awaiting_payment")


def test_the_same_message_twice_is_taken_once() -> None:
    _, payment = started()
    body = event_body(payment)
    assert [services.payment_event_receive(body=body) for _ in range(3)] == ["paid", "duplicate", "duplicate"]
    assert fresh(payment) == ("succeeded", "paid", "submitted") and AgencyReview.objects.count() == 2
    assert told(payment) == "late" and Payment.objects.get().received_minor == 12000


@pytest.mark.parametrize(
    ("kinds", "outcomes", "state"),
    [
        (["failed", "succeeded"], ["not_paid", "paid"], ("succeeded", "paid", "submitted")),
        (["succeeded", "failed"], ["paid", "late"], ("succeeded", "paid", "submitted")),
        (["succeeded", "expired"], ["paid", "late"], ("succeeded", "paid", "submitted")),
        (["expired"], ["late"], ("created", "open", "awaiting_payment")),
    ],
)
def test_messages_in_any_order(kinds: list[str], outcomes: list[str], state: tuple[str, str, str]) -> None:
    _, payment = started()
    assert [told(payment, f"payment.{kind}") for kind in kinds] == outcomes
    assert fresh(payment) == state


@pytest.mark.parametrize("change", [{"amount_minor": 1}, {"amount_minor": 12001}, {"currency": "CAD"}])
def test_a_wrong_amount_pays_nothing_and_goes_back_whole(change: dict[str, Any], commit_checks: Any) -> None:
    _, payment = started()
    assert told(payment, **change) == "wrong_amount"
    assert fresh(payment) == ("refunding", "open", "awaiting_payment")
    row = Payment.objects.get()
    assert (row.received_minor, row.received_currency) == (
        change.get("amount_minor", 12000),
        change.get("currency", "USD"),
    )
    assert OutboxTask.objects.filter(task="enrollment.payment_refund", subject_id=payment.id).exists()
    assert told(payment, "refund.succeeded") == "refunded" and fresh(payment)[:2] == ("refunded", "open")
    commit_checks()


def test_a_second_payment_of_one_invoice_goes_back() -> None:
    who, first = started()
    told(first, "payment.failed")
    second = services.payment_start(actor=who, invoice_id=first.invoice_id)
    assert told(second) == "paid" and told(first) == "not_owed"
    assert fresh(first)[0] == "refunding" and fresh(second) == ("succeeded", "paid", "submitted")


def test_withdrawal_before_a_review_begins_gives_the_fee_back(commit_checks: Any) -> None:
    who, payment = started()
    told(payment)
    services.application_withdraw(actor=who, application_id=payment.invoice.application_id)
    assert fresh(payment) == ("refunding", "refunding", "withdrawn")
    assert told(payment, "refund.failed") == "refund_failed"
    assert OutboxTask.objects.filter(task="enrollment.payment_refund").count() == 2
    assert told(payment, "refund.succeeded") == "refunded"
    assert fresh(payment) == ("refunded", "refunded", "withdrawn")
    assert told(payment, "refund.succeeded") == "late"
    commit_checks()


def test_withdrawal_once_an_officer_has_begun_keeps_the_fee() -> None:
    who = applicant_for("NEXUS")
    application = make_submitted("NEXUS", who)
    approve(application, "CBP")
    services.application_withdraw(actor=who, application_id=application.id)
    assert Invoice.objects.get().status == "paid"


def test_withdrawal_while_waiting_cancels_and_late_money_goes_back() -> None:
    who, payment = started()
    services.application_withdraw(actor=who, application_id=payment.invoice.application_id)
    assert fresh(payment) == ("created", "cancelled", "withdrawn")
    assert told(payment) == "not_owed" and fresh(payment) == ("refunding", "cancelled", "withdrawn")
    with pytest.raises(Conflict, match="ENR_NOTHING_TO_PAY"):
        services.payment_start(actor=who, invoice_id=payment.invoice_id)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"id": "evt"}',
        b'{"id":"e","type":"payment.odd","reference":"x","session":"s","amount_minor":1,"currency":"USD"}',
    ],
)
def test_an_unreadable_message_is_kept_and_changes_nothing(body: bytes, commit_checks: Any) -> None:
    assert services.payment_event_receive(body=body) == "unreadable"
    assert services.payment_event_receive(body=body) == "duplicate"
    assert PaymentEvent.objects.get().body == body.decode()
    commit_checks()


def test_a_message_about_a_payment_nobody_knows_is_kept() -> None:
    _, payment = started()
    assert told(payment, reference=str(uuid4())) == "unknown" and fresh(payment)[0] == "created"
    assert told(payment, amount_minor=120.0) == "unreadable"


class Lost:
    """A provider whose messages got lost: only asking helps."""

    def __init__(self, state: str, amount: int = 12000) -> None:
        self.state, self.amount = state, amount

    def session_open(self, order: Any) -> Session:
        return Session("ses_1", "https://pay.example/ses_1", "open", order.amount_minor, order.currency)

    def session_get(self, session_id: str) -> Session:
        return Session(session_id, "", self.state, self.amount, "USD")


@pytest.mark.parametrize(
    ("state", "outcome", "status"),
    [
        ("succeeded", "paid", "succeeded"),
        ("failed", "not_paid", "failed"),
        ("expired", "not_paid", "expired"),
        ("open", "", "opened"),
    ],
)
def test_a_lost_message_is_made_up_for_by_asking(
    state: str, outcome: str, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("paying", "payment_events"):
        monkeypatch.setattr(f"enrollment.services.{module}.provider_get", lambda: Lost(state))
    _, payment = started()
    opened = services.payment_open(payment_id=payment.id)
    assert (opened.status, opened.checkout_url) == ("opened", "https://pay.example/ses_1")
    assert services.payment_open(payment_id=payment.id).row_version == opened.row_version
    assert services.payment_check(payment_id=payment.id, attempt=1) == outcome
    assert fresh(payment)[0] == status
    again = OutboxTask.objects.filter(task="enrollment.payment_check", key="2").count()
    assert again == (1 if state == "open" else 0)


def test_without_a_provider_the_attempt_says_so() -> None:
    _, payment = started()
    assert services.payment_open(payment_id=payment.id).status == "failed"
    assert "no payment provider" in Payment.objects.get().last_error


def test_only_the_one_it_is_for_pays() -> None:
    _, payment = started()
    with pytest.raises(NotFound):
        services.payment_start(actor=person_actor(), invoice_id=payment.invoice_id)
    with pytest.raises(NotFound):
        services.payment_start(actor=vetting(), invoice_id=payment.invoice_id)


def test_a_companys_filer_does_not_pay_for_it() -> None:
    publish("fee", programme="FAST_CARRIER", amount="10.00")
    company = make_organisation("carrier")
    sent = make_sent("FAST_CARRIER", member_actor(company))
    with pytest.raises(Conflict, match="ENR_NOT_THE_HOLDER"):
        services.payment_start(actor=member_actor(company, "trader.filer"), invoice_id=sent.invoice.id)


def test_every_move_of_money_is_in_the_book() -> None:
    _, payment = started()
    told(payment)
    invoice = [entry.event for entry in entries_for(Subject("invoice", payment.invoice_id))]
    assert invoice == ["enrollment.invoice.issued", "enrollment.invoice.paid"]
    events = [entry.event for entry in entries_for(Subject("payment", payment.id))]
    assert sorted(events) == sorted(
        ["enrollment.payment.started", "enrollment.payment.succeeded", "enrollment.payment.told"]
    )


def test_the_database_refuses_reviews_before_payment() -> None:
    application = make_sent("NEXUS")
    with pytest.raises(IntegrityError, match="fee unsettled"), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(status="submitted", submitted_at=clock.now())


@pytest.mark.parametrize(
    ("model", "change", "words"),
    [
        (Invoice, {"due": 1, "gross": 1}, "never edited"),
        (Invoice, {"status": "waived"}, "invoice_waived_is_nothing_due"),
        (Invoice, {"status": "refunded"}, "not a transition"),
        (Payment, {"amount_minor": 1}, "never edited"),
        (Payment, {"status": "succeeded"}, "payment_success_is_exact"),
    ],
)
def test_the_database_keeps_money_as_it_was_said(model: Any, change: dict[str, Any], words: str) -> None:
    started()
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        model.objects.update(**change)


def test_the_database_refuses_a_second_attempt_beside_the_first_and_a_changed_message() -> None:
    _, payment = started()
    with pytest.raises(IntegrityError, match="payment_one_at_a_time"), transaction.atomic(), in_the_book():
        Payment.objects.create(invoice=payment.invoice, amount_minor=1, currency="USD")
    told(payment)
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        PaymentEvent.objects.update(outcome="unknown")
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        Invoice.objects.all()._raw_delete("default")
