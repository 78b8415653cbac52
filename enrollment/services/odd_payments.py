"""What the fee desk does about odd payments: ask for a refund again, or grant one with its reason (R-05)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from enrollment.domain.billing import major_units
from enrollment.domain.odd_payments import GRANT, REPEAT, act_for, kind_of
from enrollment.domain.transitions import FEE_KEYS
from enrollment.models import Invoice, Payment
from enrollment.selectors.odd_payments import money_of, odd_payment_get
from enrollment.services import refusals
from enrollment.services.invoices import invoice_move
from enrollment.services.paying import REFUND_TASK, payment_record, refund_begin
from portal.core.domain.actors import Actor
from portal.core.domain.formatting import money_words
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.notices.services import notice_send

SHORTEST = 20


@transaction.atomic
def refund_repeat(*, actor: Actor, payment_id: UUID, expected_version: int) -> Payment:
    """Ask the provider once more to give a payment back; the key is the payment's, so that it goes back once.

    Raises NotFound, NotAllowed, Conflict for a payment that is not on its way back or changed meanwhile.
    """
    payment = _locked(actor, payment_id, expected_version, REPEAT)
    payment.row_version += 1
    payment.save(update_fields=["row_version"])
    dispatch(REFUND_TASK, subject_id=payment.id, key=f"desk-{payment.row_version}")
    payment_record(actor, payment, "refund_repeated", {"received_minor": payment.received_minor})
    return payment


@transaction.atomic
def refund_grant(*, actor: Actor, payment_id: UUID, why: str, expected_version: int) -> Payment:
    """Give back a fee that policy keeps, for an application that was withdrawn; the reason goes to the payer.

    Raises NotFound, NotAllowed, Invalid without a reason, Conflict.
    """
    said = why.strip()[:300]
    if len(said) < SHORTEST:
        raise refusals.invalid(SAY_WHY, path="why", value=said)
    payment = _locked(actor, payment_id, expected_version, GRANT)
    payment_record(actor, payment, "refund_granted", {"why": said})
    back = refund_begin(payment, "start_refund")
    invoice_move(payment.invoice, "start_refund")
    _tell(actor, back, said)
    return back


def _locked(actor: Actor, payment_id: UUID, seen: int, act: str) -> Payment:
    """Lock invoice and payment as a withdrawal does, and hold the row to what was on the page."""
    odd_payment_get(actor=actor, payment_id=payment_id)
    if not actor.has(*FEE_KEYS):
        raise refusals.not_allowed(KEYS)
    invoice_id = Payment.objects.values_list("invoice_id", flat=True).get(pk=payment_id)
    Invoice.objects.select_for_update().get(pk=invoice_id)
    rows = Payment.objects.select_for_update(of=("self",)).select_related("invoice__application")
    payment = rows.get(pk=payment_id)
    if payment.row_version != seen:
        raise refusals.stale(seen)
    if act_for(payment.status, kind_of(money_of(payment)) or "") != act:
        raise refusals.conflict(NOT_NOW, path="status", value=payment.status)
    return payment


def _tell(actor: Actor, payment: Payment, why: str) -> None:
    invoice = payment.invoice
    amounts = [money_words(major_units(payment.received_minor or 0), payment.currency, one) for one in ("en", "fr")]
    notice_send(
        actor=actor,
        organisation_id=invoice.organisation_id,
        user_id=invoice.user_id,
        kind="fee",
        title=Text(f"Your fee is being given back: {invoice.number}", f"Vos frais vous sont rendus : {invoice.number}"),
        body=Text(
            f"{amounts[0]} goes back the way it came. The fee desk's reason, as written: {why}",
            f"{amounts[1]} repartent comme ils sont venus. Motif du bureau des frais, tel qu'écrit : {why}",
        ),
        subject=Subject("invoice", invoice.id),
        link=f"/membership/invoices/{invoice.id}/",
    )


KEYS = refusals.Refusal(
    "ENR_FEE_DESK",
    Text(
        "Supervisors of CBP and of the CBSA and administrators give money back.",
        "Les superviseurs du CBP et de l'ASFC et les administrateurs remboursent.",
    ),
    Text("Ask one of them.", "Adressez-vous à l'un d'eux."),
)
SAY_WHY = refusals.Refusal(
    "ENR_REFUND_WHY",
    Text(
        "Say in at least 20 characters why the fee is given back.",
        "Dites en au moins 20 caractères pourquoi les frais sont rendus.",
    ),
    Text("The payer reads it.", "Le payeur le lira."),
)
NOT_NOW = refusals.Refusal(
    "ENR_REFUND_NOT_NOW",
    Text("This payment is not where that can be done.", "Ce paiement n'est pas à l'étape où cela se fait."),
    Text("Open the list again: it has moved on.", "Rouvrez la liste : il a avancé."),
)
