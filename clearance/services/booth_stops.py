"""Sending a truck to secondary: only for a cause of the closed list that applies (R-11, R-37)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from clearance.domain.causes import CAUSES, cause_refusal
from clearance.domain.refusals import REFERRED_ALREADY
from clearance.domain.transitions import INSPECTION_WORKFLOW
from clearance.domain.trip_workflow import HELD, REFERRED
from clearance.models import Inspection, Referral, Trip
from clearance.selectors.advice import Advice, advice_of
from clearance.services.announcing import tell_status
from clearance.services.booth import at_booth, booth_officer
from clearance.services.loop_counting import loop_lock
from clearance.services.officer_steps import arrive, lines_lock, release_take_back, seen, trip_lock, trip_move
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid
from portal.core.domain.reasons import Reason
from portal.core.domain.text import Text


@transaction.atomic
def booth_refer(*, actor: Actor, trip_id: UUID, cause: str, note: str, expected_version: int) -> Referral:
    """Send the truck to secondary for a cause of the list that applies (presumed Green-FAST: GF1 to GF7).

    Releases that were already given are taken back: after the inspection both border agencies decide anew.
    A second press gives the same referral. Raises NotFound, NotAllowed, Invalid or Conflict.
    """
    trip = trip_lock(actor, trip_id)
    booth_officer(actor)
    known = Referral.objects.filter(trip_id=trip.id, closed_at=None, cancelled_at=None).first()
    if known is not None:
        return _again(actor, known, cause)
    if trip.status != HELD:
        at_booth(trip)
    seen(trip, expected_version)
    loop_lock(trip)
    advice = advice_of(trip)
    drawn = advice.drawn and CAUSES[cause].system_only if cause in CAUSES else False
    refusal = cause_refusal(
        cause, note, presumed=advice.presumption, by_system=drawn, cleared=advice.no_repeat, capped=advice.capped
    )
    if refusal:
        raise Invalid([refusal])
    trip = arrive(actor, trip)
    for line in lines_lock(trip).values():
        if line.status == "released":
            release_take_back(actor, trip, line)
    referral = _open(actor, trip, cause, note, advice if drawn else None)
    trip = trip_move(
        actor,
        trip,
        "refer",
        {"cause": cause, "referral": str(referral.id), "lane": trip.lane, "presumption": advice.presumption},
    )
    tell_status(trip)
    return referral


def _again(actor: Actor, known: Referral, cause: str) -> Referral:
    if known.officer_id == actor.user_id and known.cause == cause and known.trip.status == REFERRED:
        return known
    raise Conflict([REFERRED_ALREADY])


def _open(actor: Actor, trip: Trip, cause: str, note: str, draw: Advice | None) -> Referral:
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
        drawn=draw is not None,
        seed=draw.seed if draw else "",
    )
    Inspection.objects.create(trip=trip, referral=referral, status=INSPECTION_WORKFLOW.initial, started_at=now)
    return referral


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
    ).check()


CONTEST = Text(
    "You can complain about a delay, or ask the joint commission to look at it, from the page of the trip.",
    "Depuis la page du voyage, vous pouvez vous plaindre d'un retard ou saisir la commission mixte.",
)
