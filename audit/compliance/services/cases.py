"""Every release joins the pool; a case opens for doubts about papers at once, and for what the month's draw picks (R-70)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from audit.compliance.domain.facility_checklist import POINTS
from audit.compliance.domain.facility_visits import ANSWERED, SIGNED, UNANSWERED
from audit.compliance.domain.pool import DUE_DAYS, Released, needs_audit
from audit.compliance.domain.prechecks import precheck
from audit.compliance.domain.signals import CORRECTED
from audit.compliance.domain.transitions import on_the_team
from audit.compliance.models import DOUBT, DRAW, VISIT, AuditCase, FacilityVisit, PointFinding, PointPhoto, Selection
from audit.compliance.selectors.signals import signals_by_hit
from audit.compliance.services.months import pool_enter
from audit.compliance.services.visit_teams import visit_locked
from audit.trail.services import record
from clearance.selectors import AuditBundle, movement_evidence, trip_audit_bundle
from enrollment.services import audit_notice_record, movement_record
from portal.core import clock
from portal.core.domain.actors import Actor, system_actor
from portal.core.domain.errors import Conflict, ErrorItem, NotAllowed
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.core.services import next_number
from portal.notices.services import notice_send, webhook_emit

# What an audit of a movement's papers looks for: these classes are no longer the member's own to disclose.
SITE_CLASSES = ("SECURITY_GAP", "SEAL_INTEGRITY")
PAPER_CLASSES = ("CLASSIFICATION", "CLERICAL", "SEAL_PAPER")
POOL = system_actor("audit pool")


@transaction.atomic
def audit_open_for_trip(*, trip_id: UUID) -> AuditCase | None:
    """Count the movement for its carrier, put it into the pool, and open an audit when it has compliance doubts.

    Gives None without doubts. Called once by the worker after the release can no longer be undone (the outbox runs it
    once); a finding later takes the movement out of the clean ones.
    """
    bundle = trip_audit_bundle(trip_id)
    if not bundle.released:
        return None
    movement_record(organisation_id=bundle.organisation_id, clean=True)
    direct = needs_audit(Released(bundle.audit_advised, bundle.compliance))
    pool_enter(trip_id=trip_id, bundle=bundle, direct=direct)
    return _opened(trip_id, bundle, None) if direct else None


@transaction.atomic
def audit_open_for_selection(*, selection_id: UUID) -> AuditCase:
    """Open the case of a movement the month's draw picked; the outbox runs it once."""
    selection = Selection.objects.select_related("entry").get(pk=selection_id)
    trip_id = selection.entry.trip_id
    return _opened(trip_id, trip_audit_bundle(trip_id), selection)


def _opened(trip_id: UUID, bundle: AuditBundle, selection: Selection | None) -> AuditCase:
    known = AuditCase.objects.filter(trip_id=trip_id).first()
    if known:
        return known
    now = clock.now()
    evidence = movement_evidence(trip_id)
    signals = signals_by_hit(trip_id)
    wrong = {key for key, signal in signals.items() if signal.status == CORRECTED}
    hits = [hit.as_dict() for hit in precheck(evidence.facts) if (hit.rule, hit.text.en) not in wrong]
    references = [reference.as_dict() for reference in evidence.references]
    released_at = evidence.facts.released_at
    case = AuditCase.objects.create(
        number=f"PMA-{now.year}-{next_number('PMA', now.year):05d}",
        trip_id=trip_id,
        trip_number=bundle.trip_number,
        organisation_id=bundle.organisation_id,
        organisation_name=bundle.organisation_name,
        source=DRAW if selection else DOUBT,
        selection=selection,
        bundle=bundle.as_dict() | {"references": references},
        precheck=hits,
        compliance=bundle.compliance,
        opened_at=now,
        released_on=(released_at or now).date(),
        due_on=(now + timedelta(days=DUE_DAYS)).date(),
    )
    subject = Subject("audit_case", case.id)
    record(
        actor=POOL,
        event="compliance.audit.opened",
        subject=subject,
        body={
            "number": case.number,
            "trip": str(trip_id),
            "version": bundle.version,
            "digest": bundle.digest,
            "source": case.source,
            "selection": str(selection.id) if selection else "",
            "references": [[each["kind"], each["record"], each["digest"]] for each in references],
            "precheck": sorted({str(hit["rule"]) for hit in hits}),
        },
        organisation_id=case.organisation_id,
    )
    _tell(POOL, case, subject)
    audit_notice_record(
        actor=POOL, source=subject, noticed_at=now, organisation_id=case.organisation_id, infractions=PAPER_CLASSES
    )
    return case


@transaction.atomic
def audit_open_for_visit(*, actor: Actor, visit_id: UUID) -> AuditCase:
    """Open the audit of the findings of a signed visit, by an auditor of its team; the case there is when asked again.

    It runs like every audit, with a team, the member heard and two keys: the only way from a visit to a sanction (R-10,
    R-63). Raises NotFound, NotAllowed, Conflict without a finding.
    """
    visit = visit_locked(actor, visit_id)
    refusal = on_the_team(visit, actor) if actor.has("auditor") else NO_AUDITOR
    if refusal:
        raise NotAllowed([refusal])
    known = AuditCase.objects.filter(visit=visit).first()
    if known:
        return known
    findings = list(PointFinding.objects.filter(visit=visit).order_by("point"))
    if visit.status not in (SIGNED, ANSWERED, UNANSWERED) or not findings or visit.visited_at is None:
        raise Conflict([NO_FINDING])
    now = clock.now()
    case = AuditCase.objects.create(
        number=f"PMA-{now.year}-{next_number('PMA', now.year):05d}",
        trip_number=visit.number,
        organisation_id=visit.organisation_id,
        organisation_name=visit.organisation_name,
        source=VISIT,
        visit=visit,
        bundle={"version": 1, "digest": visit.digest, "contributions": [], "references": _seen(visit, findings)},
        compliance=0,
        opened_at=now,
        released_on=visit.visited_at.date(),
        due_on=(now + timedelta(days=DUE_DAYS)).date(),
    )
    subject = Subject("audit_case", case.id)
    body = {"number": case.number, "visit": visit.number, "digest": visit.digest, "source": VISIT}
    record(
        actor=actor,
        event="compliance.audit.opened",
        subject=subject,
        body=body,
        organisation_id=case.organisation_id,
    )
    _tell(actor, case, subject)
    audit_notice_record(
        actor=actor, source=subject, noticed_at=now, organisation_id=case.organisation_id, infractions=SITE_CLASSES
    )
    return case


def _seen(visit: FacilityVisit, findings: list[PointFinding]) -> list[dict[str, str]]:
    """What was found and photographed, each by its identifier and digest."""
    points = {row.point for row in findings}
    photos = PointPhoto.objects.filter(visit=visit, point__in=points).defer("content").order_by("received_at")
    rows = [("visit", POINTS[row.point].en, row.id, row.digest, row.created_at) for row in findings]
    rows += [("photo", POINTS[row.point].en, row.id, row.sha256, row.device_at) for row in photos]
    return [
        {"kind": kind, "title": title, "record": str(key), "digest": digest, "at": at.isoformat()}
        for kind, title, key, digest, at in rows
    ]


WHY = {
    VISIT: Text(
        "What auditors found at your facility is examined by both agencies. You will read a draft before anything is "
        "decided.",
        "Ce que des vérificateurs ont constaté dans votre installation est examiné par les deux organismes. Vous lirez "
        "une ébauche avant toute décision.",
    ),
    DOUBT: Text(
        "Its papers raise questions that we look at afterwards, not at the border. You need to do nothing now.",
        "Ses documents soulèvent des questions que nous examinons après coup, et non à la frontière. Vous n'avez rien "
        "à faire pour l'instant.",
    ),
    DRAW: Text(
        "The monthly draw picked it. Whoever doubts that can work the draw out again. You need to do nothing now.",
        "Le tirage mensuel l'a désigné. Quiconque en doute peut refaire le calcul. Vous n'avez rien à faire pour "
        "l'instant.",
    ),
}


def _tell(actor: Actor, case: AuditCase, subject: Subject) -> None:
    why = WHY[case.source]
    notice_send(
        actor=actor,
        organisation_id=case.organisation_id,
        kind="audit_opened",
        title=Text(f"Audit {case.number} opened", f"Vérification {case.number} ouverte"),
        body=Text(
            f"Trip {case.trip_number} was released. {why.en}" if case.trip_id else f"{case.trip_number}: {why.en}",
            f"Le voyage {case.trip_number} a reçu la mainlevée. {why.fr}"
            if case.trip_id
            else f"{case.trip_number} : {why.fr}",
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


NO_AUDITOR = ErrorItem(
    "CMP_ROLE",
    Text("Audits are opened by the auditors of the visit.", "Les vérificateurs de la visite ouvrent la vérification."),
    path="status",
    fix=Text("Leave it to the team.", "Laissez cela à l'équipe."),
)
NO_FINDING = ErrorItem(
    "CMP_VISIT_NO_FINDING",
    Text(
        "Only findings both agencies have signed are audited.", "Seuls les constats signés par les deux sont vérifiés."
    ),
    path="status",
    fix=Text("Wait for both signatures.", "Attendez les deux signatures."),
)
