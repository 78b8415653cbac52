"""What an audit takes from a movement: its facts in plain values, and references with digests to all that shows them (R-70).

For the audit only, which asks for movements of its own pool: rows are not scoped here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DurationField, F, Model, QuerySet, Value
from django.db.models.functions import Greatest

from clearance.domain.lane_reading import lane_label
from clearance.domain.movement_facts import (
    AROUND_RELEASE,
    Inspected,
    LaneSeen,
    Line,
    MovementFacts,
    Placed,
    SealSeen,
    Told,
    Version,
)
from clearance.domain.partners.service import distance_km
from clearance.domain.plates import DIFFERS
from clearance.domain.seals.anomalies import believed
from clearance.models import (
    AgencyLine,
    AgencyMessage,
    AgencyRequest,
    GoodsLine,
    Hold,
    InboundMessage,
    Inspection,
    InspectionEntry,
    InspectionPhoto,
    LaneSighting,
    LookoutMatch,
    OfflineDecision,
    Referral,
    Release,
    Score,
    SealAlert,
    SealEvent,
    Trip,
    TripNote,
    TripVersion,
)
from clearance.selectors.seals import filed_seals
from clearance.targeting.lanes import GENERAL
from portal.core.domain.errors import NotFound
from portal.reference.domain.lanes import FAST_KINDS
from portal.reference.selectors import crossing_find

MOST = 500
SURE = 0.9  # what a camera is less sure of gives nobody a signal


@dataclass(frozen=True, slots=True)
class Reference:
    """One record of a movement: its kind, what it is, when, its identifier and the SHA-256 of its content."""

    kind: str
    title: str
    record: str
    digest: str
    at: datetime | None = None

    def as_dict(self) -> dict[str, str]:
        return {
            "kind": self.kind,
            "title": self.title,
            "record": self.record,
            "digest": self.digest,
            "at": self.at.isoformat() if self.at else "",
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """One movement as it is audited."""

    facts: MovementFacts
    references: tuple[Reference, ...]


def movement_evidence(trip_id: UUID) -> Evidence:
    """Gather facts and references of a movement in ten queries, eleven with an inspection; raises NotFound."""
    trip = Trip.objects.filter(pk=trip_id).first()
    if trip is None:
        raise NotFound
    versions = list(TripVersion.objects.filter(trip=trip).order_by("number"))
    current = next(row for row in versions if row.number == trip.current_version)
    messages = list(AgencyMessage.objects.filter(trip=trip).select_related("endpoint").defer("content"))
    inspections = list(Inspection.objects.filter(trip=trip).select_related("outcome__goods_line__shipment"))
    releases = list(Release.objects.filter(trip=trip, cancelled_at=None).order_by("released_at"))
    seals = filed_seals(current.manifest)
    released_at = releases[-1].released_at if releases else None
    events = _seal_events(current.manifest, seals, trip, released_at)
    sightings = list(
        LaneSighting.objects.filter(trip=trip).select_related("lane", "event__reader").order_by("seen_at", "id")[:MOST]
    )
    advice = list(Score.objects.filter(trip=trip).order_by("scored_at").values_list("scored_at", "lane"))
    facts = MovementFacts(
        released_at=released_at,
        current_version=trip.current_version,
        versions=tuple(Version(row.number, row.filed_at) for row in versions),
        lines=tuple(_lines(current)),
        inspections=tuple(_inspected(row) for row in inspections),
        seals=tuple(seals.items()),
        seal_events=tuple(SealSeen(row.number, row.equipment, row.kind, row.opened) for row in events),
        positions=tuple(_placed(events, trip.crossing)),
        messages=tuple(Told(row.endpoint.agency, row.version, row.status) for row in messages),
        sightings=tuple(_lane_seen(row, advice) for row in sightings),
    )
    references = (
        *(Reference("filing", f"v{row.number}", str(row.id), row.digest, row.filed_at) for row in versions),
        *_message_references(trip, messages),
        *_inspection_references(inspections),
        *(_row("seal_event", f"{row.number} {row.kind}", row, _custody(row), row.at) for row in events),
        *(
            _row(
                "lane_reading",
                f"{row.lane.direction}{row.lane.number}",
                row,
                ("plate_read", "plate_verdict", "found_by"),
                row.seen_at,
            )
            for row in sightings
        ),
        *(_row("release", row.agency, row, ("agency", "mode", "released_as"), row.released_at) for row in releases),
        *_papers(current),
    )
    return Evidence(facts, references)


def _lines(version: TripVersion) -> Iterable[Line]:
    filed = {
        (s, n): line
        for s, shipment in enumerate(version.manifest.get("shipments", []))
        for n, line in enumerate(shipment.get("lines", []))
    }
    rows = GoodsLine.objects.filter(version=version).select_related("shipment")
    for row in rows.order_by("shipment__position", "position"):
        raw = filed.get((row.shipment.position, row.position), {})
        yield Line(
            _path(row),
            row.description,
            row.quantity,
            row.weight_kg,
            row.value,
            row.origin,
            str(raw.get("marked_origin", "")),
        )


def _path(row: GoodsLine) -> str:
    return f"shipments[{row.shipment.position}].lines[{row.position}]"


def _inspected(row: Inspection) -> Inspected:
    outcome = getattr(row, "outcome", None)
    if outcome is None:
        return Inspected(row.result, completed_at=row.completed_at)
    line = _path(outcome.goods_line) if outcome.goods_line else ""
    return Inspected(row.result, outcome.kind, line, outcome.quantity, outcome.unit, row.completed_at)


def _lane_seen(row: LaneSighting, advice: Sequence[tuple[datetime, str]]) -> LaneSeen:
    """What a reader saw, beside the advice that stood then. Where the queue begins, the lane says nothing yet;
    secondary is an inspection, no lane to drive up in."""
    advised = next((lane for at, lane in reversed(advice) if at <= row.seen_at), "")
    not_advised = advised == GENERAL and row.lane.kind in FAST_KINDS and not row.event.reader.at_queue
    differs = row.plate_verdict == DIFFERS and (row.plate_confidence or 0) >= SURE
    return LaneSeen(_lane(row), row.plate_read, differs, not_advised)


def _lane(row: LaneSighting) -> str:
    return lane_label(row.lane.direction, row.lane.number)


def _seal_events(
    manifest: dict[str, Any], seals: dict[str, str], trip: Trip, released_at: datetime | None
) -> list[SealEvent]:
    """What was read of the filed seals, or of others on the filed trailers, in the two days before the border.

    Of a stream that is too long the readings nearest to the release are taken, openings before any other.
    """
    units = {str(unit.get("number", "")) for unit in manifest.get("equipment", [])} - {""}
    rows = SealEvent.objects.filter(seal__number__in=seals) | SealEvent.objects.filter(equipment__in=units)
    since, until = _window(trip, released_at)
    rows = rows.filter(at__gte=since, at__lte=until).select_related("seal")
    return sorted(_nearest(rows, released_at)[:MOST], key=lambda row: (row.at, row.id))


def _nearest(rows: QuerySet[SealEvent], released_at: datetime | None) -> QuerySet[SealEvent]:
    opened = F("opened").desc(nulls_last=True)
    if released_at is None:
        return rows.order_by(opened, "at", "id")
    moment = Value(released_at)
    away = Greatest(F("at") - moment, moment - F("at"), output_field=DurationField())
    return rows.order_by(opened, away, "id")


def _window(trip: Trip, released_at: datetime | None) -> tuple[datetime, datetime]:
    until = trip.eta + timedelta(days=1)
    return trip.eta - timedelta(days=2), max(until, released_at + AROUND_RELEASE) if released_at else until


def _placed(events: Iterable[SealEvent], crossing: str) -> Iterable[Placed]:
    """How far from the crossing a device was. One that names no number or trailer speaks of those of its seal."""
    found = [
        (row, float(row.latitude), float(row.longitude))
        for row in events
        if row.latitude is not None and row.longitude is not None
    ]
    port = crossing_find(crossing) if found else None
    if port is None or port.latitude is None or port.longitude is None:
        return
    here = (float(port.latitude), float(port.longitude))
    for row, latitude, longitude in found:
        at = believed(row.at, row.created_at)
        number, unit = row.number or row.seal.number, row.equipment or row.seal.equipment
        yield Placed(number, unit, at, distance_km(here, (latitude, longitude)))


def _custody(row: SealEvent) -> tuple[str, ...]:
    """The fields a reference to a link of the chain stands for."""
    placed = row.latitude is not None
    return ("number", "equipment", "kind", *(("latitude", "longitude") if placed else ()))


def _message_references(trip: Trip, messages: list[AgencyMessage]) -> Iterable[Reference]:
    for row in messages:
        title = f"{row.endpoint.agency} {row.kind} {row.number} v{row.version}"
        yield Reference("message", title, str(row.id), row.sha256, row.sent_at or row.created_at)
    answers = InboundMessage.objects.filter(trip=trip, source="agency").select_related("endpoint").defer("content")
    for answer in answers.order_by("created_at"):
        title = f"{answer.endpoint.agency if answer.endpoint else ''} {' '.join(answer.kinds)}".strip()
        yield Reference("answer", title, str(answer.id), answer.sha256, answer.created_at)


def _inspection_references(inspections: list[Inspection]) -> Iterable[Reference]:
    for row in inspections:
        fields = ("status", "result", "finding_class", "checklist", "summary", "minutes")
        yield _row("inspection", row.result or row.status, row, fields, row.completed_at or row.started_at)
    if inspections:
        photos = InspectionPhoto.objects.filter(inspection__in=inspections).defer("content").order_by("at")
        for photo in photos:
            yield Reference("photo", photo.caption, str(photo.id), photo.sha256, photo.at)


def _papers(version: TripVersion) -> Iterable[Reference]:
    """Documents the filing names: those of the people in the truck and of its in-bond movements."""
    for number, member in enumerate(version.manifest.get("crew", [])):
        for place, paper in enumerate(member.get("documents", [])):
            yield Reference(
                "document", str(paper.get("type", "")), f"crew[{number}].documents[{place}]", _digest(paper)
            )
    for number, shipment in enumerate(version.manifest.get("shipments", [])):
        if shipment.get("in_bond"):
            title = str(shipment["in_bond"].get("number", ""))
            yield Reference("document", title, f"shipments[{number}].in_bond", _digest(shipment["in_bond"]))


def _row(kind: str, title: str, row: Any, fields: tuple[str, ...], at: datetime | None) -> Reference:
    content = {name: getattr(row, name) for name in ("id", *fields)}
    return Reference(kind, title, str(row.id), _digest(content), at)


def _digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def trip_deciders(trip_id: UUID) -> frozenset[UUID]:
    """Give everybody who had a hand in a movement: filed, decided, inspected, held, noted, judged. One query.

    None of them may judge it afterwards.
    """
    rows = [model._default_manager.filter(**{path: trip_id}).values_list(person) for model, path, person in HANDS]
    found = rows[0].order_by().union(*(row.order_by() for row in rows[1:]))
    return frozenset(person for (person,) in found if person is not None)


HANDS: tuple[tuple[type[Model], str, str], ...] = (
    (TripVersion, "trip_id", "filed_by_id"),
    (AgencyLine, "trip_id", "decided_by_id"),
    (Referral, "trip_id", "officer_id"),
    (Inspection, "trip_id", "officer_id"),
    (InspectionEntry, "inspection__trip_id", "officer_id"),
    (InspectionPhoto, "inspection__trip_id", "officer_id"),
    (Hold, "trip_id", "owner_id"),
    (Release, "trip_id", "officer_id"),
    (TripNote, "trip_id", "author_id"),
    (SealAlert, "trip_id", "closed_by_id"),
    (AgencyRequest, "trip_id", "asked_by_id"),
    (AgencyRequest, "trip_id", "answered_by_id"),
    (LookoutMatch, "trip_id", "decided_by_id"),
    (OfflineDecision, "trip_id", "officer_id"),
)
