"""Delegation orders: the lists of the two agencies, and under which an officer may act now (R-41, R-65)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from clearance.domain.officers import BORDER
from clearance.domain.partners.lines import goods_acted_on, later_answers
from clearance.domain.partners.orders import RELEASE, Act, GoodsActedOn, refusal
from clearance.domain.refusals import NO_ORDER, for_agency
from clearance.models import AgencyRequest, DelegationOrder, Trip
from clearance.selectors.replies import given_answers, requests_of_trip
from clearance.selectors.severities import GoodsSeverities
from portal.accounts.selectors import cross_designations_held
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotFound
from portal.reference.selectors import agency_find, agency_hours

SEES_ALL = ("administrator", "auditor")
Manifest = Mapping[str, Any]


def orders_for_actor(*, actor: Actor) -> QuerySet[DelegationOrder, DelegationOrder]:
    """Give the orders an agency gives or acts under, newest first; administrators and auditors see all."""
    rows = DelegationOrder.objects.prefetch_related("signatures").order_by("-number", "-version")
    if actor.has(*SEES_ALL):
        return rows
    if actor.kind != "officer" or not actor.agency:
        return rows.none()
    return rows.filter(Q(giver=actor.agency) | Q(receiver=actor.agency))


def order_get(*, actor: Actor, order_id: UUID) -> DelegationOrder:
    """Give one order of the actor's agency; raises NotFound."""
    found = orders_for_actor(actor=actor).filter(pk=order_id).first()
    if found is None:
        raise NotFound
    return found


def orders_open() -> list[DelegationOrder]:
    """Give the orders signed by both that have not ended, begun or not: one query, a handful of rows."""
    return list(DelegationOrder.objects.filter(status="in_force", ends_at__gt=clock.now()).order_by("number"))


@dataclass(frozen=True, slots=True)
class StandIn:
    """Whether the officer may decide for one agency: under which order, or why not."""

    agency: str
    order: str = ""
    refused: ErrorItem | None = None

    @property
    def allowed(self) -> bool:
        return bool(self.order) and self.refused is None


def stand_ins(
    *,
    actor: Actor,
    trip: Trip,
    agencies: Iterable[str],
    manifest: Callable[[], Manifest],
    power: str = RELEASE,
    known: Iterable[DelegationOrder] | None = None,
    requests: Iterable[AgencyRequest] | None = None,
) -> dict[str, StandIn]:
    """Say for each partner agency whether the officer may decide for it now.

    One query without an order in force; with one at most accreditations, filing and later answers besides.
    `manifest` gives the filing as JSON and is called only when an order has to be held against the goods;
    `known` orders and `requests` are those a page has read already.
    """
    wanted = [agency for agency in agencies if agency not in BORDER and agency != actor.agency]
    if not wanted or actor.user_id is None or not actor.agency:
        return {agency: _none(agency) for agency in wanted}
    at = clock.now()
    found_open = orders_open() if known is None else known
    orders = [order for order in found_open if order.receiver == actor.agency and _counts(order, wanted, at)]
    personal = {order.giver for order in orders if order.rules.designated_only or _abroad(order.giver, actor)}
    held = cross_designations_held(user_id=actor.user_id, power=RELEASE, at=at) if personal else {}
    goods = _goods(trip, manifest(), requests) if orders else {}
    found = {agency: _none(agency) for agency in wanted}
    for order in orders:
        if not found[order.giver].allowed:
            act = _act(trip, order, power, goods.get(order.giver, ()), at)
            act = replace(act, designated=order.giver in held, abroad=_abroad(order.giver, actor))
            found[order.giver] = StandIn(order.giver, order.label, refusal(order.rules, act))
    return found


def _counts(order: DelegationOrder, givers: Iterable[str], at: datetime) -> bool:
    return order.giver in givers and order.starts_at <= at < order.ends_at


def _goods(trip: Trip, filing: Manifest, requests: Iterable[AgencyRequest] | None) -> dict[str, list[GoodsActedOn]]:
    later = later_answers(filing, given_answers(requests_of_trip(trip.id) if requests is None else requests))
    return goods_acted_on(filing, GoodsSeverities(trip.direction), trip.eta.date(), later)


def _none(agency: str) -> StandIn:
    return StandIn(agency, "", for_agency(NO_ORDER, agency))


def _abroad(giver: str, actor: Actor) -> bool:
    """Say whether the agency acted for is the other country's: its acts are signed by accredited officers only (R-65).

    The power to release goes with the power to hold.
    """
    agency = agency_find(giver)
    return agency is not None and bool(actor.country) and agency.country != actor.country


def _act(trip: Trip, order: DelegationOrder, power: str, goods: Iterable[GoodsActedOn], at: datetime) -> Act:
    return Act(
        power=power,
        crossing=trip.crossing,
        giver_open=agency_hours(trip.crossing, order.giver, at).open,
        designated=False,
        weight_kg=float(trip.weight_kg),
        goods=tuple(goods),
    )
