"""Flagging a version of the threat profile: the public is asked by a summary, never by the rules (R-51)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from clearance.domain.profile_refusals import TOO_LATE_TO_ASK
from clearance.domain.profile_workflow import ACTIVE, SUPERSEDED, WITHDRAWN
from clearance.models import ThreatProfile
from enrollment.services import consultation_open
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotFound
from portal.core.domain.text import Text


@transaction.atomic
def profile_consult(*, actor: Actor, profile_id: UUID, summary: Text, closes_on: date) -> str:
    """Flag a version that is not in force; gives the number of the consultation.

    Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    profile = ThreatProfile.objects.select_for_update(of=("self",)).filter(pk=profile_id).first()
    if profile is None:
        raise NotFound
    if profile.status in (ACTIVE, SUPERSEDED, WITHDRAWN):
        raise Conflict([TOO_LATE_TO_ASK])
    label = Text(f"version {profile.number}", f"version {profile.number}")
    made = consultation_open(
        actor=actor, kind="profile", subject_id=profile.id, label=label, summary=summary, closes_on=closes_on
    )
    return made.number
