"""The structured part of an inspection's result, and which rules had spoken before it (4.7, R-38)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from clearance.domain.inspection_record import FINDING_CLASSES, SEVERITIES, UNITS, minutes_of
from clearance.domain.inspection_refusals import (
    DESCRIBE_FINDING,
    FINDING_AMOUNT,
    FINDING_CHECK,
    FINDING_LINE,
    NOTHING_FOUND,
)
from clearance.domain.inspection_words import CLEAN, FINDING
from clearance.models import Inspection, InspectionResult, Trip
from clearance.selectors.secondary import goods_filed, score_behind, timers_of
from portal.core.domain.errors import Invalid


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: class, severity, in words, on which line of the filing, how much, and by which check."""

    kind: str = ""
    severity: str = ""
    what: str = ""
    goods_line: UUID | None = None
    quantity: Decimal | None = None
    unit: str = ""
    by_check: str = ""


NOTHING = Found()


def finding_check(result: str, found: Found, done: frozenset[str], trip: Trip) -> None:
    """Raise Invalid unless the result and what was found belong together."""
    if found == NOTHING:
        if result == FINDING:
            raise Invalid([DESCRIBE_FINDING])
        return
    if result == CLEAN:
        raise Invalid([NOTHING_FOUND])
    if found.kind not in FINDING_CLASSES or found.severity not in SEVERITIES or not found.what.strip():
        raise Invalid([DESCRIBE_FINDING])
    if found.by_check not in done:
        raise Invalid([FINDING_CHECK])
    if (found.quantity is None) == bool(found.unit) or (found.quantity is not None and not _amount(found)):
        raise Invalid([FINDING_AMOUNT])
    if found.goods_line is not None and found.goods_line not in {line.id for line in goods_filed(trip)}:
        raise Invalid([FINDING_LINE])


def outcome_keep(*, inspection: Inspection, trip: Trip, found: Found) -> InspectionResult:
    """Write the result beside the inspection that was just completed, with its minutes and the rules behind it."""
    score = score_behind(trip)
    minutes = minutes_of(
        inspection.referral.opened_at, inspection.completed_at or inspection.started_at, timers_of(inspection.id)
    )
    return InspectionResult.objects.create(
        inspection=inspection,
        score=score,
        rules=sorted({hit["rule"] for hit in score.contributions}) if score else [],
        waiting_minutes=minutes.waiting,
        working_minutes=minutes.working,
        kind=found.kind,
        severity=found.severity,
        what=found.what.strip(),
        goods_line_id=found.goods_line,
        quantity=found.quantity,
        unit=found.unit,
        by_check=found.by_check,
    )


def _amount(found: Found) -> bool:
    return found.unit in UNITS and found.quantity is not None and 0 < found.quantity < 10**11
