"""The month's facilities: drawn as it begins while the seed is sealed, locked, and a visit opened for each (R-63)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from audit.compliance.domain.drawing import list_digest
from audit.compliance.domain.facility_draw import VISIT_RULES, VISIT_SHARE, facility_draw, facility_line, facility_token
from audit.compliance.domain.facility_visits import FACILITY_VISIT, TO_DO
from audit.compliance.models import (
    AuditMonth,
    FacilityDraw,
    FacilityEntry,
    FacilitySelection,
    FacilityVisit,
    month_of,
)
from audit.compliance.selectors.facilities import facility_rows
from audit.trail.services import record
from clearance.selectors.sites import Facility, facilities_accredited
from clearance.services.endpoints import secret_unseal
from enrollment.selectors.memberships import organisations_active
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.subjects import Subject
from portal.core.services import next_number
from portal.workflow.services import apply_locked

FACILITIES = system_actor("facility visits")
SERIES = "FV"
OUT_OF_TIME = "The month ended before the visit was made. / Le mois a pris fin avant la visite."


def facilities_keep() -> int:
    """Draw this month's facilities when that is not done yet. Gives how many were drawn."""
    return facilities_draw(month=AuditMonth.objects.filter(month=month_of(clock.now())).first())


@transaction.atomic
def facilities_draw(*, month: AuditMonth | None) -> int:
    """Draw the facilities of a month that has begun and whose seed is sealed; opens the visits. Gives how many.

    The pool are the sites accredited at this moment whose company has a membership in force. The row's lock makes a
    second draw wait and then find nothing to do. No entry of the trail names the company: the visit is unannounced.
    """
    row = AuditMonth.objects.select_for_update().filter(pk=month.pk).first() if month else None
    now = clock.now()
    if row is None or row.seed or now < row.starts_at or FacilityDraw.objects.filter(month=row).exists():
        return 0
    facilities = _pool(row)
    entries = FacilityEntry.objects.bulk_create(
        FacilityEntry(month=row, site_id=each.site_id, organisation_id=each.organisation_id, token=token)
        for token, each in facilities.items()
    )
    known = {entry.token: entry for entry in entries}
    drawn = facility_draw(bytes.fromhex(secret_unseal(row.sealed_seed)), known, VISIT_SHARE)
    selections = FacilitySelection.objects.bulk_create(
        FacilitySelection(month=row, entry=known[token], place=place) for place, token in enumerate(drawn, 1)
    )
    digest = list_digest(facility_line(token, place) for token, place in facility_rows(row))
    made = FacilityDraw.objects.create(
        month=row,
        rules=VISIT_RULES,
        share=VISIT_SHARE,
        pool_size=len(entries),
        drawn_size=len(drawn),
        list_digest=digest,
        drawn_at=now,
    )
    record(
        actor=FACILITIES,
        event="compliance.facilities.drawn",
        subject=Subject("audit_month", row.id),
        body={
            "month": row.month.isoformat(),
            "rules": made.rules,
            "share": made.share,
            "pool": made.pool_size,
            "drawn": made.drawn_size,
            "list_digest": digest,
        },
    )
    for selection in selections:
        _open(row, selection, facilities[selection.entry.token])
    return len(selections)


def _pool(row: AuditMonth) -> dict[str, Facility]:
    now = clock.now()
    accredited = facilities_accredited(now)
    members = organisations_active({each.organisation_id for each in accredited}, now)
    month = f"{row.month:%Y-%m}"
    return {facility_token(each.site_id, month): each for each in accredited if each.organisation_id in members}


def _open(row: AuditMonth, selection: FacilitySelection, facility: Facility) -> FacilityVisit:
    visit = FacilityVisit.objects.create(
        number=f"{SERIES}-{row.month.year}-{next_number(SERIES, row.month.year):05d}",
        selection=selection,
        site_id=facility.site_id,
        site_code=facility.code,
        site_name=facility.name,
        site_place=f"{facility.city}, {facility.country}",
        organisation_id=facility.organisation_id,
        organisation_name=facility.organisation_name,
        due_on=(row.ends_at - timedelta(days=1)).date(),
    )
    record(
        actor=FACILITIES,
        event="compliance.visit.drawn",
        subject=Subject("facility_visit", visit.id),
        body={"number": visit.number, "selection": str(selection.id), "place": selection.place},
    )
    return visit


def facilities_lapse(month: AuditMonth) -> int:
    """Close the visits of a month that were not begun, before its seed is published: now they could be foreseen."""
    rows = FacilityVisit.objects.select_for_update(of=("self",)).filter(selection__month=month, status__in=TO_DO)
    visits = list(rows)
    for visit in visits:
        apply_locked(
            workflow=FACILITY_VISIT,
            row=visit,
            action="miss",
            actor=FACILITIES,
            subject=Subject("facility_visit", visit.id),
            changes={"ended_why": OUT_OF_TIME},
            body={"number": visit.number, "why": OUT_OF_TIME},
        )
    return len(visits)
