"""Whether an officer has a movement in hand that explains a look-up of the member behind it (R-13)."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from clearance.domain.transitions import TRIP_WORKFLOW
from clearance.selectors.booth import trips_for_officer
from enrollment.domain.lookups import Looked
from enrollment.selectors import cards_of
from portal.core import clock
from portal.core.domain.actors import Actor

NEAR = timedelta(hours=24)
GOING_ON = tuple(state.code for state in TRIP_WORKFLOW.states if not state.final)


def movement_open(actor: Actor, looked: Looked) -> bool:
    """Say whether a trip of this carrier, filer or driver is under way at the officer's port, a day either side of now."""
    if actor.kind != "officer":
        return False
    if looked.organisation_id is not None:
        party = Q(carrier_id=looked.organisation_id) | Q(filer_id=looked.organisation_id)
    elif looked.user_id is not None:
        party = Q(driver_card__in=cards_of(looked.user_id))
    else:
        return False
    now = clock.now()
    under_way = trips_for_officer(actor=actor).filter(status__in=GOING_ON, eta__range=(now - NEAR, now + NEAR))
    return under_way.filter(party).exists()
