"""Proposals open for comment: what everybody reads, and who reads the comments (R-51)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from enrollment.domain.consultations import KEYS
from enrollment.models import Consultation, ConsultationComment
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.workflow.domain.two_keys import AGENCIES


def consultations_public() -> QuerySet[Consultation]:
    """Give every consultation, those to be answered first and of them the newest, with how many commented."""
    return Consultation.objects.annotate(said=Count("comments")).order_by("-status", "-opened_at", "-id")


def consultation_public(*, number: str) -> Consultation:
    """Give one. Raises NotFound."""
    found = consultations_public().filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def consultation_about(*, kind: str, subject_id: UUID) -> Consultation | None:
    return Consultation.objects.filter(kind=kind, subject_id=subject_id).first()


def consultation_comments(*, actor: Actor | None, row: Consultation) -> QuerySet[ConsultationComment]:
    """Give the comments an actor may read: key holders of both agencies and the service all, a member its own."""
    rows = ConsultationComment.objects.filter(consultation=row).order_by("number")
    if actor is None or actor.user_id is None:
        return rows.none()
    if actor.has(*KEYS) and (actor.kind != "officer" or actor.agency in AGENCIES):
        return rows
    return rows.filter(user_id=actor.user_id)
