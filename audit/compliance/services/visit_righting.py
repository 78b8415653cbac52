"""What a visit came to at the border, and the findings of one noted as put right (R-63)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.compliance.domain.facility_visits import PUT_RIGHT_FROM
from audit.compliance.domain.reports import LONGEST, SHORTEST
from audit.compliance.domain.transitions import on_the_team
from audit.compliance.models import FacilityVisit, PointFinding, VisitRighted
from audit.compliance.services.visit_teams import visit_locked, visit_tell
from audit.trail.services import record
from clearance.domain.visits import CLEAN, FINDINGS, PUT_RIGHT
from clearance.services.visited import facility_visited
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text


def visit_counts(actor: Actor, visit: FacilityVisit, *, failed: bool, clean: bool) -> None:
    """Let a signed visit move the random rate. One with a point nobody could see, and none that failed, moves nothing."""
    if failed or clean:
        _outcome(actor, visit, FINDINGS if failed else CLEAN)


@transaction.atomic
def visit_put_right(*, actor: Actor, visit_id: UUID, text: str) -> FacilityVisit:
    """Note that every finding of a visit was put right, and what shows it; the member is told.

    From then on the visit moves no rate. Raises NotFound, NotAllowed for who is not on the team, Conflict, Invalid.
    """
    visit = visit_locked(actor, visit_id)
    stranger = on_the_team(visit, actor)
    if stranger:
        raise NotAllowed([stranger])
    open_findings = visit.status in PUT_RIGHT_FROM and PointFinding.objects.filter(visit=visit).exists()
    if not open_findings or VisitRighted.objects.filter(visit=visit).exists():
        raise Conflict([NOTHING_OPEN])
    words = text.strip()
    if not SHORTEST <= len(words) <= LONGEST:
        raise Invalid([WHAT_SHOWS])
    righted = VisitRighted.objects.create(
        visit=visit, text=words, noted_by_id=actor.person, noted_as=actor.name[:120], noted_at=clock.now()
    )
    record(
        actor=actor,
        event="compliance.visit.put_right",
        subject=Subject("facility_visit", visit.id),
        body={"number": visit.number, "righted": str(righted.id), "agency": actor.agency},
        organisation_id=visit.organisation_id,
    )
    _outcome(actor, visit, PUT_RIGHT)
    visit_tell(
        actor,
        visit,
        Text(f"Findings of visit {visit.number} put right", f"Constats de la visite {visit.number} corrigés"),
        Text(
            f"An auditor noted that the findings at {visit.site_name} are put right. Your trucks are drawn at random at "
            f"the rate of their own tier again. {words}",
            f"Un vérificateur a noté que les constats à {visit.site_name} sont corrigés. Vos camions sont de nouveau "
            f"tirés au hasard au taux de leur propre niveau. {words}",
        ),
    )
    return visit


def _outcome(actor: Actor, visit: FacilityVisit, outcome: str) -> None:
    facility_visited(
        actor=actor,
        site_id=visit.site_id,
        organisation_id=visit.organisation_id,
        visit=visit.number,
        outcome=outcome,
    )


NOTHING_OPEN = ErrorItem(
    "CMP_VISIT_RIGHTED",
    Text("No finding of this visit is open.", "Aucun constat de cette visite n'est ouvert."),
    path="status",
    fix=Text("Read its page again.", "Relisez sa page."),
)
WHAT_SHOWS = ErrorItem(
    "CMP_VISIT_SHOWN",
    Text("Say in a sentence what shows it.", "Dites en une phrase ce qui le montre."),
    path="text",
    fix=Text(
        f"Between {SHORTEST} and {LONGEST} characters: what was seen, or which document.",
        f"Entre {SHORTEST} et {LONGEST} caractères : ce qui a été vu, ou quel document.",
    ),
)
