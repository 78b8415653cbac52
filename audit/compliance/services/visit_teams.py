"""The team of a facility visit, and its way to the site: one auditor of each agency, nobody announced (R-63)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.facility_visits import DRAWN, FACILITY_VISIT, PLANNED, TO_DO
from audit.compliance.models import FacilityVisit
from audit.compliance.selectors.barred import visit_barred
from audit.compliance.selectors.facilities import facility_visit_get, visit_candidates
from audit.compliance.services.reports import version_check
from audit.compliance.services.team import place_check, place_filled
from audit.trail.services import record
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply_locked

SHORTEST_WHY, LONGEST_WHY = 20, 300


def visit_locked(actor: Actor, visit_id: UUID) -> FacilityVisit:
    """Lock a visit the actor may see; raises NotFound."""
    facility_visit_get(actor=actor, visit_id=visit_id)
    return FacilityVisit.objects.select_for_update(of=("self",)).get(pk=visit_id)


def visit_impartial(person: UUID, visit: FacilityVisit) -> None:
    """Raise NotAllowed for somebody who had a hand in the accreditation of the site."""
    if person in visit_barred(visit.site_id):
        raise NotAllowed([HAND_IN_IT])


@transaction.atomic
def visit_join(*, actor: Actor, visit_id: UUID) -> FacilityVisit:
    """Take the free place of one's own agency. Raises NotFound, NotAllowed, Conflict when it is taken."""
    visit = visit_locked(actor, visit_id)
    place_check(actor, "auditor")
    visit_impartial(actor.person, visit)
    if visit.status != DRAWN or actor.agency in visit.team_agencies:
        raise Conflict([TAKEN])
    return _seated(actor, visit, actor.person, actor.name)


@transaction.atomic
def visit_give(*, actor: Actor, visit_id: UUID, auditor_id: UUID) -> FacilityVisit:
    """Give the place of the supervisor's agency to one of its auditors, until the visit has begun.

    Raises NotFound, NotAllowed, Conflict, Invalid.
    """
    visit = visit_locked(actor, visit_id)
    place_check(actor, "officer.supervisor")
    if visit.status not in TO_DO:
        raise Conflict([TAKEN])
    chosen = next((one for one in visit_candidates(visit, actor.agency) if one.id == auditor_id), None)
    if chosen is None:
        raise Invalid([CANDIDATE])
    return _seated(actor, visit, chosen.id, chosen.name)


def _seated(actor: Actor, visit: FacilityVisit, person: UUID, name: str) -> FacilityVisit:
    """Put an auditor on the team. Not filed under the member's organisation: nobody there learns of it beforehand."""
    body = place_filled(actor, visit, person, name)
    record(actor=actor, event="compliance.visit.joined", subject=Subject("facility_visit", visit.id), body=body)
    return visit


@transaction.atomic
def visit_plan(*, actor: Actor, visit_id: UUID, planned_on: date, expected_version: int) -> FacilityVisit:
    """Set or change the day, within the month; nobody outside is told. Raises Invalid for another day."""
    visit = visit_locked(actor, visit_id)
    if not clock.now().date() <= planned_on <= visit.due_on:
        raise Invalid([WITHIN])
    action = "replan" if visit.status == PLANNED else "plan"
    body = {"planned_on": planned_on.isoformat()}
    return visit_moved(actor, visit, action, {"planned_on": planned_on}, body, expected_version)


@transaction.atomic
def visit_begin(*, actor: Actor, visit_id: UUID, expected_version: int | None = None) -> FacilityVisit:
    """Say that the team is on site. From now on the checklist takes marks."""
    visit = visit_locked(actor, visit_id)
    visit_impartial(actor.person, visit)
    return visit_moved(actor, visit, "begin", {"visited_at": clock.now()}, {}, expected_version)


@transaction.atomic
def visit_end(*, actor: Actor, visit_id: UUID, action: str, why: str, expected_version: int) -> FacilityVisit:
    """End a visit with its reason: "no_access" by the team that was not let in, "miss" by a supervisor.

    Of a refused access the member is told at once: it may have a good reason. Raises Invalid without words.
    """
    visit = visit_locked(actor, visit_id)
    words = why.strip()[:LONGEST_WHY]
    if len(words) < SHORTEST_WHY:
        raise Invalid([SAY_WHY])
    changes: dict[str, Any] = {"ended_why": words}
    if action == "no_access" and visit.visited_at is None:
        changes["visited_at"] = clock.now()
    ended = visit_moved(actor, visit, action, changes, {"why": words}, expected_version)
    if action == "no_access":
        visit_tell(
            actor,
            ended,
            Text("Auditors were not let in", "Des vérificateurs n'ont pas eu accès"),
            Text(
                f"Auditors of both agencies came to {visit.site_name} and had no access: {words}",
                f"Des vérificateurs des deux organismes se sont présentés à {visit.site_name} sans y avoir accès : "
                f"{words}",
            ),
        )
    return ended


def visit_moved(
    actor: Actor,
    visit: FacilityVisit,
    action: str,
    changes: dict[str, Any],
    body: dict[str, Any],
    expected_version: int | None,
) -> FacilityVisit:
    """Take a locked visit through an action. Only once the team has been there do its entries belong to the member."""
    version_check(visit, expected_version)
    told = visit.visited_at or changes.get("visited_at")
    return apply_locked(
        workflow=FACILITY_VISIT,
        row=visit,
        action=action,
        actor=actor,
        subject=Subject("facility_visit", visit.id),
        changes=changes,
        body={"number": visit.number, **body},
        organisation_id=visit.organisation_id if told else None,
    )


def visit_tell(actor: Actor, visit: FacilityVisit, title: Text, body: Text) -> None:
    """Write to the member."""
    notice_send(
        actor=actor,
        organisation_id=visit.organisation_id,
        kind="facility_visit",
        title=title,
        body=body,
        subject=Subject("facility_visit", visit.id),
        link=f"/audit/visits/{visit.id}/",
    )


HAND_IN_IT = ErrorItem(
    "CMP_CONFLICT",
    Text(
        "Who drafted, signed or visited for the accreditation of this site does not visit it now.",
        "Quiconque a rédigé, signé ou visité pour l'agrément de ce site ne le visite pas maintenant.",
    ),
    path="team",
    fix=Text("Leave it to a colleague of your agency.", "Laissez-le à un collègue de votre organisme."),
)
TAKEN = ErrorItem(
    "CMP_TAKEN",
    Text("This place is taken, or the visit is too far on.", "Cette place est prise, ou la visite est trop avancée."),
    path="team",
    fix=Text("Open the visit again to see its team.", "Rouvrez la visite pour voir son équipe."),
)
CANDIDATE = ErrorItem(
    "CMP_CANDIDATE",
    Text(
        "This person is no auditor of your agency, or had a hand in the accreditation.",
        "Cette personne n'est pas vérificateur de votre organisme, ou a participé à l'agrément.",
    ),
    path="auditor",
    fix=Text("Choose one of the list.", "Choisissez dans la liste."),
)
WITHIN = ErrorItem(
    "CMP_VISIT_DAY",
    Text("The visit is made within the month of its draw.", "La visite se fait dans le mois de son tirage."),
    path="planned_on",
    fix=Text("Choose a day from today to the end of the month.", "Choisissez une date d'ici la fin du mois."),
)
SAY_WHY = ErrorItem(
    "CMP_VISIT_WHY",
    Text("Say in a sentence why.", "Dites en une phrase pourquoi."),
    path="why",
    fix=Text("At least 20 characters.", "Au moins 20 caractères."),
)
