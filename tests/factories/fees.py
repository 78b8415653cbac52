"""Invoices paid as the provider's message pays them, and fees signed by both agencies."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from typing import Any

from enrollment import services
from enrollment.models import Application, Fee, FeeWaiver, Payment
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import staff_actor

_numbers = itertools.count(1)


def event_body(payment: Payment, kind: str = "payment.succeeded", **changes: Any) -> bytes:
    """Give a message of the provider about a payment; `changes` bend it."""
    number = next(_numbers)
    facts = {
        "id": f"evt_{number}",
        "type": kind,
        "reference": str(payment.id),
        "session": payment.session_id or f"ses_{number}",
        "amount_minor": payment.amount_minor,
        "currency": payment.currency,
    }
    return json.dumps({**facts, **changes}).encode()


def pay(application: Application, who: Actor) -> Application:
    """Pay the invoice of an application, if anything is due, and give the application back as it then is."""
    if application.invoice.status == "open":
        payment = services.payment_start(actor=who, invoice_id=application.invoice.id)
        assert services.payment_event_receive(body=event_body(payment)) == "paid"
    return Application.objects.get(pk=application.pk)


def supervisor(agency: str) -> Actor:
    return staff_actor("officer.supervisor", agency)


def fee_document(**changes: Any) -> dict[str, Any]:
    """Give a complete fee, to begin today."""
    today = clock.now().date()
    return {
        "programme": "NEXUS",
        "amount": "130.00",
        "owner": "CBSA traveller programmes",
        "basis_en": "Regulation of today, section 24",
        "basis_fr": "Règlement du jour, article 24",
        "cost_en": "10 dollars more every five years",
        "cost_fr": "10 dollars de plus tous les cinq ans",
        "starts_on": today.isoformat(),
        "ends_on": "",
        "review_on": (today + timedelta(days=365)).isoformat(),
        **changes,
    }


def waiver_document(**changes: Any) -> dict[str, Any]:
    """Give a complete waiver: who holds T2 or more pays no NEXUS fee."""
    extra = {
        "ground": "tier",
        "tier": "T2",
        "percent": 100,
        "basis_en": "Fee policy FP-7",
        "basis_fr": "Politique FP-7",
    }
    return {**fee_document(), **extra, **changes}


def propose(kind: str, **changes: Any) -> Fee | FeeWaiver:
    """Propose a complete fee or waiver as a third person."""
    document = waiver_document(**changes) if kind == "waiver" else fee_document(**changes)
    return services.provision_propose(actor=staff_actor("administrator", ""), kind=kind, document=document)


def publish(kind: str, **changes: Any) -> Fee | FeeWaiver:
    """Propose and have both agencies sign."""
    row = propose(kind, **changes)
    for agency in ("CBP", "CBSA"):
        row = services.provision_sign(
            actor=supervisor(agency), kind=kind, version_id=row.id, expected_version=row.row_version
        )
    return row
