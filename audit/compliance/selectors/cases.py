"""Audit cases: auditors and supervisors see all, a member its own."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from audit.compliance.models import AuditCase
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound


def _visible(actor: Actor) -> QuerySet[AuditCase]:
    cases = AuditCase.objects.select_related("finding")
    if actor.has("auditor", "officer.supervisor"):
        return cases
    if actor.is_staff:
        return cases.none()
    return cases.filter(organisation_id__in=actor.reach)


def audit_case_list(*, actor: Actor, status: str = "") -> QuerySet[AuditCase]:
    """Give the actor's cases, the nearest due date first."""
    cases = _visible(actor).order_by("due_on", "id")
    return cases.filter(status=status) if status else cases


def audit_case_get(*, actor: Actor, case_id: UUID) -> AuditCase:
    """Give one case with its finding; NotFound for strangers and missing ids alike."""
    case = _visible(actor).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case
