"""The fee desk's list of payments that do not fit their invoice, and of messages about no payment (R-05)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from enrollment.domain.joint import AGENCIES
from enrollment.domain.odd_payments import Money, kind_of
from enrollment.domain.transitions import FEE_READERS
from enrollment.models import Payment, PaymentEvent
from enrollment.selectors.scoping import NOTHING
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

REFUSED = PaymentEvent.objects.filter(payment=OuterRef("pk"), outcome="refund_failed")
SETTLED = Q(status="refunded")


@dataclass(frozen=True, slots=True)
class Odd:
    """One payment with what is odd about it."""

    payment: Payment
    kind: str


def _reads(actor: Actor) -> bool:
    return actor.has(*FEE_READERS) and (actor.kind != "officer" or actor.agency in AGENCIES)


def _rows(actor: Actor) -> QuerySet[Payment, Payment]:
    """Candidates, money that is still here first, then the newest: what `kind_of` finds odd is always among them."""
    odd = (
        ~Q(received_minor=F("amount_minor"), received_currency=F("currency"))
        | Q(invoice__status="cancelled")
        | Q(status="succeeded", invoice__application__status="withdrawn")
        | Q(invoice__status="paid", status__in=("refunding", "refunded"))
        | Q(status="refunding", refused=True)
    )
    rows = Payment.objects.annotate(refused=Exists(REFUSED)).filter(odd, received_minor__isnull=False)
    related = ("invoice__organisation", "invoice__user", "invoice__application")
    return rows.filter(Q() if _reads(actor) else NOTHING).select_related(*related).order_by("status", "-created_at")


def odd_payments(*, actor: Actor, settled: bool = False) -> list[Odd]:
    """Give what waits for the desk, or with `settled` what went back already; nothing to others. One query."""
    rows = _rows(actor)
    wanted = rows.filter(SETTLED) if settled else rows.exclude(SETTLED)
    found = ((row, kind_of(money_of(row))) for row in wanted[:MOST])
    return [Odd(row, kind) for row, kind in found if kind]


def odd_payment_get(*, actor: Actor, payment_id: UUID) -> Odd:
    """Give one. Raises NotFound."""
    row = _rows(actor).filter(pk=payment_id).first()
    kind = kind_of(money_of(row)) if row else None
    if row is None or kind is None:
        raise NotFound
    return Odd(row, kind)


def money_of(row: Payment) -> Money:
    """Give what the rule looks at."""
    return Money(
        status=row.status,
        received=(row.received_minor or 0, row.received_currency),
        due=(row.amount_minor, row.currency),
        invoice=row.invoice.status,
        application=row.invoice.application.status,
        refused=getattr(row, "refused", False),
    )


def stray_messages(*, actor: Actor) -> QuerySet[PaymentEvent, PaymentEvent]:
    """Give the signed messages of the provider that name no payment of ours, newest first."""
    rows = PaymentEvent.objects.filter(payment=None)
    return (rows if _reads(actor) else rows.none()).order_by("-created_at", "-id")[:MOST]


MOST = 100
