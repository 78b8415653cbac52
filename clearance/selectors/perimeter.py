"""The perimeter clearances a manifest cites: no query when it cites none."""

from __future__ import annotations

from collections.abc import Mapping

from clearance.domain.context import PerimeterFacts
from clearance.domain.manifest import Manifest
from clearance.domain.prior import CLEARED, PERIMETER
from clearance.models import PerimeterClearance, PriorClearance
from portal.core import clock


def perimeter_of(manifest: Manifest) -> Mapping[str, PerimeterFacts]:
    """Give the clearances by number."""
    cited = {shipment.perimeter_id for shipment in manifest.shipments if shipment.perimeter_id}
    if not cited:
        return {}
    tokens = (
        PriorClearance.objects.filter(token__in=cited, status=CLEARED)
        .exclude(kind=PERIMETER)
        .select_related("site", "seal")
    )
    sessions = {
        row.token: _session_facts(row) for row in tokens if row.expires_at is None or row.expires_at > clock.now()
    }
    return sessions | {
        row.number: PerimeterFacts(row.number, row.container, row.port, row.cleared_on, row.seal, row.agency)
        for row in PerimeterClearance.objects.filter(number__in=cited)
    }


def _session_facts(row: PriorClearance) -> PerimeterFacts:
    """A load cleared at a site or at a point away is cited by its token, and inherited in the same way (R-59, R-60)."""
    where = row.site.name if row.site else row.place
    day = (row.cleared_at or row.created_at).date()
    return PerimeterFacts(row.token, row.equipment, where, day, row.seal.number if row.seal else "", row.agency)
