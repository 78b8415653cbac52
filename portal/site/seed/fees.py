"""Fees of the demonstration: the law's amounts under both keys, an example waiver, and payments as the provider tells them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from enrollment.domain.fees import shipped_fee
from enrollment.domain.programmes import PROGRAMMES
from enrollment.services import payment_event_receive, payment_start, provision_propose, provision_sign
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.site.seed.people import Cast

AUTHOR = "administrator"
KEYS = ("cbp.supervisor", "cbsa.supervisor")
WAIVER = {
    "programme": "NEXUS",
    "ground": "tier",
    "tier": "T2",
    "percent": 100,
    "owner": "CBSA + CBP",
    "basis_en": "Example policy of this demonstration, FW-1",
    "basis_fr": "Politique d'exemple de cette démonstration, FW-1",
    "cost_en": "None to users; whoever earned T2 was vetted by both agencies already",
    "cost_fr": "Aucun pour les usagers; qui a gagné T2 a déjà été filtré par les deux organismes",
}


def fees_seed(cast: Cast) -> int:
    """Publish every programme's fee and one waiver, and leave a change waiting for its keys; gives how many count."""
    today = clock.now().date()
    dates = {"starts_on": today.isoformat(), "review_on": (today + timedelta(days=365)).isoformat()}
    documents = [("fee", {**_as_shipped(code), **dates}) for code in PROGRAMMES]
    documents.append(("waiver", {**WAIVER, **dates}))
    for kind, document in documents:
        _published(cast, kind, document)
    later = {**_as_shipped("FAST_DRIVER"), "amount": "45.00", "starts_on": (today + timedelta(days=90)).isoformat()}
    later["review_on"] = (today + timedelta(days=455)).isoformat()
    provision_propose(actor=cast.actor(AUTHOR), kind="fee", document=later)
    return len(documents)


def _as_shipped(code: str) -> dict[str, Any]:
    fee = shipped_fee(PROGRAMMES[code])
    return {
        "programme": code,
        "amount": f"{fee.amount:.2f}",
        "owner": fee.owner,
        "basis_en": fee.basis.en,
        "basis_fr": fee.basis.fr,
        "cost_en": fee.cost.en,
        "cost_fr": fee.cost.fr,
    }


def _published(cast: Cast, kind: str, document: dict[str, Any]) -> None:
    row = provision_propose(actor=cast.actor(AUTHOR), kind=kind, document=document)
    for key in KEYS:
        row = provision_sign(actor=cast.actor(key), kind=kind, version_id=row.id, expected_version=row.row_version)


def invoice_paid(actor: Actor, invoice_id: UUID) -> None:
    """Pay an invoice as the provider's message would."""
    payment = payment_start(actor=actor, invoice_id=invoice_id)
    message = {
        "id": f"evt_seed_{payment.id}",
        "type": "payment.succeeded",
        "reference": str(payment.id),
        "session": f"ses_seed_{payment.id}",
        "amount_minor": payment.amount_minor,
        "currency": payment.currency,
    }
    payment_event_receive(body=json.dumps(message).encode())
