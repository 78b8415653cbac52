"""Secondary inspection: one joint record, a structured result, then release by both agencies (4.7, R-30, R-38)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from clearance.domain.transitions import INSPECTION_WORKFLOW, TRIP_WORKFLOW
from clearance.models import AgencyLine, Inspection, Trip
from clearance.selectors.booth import trip_for_officer
from clearance.services.announcing import tell_status
from clearance.services.booth import RELEASE, RELEASE_AUDIT, say_yes, settle
from clearance.services.booth_stops import hold_reason
from portal.core import clock
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, ErrorItem, Invalid, NotFound
from portal.core.domain.subjects import Subject
from portal.core.domain.text import Text
from portal.notices.services import notice_send
from portal.workflow.services import apply

RESULTS: dict[str, Text] = {
    "clean": Text("Nothing found", "Rien trouvé"),
    "paper": Text("Paper discrepancy, to be audited later", "Écart documentaire, à vérifier plus tard"),
    "finding": Text("Security finding", "Constat de sûreté"),
}
CHECKS: dict[str, Text] = {
    "seal": Text("Seal checked against the filing", "Sceau comparé à la déclaration"),
    "identity": Text("Driver, plate and trailer checked", "Conducteur, plaque et remorque vérifiés"),
    "tailgate": Text("Tailgate examination", "Examen à l'arrière"),
    "image": Text("Imaging", "Imagerie"),
    "unload": Text("Unloaded in part or in full", "Déchargement partiel ou complet"),
    "documents": Text("Documents examined", "Documents examinés"),
}


@transaction.atomic
def inspection_start(*, actor: Actor, inspection_id: UUID, bay: str, expected_version: int) -> Inspection:
    """Take the truck into a bay; the clock of the delay starts."""
    inspection = inspection_get(actor, inspection_id)
    return _move(actor, inspection, "start", expected_version, {"bay": bay.strip(), "started_at": clock.now()})


@transaction.atomic
def inspection_complete(
    *,
    actor: Actor,
    inspection_id: UUID,
    result: str,
    checks: list[str],
    summary: str,
    expected_version: int,
) -> Inspection:
    """Record the joint result; the referral closes and the member is told class and minutes."""
    if result not in RESULTS or not checks or any(check not in CHECKS for check in checks):
        raise Invalid([CHOOSE])
    inspection = inspection_get(actor, inspection_id)
    now = clock.now()
    changes: dict[str, Any] = {
        "result": result,
        "finding_class": result if result != "clean" else "",
        "checklist": {check: check in checks for check in CHECKS},
        "agency_records": {
            **inspection.agency_records,
            actor.agency: {"officer": actor.name, "checks": sorted(checks)},
        },
        "summary": summary.strip(),
        "officer_id": actor.user_id,
        "officer_as": actor.name,
        "completed_at": now,
        "minutes": max(0, int((now - inspection.started_at).total_seconds() // 60)),
    }
    inspection = _move(actor, inspection, "complete", expected_version, changes)
    referral = inspection.referral
    referral.closed_at = now
    referral.save(update_fields=["closed_at"])
    _tell(actor, inspection)
    return inspection


@transaction.atomic
def secondary_release(*, actor: Actor, trip_id: UUID, expected_version: int) -> Trip:
    """Give the agency's release after a completed inspection; the trip goes when both agencies have."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    inspection = trip.inspections.order_by("-created_at").first()
    if inspection is None or inspection.status != "completed":
        raise Conflict([NOT_INSPECTED])
    if trip.row_version != expected_version:
        raise Conflict([ErrorItem("WORKFLOW_STALE", STALE, path="expected_version", value=expected_version)])
    line = AgencyLine.objects.select_for_update().filter(trip_id=trip.id, agency=actor.agency).first()
    if line is None:
        raise NotFound
    mode = RELEASE_AUDIT if inspection.result == "paper" else RELEASE
    say_yes(actor, trip, line, "", mode, clock.now())
    return settle(actor, trip, dict(AgencyLine.objects.filter(trip_id=trip.id).values_list("agency", "status")))


@transaction.atomic
def secondary_refuse(*, actor: Actor, trip_id: UUID, text: Text, expected_version: int) -> Trip:
    """Refuse entry after an inspection with a finding; the reason goes to the member."""
    trip = trip_for_officer(actor=actor, trip_id=trip_id)
    reason = replace(hold_reason(text, trip), code="REFUSED").check()
    trip = apply(
        workflow=TRIP_WORKFLOW,
        obj=trip,
        action="refuse",
        actor=actor,
        subject=Subject("trip", trip.id),
        expected_version=expected_version,
        changes={"updated_at": clock.now()},
        body={"reason": reason.as_dict()},
        organisation_id=trip.carrier_id,
    )
    notice_send(
        actor=actor,
        organisation_id=trip.carrier_id,
        kind="trip_refused",
        title=Text(f"Trip {trip.trip_number} refused", f"Voyage {trip.trip_number} refusé"),
        body=reason.text,
        subject=Subject("trip", trip.id),
        reason=reason,
        link=f"/clearance/trips/{trip.id}/",
    )
    tell_status(trip)
    return trip


def inspection_get(actor: Actor, inspection_id: UUID) -> Inspection:
    inspection = Inspection.objects.select_related("referral", "trip").filter(pk=inspection_id).first()
    if inspection is None:
        raise NotFound
    trip_for_officer(actor=actor, trip_id=inspection.trip_id)
    return inspection


def _move(
    actor: Actor, inspection: Inspection, action: str, expected_version: int, changes: dict[str, Any]
) -> Inspection:
    return apply(
        workflow=INSPECTION_WORKFLOW,
        obj=inspection,
        action=action,
        actor=actor,
        subject=Subject("trip", inspection.trip_id),
        expected_version=expected_version,
        changes=changes,
        body={"inspection": str(inspection.id), "result": changes.get("result", "")},
        organisation_id=inspection.trip.carrier_id,
    )


def _tell(actor: Actor, inspection: Inspection) -> None:
    trip, words = inspection.trip, RESULTS[inspection.result]
    notice_send(
        actor=actor,
        organisation_id=trip.carrier_id,
        kind="inspection_result",
        title=Text(f"Inspection of trip {trip.trip_number}", f"Inspection du voyage {trip.trip_number}"),
        body=Text(
            f"Result: {words.en}. It took {inspection.minutes} minutes.",
            f"Résultat : {words.fr}. Durée : {inspection.minutes} minutes.",
        ),
        subject=Subject("inspection", inspection.id),
        link=f"/clearance/trips/{trip.id}/",
    )
    tell_status(trip)


STALE = Text("This trip changed after you opened it.", "Ce voyage a changé après que vous l'avez ouvert.")
CHOOSE = ErrorItem(
    "CLR_INSPECTION_RESULT",
    Text("Choose a result and what was checked.", "Choisissez un résultat et ce qui a été vérifié."),
    path="result",
    fix=Text("Tick at least one check.", "Cochez au moins une vérification."),
)
NOT_INSPECTED = ErrorItem(
    "CLR_NOT_INSPECTED",
    Text("The inspection has no result yet.", "L'inspection n'a pas encore de résultat."),
    path="inspection",
    fix=Text("Record the result first.", "Consignez d'abord le résultat."),
)
