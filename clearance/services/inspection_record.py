"""The joint record: every agency's officer adds entries and photos of their own, and nobody changes any (R-30, R-50)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.inspection_record import BY_HAND, CHECK, NOTE, PAUSED, RESUMED, WAIVED, clock_runs
from clearance.domain.inspection_refusals import (
    CAPTION,
    CLOCK_STANDS,
    MANY_PHOTOS,
    NOT_INSPECTING,
    RECORD_CLOSED,
    SAY_WHAT,
    UNKNOWN_ENTRY,
)
from clearance.domain.inspection_words import CHECKS
from clearance.domain.profile_workflow import SECONDARY
from clearance.domain.refusals import NOT_IN_SECONDARY, in_state
from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.domain.trip_workflow import HELD, REFERRED
from clearance.models import Inspection, InspectionEntry, InspectionPhoto, Trip
from clearance.selectors.desks import inspection_get
from clearance.selectors.secondary import photo_find, timers_of
from clearance.services.announcing import tell_status
from clearance.services.officer_steps import trip_lock
from clearance.upload.pictures import picture_read
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed
from portal.core.domain.subjects import Subject

WRITERS = SECONDARY | {"officer.pga"}
OPEN = ("waiting", "in_progress")
MOST_PHOTOS = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """What an officer adds: a kind, the check it is about, words, and why only the own agency may read them."""

    kind: str
    code: str = ""
    text: str = ""
    restricted_reason: str = ""


def inspection_lock(actor: Actor, inspection_id: UUID) -> tuple[Inspection, Trip]:
    """Lock the trip of an inspection, then read the inspection; both must be the officer's to see."""
    trip = trip_lock(actor, inspection_get(actor=actor, inspection_id=inspection_id).trip_id)
    if trip.status not in (REFERRED, HELD):
        raise Conflict([in_state(NOT_IN_SECONDARY, TRIP_WORKFLOW.state(trip.status).staff)])
    return inspection_get(actor=actor, inspection_id=inspection_id), trip


@transaction.atomic
def inspection_enter(*, actor: Actor, inspection_id: UUID, entry: Entry) -> InspectionEntry:
    """Add one entry. A check that the agency ticked before gives the entry that exists.

    Raises NotFound, NotAllowed, Invalid for what says nothing, or Conflict when the record is closed or the clock
    does not stand that way.
    """
    inspection = _open_record(actor, inspection_id)
    _check(actor, inspection, entry)
    if entry.kind == CHECK:
        known = InspectionEntry.objects.filter(
            inspection=inspection, kind=CHECK, agency=actor.agency, code=entry.code
        ).first()
        if known is not None:
            return known
    made = entry_keep(actor, inspection, entry)
    tell_status(inspection.trip)
    return made


def entry_keep(actor: Actor, inspection: Inspection, entry: Entry) -> InspectionEntry:
    """Write an entry of an inspection that is locked, with its line in the trail."""
    made = InspectionEntry.objects.create(
        inspection=inspection,
        kind=entry.kind,
        code=entry.code,
        text=entry.text.strip(),
        restricted_reason=entry.restricted_reason.strip(),
        agency=actor.agency,
        officer_id=actor.person,
        officer_as=actor.name,
    )
    body = {"kind": entry.kind, "code": entry.code, "restricted": bool(made.restricted_reason)}
    _record(actor, inspection, "entered", {"entry": str(made.id), **body})
    return made


def checks_keep(actor: Actor, inspection: Inspection, codes: Iterable[str], done: frozenset[str]) -> None:
    """Write the checks that the officer's agency has not ticked yet; `done` are those it has."""
    for code in codes:
        if code not in done:
            entry_keep(actor, inspection, Entry(CHECK, code))


@transaction.atomic
def photo_add(*, actor: Actor, inspection_id: UUID, raw: bytes, caption: str) -> InspectionPhoto:
    """Keep a photo, drawn anew without what the camera wrote beside it; its digest goes to the trail.

    The same photo sent twice is kept once. Raises NotFound, NotAllowed, Invalid or Conflict.
    """
    inspection = _open_record(actor, inspection_id)
    if not caption.strip():
        raise Invalid([CAPTION])
    picture = picture_read(raw)
    known = photo_find(inspection_id=inspection.id, sha256=picture.sha256)
    if known is not None:
        return known
    if InspectionPhoto.objects.filter(inspection=inspection).count() >= MOST_PHOTOS:
        raise Conflict([MANY_PHOTOS])
    photo = InspectionPhoto.objects.create(
        inspection=inspection,
        content=picture.content,
        sha256=picture.sha256,
        size=len(picture.content),
        width=picture.width,
        height=picture.height,
        caption=caption.strip()[:200],
        agency=actor.agency,
        officer_id=actor.person,
        officer_as=actor.name,
    )
    _record(actor, inspection, "photographed", {"photo": str(photo.id), "sha256": photo.sha256, "size": photo.size})
    return photo


def photo_looked_at(*, actor: Actor, photo: InspectionPhoto) -> None:
    """Note who opened a photo."""
    _record(actor, photo.inspection, "photo_seen", {"photo": str(photo.id), "sha256": photo.sha256})


def _open_record(actor: Actor, inspection_id: UUID) -> Inspection:
    inspection, _ = inspection_lock(actor, inspection_id)
    if not actor.has(*WRITERS):
        raise NotAllowed([NOT_INSPECTING])
    if inspection.status not in OPEN:
        raise Conflict([RECORD_CLOSED])
    return inspection


def _check(actor: Actor, inspection: Inspection, entry: Entry) -> None:
    if entry.kind not in BY_HAND or (entry.kind in (CHECK, WAIVED) and entry.code not in CHECKS):
        raise Invalid([UNKNOWN_ENTRY])
    if entry.kind in (WAIVED, NOTE) and not entry.text.strip():
        raise Invalid([SAY_WHAT])
    if entry.restricted_reason.strip() and entry.kind != NOTE:
        raise Invalid([UNKNOWN_ENTRY])
    if entry.kind in (PAUSED, RESUMED):
        if not actor.has(*SECONDARY):
            raise NotAllowed([NOT_INSPECTING])
        if inspection.status != "in_progress" or clock_runs(timers_of(inspection.id)) is not (entry.kind == PAUSED):
            raise Conflict([CLOCK_STANDS])


def _record(actor: Actor, inspection: Inspection, event: str, body: dict[str, Any]) -> None:
    """The member's story of the trip does not show what officers enter: this is the inspection's own."""
    record(
        actor=actor,
        event=f"clearance.inspection.{event}",
        subject=Subject("inspection", inspection.id),
        body={"trip": str(inspection.trip_id), "agency": actor.agency, **body},
    )
