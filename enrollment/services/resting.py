"""The suspension a member asks for itself, as in the EU's AEO rules [S66]: no sanction, no entry, its own to end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from enrollment.domain.mending import rest_fault
from enrollment.models import Membership
from enrollment.selectors.memberships import membership_get
from enrollment.services import refusals
from enrollment.services.effects import membership_locked, membership_move
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import ErrorItem, Invalid
from portal.core.domain.text import Text


@transaction.atomic
def membership_rest(
    *, actor: Actor, membership_id: UUID, until: date | None, why: str = "", expected_version: int | None = None
) -> Membership:
    """Suspend one's own membership until a day, for example while a yard is rebuilt.

    Raises NotFound, Invalid for the day, Conflict when it is not active or not the actor's.
    """
    membership = _seen(actor, membership_id, expected_version)
    fault = rest_fault(until, clock.now().date())
    if fault or until is None:
        raise Invalid([ErrorItem("ENR_REST_UNTIL", fault or _DAY, path="until", fix=_DAY)])
    body = {"until": until.isoformat(), "why": why.strip()[:300]}
    return membership_move(actor, membership, "rest", body, rests_until=until)


@transaction.atomic
def membership_resume(*, actor: Actor, membership_id: UUID, expected_version: int | None = None) -> Membership:
    """End the suspension one asked for. Raises NotFound, Conflict where an officer decided it."""
    return membership_move(actor, _seen(actor, membership_id, expected_version), "resume", {})


def rests_end() -> int:
    """Wake the memberships whose own suspension has run its time. For the calendar."""
    due = Membership.objects.filter(status="suspended", rests_until__lte=clock.now().date())
    ids = list(due.values_list("id", flat=True))
    for membership_id in ids:
        with transaction.atomic():
            membership = membership_locked(membership_id)
            if membership.status == "suspended" and membership.rests_until is not None:
                membership_move(system_actor("calendar"), membership, "resume", {})
    return len(ids)


def _seen(actor: Actor, membership_id: UUID, expected_version: int | None) -> Membership:
    membership_get(actor=actor, membership_id=membership_id)
    membership = membership_locked(membership_id)
    if expected_version is not None and membership.row_version != expected_version:
        raise refusals.stale(expected_version)
    return membership


_DAY = Text("Write the day it ends: 2026-12-31.", "Inscrivez le jour de la fin : 2026-12-31.")
