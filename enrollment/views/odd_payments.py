"""The fee desk's page of payments that do not fit their invoice (R-05)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.billing import major_units
from enrollment.domain.odd_payments import GRANT, KINDS, REPEAT, act_for
from enrollment.domain.transitions import FEE_KEYS, PAYMENT
from enrollment.selectors.odd_payments import Odd, odd_payments, stray_messages
from enrollment.views.presenting import PLACE
from portal.core.domain.actors import Actor
from portal.core.domain.errors import DomainError, ErrorItem, NotFound
from portal.core.http import PortalRequest


@require_safe
def odd(request: PortalRequest) -> HttpResponse:
    """List the money that does not fit: paid twice, another amount, for a withdrawn application, refunds that failed."""
    return _page(request)


def _page(
    request: PortalRequest, items: tuple[ErrorItem, ...] = (), typed: str = "", status: int = 200
) -> HttpResponse:
    settled = request.GET.get("settled") == "1"
    context = {
        "rows": [_row(one, request.actor) for one in odd_payments(actor=request.actor, settled=settled)],
        "settled": settled,
        "strays": stray_messages(actor=request.actor),
        "place": PLACE,
        "items": items,
        "typed": typed,
    }
    return render(request, "enrollment/odd_payments.html", context, status=status)


def _row(one: Odd, actor: Actor) -> dict[str, Any]:
    payment = one.payment
    return {
        "payment": payment,
        "invoice": payment.invoice,
        "holder": selectors.holder_name(payment.invoice),
        "kind": KINDS[one.kind],
        "received": major_units(payment.received_minor or 0),
        "due": major_units(payment.amount_minor),
        "state": PAYMENT.state(payment.status),
        "act": act_for(payment.status, one.kind) if actor.has(*FEE_KEYS) else None,
    }


@require_POST
def odd_act(request: PortalRequest, payment_id: UUID, action: str) -> HttpResponse:
    """Ask for a refund again, or grant one with its reason."""
    typed = request.POST.get("expected_version", "")
    common: dict[str, Any] = {
        "actor": request.actor,
        "payment_id": payment_id,
        "expected_version": int(typed) if typed.isdigit() else 0,
    }
    why = request.POST.get("why", "").replace("\x00", "")
    try:
        if action == REPEAT:
            services.refund_repeat(**common)
        elif action == GRANT:
            services.refund_grant(**common, why=why)
        else:
            raise NotFound
    except NotFound:
        raise
    except DomainError as refused:
        return _page(request, items=tuple(refused.items), typed=why, status=refused.status)
    messages.success(request, _("The payment service is asked to give it back."))
    return redirect("enrollment:odd_payments")
