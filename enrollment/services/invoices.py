"""Invoices: issued at submission, one per application, with the provision each line rests on (R-05)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.fees import Applicant, Assessment, fee_for, fee_on
from enrollment.domain.programmes import PROGRAMMES, age_on
from enrollment.domain.questions import as_date
from enrollment.domain.transitions import INVOICE
from enrollment.models import Application, Invoice, Payment
from enrollment.selectors.fees import fees_published, waivers_published
from enrollment.selectors.invoices import tiers_held
from enrollment.services.paying import refund_begin
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.services import next_number
from portal.workflow.services import apply

BILLING = system_actor("billing")
SERIES = "invoice"


def application_assess(application: Application) -> tuple[Assessment, UUID | None, UUID | None]:
    """Say what this application costs today, with the ids of the fee and the waiver that were applied, if any."""
    today = clock.now().date()
    programme = PROGRAMMES[application.programme]
    fees = {row.number: row for row in fees_published(programme.code)}
    waivers = {row.number: row for row in waivers_published(programme.code)}
    born = as_date(application.answers.get("birth_date"))
    applicant = Applicant(
        age=age_on(born, today) if born else None,
        parent_is_member=application.answers.get("parent_member") == "yes",
        held=tiers_held(application) if waivers else (),
    )
    fee = fee_on([row.version for row in fees.values()], programme, today)
    found = fee_for(fee, [row.waiver for row in waivers.values()], applicant, today)
    waiver = waivers.get(found.waiver.number) if found.waiver else None
    return found, fees[fee.number].id if fee.number else None, waiver.id if waiver else None


def invoice_issue(*, actor: Actor, application: Application) -> Invoice:
    """Write the invoice of an application being sent; one with nothing due is settled in the same moment."""
    found, fee_id, waiver_id = application_assess(application)
    now = clock.now()
    invoice = Invoice.objects.create(
        number=f"INV-{now.year}-{next_number(SERIES, now.year):06d}",
        application=application,
        organisation_id=application.organisation_id,
        user_id=application.user_id,
        programme=application.programme,
        gross=found.gross,
        waived=found.waived,
        due=found.due,
        lines=[line.as_dict() for line in found.lines],
        fee_id=fee_id,
        waiver_id=waiver_id,
        issued_at=now,
    )
    facts = {"number": invoice.number, "gross": f"{found.gross:.2f}", "due": f"{found.due:.2f}", "fee": found.fee.label}
    record(
        actor=actor,
        event="enrollment.invoice.issued",
        subject=Subject("invoice", invoice.id),
        body={**facts, "waiver": found.waiver.policy.en if found.waiver else ""},
        organisation_id=invoice.organisation_id,
    )
    return invoice if invoice.due else invoice_move(invoice, "waive", settled_at=now)


def invoice_move(invoice: Invoice, action: str, **changes: Any) -> Invoice:
    """Move an invoice through the door, as the service's billing."""
    return apply(
        workflow=INVOICE,
        obj=invoice,
        action=action,
        actor=BILLING,
        subject=Subject("invoice", invoice.id),
        changes=changes,
        body={"number": invoice.number},
        organisation_id=invoice.organisation_id,
    )


@transaction.atomic
def invoice_release(*, application: Application) -> Invoice | None:
    """Undo the invoice of an application withdrawn before a review began: cancel what is open, refund what was paid.

    Policy: once an officer has taken the application up, the fee is not given back.
    """
    invoice = Invoice.objects.select_for_update().filter(application=application).first()
    if invoice is None:
        return None
    if invoice.status == "open":
        return invoice_move(invoice, "cancel", closed_at=clock.now())
    if invoice.status == "paid":
        payment = Payment.objects.select_for_update().get(invoice=invoice, status="succeeded")
        refund_begin(payment, "start_refund")
        return invoice_move(invoice, "start_refund")
    return invoice
