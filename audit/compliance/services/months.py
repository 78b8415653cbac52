"""The pool and its monthly draw: the commitment first, the movements under it, draw and seed at last (R-70)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.compliance.domain.drawing import (
    FOUNDING_SHARES,
    RANDOM,
    Chosen,
    Ticket,
    audit_draw,
    audit_token,
    list_digest,
    weight_of,
)
from audit.compliance.models import AuditMonth, PoolEntry, Selection, month_after, month_of
from audit.compliance.selectors.months import findings_of, month_lines
from audit.compliance.services.facility_draws import facilities_lapse
from audit.trail.services import record
from clearance.selectors import AuditBundle
from clearance.services.endpoints import secret_seal, secret_unseal
from clearance.targeting.overlay import SEED_BYTES, commitment
from enrollment.domain.tiers import NO_TIER
from enrollment.selectors import membership_of_organisation
from portal.core import clock
from portal.core.domain.actors import system_actor
from portal.core.domain.subjects import Subject
from portal.core.services import Work, dispatch_all

DRAWS = system_actor("audit draws")
DRAW_AFTER = timedelta(minutes=15)  # what was being released at midnight has long joined
OPEN_CASE = "compliance.open_drawn"


def pool_enter(*, trip_id: UUID, bundle: AuditBundle, direct: bool) -> PoolEntry:
    """Put a released movement into the pool of this month, once; a later call gives the entry there is."""
    known = PoolEntry.objects.filter(trip_id=trip_id).first()
    if known is not None:
        return known
    now = clock.now()
    membership = membership_of_organisation(bundle.organisation_id, programme="FAST_CARRIER", at=now)
    tier = membership.tier if membership else NO_TIER
    findings = findings_of(bundle.organisation_id, now)
    entry = PoolEntry.objects.create(
        month=audit_month_ensure(month_of(now)),
        trip_id=trip_id,
        trip_number=bundle.trip_number,
        organisation_id=bundle.organisation_id,
        token=audit_token(trip_id),
        crossing=bundle.crossing,
        direction=bundle.direction,
        compliance=bundle.compliance,
        tier=tier,
        findings=findings,
        weight=weight_of(compliance=bundle.compliance, tier=tier, findings=findings),
        direct=direct,
        entered_at=now,
    )
    record(
        actor=DRAWS,
        event="compliance.pool.entered",
        subject=Subject("audit_pool", entry.id),
        body={"trip": str(trip_id), "token": entry.token, "weight": entry.weight, "direct": direct},
    )
    return entry


def audit_month_ensure(month: date) -> AuditMonth:
    """Give the month's row; commit to a new seed when there is none. A commitment after its beginning shows as late.

    Two processes at once: the second takes the first one's seed.
    """
    found = AuditMonth.objects.filter(month=month).first()
    if found is not None:
        return found
    seed = secrets.token_bytes(SEED_BYTES)
    try:
        with transaction.atomic():
            made = AuditMonth.objects.create(
                month=month, sealed_seed=secret_seal(seed.hex()), commitment=commitment(seed), committed_at=clock.now()
            )
            record(
                actor=DRAWS,
                event="compliance.draw.committed",
                subject=Subject("audit_month", made.id),
                body={"month": month.isoformat(), "commitment": made.commitment, "late": made.late},
            )
    except IntegrityError:
        return AuditMonth.objects.get(month=month)
    return made


def audit_months_keep() -> int:
    """Commit to this month and the next, and draw every month that is over. Gives how many were drawn."""
    now = clock.now()
    for month in (month_of(now), month_after(month_of(now))):
        audit_month_ensure(month)
    before = month_of(now - DRAW_AFTER)
    waiting = AuditMonth.objects.filter(seed="", month__lt=before).order_by("month").values_list("month", flat=True)
    return sum(audit_month_draw(month=month) for month in list(waiting))


@transaction.atomic
def audit_month_draw(*, month: date) -> bool:
    """Draw a month that is over, publish its seed and lock it; says whether this call did it.

    The row's lock makes a second draw wait and then find nothing to do. Each movement drawn gets its case by a task.
    """
    row = AuditMonth.objects.select_for_update().filter(month=month).first()
    now = clock.now()
    if row is None or row.seed or now < row.ends_at:
        return False
    facilities_lapse(row)
    entries = {entry.token: entry for entry in PoolEntry.objects.filter(month=row)}
    pool = [Ticket(entry.token, entry.weight) for entry in entries.values() if not entry.direct]
    seed = secret_unseal(row.sealed_seed)
    chosen = audit_draw(bytes.fromhex(seed), pool, FOUNDING_SHARES)
    selections = _select(row, entries, chosen)
    row.seed, row.drawn_at, row.shares = seed, now, FOUNDING_SHARES.as_dict()
    row.pool_size = len(entries)
    row.direct_size = len(entries) - len(pool)
    row.random_size = sum(each.part == RANDOM for each in chosen)
    row.risk_size = len(chosen) - row.random_size
    row.list_digest = list_digest(month_lines(row))
    row.save()
    record(
        actor=DRAWS,
        event="compliance.draw.made",
        subject=Subject("audit_month", row.id),
        body={
            "month": month.isoformat(),
            "seed": seed,
            "list_digest": row.list_digest,
            "shares": row.shares,
            "pool": row.pool_size,
            "direct": row.direct_size,
            "random": row.random_size,
            "risk": row.risk_size,
        },
    )
    dispatch_all([Work(OPEN_CASE, selection.id) for selection in selections])
    return True


def _select(row: AuditMonth, entries: dict[str, PoolEntry], chosen: Iterable[Chosen]) -> list[Selection]:
    return Selection.objects.bulk_create(
        Selection(month=row, entry=entries[each.token], part=each.part, place=each.place) for each in chosen
    )
