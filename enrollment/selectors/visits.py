"""Site visits: a company reads its own, the officers of both border agencies read all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from enrollment.models import SiteVisit, VisitMember
from enrollment.selectors.scoping import APPLICATION_READERS, NOTHING, rows_for
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

VISIT_READERS = (*APPLICATION_READERS, "auditor")


def visit_list(*, actor: Actor) -> QuerySet[SiteVisit, SiteVisit]:
    """Give the visits the actor may read, the newest first."""
    own = NOTHING
    if actor.organisation_id is not None and actor.can_act_for(actor.organisation_id):
        own = Q(organisation_id=actor.organisation_id)
    rows = SiteVisit.objects.filter(rows_for(actor, VISIT_READERS, own))
    return rows.select_related("organisation").prefetch_related("team").order_by("-created_at", "-id")


def visit_get(*, actor: Actor, visit_id: UUID) -> SiteVisit:
    """Give one visit with team, findings and signatures; raises NotFound."""
    rows = visit_list(actor=actor).prefetch_related("findings", "signatures")
    found = rows.filter(pk=visit_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What others may rest on: a report both agencies signed."""

    number: str
    organisation_id: UUID
    site: str
    result: str
    grades: dict[str, str]
    signed_at: datetime


def visit_facts(*, number: str) -> VisitFacts | None:
    """Give the signed report of that number; None when there is none. Read by accreditation of sites."""
    found = SiteVisit.objects.filter(number=number.strip().upper(), status="signed").first()
    if found is None or found.signed_at is None:
        return None
    return VisitFacts(found.number, found.organisation_id, found.site, found.result, found.grades, found.signed_at)


def visit_people(numbers: Iterable[str]) -> frozenset[UUID]:
    """Give the officers who were on the visits of those numbers; no query for none."""
    wanted = list(numbers)
    if not wanted:
        return frozenset()
    return frozenset(VisitMember.objects.filter(visit__number__in=wanted).values_list("officer_id", flat=True))
