"""Acts of a ruling that are not the decision itself: points expunged, a fee given back, applicants told apart (4.12)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from enrollment.domain.transitions.vetting import SAME
from enrollment.models import Invoice, MembershipDecision, NearMatch, Payment, SanctionEntry
from enrollment.services import refusals
from enrollment.services.invoices import invoice_move
from enrollment.services.near_matches import not_the_same_add
from enrollment.services.paying import refund_begin
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

COMMISSION = ("commission.member", "commission.registrar", "system")


@transaction.atomic
def sanction_expunge(
    *, actor: Actor, docket: str, sanction_id: UUID | None = None, decision_id: UUID | None = None
) -> int:
    """Void one entry of the register, or all that led to one decision; gives the points that no longer count.

    Raises NotFound, NotAllowed for anybody but the commission.
    """
    _commission(actor)
    rows = SanctionEntry.objects.select_for_update(of=("self",)).select_related("membership")
    found = list(rows.filter(pk=sanction_id) if sanction_id else rows.filter(decision_id=decision_id))
    if sanction_id and not found:
        raise NotFound
    standing = [row for row in found if row.voided_at is None]
    for row in standing:
        row.voided_at = clock.now()
        row.save(update_fields=["voided_at"])
        record(
            actor=actor,
            event="enrollment.sanction.voided",
            subject=Subject("membership", row.membership_id),
            body={"docket": docket, "entries": 1, "points": row.points},
            organisation_id=row.membership.organisation_id,
        )
    return sum(row.points for row in standing)


@transaction.atomic
def invoice_refund(*, actor: Actor, invoice_id: UUID, docket: str) -> Invoice:
    """Give a fee back that was paid; what was not paid, or is on its way back, stays as it is (R-05).

    Raises NotFound, NotAllowed for anybody but the commission.
    """
    _commission(actor)
    invoice = Invoice.objects.select_for_update().filter(pk=invoice_id).first()
    if invoice is None:
        raise NotFound
    if invoice.status != "paid":
        return invoice
    record(
        actor=actor,
        event="enrollment.invoice.refund_ordered",
        subject=Subject("invoice", invoice.id),
        body={"number": invoice.number, "docket": docket},
        organisation_id=invoice.organisation_id,
    )
    refund_begin(Payment.objects.select_for_update().get(invoice=invoice, status="succeeded"), "start_refund")
    return invoice_move(invoice, "start_refund")


@transaction.atomic
def applicant_not_the_same(*, actor: Actor, decision_id: UUID, docket: str, grounds: str) -> int:
    """Tell an applicant apart from everybody an officer took them for; gives how many (R-89).

    For both agencies, so that the same input asks nobody again. Raises NotFound, NotAllowed.
    """
    _commission(actor)
    decision = MembershipDecision.objects.select_related("membership").filter(pk=decision_id).first()
    if decision is None:
        raise NotFound
    application_id = decision.membership.application_id if decision.membership else decision.application_id
    if application_id is None:
        raise NotFound
    others = NearMatch.objects.filter(worksheet__review__application_id=application_id, status=SAME)
    found = set(others.values_list("other__application_id", flat=True))
    for other in sorted(found):
        not_the_same_add(
            actor=actor,
            application_id=application_id,
            other_application_id=other,
            grounds=grounds,
            reference=docket,
        )
    return len(found)


def _commission(actor: Actor) -> None:
    if not actor.has(*COMMISSION):
        raise refusals.not_allowed(_RULES)


_RULES = refusals.Refusal(
    "ENR_ROLE",
    Text("Only a ruling of the joint commission does this.", "Seule une décision de la commission mixte le permet."),
    Text("Appeal what is contested.", "Faites appel de ce qui est contesté."),
)
