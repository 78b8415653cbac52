"""Where each agency stands with a trip: the trader's truth, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet

from clearance.domain.exemptions import untold_as_said
from clearance.domain.gateway_workflow import FAILED, UNMATCHED, UNREADABLE
from clearance.domain.gateways import GRACE, NO_CODE, NOT_ASKED, Standing, grace_until, standing
from clearance.domain.officers import BORDER
from clearance.edi.codebook import CBP, CBSA
from clearance.models import AgencyEndpoint, AgencyMessage, InboundMessage, Outage, Trip, TripVersion
from clearance.selectors.reference import zone_of
from clearance.selectors.trips import trip_for_actor
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, NotAllowed, NotFound
from portal.core.domain.text import Text

KEPT_OUTAGES = 20


@dataclass(frozen=True, slots=True)
class AgencySide:
    """One agency's side of a trip: where it stands, its messages (newest last), what it said, its outage."""

    agency: str
    standing: Standing
    messages: tuple[AgencyMessage, ...]
    errors: tuple[dict[str, Any], ...]
    notices: tuple[dict[str, Any], ...]
    outage: Outage | None = None
    grace_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TripMessages:
    """Both agencies' sides of a trip; `grace_until` is set while nobody is late because of an outage.

    `connected` says whether any agency is reached by messages at all.
    """

    trip: Trip
    sides: tuple[AgencySide, ...]
    grace_until: datetime | None = None
    connected: bool = False

    @property
    def outages(self) -> tuple[Outage, ...]:
        return tuple(side.outage for side in self.sides if side.outage and side.outage.status == "open")


def messages_of_trip(*, actor: Actor, trip_id: UUID) -> TripMessages:
    """Give every message of a trip by agency, without bytes: five queries. Raises NotFound."""
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    return messages_for(trip)


def messages_for(trip: Trip, version: TripVersion | None = None) -> TripMessages:
    """The same for a trip the caller has already been allowed to see: three queries, one more without its version."""
    rows = list(
        AgencyMessage.objects.filter(trip_id=trip.id).select_related("endpoint").defer("content").order_by("number")
    )
    endpoints = {row.agency: row for row in AgencyEndpoint.objects.filter(is_active=True)}
    outages = outages_now()
    zone = ZoneInfo(zone_of(trip.crossing, trip.direction))
    filing = version or TripVersion.objects.get(trip_id=trip.id, number=trip.current_version)
    sides = tuple(
        _side(agency, rows, endpoints.get(agency), outages.get(agency), zone, _quiet(agency, filing))
        for agency in BORDER
    )
    graces = [side.grace_until for side in sides if side.grace_until]
    return TripMessages(trip, sides, max(graces, default=None), bool(endpoints or rows))


def _quiet(agency: str, filing: TripVersion) -> Standing | None:
    """Why an agency gets no messages of a filing; None when it does get them."""
    if not filing.manifest["trip"].get("scac" if agency == CBP else "cbsa_code"):
        return NO_CODE
    exempt = agency == CBSA and untold_as_said(filing.warnings).everything
    return NOT_ASKED if exempt else None


def _side(
    agency: str,
    rows: Sequence[AgencyMessage],
    endpoint: AgencyEndpoint | None,
    outage: Outage | None,
    zone: ZoneInfo,
    quiet: Standing | None,
) -> AgencySide:
    own = tuple(row for row in rows if row.endpoint.agency == agency)
    newest = max(((row.version, row.action == "cancel") for row in own), default=(0, False))
    current = [row for row in own if (row.version, row.action == "cancel") == newest]
    next_try = endpoint.next_try_at if endpoint else None
    down = outage is not None and outage.status == "open"
    stand = standing(
        [row.status for row in current],
        endpoint=endpoint.status if endpoint else "",
        next_try=next_try.astimezone(zone).strftime("%H:%M:%S") if next_try else "",
        outage=down,
        at=next_try,
        quiet=quiet,
    )
    return AgencySide(
        agency,
        stand,
        own,
        tuple(item for row in current for item in row.errors),
        tuple({**entry, "number": row.number} for row in own for entry in row.notices),
        outage,
        grace_until(outage.ends_at) if outage and outage.ends_at else None,
    )


def outages_now() -> dict[str, Outage]:
    """Give by agency the outage that is open, or ended so lately that nobody is late yet: one query."""
    now = clock.now()
    rows = Outage.objects.filter(Q(status="open") | Q(ends_at__gt=now - GRACE)).order_by("starts_at")
    return {row.agency: row for row in rows}


def grace_of(agency: str) -> datetime | None:
    """The moment before which nobody is late with that agency; None without an outage, or while it lasts."""
    outage = outages_now().get(agency)
    return grace_until(outage.ends_at) if outage and outage.ends_at else None


def answers_of_trip(*, actor: Actor, trip_id: UUID) -> list[ErrorItem]:
    """Give what the agencies object to in the newest filing, as error items at the manifest's fields."""
    found = messages_of_trip(actor=actor, trip_id=trip_id)
    return [_item(entry) for side in found.sides for entry in side.errors]


def _item(entry: dict[str, Any]) -> ErrorItem:
    fix = entry.get("fix")
    return ErrorItem(
        entry["code"],
        Text(**entry["message"]),
        path=entry["path"],
        value=entry["value"],
        severity=entry["severity"],
        agency=entry["agency"],
        fix=Text(**fix) if fix else None,
        help=entry.get("help", ""),
    )


def message_get(*, actor: Actor, trip_id: UUID, number: int, agency: str) -> AgencyMessage:
    """Give one message with its bytes; raises NotFound."""
    trip = trip_for_actor(actor=actor, trip_id=trip_id)
    rows = AgencyMessage.objects.select_related("endpoint").filter(trip_id=trip.id, number=number)
    row = rows.filter(endpoint__agency=agency).first()
    if row is None:
        raise NotFound
    return row


def messages_stuck() -> list[AgencyMessage]:
    """Give what an agency's system refused to take, oldest first, for the page of stuck work."""
    rows = AgencyMessage.objects.filter(status=FAILED).select_related("endpoint", "trip").defer("content")
    return list(rows.order_by("created_at")[:100])


def inbound_open() -> QuerySet[InboundMessage, InboundMessage]:
    """Give what could not be read or matched, newest first, for the administrator."""
    rows = InboundMessage.objects.filter(status__in=(UNREADABLE, UNMATCHED)).defer("content", "reply")
    return rows.select_related("endpoint", "organisation").order_by("-created_at")


def inbound_of(*, actor: Actor) -> QuerySet[InboundMessage, InboundMessage]:
    """Give the filings the actor's organisation sent as messages, newest first."""
    if actor.organisation_id is None:
        return InboundMessage.objects.none()
    rows = InboundMessage.objects.filter(source="partner", organisation_id=actor.organisation_id)
    return rows.order_by("-created_at", "-id")


def inbound_get(*, actor: Actor, inbound_id: UUID) -> InboundMessage:
    """Give one received message with its bytes: a partner's own, any for an administrator; raises NotFound."""
    rows = InboundMessage.objects.all() if actor.has("administrator") else inbound_of(actor=actor)
    row = rows.filter(pk=inbound_id).first()
    if row is None:
        raise NotFound
    return row


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection on the administrator's page, with what waits on it."""

    endpoint: AgencyEndpoint
    waiting: int
    oldest: datetime | None
    outage: Outage | None


@dataclass(frozen=True, slots=True)
class GatewayPage:
    """The administrator's page of the agencies."""

    connections: tuple[Connection, ...]
    outages: tuple[Outage, ...]


def gateway_page(*, actor: Actor) -> GatewayPage:
    """Give the connections with their queues, and the latest outages. Raises NotAllowed."""
    if not actor.has("administrator"):
        raise NotAllowed
    queued = AgencyMessage.objects.filter(status="queued").order_by()
    counted = queued.values("endpoint_id").annotate(n=Count("id"), oldest=Min("created_at"))
    waiting = {endpoint_id: (n, oldest) for endpoint_id, n, oldest in counted.values_list("endpoint_id", "n", "oldest")}
    outages = list(Outage.objects.select_related("declared_by", "ended_by").order_by("-starts_at")[:KEPT_OUTAGES])
    open_now = {row.agency: row for row in outages if row.status == "open"}
    endpoints = AgencyEndpoint.objects.filter(is_active=True).order_by("agency")
    connections = tuple(
        Connection(row, waiting[row.id][0], waiting[row.id][1], open_now.get(row.agency))
        if row.id in waiting
        else Connection(row, 0, None, open_now.get(row.agency))
        for row in endpoints
    )
    return GatewayPage(connections, tuple(outages))


def endpoint_of_partner(*, sender: str, receiver: str) -> AgencyEndpoint | None:
    """Give the connection whose other side signs with these names; theirs is our receiver."""
    return AgencyEndpoint.objects.filter(is_active=True, receiver_id=sender, sender_id=receiver).first()
