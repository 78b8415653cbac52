"""Flagging a fee, a waiver, tier criteria or a sanction matrix before both agencies have signed it (R-51)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from enrollment.domain.programmes import PROGRAMMES
from enrollment.models import Consultation
from enrollment.services import refusals
from enrollment.services.consultations import consultation_open
from enrollment.services.criteria import BOOK
from enrollment.services.fees import FEES, WAIVERS
from enrollment.services.matrix import BOOK as MATRICES
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.core.domain.text import Text
from portal.workflow.domain.two_keys import APPROVED, OPEN

REGISTERS: dict[str, Any] = {"fee": FEES, "fee_waiver": WAIVERS, "criteria": BOOK, "sanction_matrix": MATRICES}


@transaction.atomic
def change_consult(*, actor: Actor, kind: str, version_id: UUID, summary: Text, closes_on: date) -> Consultation:
    """Flag a version that is not yet signed by both. Raises NotFound, NotAllowed, Invalid, Conflict."""
    register = REGISTERS.get(kind)
    found = register.model._default_manager.select_for_update().filter(pk=version_id).first() if register else None
    if found is None:
        raise NotFound
    if found.status not in OPEN or found.status == APPROVED:
        raise refusals.conflict(TOO_LATE, "status", found.status)
    label = Text(found.label, found.label)
    if kind != "sanction_matrix":  # one matrix counts for every programme
        name = PROGRAMMES[found.programme].name
        label = Text(f"{name.en}: {found.label}", f"{name.fr} : {found.label}")
    return consultation_open(
        actor=actor, kind=kind, subject_id=found.id, label=label, summary=summary, closes_on=closes_on
    )


def consultable(*, kind: str, version_id: UUID) -> bool:
    """Whether there is such a version at all."""
    register = REGISTERS.get(kind)
    return bool(register and register.model._default_manager.filter(pk=version_id).exists())


TOO_LATE = refusals.Refusal(
    "ENR_CONSULT_LATE",
    Text("Both agencies have signed it, or it was put away.", "Les deux organismes l'ont signé, ou il est retiré."),
    Text("Propose a new version and ask about that one.", "Proposez une nouvelle version et consultez sur celle-ci."),
)
