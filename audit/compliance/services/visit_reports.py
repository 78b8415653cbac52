"""The report of a facility visit: finished by the team, signed by both, read and answered by the member (R-63, R-77)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.facility_checklist import (
    LONGEST_NOTE,
    LONGEST_SUMMARY,
    Marked,
    VisitReport,
    failed,
    is_clean,
    visit_faults,
)
from audit.compliance.domain.facility_visits import FACILITY_VISIT, SIGNED
from audit.compliance.domain.reports import ANSWER_DAYS, LONGEST, SHORTEST
from audit.compliance.models import FacilityVisit, PointFinding, VisitAnswer, VisitKey
from audit.compliance.selectors.facilities import marked_of, points_of
from audit.compliance.services.reports import SAY_MORE, TOO_LATE
from audit.compliance.services.signing import CHANGED
from audit.compliance.services.visit_righting import visit_counts
from audit.compliance.services.visit_teams import visit_impartial, visit_locked, visit_moved, visit_tell
from enrollment.services.standing import site_visit_record
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.text import Text
from portal.core.services import dispatch
from portal.workflow.domain.two_keys import document_digest

ANSWER_DUE = "compliance.visit_answer_due"
DEADLINES = system_actor("audit deadlines")


def visit_digest(visit: FacilityVisit, report: dict[str, Any], points: dict[str, Marked]) -> str:
    """Give the SHA-256 of what both sign: the visit, its team, every point with its photos, and the report."""
    seats = sorted(f"{seat.agency} {seat.auditor_id}" for seat in visit.team.all() if seat.ended_at is None)
    return document_digest(
        {
            "number": visit.number,
            "site": visit.site_code,
            "visited_at": visit.visited_at.isoformat() if visit.visited_at else "",
            "team": seats,
            "points": {code: [each.mark, each.note, list(each.photos)] for code, each in sorted(points.items())},
            "report": report,
        }
    )


@transaction.atomic
def visit_finish(*, actor: Actor, visit_id: UUID, report: VisitReport, expected_version: int) -> FacilityVisit:
    """Finish the report once every point is marked and no conflict is left; both then sign this very text.

    Raises NotFound, NotAllowed, Conflict, or Invalid naming everything it lacks.
    """
    visit = visit_locked(actor, visit_id)
    FACILITY_VISIT.check(visit, visit.status, "finish", actor)
    points = points_of(visit)
    marked = marked_of(points)
    faults = visit_faults(marked, report, clock.now().date())
    faults += [IN_CONFLICT for point in points.values() if point.conflicts][:1]
    if faults:
        raise Invalid(faults)
    fixes = {code: report.fixes[code].strip()[:LONGEST_NOTE] for code in failed(marked)}
    kept = VisitReport(report.summary.strip()[:LONGEST_SUMMARY], fixes, report.fix_by if fixes else None).as_dict()
    digest = visit_digest(visit, kept, marked)
    changes = {"report": kept, "digest": digest}
    return visit_moved(actor, visit, "finish", changes, {"digest": digest, "failed": sorted(fixes)}, expected_version)


@transaction.atomic
def visit_reopen(*, actor: Actor, visit_id: UUID, expected_version: int) -> FacilityVisit:
    """Take the report up again before anybody signed it."""
    visit = visit_locked(actor, visit_id)
    return visit_moved(actor, visit, "reopen", {"digest": ""}, {}, expected_version)


@transaction.atomic
def visit_sign(*, actor: Actor, visit_id: UUID, expected_version: int) -> FacilityVisit:
    """Sign the report for the auditor's agency. With the second key its findings stand and the member reads it.

    A visit without a fault counts as a site visit of both agencies toward the member's tier. Raises NotFound, NotAllowed
    for who is not on the team or had a hand in the accreditation, Conflict.
    """
    visit = visit_locked(actor, visit_id)
    action = f"sign_{actor.agency.lower()}"
    if action not in FACILITY_VISIT.actions:
        raise NotAllowed([NO_KEY])
    move = FACILITY_VISIT.check(visit, visit.status, action, actor)
    visit_impartial(actor.person, visit)
    marked = marked_of(points_of(visit))
    if visit.digest != visit_digest(visit, visit.report, marked):
        raise Conflict([CHANGED])
    key = VisitKey(visit=visit, agency=actor.agency, officer_id=actor.person, signed_as=actor.name[:120])
    key.digest = visit.digest
    VisitKey.objects.bulk_create([key], ignore_conflicts=True)
    second, now = move.target == SIGNED, clock.now()
    changes: dict[str, Any] = {"signed_at": now, "answer_until": now + timedelta(days=ANSWER_DAYS)} if second else {}
    signed = visit_moved(actor, visit, action, changes, {"digest": visit.digest}, expected_version)
    if second:
        _stands(actor, signed, marked)
    return signed


def _stands(actor: Actor, visit: FacilityVisit, marked: dict[str, Marked]) -> None:
    """Enter the findings, count a clean visit, tell the member, and note when the time to answer is over."""
    codes = failed(marked)
    PointFinding.objects.bulk_create(
        PointFinding(
            visit=visit,
            point=code,
            text=marked[code].note,
            fix=visit.report["fixes"][code],
            fix_by=visit.report["fix_by"],
            digest=visit.digest,
        )
        for code in codes
    )
    clean = is_clean(marked)
    if clean:
        site_visit_record(organisation_id=visit.organisation_id)
    visit_counts(actor, visit, failed=bool(codes), clean=clean)
    dispatch(ANSWER_DUE, subject_id=visit.id, delay_seconds=int(timedelta(days=ANSWER_DAYS).total_seconds()) + 1)
    visit_tell(
        actor,
        visit,
        Text(f"Report of facility visit {visit.number}", f"Rapport de la visite {visit.number}"),
        Text(
            f"Auditors of both agencies were at {visit.site_name}. Findings: {len(codes)}. Both have signed the report; "
            f"you have {ANSWER_DAYS} days to answer.",
            f"Des vérificateurs des deux organismes étaient à {visit.site_name}. Constats : {len(codes)}. Les deux ont "
            f"signé le rapport; vous avez {ANSWER_DAYS} jours pour répondre.",
        ),
    )


@transaction.atomic
def visit_answer(*, actor: Actor, visit_id: UUID, text: str, expected_version: int) -> FacilityVisit:
    """Answer the report in words, within fifteen days. Raises NotFound, NotAllowed, Conflict, Invalid."""
    visit = visit_locked(actor, visit_id)
    FACILITY_VISIT.check(visit, visit.status, "answer", actor)
    words = text.strip()
    if len(words) < SHORTEST:
        raise Invalid([SAY_MORE])
    if visit.answer_until is None or clock.now() > visit.answer_until:
        raise Conflict([TOO_LATE])
    answer = VisitAnswer.objects.create(
        visit=visit,
        text=words[:LONGEST],
        answered_by_id=actor.person,
        answered_as=actor.name[:120],
        answered_at=clock.now(),
    )
    return visit_moved(actor, visit, "answer", {}, {"answer": str(answer.id)}, expected_version)


@transaction.atomic
def visit_silence(*, visit_id: UUID) -> bool:
    """Note that no answer came in time; says whether there was something to note."""
    visit = FacilityVisit.objects.select_for_update(of=("self",)).get(pk=visit_id)
    if visit.status != SIGNED or visit.answer_until is None or clock.now() < visit.answer_until:
        return False
    visit_moved(DEADLINES, visit, "note_silence", {}, {}, None)
    return True


IN_CONFLICT = ErrorItem(
    "CMP_POINT_CONFLICT",
    Text("A point was marked twice, differently.", "Un point a été noté deux fois, différemment."),
    path="points",
    fix=Text("Look at both and mark it again.", "Voyez les deux et notez-le de nouveau."),
)
NO_KEY = ErrorItem(
    "CMP_ROLE",
    Text("The auditors of CBP and of the CBSA sign.", "Les vérificateurs de CBP et de l'ASFC signent."),
    path="status",
    fix=Text("Leave it to the team.", "Laissez cela à l'équipe."),
)
