"""A partner agency's desk: its lines by arrival with only its goods, what they lack, what was asked (requirements 4.9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from clearance.domain.partners.labels import answer_words
from clearance.domain.partners.lines import Place, later_answers, regulated_in
from clearance.domain.partners.needs import Asked, agencies_of, asked
from clearance.models import AgencyLine, AgencyRequest, DelegationOrder, Trip, TripVersion
from clearance.selectors.agency_status import AgencyStatus, statuses_of
from clearance.selectors.desks import agency_desk
from clearance.selectors.replies import given_answers
from clearance.selectors.severities import GoodsSeverities
from portal.core.domain.actors import Actor
from portal.core.domain.text import Text


@dataclass(frozen=True, slots=True)
class DeskGoods:
    """One goods line as the agency sees it: what was filed and what was answered, now or later."""

    place: Place
    line: Mapping[str, Any]
    answers: tuple[tuple[Text, Text], ...]
    asked: tuple[Asked, ...]

    @property
    def path(self) -> str:
        return f"shipments[{self.place[0]}].lines[{self.place[1]}]"


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One line of the queue. `requests` are this agency's own, the newest last."""

    line: AgencyLine
    status: AgencyStatus
    goods: tuple[DeskGoods, ...]
    requests: tuple[AgencyRequest, ...]

    @property
    def trip(self) -> Trip:
        return self.line.trip


def desk_rows(*, actor: Actor, limit: int) -> list[DeskRow]:
    """Give the open lines of the officer's agency at the officer's port, the earliest arrival first: four queries."""
    lines = list(agency_desk(actor=actor)[:limit])
    ids = [line.trip_id for line in lines]
    filings = _filings(ids)
    requests = _requests(ids)
    orders = list(DelegationOrder.objects.filter(status="in_force", giver=actor.agency).order_by("number"))
    return [_row(line, filings[line.trip_id], requests[line.trip_id], orders) for line in lines]


def _filings(trip_ids: Iterable[UUID]) -> dict[UUID, Mapping[str, Any]]:
    rows = TripVersion.objects.filter(trip_id__in=list(trip_ids), number=F("trip__current_version"))
    return dict(rows.values_list("trip_id", "manifest"))


def _requests(trip_ids: Iterable[UUID]) -> dict[UUID, list[AgencyRequest]]:
    found: dict[UUID, list[AgencyRequest]] = defaultdict(list)
    for request in AgencyRequest.objects.filter(trip_id__in=list(trip_ids)).order_by("asked_at", "id"):
        found[request.trip_id].append(request)
    return found


def _row(
    line: AgencyLine, filing: Mapping[str, Any], requests: list[AgencyRequest], orders: Iterable[DelegationOrder]
) -> DeskRow:
    status = statuses_of(line.trip, [line], filing, requests, orders)[line.agency]
    own = tuple(request for request in requests if request.agency == line.agency)
    return DeskRow(line, status, tuple(goods_for(line.agency, line.trip, filing, requests)), own)


def goods_for(
    agency: str, trip: Trip, filing: Mapping[str, Any], requests: Iterable[AgencyRequest]
) -> Iterable[DeskGoods]:
    """Give the goods lines of a filing this agency looks at, and no others, with the answers it asked for."""
    on = trip.eta.date()
    later = later_answers(filing, given_answers(requests))
    for place, goods in regulated_in(filing, GoodsSeverities(trip.direction), later):
        if agency not in agencies_of(goods, on):
            continue
        own = tuple(item for item in asked(goods, on) if agency in item.agencies)
        codes = {item.question.code for item in own}
        answers = tuple(answer_words(code, value) for code, value in goods.answers if code in codes)
        yield DeskGoods(place, filing["shipments"][place[0]]["lines"][place[1]], answers, own)
