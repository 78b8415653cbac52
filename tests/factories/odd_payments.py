"""Payments that do not fit their invoice, made as the provider's messages make them (R-05)."""

from __future__ import annotations

from typing import Any

from enrollment import services
from enrollment.models import Payment
from portal.core.domain.actors import Actor
from tests.factories.enrollment import applicant_for, make_sent
from tests.factories.fees import event_body


def make_started(programme: str = "NEXUS") -> tuple[Actor, Payment]:
    """Somebody has sent an application and begun to pay for it."""
    who = applicant_for(programme)
    application = make_sent(programme, who)
    return who, services.payment_start(actor=who, invoice_id=application.invoice.id)


def told(payment: Payment, kind: str = "payment.succeeded", **changes: Any) -> str:
    """Have the provider say something about a payment."""
    return services.payment_event_receive(body=event_body(payment, kind, **changes))


def odd_payment() -> Payment:
    """A payment of another amount than its invoice, on its way back."""
    _, payment = make_started()
    assert told(payment, amount_minor=1) == "wrong_amount"
    return payment
