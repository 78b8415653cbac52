"""Proposals open for comment: what everybody reads, and who reads the comments (R-51)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from enrollment.domain.consultations import OPEN, kinds_held
from enrollment.models import Consultation, ConsultationComment
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound
from portal.workflow.domain.public_comments import RECEIVED, REFUSED, RELEASED

WAITING = Count("comments", filter=Q(comments__status=RECEIVED))


def consultations_public() -> QuerySet[Consultation]:
    """Give every consultation, those to be answered first and of them the newest, with how many comments came and wait."""
    return Consultation.objects.annotate(said=Count("comments"), waiting=WAITING).order_by(
        "-status", "-opened_at", "-id"
    )


def consultation_public(*, number: str) -> Consultation:
    """Give one. Raises NotFound."""
    found = consultations_public().filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def consultation_about(*, kind: str, subject_id: UUID) -> Consultation | None:
    return Consultation.objects.filter(kind=kind, subject_id=subject_id).first()


def consultation_comments(*, actor: Actor | None, row: Consultation) -> QuerySet[ConsultationComment]:
    """Give the comments a visitor may read: everybody those released, authors their own, key holders all.

    Those still to be read come first, those released last.
    """
    rows = ConsultationComment.objects.filter(consultation=row).select_related("organisation")
    if not _reads_all(actor):
        rows = rows.filter(Q(status=RELEASED) | Q(user_id=actor.user_id if actor else None))
    return rows.order_by("status", "number")


def consultation_comment_get(*, actor: Actor, number: str, comment: int) -> ConsultationComment:
    """Give one comment to whoever reads all of them. Raises NotFound."""
    rows = ConsultationComment.objects.filter(consultation__number=number, number=comment)
    found = rows.select_related("consultation").first() if _reads_all(actor) else None
    if found is None:
        raise NotFound
    return found


def consultation_withheld(row: Consultation) -> dict[str, int]:
    """Give how many comments are kept from the page, by class of reason."""
    rows = ConsultationComment.objects.filter(consultation=row, status=REFUSED).order_by("refusal")
    return dict(rows.values_list("refusal").annotate(count=Count("pk")))


def consultations_to_do(*, actor: Actor) -> QuerySet[Any]:
    """Give the consultations that wait for an actor: comments of kinds it holds a key of, answers of its agency."""
    kinds = kinds_held(actor)
    if not kinds:
        return Consultation.objects.none()
    unanswered = Q(status=OPEN, closes_at__lte=clock.now(), agency=actor.agency)
    rows = Consultation.objects.filter(kind__in=kinds).annotate(waiting=WAITING)
    return rows.filter(Q(waiting__gt=0) | unanswered).order_by("closes_at", "id")


def _reads_all(actor: Actor | None) -> bool:
    return actor is not None and actor.user_id is not None and bool(kinds_held(actor))
