"""One line per agency: where it stands, its hours, who acts for it, when it decides, what it lacks (R-29, R-40, R-41)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from clearance.domain.agency_workflow import HOLD, REJECTED, YES
from clearance.domain.officers import BORDER
from clearance.domain.partners.lines import later_answers, regulated_in
from clearance.domain.partners.needs import Goods, applied, needs_by_agency
from clearance.domain.partners.order_workflow import OPEN
from clearance.domain.partners.orders import RELEASE, Act, refusal
from clearance.domain.partners.service import decision_due
from clearance.domain.partners.status_words import hours_line, needs_line
from clearance.domain.partners.table import QUESTIONS
from clearance.models import AgencyLine, AgencyRequest, DelegationOrder, Trip
from clearance.selectors.orders import orders_open
from clearance.selectors.replies import given_answers, requests_of_trip
from clearance.selectors.severities import GoodsSeverities
from portal.core import clock
from portal.core.domain.agencies import agency_short
from portal.core.domain.text import Text
from portal.reference.selectors import agency_hours, crossing_find

USUAL_MINUTES = 60
FINAL = frozenset({"released", "closed", "refused", "cancelled"})


@dataclass(frozen=True, slots=True)
class AgencyStatus:
    """What a line shows beside its state. `expected` is None once it has decided or while nothing is known."""

    line: AgencyLine
    hours: Text | None = None
    delegate: Text | None = None
    order: str = ""
    expected: datetime | None = None
    needs: Text | None = None
    request: AgencyRequest | None = None

    @property
    def decided(self) -> bool:
        return self.line.status in {*YES, HOLD, REJECTED}


def agency_statuses(*, trip: Trip, lines: Iterable[AgencyLine], filing: Mapping[str, Any]) -> dict[str, AgencyStatus]:
    """Give the status of every agency of a trip the caller may see: two queries, however many agencies and lines."""
    return statuses_of(trip, lines, filing, requests_of_trip(trip.id), orders_open())


def statuses_of(
    trip: Trip,
    rows: Iterable[AgencyLine],
    filing: Mapping[str, Any],
    requests: Iterable[AgencyRequest],
    orders: Iterable[DelegationOrder],
) -> dict[str, AgencyStatus]:
    """Give the same from what was read already; nothing here queries."""
    place = crossing_find(trip.crossing)
    if place is None:
        return {line.agency: AgencyStatus(line) for line in rows}
    asked = list(requests)
    later = later_answers(filing, given_answers(asked))
    goods = [entry for _, entry in regulated_in(filing, GoodsSeverities(trip.direction), later)]
    around = _Around(
        trip=trip,
        zone=ZoneInfo(place.timezone_for(trip.direction)),
        needs=needs_by_agency(goods, trip.eta.date()),
        minutes=_service_minutes(goods, trip),
        orders=[order for order in orders if order.starts_at <= trip.eta < order.ends_at],
        requests={request.agency: request for request in asked if request.status == OPEN},
    )
    return {line.agency: _status(line, around) for line in rows}


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the trip, shared by its lines."""

    trip: Trip
    zone: ZoneInfo
    needs: Mapping[str, tuple[Any, ...]]
    minutes: Mapping[str, int]
    orders: list[DelegationOrder]
    requests: Mapping[str, AgencyRequest]


def _service_minutes(goods: Iterable[Goods], trip: Trip) -> dict[str, int]:
    """Give each agency's service standard: that of its slowest programme over these goods."""
    found: dict[str, int] = {}
    for entry in {entry for each in set(goods) for entry in applied(each, trip.eta.date())}:
        agency = entry.programme.agency
        found[agency] = max(found.get(agency, 0), entry.programme.minutes)
    return found


def _status(line: AgencyLine, around: _Around) -> AgencyStatus:
    trip, agency = around.trip, line.agency
    now_state = agency_hours(trip.crossing, agency, clock.now())
    then_state = agency_hours(trip.crossing, agency, trip.eta)
    hours = hours_line(now_state, then_state, around.zone)
    if trip.status in FINAL:
        return AgencyStatus(line)
    if agency in BORDER:
        return AgencyStatus(line, hours=hours)
    order = _order_at_arrival(around, agency, then_state.open)
    request = around.requests.get(agency)
    status = AgencyStatus(
        line,
        hours=hours,
        delegate=_delegate(order),
        order=order.label if order else "",
        request=request,
        needs=_needs(around, agency, request),
    )
    if status.decided or status.needs is not None:
        return status
    return _expecting(status, around, order)


def _needs(around: _Around, agency: str, request: AgencyRequest | None) -> Text | None:
    names = {question.code: question.name for question in around.needs.get(agency, ())}
    if request is not None:
        names |= {code: QUESTIONS[code].name for code in request.questions if code in QUESTIONS}
    return needs_line(tuple(names.values()), request.text if request else "")


def _order_at_arrival(around: _Around, agency: str, giver_open: bool | None) -> DelegationOrder | None:
    """Give the order under which somebody acts for the agency when the truck is there, its limits on goods apart."""
    act = Act(RELEASE, around.trip.crossing, giver_open, designated=True, weight_kg=0.0, goods=())
    found = (order for order in around.orders if order.giver == agency and refusal(order.rules, act) is None)
    return next(found, None)


def _delegate(order: DelegationOrder | None) -> Text | None:
    if order is None:
        return None
    receiver = agency_short(order.receiver)
    return Text(f"{receiver.en}, order {order.label},", f"{receiver.fr}, ordre {order.label},")


def _expecting(status: AgencyStatus, around: _Around, order: DelegationOrder | None) -> AgencyStatus:
    """Add when the agency will have decided: by its standard within its hours, or on arrival by who acts for it."""
    trip, agency = around.trip, status.line.agency
    due = decision_due(
        lambda at: agency_hours(trip.crossing, agency, at),
        status.line.created_at,
        around.minutes.get(agency, USUAL_MINUTES),
    )
    if order is not None and (due is None or due > trip.eta):
        due = trip.eta
    return AgencyStatus(status.line, status.hours, status.delegate, status.order, due, status.needs, status.request)
