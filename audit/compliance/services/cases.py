"""Open an audit for a released movement with compliance doubts, and close one that found nothing (R-70)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.pool import DUE_DAYS, Released, needs_audit
from audit.compliance.domain.transitions import AUDIT_CASE
from audit.compliance.models import AuditCase
from audit.compliance.selectors import audit_case_get
from audit.trail.services import record
from clearance.selectors import trip_audit_bundle
from enrollment.services import audit_notice_end, audit_notice_record, movement_record
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send, webhook_emit
from portal.workflow.services import apply

# What an audit of a movement's papers looks for: these classes are no longer the member's own to disclose.
PAPER_CLASSES = ("CLASSIFICATION", "CLERICAL", "SEAL_PAPER")


@transaction.atomic
def audit_open_for_trip(*, trip_id: UUID) -> AuditCase | None:
    """Count the movement for its carrier and open an audit when it has compliance doubts; None without.

    Called once by the worker after the release can no longer be undone (the outbox runs it once); a finding
    later takes the movement out of the clean ones.
    """
    bundle = trip_audit_bundle(trip_id)
    if not bundle.released:
        return None
    movement_record(organisation_id=bundle.organisation_id, clean=True)
    if not needs_audit(Released(bundle.audit_advised, bundle.compliance)):
        return None
    known = AuditCase.objects.filter(trip_id=trip_id).first()
    if known:
        return known
    now = clock.now()
    actor = system_actor("audit pool")
    case = AuditCase.objects.create(
        number=f"PMA-{now.year}-{next_number('PMA', now.year):05d}",
        trip_id=trip_id,
        trip_number=bundle.trip_number,
        organisation_id=bundle.organisation_id,
        organisation_name=bundle.organisation_name,
        bundle=bundle.as_dict(),
        compliance=bundle.compliance,
        opened_at=now,
        due_on=(now + timedelta(days=DUE_DAYS)).date(),
    )
    subject = Subject("audit_case", case.id)
    record(
        actor=actor,
        event="compliance.audit.opened",
        subject=subject,
        body={"number": case.number, "trip": str(trip_id), "version": bundle.version, "digest": bundle.digest},
        organisation_id=case.organisation_id,
    )
    _tell(actor, case, subject)
    audit_notice_record(
        actor=actor, source=subject, noticed_at=now, organisation_id=case.organisation_id, infractions=PAPER_CLASSES
    )
    return case


@transaction.atomic
def audit_close_clean(*, actor: Actor, case_id: UUID, note: str, expected_version: int) -> AuditCase:
    """Close the audit: nothing was found. An error the member tells from now on is voluntary again (R-44)."""
    case = audit_case_get(actor=actor, case_id=case_id)
    closed = apply(
        workflow=AUDIT_CASE,
        obj=case,
        action="close_clean",
        actor=actor,
        subject=Subject("audit_case", case.id),
        expected_version=expected_version,
        body={"note": note.strip()},
        organisation_id=case.organisation_id,
    )
    audit_notice_end(actor=actor, source=Subject("audit_case", case.id))
    return closed


def _tell(actor: Actor, case: AuditCase, subject: Subject) -> None:
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="audit_opened",
        title=Text(f"Audit {case.number} opened", f"Vérification {case.number} ouverte"),
        body=Text(
            f"Trip {case.trip_number} was released. Its papers raise questions that we look at afterwards, "
            "not at the border. You need to do nothing now.",
            f"Le voyage {case.trip_number} a reçu la mainlevée. Ses documents soulèvent des questions que nous "
            "examinons après coup, et non à la frontière. Vous n'avez rien à faire pour l'instant.",
        ),
        subject=subject,
        link=f"/audit/case/{case.id}/",
    )
    webhook_emit(
        organisation_ids=[case.organisation_id],
        event="audit.opened",
        data={"number": case.number, "trip_number": case.trip_number},
        subject=subject,
    )
