"""Stopping a truck at the booth: refer with a cause of the closed list, hold with one owner (R-11, R-30, R-37)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.trail.services import record
from clearance.domain.causes import CAUSES, cause_refusal
from clearance.domain.transitions import AGENCY_WORKFLOW, INSPECTION_WORKFLOW, TRIP_WORKFLOW
from clearance.models import AgencyLine, Hold, Inspection, Referral, Trip
from clearance.selectors.booth import trip_for_officer
from clearance.services.announcing import tell_status
from clearance.services.booth import NO_LINE, at_border, settle_again
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import ErrorItem, Invalid, NotAllowed
from portal.core.domain.reasons import Reason
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply

GREEN_FAST = "GREEN_FAST"


@transaction.atomic
def booth_refer(*, actor: Actor, trip_id: UUID, cause: str, note: str, expected_version: int) -> Referral:
    """Send the truck to secondary. Only a cause of the list that applies is saved (Green-FAST: GF1 to GF7)."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    refusal = cause_refusal(cause, note, presumed=trip.lane.upper() == GREEN_FAST)
    if refusal:
        raise Invalid([refusal])
    trip = at_border(actor, trip, expected_version)
    now = clock.now()
    referral = Referral.objects.create(
        trip=trip,
        cause=cause,
        note=note.strip(),
        reason=referral_reason(cause, trip).as_dict(),
        agency=actor.agency,
        officer_id=actor.user_id,
        opened_as=actor.name,
        opened_at=now,
    )
    Inspection.objects.create(trip=trip, referral=referral, status=INSPECTION_WORKFLOW.initial, started_at=now)
    trip = apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="refer",
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={"updated_at": now},
        body={"cause": cause, "referral": str(referral.id), "lane": trip.lane},
        organisation_id=trip.carrier_id,
    )
    tell_status(trip)
    return referral


@transaction.atomic
def booth_hold(*, actor: Actor, trip_id: UUID, text: Text, expected_version: int) -> Hold:
    """Hold the truck for the officer's agency. A second agency joins the hold that exists (R-30)."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    if actor.user_id is None:
        raise NotAllowed([NO_LINE])
    reason = hold_reason(text, trip).check()
    line = AgencyLine.objects.select_for_update().filter(trip_id=trip.id, agency=actor.agency).first()
    if line is None:
        raise NotAllowed([NO_LINE])
    existing = Hold.objects.select_for_update().filter(trip_id=trip.id, closed_at=None).first()
    if existing is None:
        trip = at_border(actor, trip, expected_version)
        existing = _open(actor, trip, reason)
    else:
        _join(actor, trip, existing)
    if line.status != "hold":
        _hold_line(actor, trip, line, reason)
    tell_status(trip)
    return existing


@transaction.atomic
def hold_lift(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """The owning agency lifts its hold; the truck stands at the booth again and its agency may proceed."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    hold = Hold.objects.select_for_update().filter(trip_id=trip.id, closed_at=None).first()
    if hold is None or hold.agency != actor.agency:
        raise NotAllowed([NOT_OWNER])
    now = clock.now()
    hold.closed_at = now
    hold.save(update_fields=["closed_at"])
    for line in AgencyLine.objects.select_for_update().filter(trip_id=trip.id, status="hold", agency=actor.agency):
        apply(
            workflow=AGENCY_WORKFLOW,
            obj=line,
            action="clear",
            actor=actor,
            subject=Subject("trip", trip.id),
            changes={"updated_at": now, "decided_by_id": actor.user_id, "decided_as": actor.name, "reason": None},
            body={"agency": line.agency},
            organisation_id=trip.carrier_id,
        )
    trip = apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="lift",
        actor=actor,
        subject=Subject("trip", trip.id),
        expected_version=expected_version,
        changes={"updated_at": now},
        organisation_id=trip.carrier_id,
    )
    return settle_again(actor, trip)


def referral_reason(cause: str, trip: Trip) -> Reason:
    """What the member reads of a referral: the class, never the secret detail."""
    words = CAUSES[cause].member
    return Reason(
        cause,
        Text(
            f"Referred to secondary inspection. Class of the cause: {words.en}.",
            f"Renvoyé à l'inspection secondaire. Catégorie du motif : {words.fr}.",
        ),
        f"trip:{trip.trip_number}",
        Text(
            "Drive to the place shown and have the papers of the load ready.",
            "Rendez-vous à l'endroit indiqué et préparez les documents du chargement.",
        ),
        CONTEST,
    )


def hold_reason(text: Text, trip: Trip) -> Reason:
    return Reason(
        "HOLD",
        text,
        f"trip:{trip.trip_number}",
        Text(
            "Wait for the agency that owns the hold; it will say what it needs.",
            "Attendez l'organisme responsable de la retenue; il vous dira ce qu'il lui faut.",
        ),
        CONTEST,
    )


def _open(actor: Actor, trip: Trip, reason: Reason) -> Hold:
    now = clock.now()
    hold = Hold.objects.create(
        trip=trip,
        agency=actor.agency,
        owner_id=actor.user_id,
        owner_as=actor.name,
        reason=reason.as_dict(),
        opened_at=now,
    )
    apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="hold",
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={"updated_at": now},
        body={"hold": str(hold.id), "agency": actor.agency},
        organisation_id=trip.carrier_id,
    )
    return hold


def _join(actor: Actor, trip: Trip, hold: Hold) -> None:
    if actor.agency == hold.agency or actor.agency in [entry["agency"] for entry in hold.joined]:
        return
    hold.joined = [*hold.joined, {"agency": actor.agency, "officer": actor.name}]
    hold.save(update_fields=["joined"])
    record(
        actor=actor,
        event="clearance.hold.joined",
        subject=Subject("trip", trip.id),
        body={"hold": str(hold.id), "agency": actor.agency},
        organisation_id=trip.carrier_id,
    )


def _hold_line(actor: Actor, trip: Trip, line: AgencyLine, reason: Reason) -> None:
    apply(
        workflow=AGENCY_WORKFLOW,
        obj=line,
        action="hold",
        actor=actor,
        subject=Subject("trip", trip.id),
        changes={
            "updated_at": clock.now(),
            "decided_by_id": actor.user_id,
            "decided_as": actor.name,
            "reason": reason.as_dict(),
        },
        body={"agency": line.agency},
        organisation_id=trip.carrier_id,
    )


CONTEST = Text(
    "You can complain about a delay, or ask the joint commission to look at it, from the page of the trip.",
    "Depuis la page du voyage, vous pouvez vous plaindre d'un retard ou saisir la commission mixte.",
)
NOT_OWNER = ErrorItem(
    "CLR_HOLD_OWNER",
    Text("Only the agency that owns the hold lifts it.", "Seul l'organisme responsable de la retenue peut la lever."),
    path="hold",
    fix=Text("Ask its owner.", "Adressez-vous à son responsable."),
)
