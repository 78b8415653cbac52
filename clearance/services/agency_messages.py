"""Make the messages of a filing: planned from what the agency has on file, built, numbered, queued (R-20).

One version after the other, and the next one only when the agency has answered the one before: what an
amendment may send depends on what was accepted. Every filing reaches every border agency, none is skipped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from audit.trail.services import record
from clearance.domain.exemptions import TELL_ALL, Untold, untold_as_said
from clearance.domain.gateway_workflow import ACKNOWLEDGED, FAILED, ON_FILE, QUEUED, SENT
from clearance.domain.gateways import ANSWER_WAIT
from clearance.domain.manifest import Manifest, from_dict
from clearance.domain.trip_workflow import CANCELLED
from clearance.edi.errors import EdiError
from clearance.edi.planning import AMEND, CANCEL, FILE, PlannedMessage, plan
from clearance.models import AgencyEndpoint, AgencyMessage, Trip, TripVersion
from clearance.selectors.code_book import code_book
from clearance.services.agency_building import render
from clearance.services.endpoints import GATEWAY
from portal.core import clock
from portal.core.domain.subjects import Subject
from portal.core.ids import uuid7
from portal.core.services import dispatch, next_number

SENDING_TASK = "clearance.send_messages"
PLANNING_TASK = "clearance.plan_messages"
ADDS = frozenset({"complete", "cargo_add", "cargo_change"})
TRIP_USES = frozenset({"complete", "trip_add", "trip_replace"})


@dataclass(slots=True)
class OnFile:
    """What one agency has of a trip, from the answers to the messages of the versions planned so far."""

    shipments: set[str] = field(default_factory=set)
    trip: bool = False
    version: int = 0
    planned: int = 0
    cancelled: bool = False

    @classmethod
    def of(cls, messages: Sequence[AgencyMessage], now: datetime) -> OnFile:
        found = cls()
        for message in messages:
            found.planned = max(found.planned, message.version)
            found.cancelled |= message.action == CANCEL
            if message.status in ON_FILE or _silent(message, now):
                found._add(message)
        return found

    def _add(self, message: AgencyMessage) -> None:
        if message.use in ADDS:
            self.shipments |= set(message.subjects) - set(message.refused)
        elif message.use == "cargo_cancel":
            self.shipments -= set(message.subjects)
        elif message.use in ("cancel", "trip_cancel"):
            self.trip = False
        self.trip |= message.use in TRIP_USES
        self.version = message.version


def _silent(message: AgencyMessage, now: datetime) -> bool:
    """Sent long ago and never answered: the agency's receipt says that it has it, so it counts as taken."""
    waits = message.status in (SENT, ACKNOWLEDGED)
    return waits and message.sent_at is not None and message.sent_at + ANSWER_WAIT <= now


@transaction.atomic
def messages_plan(*, trip_id: UUID) -> int:
    """Make the next messages of a trip for every agency that is not waiting for an answer; gives how many.

    Safe to repeat and to run twice at once: what was planned is not planned again. An agency whose message
    cannot be built becomes a piece of work of its own, seen as stuck; the other agency gets its messages.
    """
    made = 0
    for endpoint in AgencyEndpoint.objects.filter(is_active=True).order_by("agency"):
        try:
            with transaction.atomic():
                made += messages_plan_for(trip_id=trip_id, endpoint_id=endpoint.id)
        except EdiError:
            payload = {"endpoint": str(endpoint.id)}
            dispatch(PLANNING_TASK, subject_id=trip_id, key=f"{endpoint.agency}-{uuid7()}", payload=payload)
    return made


@transaction.atomic
def messages_plan_for(*, trip_id: UUID, endpoint_id: UUID) -> int:
    """Make the next messages of a trip for one agency; raises EdiError when one cannot be built."""
    trip = Trip.objects.filter(pk=trip_id).first()
    endpoint = AgencyEndpoint.objects.filter(pk=endpoint_id, is_active=True).first()
    if trip is None or endpoint is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [trip_id.int & 0x7FFFFFFFFFFFFFFF])
    return _plan_for(trip, endpoint)


def _plan_for(trip: Trip, endpoint: AgencyEndpoint) -> int:
    now = clock.now()
    messages = list(
        AgencyMessage.objects.filter(endpoint=endpoint, trip_id=trip.id).defer("content").order_by("number")
    )
    waiting = [message for message in messages if _holds_up(message, now)]
    found = OnFile.of(messages, now)
    if waiting:
        if _steps_left(trip, found):
            _look_again(trip, waiting[0], now)
        return 0
    manifests, untold = _manifests(trip, found)
    codes = code_book()
    for number, action in _steps(trip, found):
        planned = plan(
            manifests[number],
            endpoint.agency,
            action=CANCEL if action == CANCEL else AMEND if found.version else FILE,
            previous=manifests.get(found.version),
            accepted_shipments=found.shipments if messages else None,
            codes=codes,
            syntax=endpoint.syntax,
            trip_on_file=found.trip or not messages,
            untold=untold[number],
            untold_before=untold.get(found.version, TELL_ALL),
        )
        if planned:
            return _queue(trip, endpoint, planned, number, action)
    return 0


def _holds_up(message: AgencyMessage, now: datetime) -> bool:
    return message.status in (QUEUED, FAILED, SENT, ACKNOWLEDGED) and not _silent(message, now)


def _steps(trip: Trip, found: OnFile) -> Iterator[tuple[int, str]]:
    """Give the versions the agency has not been told of, then the cancellation."""
    for number in range(found.planned + 1, trip.current_version + 1):
        yield number, FILE if number == 1 else AMEND
    if trip.status == CANCELLED and not found.cancelled and (found.version or not found.planned):
        yield trip.current_version, CANCEL


def _steps_left(trip: Trip, found: OnFile) -> bool:
    return next(_steps(trip, found), None) is not None


def _look_again(trip: Trip, message: AgencyMessage, now: datetime) -> None:
    """An answer starts the planning of what follows; without one this does, later."""
    seconds = int(ANSWER_WAIT.total_seconds()) + 5
    key = f"{message.number}-{int(now.timestamp()) // seconds}"
    dispatch(SENDING_TASK, subject_id=trip.id, key=key, delay_seconds=seconds)


def _manifests(trip: Trip, found: OnFile) -> tuple[dict[int, Manifest], dict[int, Untold]]:
    """Read the version on file and those to come, two or three of them, with what the CBSA is not told of each."""
    wanted = {found.version, trip.current_version, *range(found.planned + 1, trip.current_version + 1)}
    rows = TripVersion.objects.filter(trip_id=trip.id, number__in=wanted)
    manifests, untold = {}, {}
    for number, data, said in rows.values_list("number", "manifest", "warnings"):
        manifest = from_dict(data)[0]
        if manifest is not None:
            manifests[number], untold[number] = manifest, untold_as_said(said)
    return manifests, untold


def _queue(trip: Trip, endpoint: AgencyEndpoint, planned: Sequence[PlannedMessage], version: int, action: str) -> int:
    """Number, build and keep the messages of one version. Numbers are taken last: who waits for them waits briefly."""
    rows = [_message(trip, endpoint, message, version, action, position) for position, message in enumerate(planned)]
    AgencyMessage.objects.bulk_create(rows)
    record(
        actor=GATEWAY,
        event="clearance.message.queued",
        subject=Subject("trip", trip.id),
        body={
            "agency": endpoint.agency,
            "version": version,
            "action": action,
            "messages": [
                {"number": row.number, "kind": row.kind, "use": row.use, "sha256": row.sha256} for row in rows
            ],
        },
        organisation_id=trip.carrier_id,
    )
    return len(rows)


def _message(
    trip: Trip, endpoint: AgencyEndpoint, planned: PlannedMessage, version: int, action: str, position: int
) -> AgencyMessage:
    number = next_number(series_of(endpoint), 0)
    kind, content = render(endpoint, planned, number)
    return AgencyMessage(
        endpoint=endpoint,
        trip_id=trip.id,
        number=number,
        version=version,
        action=action,
        position=position,
        kind=kind,
        map_id=planned.map_id,
        use=planned.use,
        function=planned.function,
        subjects=list(planned.subjects),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def series_of(endpoint: AgencyEndpoint) -> str:
    """The name of the numbers of one connection: gapless, whatever it is called."""
    return f"edi-{endpoint.id.hex[-16:]}"


def continue_planning(message: AgencyMessage) -> None:
    """After an answer: promise the next version's messages, when there is one and nothing else is open."""
    trip = Trip.objects.only("current_version", "status").get(pk=message.trip_id)
    more = trip.current_version > message.version or (trip.status == CANCELLED and message.action != CANCEL)
    if more:
        dispatch(SENDING_TASK, subject_id=message.trip_id, key=f"after-{message.endpoint_id.hex[-8:]}-{message.number}")
