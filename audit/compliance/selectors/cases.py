"""Audit cases: auditors and supervisors see all, a member its own."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from audit.compliance.domain.transitions import (
    ANSWERED,
    CLEAN_CBP,
    CLEAN_CBSA,
    IN_AUDIT,
    OPEN,
    SIGNED_CBP,
    SIGNED_CBSA,
    UNANSWERED,
    UNDECIDED,
    WITH_MEMBER,
)
from audit.compliance.models import Answer, AuditCase, Report, TeamMember
from audit.compliance.selectors.barred import visit_barred
from audit.compliance.selectors.teams import Candidate, candidates_of
from clearance.selectors import trip_deciders
from enrollment.domain.infractions import HARMS, INFRACTIONS
from enrollment.selectors import (
    SanctionPreview,
    disclosure_covering,
    membership_of_organisation,
    sanction_preview,
)
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import NotFound

READERS = ("auditor", "officer.supervisor")
PROGRAMME = "FAST_CARRIER"


def _visible(actor: Actor) -> QuerySet[AuditCase]:
    cases = AuditCase.objects.select_related("finding", "selection__month")
    if actor.has(*READERS):
        return cases
    if actor.is_staff:
        return cases.none()
    return cases.filter(organisation_id__in=actor.reach)


def audit_case_list(*, actor: Actor, status: str = "") -> QuerySet[AuditCase]:
    """Give the actor's cases, the nearest due date first."""
    cases = _visible(actor).order_by("due_on", "id")
    return cases.filter(status=status) if status else cases


def audit_case_undecided(*, actor: Actor) -> QuerySet[AuditCase]:
    """Give the actor's cases that are not over."""
    return audit_case_list(actor=actor).filter(status__in=UNDECIDED)


def audit_case_waiting(*, actor: Actor) -> QuerySet[AuditCase]:
    """Give the cases that wait for this actor: a free place, a report to write, a key; for a member a draft to answer."""
    cases = audit_case_list(actor=actor)
    if not actor.has("auditor"):
        return cases.filter(status=WITH_MEMBER)
    team = TeamMember.objects.filter(case=OuterRef("pk"), ended_at=None)
    own = Exists(team.filter(auditor_id=actor.user_id))
    free = Q(status=OPEN) & ~Exists(team.filter(agency=actor.agency))
    other_key = (SIGNED_CBSA, CLEAN_CBSA) if actor.agency == "CBP" else (SIGNED_CBP, CLEAN_CBP)
    mine = Q(own, status__in=(IN_AUDIT, ANSWERED, UNANSWERED, *other_key))
    return cases.filter(free | mine)


def audit_case_get(*, actor: Actor, case_id: UUID) -> AuditCase:
    """Give one case with its finding and its team; NotFound for strangers and missing ids alike."""
    team = Prefetch("team", queryset=TeamMember.objects.order_by("joined_at"))
    case = _visible(actor).filter(pk=case_id).prefetch_related(team).first()
    if case is None:
        raise NotFound
    return case


def report_of(*, actor: Actor, case: AuditCase) -> Report | None:
    """Give the report of a case the actor may see. A member reads the draft that was sent, not the one being written."""
    if not actor.is_staff and (case.status in (OPEN, IN_AUDIT) or not case.revision):
        return None
    return Report.objects.filter(case=case).first()


def answers_of(case: AuditCase) -> list[Answer]:
    """Give what the member said to each draft, the latest first."""
    return list(Answer.objects.filter(case=case).order_by("-revision"))


def answer_with_document(*, actor: Actor, case_id: UUID, document_id: UUID) -> Answer:
    """Give the answer that shows a document, of a case the actor may see; raises NotFound."""
    case = audit_case_get(actor=actor, case_id=case_id)
    found = Answer.objects.filter(case=case, documents__contains=[{"id": str(document_id)}]).first()
    if found is None:
        raise NotFound
    return found


def documents_held(ids: Iterable[UUID]) -> bool:
    """Say whether an answer rests on one of the documents."""
    wanted = Q(pk__in=())
    for number in ids:
        wanted |= Q(documents__contains=[{"id": str(number)}])
    return Answer.objects.filter(wanted).exists()


def effect_of(case: AuditCase, infraction: str, harm: str) -> SanctionPreview | None:
    """Work out what the finding would do to the member; None without a membership or a class and harm (R-10, R-77)."""
    if infraction not in INFRACTIONS or harm not in HARMS:
        return None
    now = clock.now()
    membership = membership_of_organisation(case.organisation_id, programme=PROGRAMME, at=now)
    if membership is None:
        return None
    told = disclosure_covering(
        membership_id=membership.id,
        infraction=infraction,
        occurred_on=case.released_on or case.opened_at.date(),
        before=case.opened_at,
    )
    return sanction_preview(membership=membership, infraction=infraction, harm=harm, at=now, disclosure=told)


def conflicted(case: AuditCase) -> frozenset[UUID]:
    """Give the people who had a hand in the movement, or in the accreditation of the site: none of them judges it."""
    if case.trip_id is not None:
        return trip_deciders(case.trip_id)
    return visit_barred(case.visit.site_id) if case.visit else frozenset()


def team_candidates(case: AuditCase, agency: str) -> list[Candidate]:
    """Give the auditors of an agency who had no hand in the movement, the least loaded first. Three queries."""
    return candidates_of(agency, conflicted(case), TeamMember.objects.filter(case__status__in=UNDECIDED))
