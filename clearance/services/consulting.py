"""Flagging a threat profile, a lane policy or a risk appetite: the public is asked by a summary, never by the rules (R-51)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from clearance.domain.profile_refusals import TOO_LATE_TO_ASK
from clearance.domain.profile_workflow import ACTIVE, SUPERSEDED, WITHDRAWN
from clearance.models import ThreatProfile
from enrollment.services import consultation_open
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, NotFound
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import OPEN
from portal.workflow.services.two_keys import Register


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


@transaction.atomic
def policy_consult(*, actor: Actor, book: Register[Any], version_id: UUID, summary: Text, closes_on: date) -> str:
    """Flag a lane policy or a record of risk appetite that never was in force; gives the number of the consultation.

    Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    version = book.model._default_manager.select_for_update(of=("self",)).filter(pk=version_id).first()
    if version is None:
        raise NotFound
    if version.status not in OPEN:
        raise Conflict([TOO_LATE_TO_ASK])
    label = Text(version.label, version.label)
    made = consultation_open(
        actor=actor, kind=book.subject, subject_id=version.id, label=label, summary=summary, closes_on=closes_on
    )
    return made.number
