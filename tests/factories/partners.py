"""Delegation orders and requests of partner agencies. Everything goes through the services."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from clearance.domain.partners.orders import OrderTerms
from clearance.models import AgencyRequest, DelegationOrder, Trip
from clearance.services.orders import order_draft, order_sign
from clearance.services.requests import information_ask
from portal.accounts.models import Organisation
from portal.core import clock
from portal.core.domain.actors import Actor
from tests.factories.accounts import staff_actor
from tests.factories.officer import PORT, fresh, make_filed, partner


def supervisor(agency: str = "FDA", port: str = "") -> Actor:
    return staff_actor("officer.supervisor", agency, port)


def make_draft(giver: str = "FDA", receiver: str = "CBP", days: int = 30, **terms: Any) -> DelegationOrder:
    """Draft an order that has begun an hour ago."""
    now = clock.now()
    return order_draft(
        actor=supervisor(giver),
        terms=OrderTerms(giver, receiver, **terms),
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=days),
    )


def make_order(giver: str = "FDA", receiver: str = "CBP", **terms: Any) -> DelegationOrder:
    """Give an order in force, signed by a supervisor of each agency; at any hour unless told otherwise."""
    order = make_draft(giver, receiver, **{"hours": "always", "complete_only": False, **terms})
    for agency in (giver, receiver):
        order = order_sign(actor=supervisor(agency), order_id=order.id, expected_version=order.row_version)
    return order


def make_request(trip: Trip | None = None, agency: str = "FDA", **options: Any) -> AgencyRequest:
    """Give an open request about a trip with regulated goods."""
    trip = trip or make_filed(regulated=True)
    asked = {"questions": ["FDA_PRIOR_NOTICE"], "text": "", **options}
    return information_ask(
        actor=partner(agency, PORT), trip_id=trip.id, expected_version=fresh(trip).row_version, **asked
    )


def partner_records(owner: Organisation, words: str) -> dict[str, UUID]:
    """Give one record of each kind for the isolation matrix; the free text holds the canary."""
    trip = make_filed(owner, regulated=True)
    return {"order": make_order().id, "regulated": trip.id, "agency_request": make_request(trip, text=words).id}
