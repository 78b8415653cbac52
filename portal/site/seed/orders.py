"""Delegation orders of the demonstration, signed by supervisors of both agencies; one of them with its answer (R-41)."""

from __future__ import annotations

from datetime import timedelta

from clearance.domain.partners.orders import OrderTerms
from clearance.services import order_draft, order_sign
from portal.core import clock
from portal.site.demo_accounts import PORT
from portal.site.seed.people import Cast

ORDERS = (
    (OrderTerms("FDA", "CBP", crossings=(PORT,), complete_only=True), "fda.supervisor", "cbp.supervisor"),
    (OrderTerms("CFIA", "CBSA", crossings=(PORT,), designated_only=True), "cfia.supervisor", "cbsa.supervisor"),
)
DAYS = 180


def orders_seed(cast: Cast) -> int:
    """Draft and sign the orders; gives how many are in force."""
    now = clock.now()
    for terms, giver, receiver in ORDERS:
        order = order_draft(
            actor=cast.actor(giver),
            terms=terms,
            starts_at=now,
            ends_at=now + timedelta(days=DAYS),
            note="Nights and weekends at the busiest bridge",
        )
        for key in (giver, receiver):
            order = order_sign(actor=cast.actor(key), order_id=order.id, expected_version=order.row_version)
    return len(ORDERS)
