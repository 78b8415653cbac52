"""The joint team of a case: one auditor of each agency, nobody who had a hand in the movement (R-63, R-70)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.transitions import AUDIT_CASE, IN_AUDIT, OPEN
from audit.compliance.models import AuditCase, FacilityVisit
from audit.compliance.selectors import audit_case_get
from audit.compliance.selectors.cases import conflicted, team_candidates
from audit.trail.services import record
from enrollment.domain.joint import AGENCIES
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.workflow.services import apply_locked


@transaction.atomic
def team_join(*, actor: Actor, case_id: UUID) -> AuditCase:
    """Take the free place of one's own agency; with both places taken the audit begins.

    Raises NotFound, NotAllowed for who is no auditor or had a hand in the movement, Conflict when it is taken.
    """
    case = case_locked(actor, case_id)
    place_check(actor, "auditor")
    impartial_check(actor.person, case)
    if case.status != OPEN or actor.agency in case.team_agencies:
        raise Conflict([TAKEN])
    return _seated(actor, case, actor.person, actor.name)


@transaction.atomic
def team_give(*, actor: Actor, case_id: UUID, auditor_id: UUID) -> AuditCase:
    """Give the place of the supervisor's agency to one of its auditors, instead of who holds it now.

    Possible until the draft has gone to the member. Raises NotFound, NotAllowed, Conflict, Invalid.
    """
    case = case_locked(actor, case_id)
    place_check(actor, "officer.supervisor")
    if case.status not in (OPEN, IN_AUDIT):
        raise Conflict([TAKEN])
    chosen = next((one for one in team_candidates(case, actor.agency) if one.id == auditor_id), None)
    if chosen is None:
        raise Invalid([CANDIDATE])
    return _seated(actor, case, chosen.id, chosen.name)


def case_locked(actor: Actor, case_id: UUID) -> AuditCase:
    """Lock a case the actor may see; raises NotFound."""
    audit_case_get(actor=actor, case_id=case_id)
    return AuditCase.objects.select_for_update(of=("self",)).get(pk=case_id)


def impartial_check(person: UUID, case: AuditCase) -> None:
    """Raise NotAllowed for somebody who had a hand in the movement."""
    if person in conflicted(case):
        raise NotAllowed([HAND_IN_IT])


def place_check(actor: Actor, role: str) -> None:
    """Raise NotAllowed for who does not hold the role in one of the two agencies."""
    if not actor.has(role) or actor.agency not in AGENCIES:
        raise NotAllowed([AUDITORS])


def place_filled(actor: Actor, about: AuditCase | FacilityVisit, person: UUID, name: str) -> dict[str, str]:
    """Put an auditor on the place of the actor's agency, instead of who holds it; gives what the trail says of it."""
    for seat in about.team.filter(agency=actor.agency, ended_at=None):
        seat.ended_at = clock.now()
        seat.save(update_fields=["ended_at"])
    about.team.create(agency=actor.agency, auditor_id=person, auditor_as=name[:120], given_by=actor.name[:120])
    return {"number": about.number, "agency": actor.agency, "auditor": str(person)}


def case_moved(actor: Actor, case: AuditCase, action: str, changes: dict[str, Any], body: dict[str, Any]) -> AuditCase:
    """Take a locked case through an action; the member reads of it."""
    return apply_locked(
        workflow=AUDIT_CASE,
        row=case,
        action=action,
        actor=actor,
        subject=Subject("audit_case", case.id),
        changes=changes,
        body={"number": case.number, **body},
        organisation_id=case.organisation_id,
    )


def _seated(actor: Actor, case: AuditCase, person: UUID, name: str) -> AuditCase:
    body = place_filled(actor, case, person, name)
    record(
        actor=actor,
        event="compliance.audit.joined",
        subject=Subject("audit_case", case.id),
        body=body,
        organisation_id=case.organisation_id,
    )
    if case.status != OPEN or case.team_agencies != set(AGENCIES):
        return case
    return case_moved(actor, case, "complete_team", {}, {})


AUDITORS = ErrorItem(
    "CMP_ROLE",
    Text(
        "Audits are done by auditors of CBP and of the CBSA.",
        "Les vérifications relèvent des vérificateurs de CBP et de l'ASFC.",
    ),
    path="status",
    fix=Text("Ask an auditor of your agency.", "Adressez-vous à un vérificateur de votre organisme."),
)
HAND_IN_IT = ErrorItem(
    "CMP_CONFLICT",
    Text(
        "Who filed, decided, inspected or noted this movement does not audit it.",
        "Quiconque a déclaré, tranché, inspecté ou annoté ce mouvement ne le vérifie pas.",
    ),
    path="team",
    fix=Text("Leave it to a colleague of your agency.", "Laissez-le à un collègue de votre organisme."),
)
TAKEN = ErrorItem(
    "CMP_TAKEN",
    Text(
        "This place is taken, or the audit is too far on.",
        "Cette place est prise, ou la vérification est trop avancée.",
    ),
    path="team",
    fix=Text("Open the case again to see its team.", "Rouvrez le dossier pour voir son équipe."),
)
CANDIDATE = ErrorItem(
    "CMP_CANDIDATE",
    Text(
        "This person is no auditor of your agency, or had a hand in the movement.",
        "Cette personne n'est pas vérificateur de votre organisme, ou a participé au mouvement.",
    ),
    path="auditor",
    fix=Text("Choose one of the list.", "Choisissez dans la liste."),
)
