"""Invoices and paying them: the member pays on the provider's page, the provider tells us here (R-05)."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from enrollment import selectors, services
from enrollment.domain.programmes import PROGRAMMES
from enrollment.domain.transitions import INVOICE, PAYMENT
from enrollment.models import Invoice
from enrollment.payments import Refused, Unreachable, signing
from enrollment.views import presenting
from portal.core.domain.errors import Conflict
from portal.core.http import PortalRequest

LARGEST_MESSAGE = 64 * 1024
PLAIN = "text/plain; charset=utf-8"


@require_safe
def invoice(request: PortalRequest, invoice_id: UUID) -> HttpResponse:
    """Show what was charged and by which provision, and every attempt to pay it."""
    found = selectors.invoice_get(actor=request.actor, invoice_id=invoice_id)
    payments = sorted(found.payments.all(), key=lambda row: row.created_at, reverse=True)
    live = next((row for row in payments if row.status in ("created", "opened")), None)
    context = {
        **invoice_row(found),
        "place": presenting.PLACE,
        "lines": found.lines,
        "payments": [{"payment": row, "state": PAYMENT.state(row.status)} for row in payments],
        "live": live,
    }
    return render(request, "enrollment/invoice.html", context)


def invoice_row(found: Invoice) -> dict[str, object]:
    """Give an invoice as pages show it."""
    return {
        "invoice": found,
        "programme": PROGRAMMES[found.programme],
        "holder": selectors.holder_name(found),
        "state": INVOICE.state(found.status),
    }


@require_POST
def invoice_pay(request: PortalRequest, invoice_id: UUID) -> HttpResponse:
    """Begin a payment and have its page made; when the provider does not answer, a worker goes on trying."""

    def act() -> None:
        payment = services.payment_start(
            actor=request.actor, invoice_id=invoice_id, language=request.LANGUAGE_CODE or "en"
        )
        services.payment_open(payment_id=payment.id)

    return _tried(request, invoice_id, act)


@require_POST
def invoice_check(request: PortalRequest, invoice_id: UUID) -> HttpResponse:
    """Ask the provider how the payment stands, when its message has not come."""
    found = selectors.invoice_get(actor=request.actor, invoice_id=invoice_id)

    def act() -> None:
        for row in found.payments.all():
            if row.status == "opened":
                services.payment_check(payment_id=row.id)

    return _tried(request, invoice_id, act)


def _tried(request: PortalRequest, invoice_id: UUID, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Conflict as refused:
        messages.error(request, refused.items[0].message.get(request.LANGUAGE_CODE or "en"))
    except (Unreachable, Refused):
        messages.warning(
            request,
            _("The payment service does not answer. We keep trying; nothing is lost and nothing charged twice."),
        )
    return redirect("enrollment:invoice", invoice_id)


@csrf_exempt
@require_POST
def payment_told(request: HttpRequest) -> HttpResponse:
    """Take a message of the provider. Who does not sign within five minutes gets 401 and leaves nothing."""
    try:
        body = request.body
    except RequestDataTooBig:
        return HttpResponse("too large\n", content_type=PLAIN, status=413)
    if len(body) > LARGEST_MESSAGE:
        return HttpResponse("too large\n", content_type=PLAIN, status=413)
    try:
        signing.verify(request.headers.get(signing.HEADER, ""), settings.PAYMENTS_SECRET, int(time.time()), body)
    except signing.SignatureError as error:
        return HttpResponse(f"{error}\n", content_type=PLAIN, status=401)
    return HttpResponse(services.payment_event_receive(body=body) + "\n", content_type=PLAIN)
