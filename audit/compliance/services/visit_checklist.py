"""What the phone sends: marks and photos, each exactly once, also long after they were made (R-63)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.facility_checklist import APPLIED, CONFLICT, POINTS, mark_faults
from audit.compliance.domain.facility_visits import FACILITY_VISIT, ON_SITE, PLANNED
from audit.compliance.models import FacilityVisit, PointMark, PointPhoto
from audit.compliance.services.visit_teams import visit_begin, visit_locked
from audit.trail.services import record
from clearance.upload.pictures import picture_read
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text

MOST_PHOTOS = 40
CLOCK_AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing as a phone made it: its own identifier, the point, and the moment by the clock of the phone."""

    client_id: UUID
    point: str
    device_at: datetime


@transaction.atomic
def mark_receive(
    *, actor: Actor, visit_id: UUID, sent: Sent, mark: str, note: str = "", seen: UUID | None = None
) -> PointMark:
    """Keep one mark, once: the same identifier again gives the mark there is.

    It is applied when `seen` is the identifier of the mark that stands, as its phone gave it; otherwise it is kept as a
    conflict beside it. The first mark says that the team is on site, so that a phone may begin without the server.
    Raises NotFound, NotAllowed, Conflict, Invalid.
    """
    visit = visit_locked(actor, visit_id)
    known = PointMark.objects.filter(visit=visit, client_id=sent.client_id).first()
    if known is not None:
        return known
    words = note.strip()
    faults = mark_faults(sent.point, mark, words)
    if faults:
        raise Invalid(faults)
    visit = _on_site(actor, visit)
    last = PointMark.objects.filter(visit=visit, point=sent.point, outcome=APPLIED).order_by("received_at", "id").last()
    outcome = APPLIED if (last.client_id if last else None) == seen else CONFLICT
    made = PointMark.objects.create(
        visit=visit,
        client_id=sent.client_id,
        point=sent.point,
        mark=mark,
        note=words,
        seen=seen,
        outcome=outcome,
        device_at=_moment(sent.device_at),
        received_at=clock.now(),
        officer_id=actor.person,
        officer_as=actor.name[:120],
        agency=actor.agency,
    )
    body = {"mark": str(made.id), "point": made.point, "outcome": outcome, "device_at": made.device_at.isoformat()}
    _noted(actor, visit, "marked", body)
    return made


@transaction.atomic
def photo_receive(*, actor: Actor, visit_id: UUID, sent: Sent, raw: bytes) -> PointPhoto:
    """Keep one photo, once, drawn anew without what the camera wrote beside it; its digest goes to the trail.

    Raises NotFound, NotAllowed, Invalid for what is no photo, Conflict for too many.
    """
    visit = visit_locked(actor, visit_id)
    known = PointPhoto.objects.filter(visit=visit, client_id=sent.client_id).first()
    if known is not None:
        return known
    if sent.point not in POINTS:
        raise Invalid([NO_POINT])
    visit = _on_site(actor, visit)
    if PointPhoto.objects.filter(visit=visit).count() >= MOST_PHOTOS:
        raise Conflict([MANY])
    picture = picture_read(raw)
    made = PointPhoto.objects.create(
        visit=visit,
        client_id=sent.client_id,
        point=sent.point,
        content=picture.content,
        sha256=picture.sha256,
        size=len(picture.content),
        width=picture.width,
        height=picture.height,
        device_at=_moment(sent.device_at),
        received_at=clock.now(),
        officer_id=actor.person,
        officer_as=actor.name[:120],
        agency=actor.agency,
    )
    _noted(actor, visit, "photographed", {"photo": str(made.id), "point": made.point, "sha256": made.sha256})
    return made


@transaction.atomic
def photo_looked_at(*, actor: Actor, photo: PointPhoto) -> None:
    """Note who opened a photo."""
    _noted(actor, photo.visit, "photo_seen", {"photo": str(photo.id), "sha256": photo.sha256})


def _on_site(actor: Actor, visit: FacilityVisit) -> FacilityVisit:
    """Give a visit that is under way; one that is planned begins with what its team sends."""
    if visit.status == PLANNED:
        visit = visit_begin(actor=actor, visit_id=visit.id)
    if visit.status != ON_SITE:
        raise Conflict([CLOSED])
    FACILITY_VISIT.check(visit, visit.status, "finish", actor)
    return visit


def _moment(device_at: datetime) -> datetime:
    """A clock that runs ahead does not make marks of tomorrow."""
    now = clock.now()
    return device_at if device_at <= now + CLOCK_AHEAD else now


def _noted(actor: Actor, visit: FacilityVisit, event: str, body: dict[str, str]) -> None:
    record(
        actor=actor,
        event=f"compliance.visit.{event}",
        subject=Subject("facility_visit", visit.id),
        body={"number": visit.number, **body},
        organisation_id=visit.organisation_id,
    )


NO_POINT = ErrorItem(
    "CMP_POINT",
    Text("This is no point of the checklist.", "Ce n'est pas un point de la liste."),
    path="point",
    fix=Text("Load the checklist again.", "Rechargez la liste."),
)
MANY = ErrorItem(
    "CMP_VISIT_PHOTOS",
    Text("A visit keeps at most 40 photos.", "Une visite conserve au plus 40 photos."),
    path="photo",
    fix=Text("Keep those that show something.", "Gardez celles qui montrent quelque chose."),
)
CLOSED = ErrorItem(
    "CMP_VISIT_CLOSED",
    Text("The checklist is not open for marks.", "La liste n'est pas ouverte aux notations."),
    path="status",
    fix=Text(
        "Reopen the report, or bring what you noted into it by hand.",
        "Rouvrez le rapport, ou reportez-y vos notes à la main.",
    ),
)
