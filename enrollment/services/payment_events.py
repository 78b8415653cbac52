"""What the provider's messages do: kept once as they came, in any order, and money that is not owed goes back (R-05)."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.billing import major_units
from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import Application, Invoice, Payment, PaymentEvent
from enrollment.payments import Event, EventError, Session, event_read
from enrollment.payments.provider import EXPIRED, FAILED, REFUNDED, SUCCEEDED
from enrollment.services.invoices import invoice_move
from enrollment.services.paying import (
    CHECK_TASK,
    CHECKS_SECONDS,
    LIVE,
    PAYMENTS,
    REFUND_TASK,
    payment_move,
    provider_get,
    refund_begin,
)
from enrollment.services.receiving import application_settle
from portal.core import clock
from portal.core.domain.formatting import money_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.notices.services import notice_send

DUPLICATE, UNREADABLE, UNKNOWN, LATE = "duplicate", "unreadable", "unknown", "late"
RETRY_REFUND_SECONDS = 3_600


@transaction.atomic
def payment_event_receive(*, body: bytes) -> str:
    """Take one message whose signature held; gives what became of it. A message that came before changes nothing."""
    try:
        event = event_read(body)
    except EventError:
        return _keep(hashlib.sha256(body).hexdigest(), "", None, body, UNREADABLE)
    payment = _locked(event.payment_id)
    if PaymentEvent.objects.filter(event_id=event.id).exists():
        return DUPLICATE
    outcome = _apply(payment, event) if payment else UNKNOWN
    return _keep(event.id, event.kind, payment, body, outcome)


def _keep(event_id: str, kind: str, payment: Payment | None, body: bytes, outcome: str) -> str:
    if PaymentEvent.objects.filter(event_id=event_id).exists():
        return DUPLICATE
    row = PaymentEvent.objects.create(
        event_id=event_id,
        kind=kind,
        payment=payment,
        body=body.decode("utf-8", "replace").replace("\0", "\ufffd"),
        outcome=outcome,
    )
    record(
        actor=PAYMENTS,
        event="enrollment.payment.told",
        subject=Subject("payment", payment.id if payment else row.id),
        body={"event": event_id, "kind": kind, "outcome": outcome},
        organisation_id=payment.invoice.organisation_id if payment else None,
    )
    return outcome


def _locked(payment_id: UUID) -> Payment | None:
    """Lock application, invoice and payment in the order a withdrawal does, so that the two never wait for each other."""
    known = Payment.objects.filter(pk=payment_id).values_list("invoice__application_id", "invoice_id").first()
    if known is None:
        return None
    Application.objects.select_for_update().get(pk=known[0])
    Invoice.objects.select_for_update().get(pk=known[1])
    return Payment.objects.select_for_update(of=("self",)).select_related("invoice__application").get(pk=payment_id)


def _apply(payment: Payment, event: Event) -> str:
    if event.kind == SUCCEEDED:
        return _succeeded(payment, event.amount_minor, event.currency, event.session_id)
    if event.kind in (FAILED, EXPIRED):
        return _not_paid(payment, "fail" if event.kind == FAILED else "expire")
    return _refunded(payment) if event.kind == REFUNDED else _refund_failed(payment)


def _succeeded(payment: Payment, amount: int, currency: str, session_id: str) -> str:
    """Settle what is owed exactly; whatever else came in is given back: another amount, a second payment, a late one."""
    if payment.status in ("succeeded", "refunding", "refunded"):
        return LATE
    came = {"received_minor": amount, "received_currency": currency, "session_id": session_id}
    exact = (amount, currency) == (payment.amount_minor, payment.currency)
    if not exact or payment.invoice.status != "open":
        refund_begin(payment, "reject", **came)
        _tell(payment, GIVEN_BACK)
        return "not_owed" if exact else "wrong_amount"
    now = clock.now()
    payment = payment_move(payment, "succeed", settled_at=now, last_error="", **came)
    invoice = invoice_move(payment.invoice, "pay", settled_at=now)
    application_settle(actor=PAYMENTS, application=invoice.application, invoice_number=invoice.number)
    _tell(payment, RECEIVED)
    return "paid"


def _not_paid(payment: Payment, action: str) -> str:
    """A refusal or an end counts only while nothing better is known of the payment."""
    if payment.status not in LIVE:
        return LATE
    if payment.status == "created" and action == "expire":
        return LATE
    payment_move(payment, action)
    return "not_paid"


def _refunded(payment: Payment) -> str:
    if payment.status != "refunding":
        return LATE
    payment_move(payment, "refund", settled_at=clock.now())
    if payment.invoice.status == "refunding":
        invoice_move(payment.invoice, "refund", closed_at=clock.now())
    _tell(payment, REFUND_DONE)
    return "refunded"


def _refund_failed(payment: Payment) -> str:
    """Try again in an hour: the money is still owed."""
    if payment.status != "refunding":
        return LATE
    again = PaymentEvent.objects.filter(payment=payment, outcome="refund_failed").count() + 2
    dispatch(REFUND_TASK, subject_id=payment.id, key=str(again), delay_seconds=RETRY_REFUND_SECONDS)
    return "refund_failed"


@transaction.atomic
def payment_check(*, payment_id: UUID, attempt: int = 1) -> str:
    """Ask the provider how an opened payment stands: its message may have been lost. Raises Unreachable."""
    payment = _locked(payment_id)
    if payment is None or payment.status != "opened":
        return LATE
    session = provider_get().session_get(payment.session_id)
    outcome = _by_state(payment, session)
    if not outcome and attempt < len(CHECKS_SECONDS):
        wait = CHECKS_SECONDS[attempt]
        dispatch(CHECK_TASK, subject_id=payment.id, key=str(attempt + 1), delay_seconds=wait)
    return outcome


def _by_state(payment: Payment, session: Session) -> str:
    if session.state == "succeeded":
        return _succeeded(payment, session.amount_minor, session.currency, session.id)
    if session.state == "failed":
        return _not_paid(payment, "fail")
    return _not_paid(payment, "expire") if session.state == "expired" else ""


def _tell(payment: Payment, words: tuple[Text, Text]) -> None:
    invoice = payment.invoice
    programme = PROGRAMMES[invoice.programme].name
    amounts = {
        language: money_words(major_units(payment.received_minor or 0), payment.received_currency, language)
        for language in ("en", "fr")
    }
    title, body = (
        Text(
            text.en.format(amount=amounts["en"], invoice=invoice.number, programme=programme.en),
            text.fr.format(amount=amounts["fr"], invoice=invoice.number, programme=programme.fr),
        )
        for text in words
    )
    notice_send(
        actor=PAYMENTS,
        organisation_id=invoice.organisation_id,
        user_id=invoice.user_id,
        kind="fee",
        title=title,
        body=body,
        subject=Subject("invoice", invoice.id),
        link=f"/membership/invoices/{invoice.id}/",
    )


RECEIVED = (
    Text("Fee received: {invoice}", "Frais reçus : {invoice}"),
    Text(
        "{amount} for {programme}. Your application is now before both agencies; the time they have runs from today.",
        "{amount} pour {programme}. Votre demande est maintenant devant les deux organismes; leur délai court dès "
        "aujourd'hui.",
    ),
)
GIVEN_BACK = (
    Text("A payment is being given back: {invoice}", "Un paiement vous est rendu : {invoice}"),
    Text(
        "{amount} came in for {programme} that was not owed: another amount than the invoice, a second payment, or one "
        "after the application was withdrawn. All of it goes back to you.",
        "{amount} reçus pour {programme} n'étaient pas dus : un autre montant que la facture, un second paiement, ou un "
        "paiement après le retrait de la demande. Tout vous est rendu.",
    ),
)
REFUND_DONE = (
    Text("Given back: {invoice}", "Remboursé : {invoice}"),
    Text(
        "{amount} for {programme} went back the way it came.",
        "{amount} pour {programme} sont repartis comme ils sont venus.",
    ),
)
