"""Payments: begun by the applicant, opened at the provider, settled or given back by what the provider says (R-05).

Every request to the provider carries the payment's id as its key and every message is kept once, so that a crash, a
repetition or a lost message neither charges twice nor loses money.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from audit.trail.services import record
from enrollment.domain.billing import minor_units
from enrollment.domain.fees import CURRENCY
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import PAYMENT
from enrollment.domain.transitions.application import holder_only
from enrollment.models import Invoice, Payment
from enrollment.payments import Order, Provider, Refused
from enrollment.payments.http_provider import HttpProvider
from enrollment.selectors.invoices import invoice_get
from enrollment.services import refusals
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict
from portal.core.domain.subjects import Subject
from portal.core.services import dispatch
from portal.workflow.services import apply

PAYMENTS = system_actor("payments")
LIVE = ("created", "opened")
OPEN_TASK, CHECK_TASK, REFUND_TASK = "enrollment.payment_open", "enrollment.payment_check", "enrollment.payment_refund"
# When a message may have been lost the provider is asked: after ten minutes, an hour, six hours, a day and a bit.
CHECKS_SECONDS = (600, 3_600, 21_600, 90_000)


def provider_get() -> Provider:
    """Give the provider of the settings. Raises Refused where none is set up."""
    if not settings.PAYMENTS_URL:
        raise Refused("no payment provider is set up")
    return HttpProvider(settings.PAYMENTS_URL, settings.PAYMENTS_SECRET)


@transaction.atomic
def payment_start(*, actor: Actor, invoice_id: UUID, language: str = "en") -> Payment:
    """Begin to pay an invoice; an attempt under way is given back, so that two clicks are one payment.

    Raises NotFound, Conflict when nothing is to be paid or the actor does not decide for the company.
    """
    invoice_get(actor=actor, invoice_id=invoice_id)
    invoice = Invoice.objects.select_for_update().get(pk=invoice_id)
    refusal = holder_only(invoice, actor)
    if refusal:
        raise Conflict([refusal])
    if invoice.status != "open":
        raise refusals.conflict(refusals.NOTHING_TO_PAY, path="status", value=invoice.status)
    found = invoice.payments.filter(status__in=LIVE).first()
    if found is not None:
        return found
    payment = Payment.objects.create(
        invoice=invoice, amount_minor=minor_units(invoice.due), currency=CURRENCY, language=language[:2]
    )
    payment_record(actor, payment, "started", {"amount_minor": payment.amount_minor})
    dispatch(OPEN_TASK, subject_id=payment.id)
    return payment


@transaction.atomic
def payment_open(*, payment_id: UUID) -> Payment:
    """Have the provider make the page for a payment; nothing happens when it is there. Raises Unreachable."""
    payment = _locked(payment_id)
    if payment.status != "created":
        return payment
    try:
        session = provider_get().session_open(_order(payment))
    except Refused as error:
        return payment_move(payment, "fail", last_error=str(error)[:300])
    dispatch(CHECK_TASK, subject_id=payment.id, key="1", delay_seconds=CHECKS_SECONDS[0])
    return payment_move(payment, "open", session_id=session.id, checkout_url=session.url, last_error="")


def _order(payment: Payment) -> Order:
    invoice = payment.invoice
    return Order(
        key=str(payment.id),
        reference=str(payment.id),
        amount_minor=payment.amount_minor,
        currency=payment.currency,
        description=f"{invoice.number} {PROGRAMMES[invoice.programme].name.get(payment.language)}",
        return_url=f"{settings.PUBLIC_URL}/membership/invoices/{invoice.id}/",
        language=payment.language,
    )


def refund_begin(payment: Payment, action: str, **changes: Any) -> Payment:
    """Give a payment back: `start_refund` one that counted, `reject` one that was never owed."""
    dispatch(REFUND_TASK, subject_id=payment.id, key="1")
    return payment_move(payment, action, **changes)


@transaction.atomic
def payment_refund(*, payment_id: UUID) -> Payment:
    """Ask the provider to give back exactly what came in. Its message says when it is done. Raises Unreachable."""
    payment = _locked(payment_id)
    if payment.status != "refunding":
        return payment
    payment.refund_id = provider_get().refund(
        session_id=payment.session_id,
        amount_minor=payment.received_minor or 0,
        currency=payment.received_currency,
        key=f"refund-{payment.id}",
    )[:100]
    payment.row_version += 1
    payment.save(update_fields=["refund_id", "row_version"])
    payment_record(PAYMENTS, payment, "refund_asked", {"refund": payment.refund_id})
    return payment


def payment_move(payment: Payment, action: str, **changes: Any) -> Payment:
    """Move a payment through the door."""
    return apply(
        workflow=PAYMENT,
        obj=payment,
        action=action,
        actor=PAYMENTS,
        subject=Subject("payment", payment.id),
        changes=changes,
        body={"invoice": payment.invoice.number, **{name: changes[name] for name in TOLD if name in changes}},
        organisation_id=payment.invoice.organisation_id,
    )


TOLD = ("received_minor", "received_currency", "last_error")


def payment_record(actor: Actor, payment: Payment, event: str, body: dict[str, Any]) -> None:
    """Write an event of a payment into the book."""
    record(
        actor=actor,
        event=f"enrollment.payment.{event}",
        subject=Subject("payment", payment.id),
        body={"invoice": payment.invoice.number, **body},
        organisation_id=payment.invoice.organisation_id,
    )


def _locked(payment_id: UUID) -> Payment:
    return Payment.objects.select_for_update(of=("self",)).select_related("invoice").get(pk=payment_id)
